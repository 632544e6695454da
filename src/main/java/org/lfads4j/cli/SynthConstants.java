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
  Optional<Long> seed;

  @Option(names = "--conditions", paramLabel = "N", description = "How many conditions.")
  Optional<Integer> conditions;

  @Option(names = "--repeats", paramLabel = "N", description = "Trials of each condition.")
  Optional<Integer> repeats;

  @Option(
      names = "--datasets",
      paramLabel = "N",
      description = "How many recordings (lorenz_run_manager).")
  Optional<Integer> datasets;

  @Option(names = "--gain", paramLabel = "X", description = "g of the network's weights.")
  Optional<Double> gain;

  @Option(names = "--input", paramLabel = "X", description = "Size of the input; 0 for none.")
  Optional<Double> input;

  @Option(
      names = "--max-rate-hz",
      paramLabel = "X",
      description = "Highest rate of each neuron in each trial, spikes/s.")
  Optional<Double> maxRateHz;

  @Option(
      names = "--noise-seed",
      paramLabel = "N",
      description = "Where the noise alone starts (gaussian_chaotic_rnn_no_inputs).")
  Optional<Long> noiseSeed;

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      description =
          "The trained network of itb_rnn: trained_itb/model-65000.data-00000-of-00001 of the"
              + " repository lfads/models (Apache-2.0), which you fetch yourself.")
  private Optional<Path> weights;

  /**
   * The file of the trained network.
   *
   * @throws IllegalArgumentException if none was named
   */
  Path weights() {
    return weights.orElseThrow(
        () ->
            new IllegalArgumentException(
                "--weights FILE must be given for itb_rnn; fetch"
                    + " research/lfads/synth_data/trained_itb/model-65000.data-00000-of-00001 of"
                    + " the repository lfads/models"));
  }

  /** The names of the options that were given. */
  List<String> given() {
    Map<String, Optional<?>> all = new LinkedHashMap<>();
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
        .filter(e -> e.getValue().isPresent())
        .map(Map.Entry::getKey)
        .toList();
  }
}
