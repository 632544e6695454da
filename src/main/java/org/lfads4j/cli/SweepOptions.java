package org.lfads4j.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.lfads4j.config.Draw;
import org.lfads4j.config.Hyperparameter;
import org.lfads4j.config.RunParams;
import org.lfads4j.config.Sweep;
import picocli.CommandLine.Option;

/** Hyperparameters that vary from run to run, and seeds. */
final class SweepOptions {
  private static final Pattern NAMED = Pattern.compile("(?:--)?([^=]+)=(.+)");
  private static final Pattern RANGE = Pattern.compile("(.+?)\\.\\.(.+?)(:log)?");
  private static final Pattern BRACES = Pattern.compile("\\{(.*)}");

  /** Training has seeds of its own; growing the number of draws keeps the earlier ones. */
  private static final long SEED_OF_DRAWS = 0;

  @Option(
      names = "--sweep",
      paramLabel = "NAME=V,V",
      description = "A run for each of these values of a hyperparameter; several times for a grid.")
  private List<String> sweeps = new ArrayList<>();

  @Option(
      names = "--sample",
      paramLabel = "N",
      description = "N runs with values drawn at random, as --draw says.")
  private Integer sample;

  @Option(
      names = "--draw",
      paramLabel = "NAME=RANGE",
      description =
          "What to draw: LOW..HIGH, LOW..HIGH:log (each order of magnitude as likely) or A,B,C.")
  private List<String> draws = new ArrayList<>();

  @Option(
      names = "--seeds",
      paramLabel = "N,N",
      description = "Every run once with each of these seeds; default 0.")
  private String seeds = "0";

  /** A hyperparameter and what was written after it. */
  private record Named(String name, String text) {
    List<String> values() {
      Matcher inBraces = BRACES.matcher(text);
      return List.of((inBraces.matches() ? inBraces.group(1) : text).split(",", -1));
    }
  }

  /**
   * The parameters of all runs.
   *
   * @throws IllegalArgumentException if a name is unknown, a value is out of range, or something is
   *     not in its form
   */
  List<RunParams> params(RunParams base) {
    if (sample == null && !draws.isEmpty()) {
      throw new IllegalArgumentException("--draw must go with --sample N");
    }
    if (sample != null && draws.isEmpty()) {
      throw new IllegalArgumentException("--sample must go with --draw NAME=LOW..HIGH");
    }
    Optional<Sweep> sweep =
        Optional.ofNullable(sample)
            .map(
                count ->
                    base.sample(
                        count,
                        SEED_OF_DRAWS,
                        draws.stream().map(SweepOptions::draw).toArray(Draw[]::new)));
    for (String text : sweeps) {
      Named swept = named("--sweep", "NAME=V1,V2", text);
      Object[] values = swept.values().toArray();
      sweep =
          Optional.of(
              sweep
                  .map(earlier -> earlier.sweep(swept.name, values))
                  .orElseGet(() -> base.sweep(swept.name, values)));
    }
    return sweep.map(Sweep::params).orElse(List.of(base));
  }

  /** The hyperparameters that vary. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    sweeps.forEach(text -> names.add(named("--sweep", "NAME=V1,V2", text).name));
    draws.forEach(text -> names.add(named("--draw", "NAME=RANGE", text).name));
    return names;
  }

  /**
   * The seeds.
   *
   * @throws IllegalArgumentException if they are no whole numbers
   */
  long[] seeds() {
    try {
      return Stream.of(seeds.split(",", -1)).mapToLong(Long::parseLong).toArray();
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "--seeds must be whole numbers such as 0,1,2, got \"" + seeds + "\"", e);
    }
  }

  private static Named named(String option, String form, String text) {
    Matcher matcher = NAMED.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(option + " must be " + form + ", got \"" + text + "\"");
    }
    return new Named(Hyperparameter.named(matcher.group(1)).name(), matcher.group(2));
  }

  private static Draw draw(String text) {
    Named drawn = named("--draw", "NAME=RANGE", text);
    Matcher range = RANGE.matcher(drawn.text);
    if (range.matches()) {
      double low = number(range.group(1), text);
      double high = number(range.group(2), text);
      return range.group(3) == null
          ? Draw.uniform(drawn.name, low, high)
          : Draw.logUniform(drawn.name, low, high);
    }
    if (drawn.values().size() == 1 && !BRACES.matcher(drawn.text).matches()) {
      throw new IllegalArgumentException(rule(text));
    }
    return Draw.choice(drawn.name, drawn.values().toArray());
  }

  private static double number(String text, String whole) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(rule(whole), e);
    }
  }

  private static String rule(String text) {
    return "--draw must be NAME=LOW..HIGH, NAME=LOW..HIGH:log or NAME=A,B,C, got \"" + text + "\"";
  }
}
