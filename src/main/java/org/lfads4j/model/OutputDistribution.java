package org.lfads4j.model;

import java.util.List;
import java.util.Optional;
import org.lfads4j.config.Internal;

/**
 * The distribution of a neuron's values, given the output of the read-out: the choice of {@code
 * c_output_dist}. A new distribution is a new implementation of this interface. Backends that
 * execute the model then compute it; a backend with code of its own refuses it until it has the
 * formulas.
 */
@Internal
public interface OutputDistribution {
  /** Whole counts: log p(k) = k x - exp(x) - log k!, where the read-out gives x. */
  OutputDistribution POISSON = new PoissonOutput();

  /** Real values: the read-out gives the mean and the log variance. */
  OutputDistribution GAUSSIAN = new GaussianOutput();

  /** The distribution that {@code c_output_dist} names. */
  static OutputDistribution named(String name) {
    return List.of(POISSON, GAUSSIAN).stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("the model has no output distribution " + name));
  }

  /** Its name, as {@code c_output_dist} has it. */
  String name();

  /** Whether the data are whole counts of at least 0. */
  boolean isOfCounts();

  /** Whether the read-out also gives a log variance. */
  boolean hasVariance();

  /** The name of the read-out's layer from factors to the location. */
  String locationLayer(String session);

  /** The derivative of the expected value of a neuron with respect to its location, at x. */
  double slope(double x);

  /**
   * Expected values of locations.
   *
   * @param limited whether log counts are first kept within {@link Constants#EMISSION_CLIP}
   */
  Tensor expected(Tensor location, boolean limited);

  /** Log densities, element by element; of counts without log k!. */
  Tensor logDensity(Tensor valuesTRN, Tensor locationTRN, Optional<Tensor> logVarTRN);
}
