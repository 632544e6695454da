package org.lfads4j.model;

import java.util.Optional;

/** Real values whose mean and log variance are affine in the factors. */
final class GaussianOutput implements OutputDistribution {
  @Override
  public String name() {
    return "gaussian";
  }

  @Override
  public boolean isOfCounts() {
    return false;
  }

  @Override
  public boolean hasVariance() {
    return true;
  }

  @Override
  public String locationLayer(String session) {
    return Names.means(session);
  }

  @Override
  public double slope(double x) {
    return 1;
  }

  @Override
  public Tensor expected(Tensor location, boolean limited) {
    return location;
  }

  @Override
  public Tensor logDensity(Tensor valuesTRN, Tensor locationTRN, Optional<Tensor> logVarTRN) {
    return Gaussians.logDensity(valuesTRN, locationTRN, logVarTRN.orElseThrow());
  }
}
