package org.lfads4j.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The constants of generated recordings; what is left out is the recipe's own. */
final class SynthConstants {
  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Where the random numbers start, 0 to 4294967295; left out, always the same.")
  private Long seed;

  @Option(names = "--conditions", paramLabel = "N", description = "How many conditions.")
  private Integer conditions;

  @Option(names = "--repeats", paramLabel = "N", description = "Trials of each condition.")
  private Integer repeats;

  @Option(
      names = "--datasets",
      paramLabel = "N",
      description = "How many recordings (lorenz_run_manager).")
  private Integer datasets;

  @Option(names = "--gain", paramLabel = "X", description = "g of the network's weights.")
  private Double gain;

  @Option(names = "--input", paramLabel = "X", description = "Size of the input; 0 for none.")
  private Double input;

  @Option(
      names = "--max-rate-hz",
      paramLabel = "X",
      description = "Highest rate of each neuron in each trial, spikes/s.")
  private Double maxRateHz;

  @Option(
      names = "--noise-seed",
      paramLabel = "N",
      description = "Where the noise alone starts (gaussian_chaotic_rnn_no_inputs).")
  private Long noiseSeed;

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      description =
          "The trained network of itb_rnn: trained_itb/model-65000.data-00000-of-00001 of the"
              + " repository lfads/models (Apache-2.0), which you fetch yourself.")
  private Path weights;

  Optional<Long> seed() {
    return Optional.ofNullable(seed);
  }

  long noiseSeed(long usual) {
    return noiseSeed == null ? usual : noiseSeed;
  }

  int conditions(int usual) {
    return conditions == null ? usual : conditions;
  }

  Optional<Integer> repeats() {
    return Optional.ofNullable(repeats);
  }

  int repeats(int usual) {
    return repeats().orElse(usual);
  }

  int datasets(int usual) {
    return datasets == null ? usual : datasets;
  }

  double gain(double usual) {
    return gain == null ? usual : gain;
  }

  double input(double usual) {
    return input == null ? usual : input;
  }

  double maxRateHz(double usual) {
    return maxRateHz == null ? usual : maxRateHz;
  }

  /**
   * The file of the trained network.
   *
   * @throws IllegalArgumentException if none was named
   */
  Path weights() {
    if (weights == null) {
      throw new IllegalArgumentException(
          "--weights FILE must be given for itb_rnn, got none; fetch"
              + " research/lfads/synth_data/trained_itb/model-65000.data-00000-of-00001 of the"
              + " repository lfads/models");
    }
    return weights;
  }

  /** The names of the options that were given. */
  List<String> given() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("--seed", seed);
    all.put("--conditions", conditions);
    all.put("--repeats", repeats);
    all.put("--datasets", datasets);
    all.put("--gain", gain);
    all.put("--input", input);
    all.put("--max-rate-hz", maxRateHz);
    all.put("--noise-seed", noiseSeed);
    all.put("--weights", weights);
    return all.entrySet().stream()
        .filter(e -> e.getValue() != null)
        .map(Map.Entry::getKey)
        .toList();
  }
}
