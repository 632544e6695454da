package org.lfads4j.model;

import java.util.List;
import java.util.Optional;
import org.lfads4j.config.RunParams;

/** A variant of the model that was added to it alone: every count weighs twice. */
public final class MadeUpOutput implements OutputDistribution {
  /** A model with it. */
  public static ModelSpec spec(RunParams params, int bins, List<SessionSpec> sessions) {
    return ModelSpec.of(params, new MadeUpOutput(), bins, sessions);
  }

  @Override
  public String name() {
    return "made up";
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
    return POISSON.locationLayer(session);
  }

  @Override
  public double slope(double x) {
    return POISSON.slope(x);
  }

  @Override
  public Tensor expected(Tensor location, boolean limited) {
    return POISSON.expected(location, limited);
  }

  @Override
  public Tensor logDensity(Tensor valuesTRN, Tensor locationTRN, Optional<Tensor> logVarTRN) {
    return POISSON.logDensity(valuesTRN, locationTRN, logVarTRN).times(2);
  }
}
