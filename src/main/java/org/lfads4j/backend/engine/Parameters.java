package org.lfads4j.backend.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.model.ParameterInventory;
import org.lfads4j.model.ParameterSpec;

/** The model's parameters on the device, shared by every program of a backend. */
final class Parameters implements AutoCloseable {
  private final NDManager manager;
  private final DataType type;
  private final Map<String, NDArray> arrays = new LinkedHashMap<>();

  Parameters(NDManager manager, DataType type, ParameterInventory inventory) {
    this.manager = manager;
    this.type = type;
    for (ParameterSpec parameter : inventory.parameters()) {
      NDArray array = manager.zeros(shape(parameter), type);
      array.setName(parameter.name());
      arrays.put(parameter.name(), array);
    }
  }

  NDManager manager() {
    return manager;
  }

  DataType type() {
    return type;
  }

  Map<String, NDArray> arrays() {
    return Collections.unmodifiableMap(arrays);
  }

  /** An array of zeros beside each parameter, for the optimiser. */
  Map<String, NDArray> companions() {
    Map<String, NDArray> companions = new LinkedHashMap<>();
    arrays.forEach((name, a) -> companions.put(name, manager.zeros(a.getShape(), type)));
    return companions;
  }

  void set(ParameterValues values) {
    arrays.forEach((name, array) -> EngineArrays.set(array, values.values(name)));
  }

  ParameterValues values() {
    Map<String, double[]> copy = new LinkedHashMap<>();
    arrays.forEach((name, array) -> copy.put(name, EngineArrays.toDoubles(array)));
    return ParameterValues.of(copy);
  }

  @Override
  public void close() {
    manager.close();
  }

  private static Shape shape(ParameterSpec parameter) {
    return new Shape(parameter.shape().stream().mapToLong(Integer::longValue).toArray());
  }
}
