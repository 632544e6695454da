package org.lfads4j;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.lfads4j.config.Hyperparameter;
import org.lfads4j.config.RunOptions;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Split;
import org.lfads4j.data.Trials;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.SessionSpec;

/**
 * A recording made ready for a model: bins as wide as asked, neurons held out, trials split.
 *
 * @param trials the recording in the model's bins
 * @param split which trials train and which validate
 * @param spec the model
 */
record Preparation(Trials trials, Split split, ModelSpec spec) {
  /** A read-out starts at no less than half a spike in all of a neuron's training data. */
  private static final double SMALLEST_COUNT = 0.5;

  static Preparation of(Trials recording, RunParams params, RunOptions options) {
    Trials trials = binned(recording, params);
    if (!options.heldOutNeurons().isEmpty()) {
      trials = trials.withHeldOutNeurons(options.heldOutNeurons());
    }
    trials = splitOf(trials, params);
    Split split = trials.split().orElseThrow();
    return new Preparation(trials, split, spec(trials, split, params));
  }

  /** The trials with the split they have, or {@code trainToTestRatio} says. */
  static Trials splitOf(Trials trials, RunParams params) {
    return trials.split().isPresent()
        ? trials
        : trials.withSplit(Split.ofRatio(trials.trials(), params.trainToTestRatio()));
  }

  /** {@code spikeBinMs} where it was set or divides well; else the recording's own bins. */
  static Trials binned(Trials recording, RunParams params) {
    double wanted = params.spikeBinMs();
    boolean asked = params.isSet(Hyperparameter.SPIKE_BIN_MS);
    double ratio = wanted / recording.binMs();
    boolean whole = ratio >= 1 && ratio == Math.rint(ratio);
    return asked || whole ? recording.rebin(wanted) : recording;
  }

  private static ModelSpec spec(Trials trials, Split split, RunParams params) {
    List<Integer> heldOut = trials.heldOutNeurons().stream().map(trials::neuronIndex).toList();
    List<Integer> seen =
        IntStream.range(0, trials.neurons()).filter(n -> !heldOut.contains(n)).boxed().toList();
    boolean poisson = params.outputDist().equals("poisson");
    SessionSpec session =
        new SessionSpec(
            trials.session(),
            trials.neurons(),
            seen,
            outputBias(trials.counts().selectTrials(split.train()), poisson));
    return ModelSpec.of(params, trials.bins(), List.of(session));
  }

  /** Log mean counts per bin, or plain means, of each neuron over the training trials. */
  private static List<Double> outputBias(Cube train, boolean poisson) {
    double samples = (double) train.trials() * train.bins();
    double[] sums = new double[train.columns()];
    for (int e = 0; e < train.trials(); e++) {
      for (int t = 0; t < train.bins(); t++) {
        for (int n = 0; n < sums.length; n++) {
          sums[n] += train.at(e, t, n);
        }
      }
    }
    List<Double> bias = new ArrayList<>();
    for (double sum : sums) {
      bias.add(poisson ? Math.log(Math.max(sum, SMALLEST_COUNT) / samples) : sum / samples);
    }
    return bias;
  }
}
