package org.lfads4j.model;

import java.util.List;
import java.util.Optional;
import org.lfads4j.data.Alignment;

/**
 * The part of a model that belongs to one session: its read-in and read-out. All else is shared.
 *
 * @param name distinguishes its parameters from those of other sessions
 * @param neurons N, all that are reconstructed
 * @param encoderNeurons the columns of those N that the encoders see; all of them unless some are
 *     held out
 * @param outputBias where the read-out's bias starts, one value a neuron: log mean count per bin
 *     (Poisson), mean (Gaussian)
 * @param alignment where the read-in starts, and the read-out's weights: neurons x factors; a
 *     neuron that the encoders do not see has zeros
 */
public record SessionSpec(
    String name,
    int neurons,
    List<Integer> encoderNeurons,
    List<Double> outputBias,
    Optional<Alignment> alignment) {
  /** A session without an alignment: its read-in, if it has one, starts at random. */
  public SessionSpec(
      String name, int neurons, List<Integer> encoderNeurons, List<Double> outputBias) {
    this(name, neurons, encoderNeurons, outputBias, Optional.empty());
  }

  /** Copies the lists and checks that they fit the number of neurons. */
  public SessionSpec {
    encoderNeurons = List.copyOf(encoderNeurons);
    outputBias = List.copyOf(outputBias);
    if (outputBias.size() != neurons) {
      throw new IllegalArgumentException(
          "session " + name + " must have one output bias a neuron, got " + outputBias.size());
    }
    if (alignment.isPresent() && alignment.get().matrix().rows() != neurons) {
      throw new IllegalArgumentException(
          "session %s must have an alignment of its %s neurons, got %s"
              .formatted(name, neurons, alignment.get().matrix().rows()));
    }
  }

  /** Whether the encoders see fewer neurons than are reconstructed. */
  public boolean hasHeldOutNeurons() {
    return encoderNeurons.size() < neurons;
  }
}
