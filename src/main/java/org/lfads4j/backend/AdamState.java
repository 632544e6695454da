package org.lfads4j.backend;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Adam's two moments, as arrays beside the parameters, so that they can be saved and restored to
 * the bit. The update is the engine's own, in the form of the original: the epsilon is added to the
 * square root of the uncorrected second moment.
 */
public final class AdamState {
  private final Parameters parameters;
  private final Map<String, NDArray> first;
  private final Map<String, NDArray> second;

  AdamState(Parameters parameters) {
    this.parameters = parameters;
    this.first = parameters.companions();
    this.second = parameters.companions();
  }

  /**
   * Moves every parameter that has a gradient: m and v take in the gradient times {@code scale},
   * and the parameter loses {@code step} m / (sqrt(v) + epsilon).
   */
  public void update(
      Gradients gradients, double scale, double step, float beta1, float beta2, double epsilon) {
    for (String name : gradients.names()) {
      NDArray weight = parameters.arrays().get(name);
      NDList inputs = new NDList(weight, gradients.array(name), first.get(name), second.get(name));
      weight
          .getNDArrayInternal()
          .adamUpdate(
              inputs,
              new NDList(weight),
              (float) step,
              (float) step,
              0,
              (float) scale,
              -1,
              beta1,
              beta2,
              (float) epsilon,
              false,
              false);
    }
  }

  /** A copy of both moments; names carry the suffixes {@code /m} and {@code /v}. */
  public ParameterValues values() {
    Map<String, double[]> copy = new LinkedHashMap<>();
    first.forEach((name, array) -> copy.put(name + "/m", Precision.toDoubles(array)));
    second.forEach((name, array) -> copy.put(name + "/v", Precision.toDoubles(array)));
    return ParameterValues.of(copy);
  }

  /** Overwrites both moments. */
  public void set(ParameterValues values) {
    first.forEach((name, array) -> Precision.set(array, values.values(name + "/m")));
    second.forEach((name, array) -> Precision.set(array, values.values(name + "/v")));
  }
}
