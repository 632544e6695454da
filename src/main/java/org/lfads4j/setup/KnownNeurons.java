package org.lfads4j.setup;

import java.util.List;
import java.util.stream.IntStream;
import org.lfads4j.config.RefusedException;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Trials;
import org.lfads4j.model.ModelSpec;

/**
 * The neurons that a trained model knows of a session.
 *
 * @param names in the order of the model
 * @param binMs width of the model's bins in ms
 */
public record KnownNeurons(List<String> names, double binMs) {
  /** Keeps its own copy of the names. */
  public KnownNeurons {
    names = List.copyOf(names);
  }

  /** The neurons of a recording that is in the model's bins. */
  public static KnownNeurons of(Trials trials) {
    return new KnownNeurons(trials.neuronNames(), trials.binMs());
  }

  /**
   * New trials of these neurons in the model's bins, without a split: the model never saw them.
   *
   * @throws IllegalArgumentException if the model cannot smooth them
   */
  public Trials matched(Trials recording, ModelSpec spec) {
    Trials trials = recording.binMs() == binMs ? recording : recording.rebin(binMs);
    requireEqual("bins", spec.bins(), trials.bins());
    requireNames(names, trials.neuronNames());
    int external = spec.params().extInputDim();
    if (external > 0) {
      requireEqual(
          "external inputs", external, trials.externalInputs().map(Cube::columns).orElse(0));
    }
    if (spec.output().isOfCounts()) {
      recording
          .countProblem()
          .ifPresent(
              problem -> {
                throw new RefusedException(problem);
              });
    }
    return trials.withoutSplit();
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
