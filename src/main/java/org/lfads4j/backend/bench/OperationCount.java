package org.lfads4j.backend.bench;

import org.lfads4j.config.RunParams;
import org.lfads4j.model.ModelSpec;

/** The arithmetic of a training step: matrix products only, a product and a sum counted as two. */
final class OperationCount {
  private OperationCount() {}

  /** Of one step: forward, and twice that backward, less the gradients of the spikes. */
  static double ofStep(ModelSpec spec, int trials) {
    double rows = (double) trials * spec.bins();
    return rows * (2 * 3 * products(spec) - 2 * spikeProducts(spec));
  }

  /** Multiplications of one trial and bin, forward. */
  static double products(ModelSpec spec) {
    RunParams p = spec.params();
    double neurons = spec.sessions().get(0).neurons();
    double generator =
        3.0 * p.genDim() * (spec.generatorInputs() + p.genDim())
            + p.genDim() * p.factorsDim()
            + p.factorsDim() * neurons;
    double units = p.conDim();
    double controller =
        spec.hasController()
            ? 3 * units * (controllerInputs(spec) + units) + 2.0 * p.coDim() * units
            : 0;
    return spikeProducts(spec)
        + directions(spec, true) * 3 * p.icEncDim() * p.icEncDim()
        + directions(spec, false) * 3 * p.ciEncDim() * p.ciEncDim()
        + controller
        + generator;
  }

  private static double spikeProducts(ModelSpec spec) {
    RunParams p = spec.params();
    return spec.encoderInputs()
        * 3.0
        * (directions(spec, true) * p.icEncDim() + directions(spec, false) * p.ciEncDim());
  }

  private static double controllerInputs(ModelSpec spec) {
    double feedback = spec.hasFeedback() ? spec.feedbackUnits() : 0;
    return directions(spec, false) * spec.params().ciEncDim() + feedback;
  }

  private static double directions(ModelSpec spec, boolean initial) {
    if (initial) {
      return spec.hasIcEncoder() ? 2 : 0;
    }
    return spec.hasController() ? spec.hasReverseControllerEncoder() ? 2 : 1 : 0;
  }
}
