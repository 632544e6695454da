package org.lfads4j.runs;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.lfads4j.config.Hash;
import org.lfads4j.config.Hyperparameter;
import org.lfads4j.config.Internal;

/**
 * Short names of runs in a list: only the settings in which they differ, such as {@code co_dim=2
 * seed=1}. No two are equal.
 */
@Internal
public final class RunLabels {
  private static final int LONGEST_NUMBER = 8;
  private static final MathContext DIGITS = new MathContext(5);

  private final Map<Run, String> labels = new LinkedHashMap<>();

  private RunLabels() {}

  /** The names of these runs. */
  public static RunLabels of(List<Run> runs) {
    RunLabels made = new RunLabels();
    List<Hyperparameter<?>> differing =
        Hyperparameter.all().stream()
            .filter(each -> differ(runs, run -> run.params().value(each)))
            .toList();
    boolean names = differ(runs, Run::name);
    boolean seeds = differ(runs, run -> run.options().seed());
    for (Run run : runs) {
      List<String> parts = new ArrayList<>();
      if (names || (differing.isEmpty() && !seeds)) {
        parts.add(run.name());
      }
      differing.forEach(each -> parts.add(each.shortName() + "=" + text(run, each)));
      if (seeds) {
        parts.add("seed=" + run.options().seed());
      }
      made.labels.put(run, String.join(" ", parts));
    }
    made.addHashes(Run::paramHash, "param_");
    made.addHashes(Run::dataHash, "data_");
    return made;
  }

  /** The names that they have, without settings. */
  public static RunLabels names(List<Run> runs) {
    RunLabels made = new RunLabels();
    runs.forEach(run -> made.labels.put(run, run.name()));
    return made;
  }

  /** Adds a hash to the names of runs that still have the same name and differ in this hash. */
  private void addHashes(Function<Run, Hash> hash, String before) {
    Map<String, List<Run>> alike = new LinkedHashMap<>();
    labels.forEach(
        (run, label) -> alike.computeIfAbsent(label, unused -> new ArrayList<>()).add(run));
    alike.values().stream()
        .filter(group -> differ(group, hash::apply))
        .flatMap(List::stream)
        .forEach(run -> labels.merge(run, " " + before + hash.apply(run), String::concat));
  }

  /** The name of one of the runs. */
  public String of(Run run) {
    return labels.get(run);
  }

  private static boolean differ(List<Run> runs, Function<Run, Object> value) {
    Set<Object> values = new HashSet<>();
    return runs.stream().anyMatch(run -> values.add(value.apply(run)) && values.size() > 1);
  }

  private static <T> String text(Run run, Hyperparameter<T> each) {
    T value = run.params().value(each);
    return value instanceof Double number ? brief(number, each.text(value)) : each.text(value);
  }

  /** Randomly drawn values have many digits; five are enough, and if not, the hash is added. */
  private static String brief(double number, String text) {
    return text.length() > LONGEST_NUMBER
        ? new BigDecimal(number).round(DIGITS).stripTrailingZeros().toString()
        : text;
  }
}
