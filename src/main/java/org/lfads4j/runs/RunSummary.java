package org.lfads4j.runs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lfads4j.analysis.Method;
import org.lfads4j.analysis.Score;
import org.lfads4j.analysis.ScoresFile;
import org.lfads4j.config.Hyperparameter;
import org.lfads4j.data.io.WholeFile;

/** A run and its results in words: {@code summary.txt}. */
final class RunSummary {
  private RunSummary() {}

  /**
   * Writes it.
   *
   * @throws UncheckedIOException if it cannot be written, with the path
   */
  static void write(Run run, Manifest manifest) {
    Path file = run.files().summary();
    try {
      WholeFile.text(file, text(run, manifest));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " must be writable, got " + e, e);
    }
  }

  /** Whether it is up to date; a process may have died before it was written. */
  static boolean isCurrent(Run run, Manifest manifest) {
    try {
      Path file = run.files().summary();
      return Files.exists(file) && Files.readString(file).equals(text(run, manifest));
    } catch (IOException e) {
      return false;
    }
  }

  private static String text(Run run, Manifest manifest) {
    return String.join("\n", lines(run, manifest)) + "\n";
  }

  static List<String> lines(Run run, Manifest manifest) {
    List<String> lines = new ArrayList<>();
    RunStatus status = run.atRest(manifest);
    lines.add("run " + run.label());
    lines.add("state: " + status.state().word());
    status.why().ifPresent(why -> lines.add("why: " + why));
    String seconds = rounded("%.1f", status.seconds());
    lines.add(
        "training: %s epochs, best %s, %s s"
            .formatted(status.epochs(), status.bestEpoch(), seconds));
    OptionalDouble cost = status.validationCost();
    cost.ifPresent(c -> lines.add("validation cost: " + rounded("%.4f", c) + " nats/trial"));
    Optional<ScoresFile> scores = run.readableScoresFile();
    for (Score score : scores.map(ScoresFile::scores).orElse(List.of())) {
      OptionalDouble value = score.of(Method.LFADS);
      value.ifPresent(v -> lines.add(score.label() + ": " + rounded("%.4f", v)));
    }
    scores
        .flatMap(ScoresFile::diagnosis)
        .ifPresent(known -> known.sentences().forEach(each -> lines.add("diagnosis: " + each)));
    manifest.notices().forEach(notice -> lines.add("note: " + notice));
    Optional<RunDescription.ParentRun> parent = run.description().parent();
    parent.ifPresent(
        p -> lines.add("goes on from " + p.folder() + ", state " + p.identity().hex()));
    lines.add("");
    lines.add("settings (param hash " + run.paramHash().hex() + "):");
    for (Hyperparameter<?> each : Hyperparameter.all()) {
      lines.add("  " + setting(run, each));
    }
    lines.add("options: " + run.options().toJson().replaceAll("\\s+", " "));
    lines.add("");
    lines.add("data (data hash " + run.dataHash().hex() + "):");
    for (RunDescription.Session each : run.description().sessions()) {
      String hash = each.content().hex();
      lines.add("  %s from %s, content %s".formatted(each.name(), each.origin(), hash));
    }
    return lines;
  }

  private static String rounded(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private static <T> String setting(Run run, Hyperparameter<T> each) {
    T value = run.params().value(each);
    return each.name()
        + " = "
        + each.text(value)
        + (value.equals(each.defaultValue())
            ? ""
            : " (default " + each.text(each.defaultValue()) + ")");
  }
}
