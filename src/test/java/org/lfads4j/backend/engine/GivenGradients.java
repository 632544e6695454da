package org.lfads4j.backend.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lfads4j.backend.Gradients;
import org.lfads4j.backend.LossTerms;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.ParameterInventory;

/** Gradients of a known value, for tests of optimisers. */
public final class GivenGradients {
  private GivenGradients() {}

  /** On the CPU, for every parameter of a model, all elements alike. */
  public static Gradients of(String engine, ModelSpec spec, float value) {
    NDManager owner = Engine.getEngine(engine).newBaseManager(Device.cpu());
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    ParameterInventory.of(spec)
        .parameters()
        .forEach(
            p -> {
              Shape shape = new Shape(p.shape().stream().mapToLong(Integer::longValue).toArray());
              arrays.put(p.name(), owner.full(shape, value, DataType.FLOAT32));
            });
    return new EngineGradients(owner, new LossTerms(0, 0, 0, 0, 0, 0), arrays);
  }
}
