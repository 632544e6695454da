package org.lfads4j;

import java.util.List;
import java.util.stream.IntStream;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Trials;
import org.lfads4j.model.ModelSpec;

/** Whether a recording fits a model that was trained on another one. */
final class Fitting {
  private Fitting() {}

  /** The recording in the model's bins. */
  static Trials of(Trials recording, ModelSpec spec, TrainedLfads.Neurons neurons) {
    Trials trials =
        recording.binMs() == neurons.binMs() ? recording : recording.rebin(neurons.binMs());
    requireEqual("bins", spec.bins(), trials.bins());
    requireNames(neurons.names(), trials.neuronNames());
    int external = spec.params().extInputDim();
    if (external > 0) {
      requireEqual(
          "external inputs", external, trials.externalInputs().map(Cube::columns).orElse(0));
    }
    if (!spec.isGaussian()) {
      recording
          .countProblem()
          .ifPresent(
              problem -> {
                throw new IllegalArgumentException(problem);
              });
    }
    return trials;
  }

  private static void requireNames(List<String> known, List<String> given) {
    requireEqual("neurons", known.size(), given.size());
    IntStream.range(0, known.size())
        .filter(n -> !known.get(n).equals(given.get(n)))
        .findFirst()
        .ifPresent(
            n -> {
              throw new IllegalArgumentException(
                  "new trials must have the model's neurons in their order, got \""
                      + given.get(n)
                      + "\" in place of \""
                      + known.get(n)
                      + "\"; use selectNeurons(...) or withNeuronNames(...)");
            });
  }

  private static void requireEqual(String what, int trained, int given) {
    if (trained != given) {
      throw new IllegalArgumentException(
          "new trials must have the model's number of "
              + what
              + " ("
              + trained
              + "), got "
              + given);
    }
  }
}
