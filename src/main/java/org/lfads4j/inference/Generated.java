package org.lfads4j.inference;

import java.util.Optional;
import org.lfads4j.data.Cube;

/**
 * Trials that the model generated: initial conditions and inputs are drawn from their priors.
 *
 * @param mean trials x bins x neurons; expected counts per bin (Poisson) or means (Gaussian)
 * @param variance Gaussian output only
 * @param factors trials x bins x factors
 * @param generatorStates trials x bins x generator units
 * @param inputs trials x bins x inputs, drawn from the autoregressive prior; absent when {@code
 *     c_co_dim} is 0
 */
public record Generated(
    Cube mean, Optional<Cube> variance, Cube factors, Cube generatorStates, Optional<Cube> inputs) {

  /**
   * Spikes drawn from the rates: whole counts, trials x bins x neurons; the same seed gives the
   * same spikes.
   *
   * @throws IllegalStateException if the output is Gaussian, which has no spikes
   */
  public Cube spikes(long seed) {
    if (variance.isPresent()) {
      throw new IllegalStateException(
          "spikes must be drawn from Poisson output, got Gaussian; use mean() and variance()");
    }
    return Prior.drawCounts(mean, seed);
  }
}
