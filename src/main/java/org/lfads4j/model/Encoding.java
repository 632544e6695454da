package org.lfads4j.model;

import java.util.Optional;
import org.lfads4j.config.Internal;

/**
 * What the encoders compute from a batch.
 *
 * @param initialCondition the posterior of the initial condition, if one is inferred
 * @param controller what the controller reads, if there is one
 */
@Internal
public record Encoding(
    Optional<InitialCondition> initialCondition, Optional<ControllerInput> controller) {

  /**
   * The Gaussian posterior of the initial condition.
   *
   * @param meanBZ mean
   * @param logVarBZ log variance, the floor {@code c_ic_post_var_min} included
   */
  public record InitialCondition(Tensor meanBZ, Tensor logVarBZ) {}

  /**
   * The states of the controller's encoders, bin by bin.
   *
   * @param forwardTBE after reading bins 0 to t
   * @param reverseTBE after reading bins T - 1 down to t; absent when the controller is causal
   */
  public record ControllerInput(Tensor forwardTBE, Optional<Tensor> reverseTBE) {}
}
