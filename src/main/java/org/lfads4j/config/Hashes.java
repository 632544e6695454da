package org.lfads4j.config;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The identity of what was asked: SHA-256 of a canonical text in UTF-8.
 *
 * <p>The text has a first line with the name of the hash and the schema version, then one line
 * {@code name=value} per hyperparameter in page order, defaults filled in, the value as JSON on one
 * line (numbers by {@link Double#toString(double)}, -0.0 as 0.0, named texts sorted by name). The
 * param hash adds a line for every {@link RunOption} that enters it, in the order of that
 * catalogue: names as a sorted list, times as ISO 8601 durations, {@code null} if off. Options that
 * are younger than this text have a line only where they differ from their default, so that the
 * hashes of older runs stay. The data hash of a run adds, for each session in order, {@code session
 * "NAME"=} and its content hash. Every line ends with a line feed. A value that was requested
 * hashes as the same value by default.
 */
public final class Hashes {
  private static final int SCHEMA = 1;

  private Hashes() {}

  /**
   * What identifies a result: every hyperparameter but {@code name}, {@code version}, {@code
   * posterior_mean_kind} and {@code num_samples_posterior}, with seed, held-out neurons, stop rule
   * and what is hidden. The data themselves are not part of it.
   */
  public static Hash paramHash(RunParams params, RunOptions options) {
    return sha256(paramText(params, options));
  }

  /**
   * What identifies a part of a training that goes on from a parent: the same without the stop
   * rule, which says how long the part is and not what it is, but with the parent.
   *
   * @param parent identity of the state from which it goes on
   */
  public static Hash paramHash(RunParams params, RunOptions options, Hash parent) {
    List<String> lines = settings(params, options, each -> !each.endsTraining());
    lines.add("parent=" + parent.hex());
    return sha256(joined(lines));
  }

  /** What identifies the processing of the data before a model sees them. */
  public static Hash dataHash(RunParams params) {
    return sha256(dataText(params));
  }

  /**
   * What identifies the data of a run as its model sees them: their processing, and what each
   * session holds.
   *
   * @param contents content hashes by the sessions' names, in their order
   */
  public static Hash dataHash(RunParams params, Map<String, Hash> contents) {
    return sha256(dataText(params, contents));
  }

  static String paramText(RunParams params, RunOptions options) {
    return joined(settings(params, options, each -> true));
  }

  private static List<String> settings(
      RunParams params, RunOptions options, Predicate<RunOption<?>> included) {
    List<String> lines = lines("param", params, Hyperparameter::inParamHash);
    RunOption.all().stream()
        .filter(each -> each.isHashed(options) && included.test(each))
        .map(options::canonical)
        .forEach(lines::add);
    return lines;
  }

  static String dataText(RunParams params) {
    return joined(lines("data", params, Hyperparameter::inDataHash));
  }

  static String dataText(RunParams params, Map<String, Hash> contents) {
    List<String> lines = lines("data", params, Hyperparameter::inDataHash);
    contents.forEach(
        (name, content) -> lines.add("session " + Json.shown(name) + "=" + content.hex()));
    return joined(lines);
  }

  private static List<String> lines(
      String name, RunParams params, Predicate<Hyperparameter<?>> included) {
    List<String> lines = new ArrayList<>();
    lines.add("lfads4j " + name + " hash, schema " + SCHEMA);
    Hyperparameter.all().stream().filter(included).map(params::canonical).forEach(lines::add);
    return lines;
  }

  private static String joined(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }

  private static Hash sha256(String text) {
    return Hash.of(digest -> digest.update(text.getBytes(StandardCharsets.UTF_8)));
  }
}
