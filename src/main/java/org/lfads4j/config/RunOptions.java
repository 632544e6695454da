package org.lfads4j.config;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What is asked of a run and is no hyperparameter.
 *
 * @param seed where all randomness starts; default 0; enters the param hash
 * @param heldOutNeurons names of neurons that the encoders do not see, unique ignoring case;
 *     default none; enters the param hash, in any order
 * @param execution engine, backend, devices and threads; enters no hash
 * @param stopRule when training ends; enters the param hash
 * @param hiding which spike counts training hides from the encoders; enters the param hash
 */
public record RunOptions(
    long seed, List<String> heldOutNeurons, Execution execution, StopRule stopRule, Hiding hiding)
    implements OptionWithers<RunOptions> {

  /**
   * Keeps its own copy of the names.
   *
   * @throws IllegalArgumentException if a held-out neuron is named twice
   */
  public RunOptions {
    heldOutNeurons = List.copyOf(heldOutNeurons);
    Set<String> seen = new HashSet<>();
    for (String neuron : heldOutNeurons) {
      if (!seen.add(neuron.toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException(
            "heldOutNeurons must name each neuron once, got " + Json.shown(heldOutNeurons));
      }
    }
  }

  /** Seed 0, no neuron held out, everything else chosen by the program. */
  public static RunOptions defaults() {
    return new RunOptions(
        0, List.of(), Execution.automatic(), StopRule.learningRateOnly(), Hiding.NONE);
  }

  @Override
  public RunOptions withOptions(UnaryOperator<RunOptions> change) {
    return change.apply(this);
  }

  /** A copy that is executed elsewhere; all hashes stay as they are. */
  public RunOptions with(Execution other) {
    return new RunOptions(seed, heldOutNeurons, other, stopRule, hiding);
  }

  /** A copy whose training ends otherwise. */
  public RunOptions with(StopRule other) {
    return new RunOptions(seed, heldOutNeurons, execution, other, hiding);
  }

  RunOptions with(Hiding other) {
    return new RunOptions(seed, heldOutNeurons, execution, stopRule, other);
  }

  /** One JSON object; {@link #fromJson} gives an equal value. What is empty is left out. */
  public String toJson() {
    return RunOptionsJson.write(this);
  }

  /**
   * Reads what {@link #toJson} wrote; what is left out has its default.
   *
   * @throws IllegalArgumentException if the text is no JSON object, a name is unknown or a value is
   *     out of range
   */
  public static RunOptions fromJson(String json) {
    return RunOptionsJson.read(json);
  }
}
