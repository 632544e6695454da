package org.lfads4j.config;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The identity of what was asked: SHA-256 of a canonical text in UTF-8.
 *
 * <p>The text has a first line with the name of the hash and the schema version, then one line
 * {@code name=value} per hyperparameter in page order, defaults filled in, the value as JSON on one
 * line (numbers by {@link Double#toString(double)}, -0.0 as 0.0, named texts sorted by name). The
 * param hash adds, in this order, {@code seed}; {@code heldOutNeurons}, a list sorted by name; the
 * stop rule, {@code maxEpochs}, {@code timeLimit} as an ISO 8601 duration in quotes, {@code
 * patience}, each {@code null} if off; {@code coordinatedDropout} and {@code sampleValidation}. The
 * data hash of a run adds, for each session in order, {@code session "NAME"=} and its content hash.
 * Every line ends with a line feed. A value that was requested hashes as the same value by default;
 * {@link Execution} enters no hash.
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
    List<String> lines = settings(params, options, List.of());
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
    StopRule stop = options.stopRule();
    return joined(
        settings(
            params,
            options,
            List.of(
                "maxEpochs=" + (stop.maxEpochs().isPresent() ? stop.maxEpochs().getAsInt() : null),
                "timeLimit="
                    + stop.timeLimit().map(time -> Json.shown(time.toString())).orElse(null),
                "patience=" + (stop.patience().isPresent() ? stop.patience().getAsInt() : null))));
  }

  private static List<String> settings(RunParams params, RunOptions options, List<String> ending) {
    List<String> lines = lines("param", params, Hyperparameter::inParamHash);
    lines.add("seed=" + options.seed());
    lines.add(
        "heldOutNeurons="
            + options.heldOutNeurons().stream()
                .sorted()
                .map(Json::shown)
                .collect(Collectors.joining(",", "[", "]")));
    lines.addAll(ending);
    lines.add("coordinatedDropout=" + options.hiding().coordinatedDropout());
    lines.add("sampleValidation=" + options.hiding().sampleValidation());
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
