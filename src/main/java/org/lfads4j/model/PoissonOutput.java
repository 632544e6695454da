package org.lfads4j.model;

import java.util.Optional;

/** Counts whose log mean is affine in the factors. */
final class PoissonOutput implements OutputDistribution {
  @Override
  public String name() {
    return "poisson";
  }

  @Override
  public boolean isOfCounts() {
    return true;
  }

  @Override
  public boolean hasVariance() {
    return false;
  }

  @Override
  public String locationLayer(String session) {
    return Names.logRates(session);
  }

  @Override
  public double slope(double x) {
    return StrictMath.exp(x);
  }

  @Override
  public Tensor expected(Tensor location, boolean limited) {
    return (limited ? Constants.limited(location) : location).exp();
  }

  @Override
  public Tensor logDensity(Tensor valuesTRN, Tensor locationTRN, Optional<Tensor> logVarTRN) {
    return valuesTRN.times(locationTRN).minus(locationTRN.exp());
  }
}
