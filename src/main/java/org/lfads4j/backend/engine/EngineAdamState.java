package org.lfads4j.backend.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lfads4j.backend.AdamState;
import org.lfads4j.backend.Gradients;
import org.lfads4j.backend.ParameterValues;

/** Adam's moments on a DJL device; the update is the engine's own. */
final class EngineAdamState implements AdamState {
  private final Parameters parameters;
  private final Map<String, NDArray> first;
  private final Map<String, NDArray> second;

  EngineAdamState(Parameters parameters) {
    this.parameters = parameters;
    this.first = parameters.companions();
    this.second = parameters.companions();
  }

  @Override
  public void update(
      Gradients gradients, double scale, double step, float beta1, float beta2, double epsilon) {
    EngineGradients own = (EngineGradients) gradients;
    for (String name : own.names()) {
      NDArray weight = parameters.arrays().get(name);
      NDList inputs = new NDList(weight, own.array(name), first.get(name), second.get(name));
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

  @Override
  public ParameterValues values() {
    Map<String, double[]> copy = new LinkedHashMap<>();
    first.forEach((name, array) -> copy.put(name + "/m", EngineArrays.toDoubles(array)));
    second.forEach((name, array) -> copy.put(name + "/v", EngineArrays.toDoubles(array)));
    return ParameterValues.of(copy);
  }

  @Override
  public void set(ParameterValues values) {
    first.forEach((name, array) -> EngineArrays.set(array, values.values(name + "/m")));
    second.forEach((name, array) -> EngineArrays.set(array, values.values(name + "/v")));
  }
}
