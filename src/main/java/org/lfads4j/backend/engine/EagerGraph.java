package org.lfads4j.backend.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lfads4j.model.Graph;
import org.lfads4j.model.Input;
import org.lfads4j.model.Tensor;

/**
 * The tensors of one eager call. Everything that is made belongs to the call's manager and is freed
 * with it.
 */
final class EagerGraph implements Graph {
  private final NDManager manager;
  private final DataType type;
  private final Map<String, NDArray> parameters;
  private final Map<Input, Tensor> inputs = new EnumMap<>(Input.class);
  private final Map<Double, NDArray> scalars = new HashMap<>();
  private final Set<String> used = new HashSet<>();

  EagerGraph(NDManager manager, DataType type, Map<String, NDArray> parameters, Feed feed) {
    this.manager = manager;
    this.type = type;
    this.parameters = parameters;
    for (Input input : feed.inputs()) {
      inputs.put(input, new EagerTensor(this, feed.array(input).create(manager, type)));
    }
  }

  @Override
  public Tensor parameter(String name) {
    NDArray array = parameters.get(name);
    if (array == null) {
      throw new IllegalStateException("the model must have a parameter " + name);
    }
    used.add(name);
    return new EagerTensor(this, array);
  }

  @Override
  public Optional<Tensor> input(Input input) {
    return Optional.ofNullable(inputs.get(input));
  }

  @Override
  public Tensor stack(List<Tensor> parts) {
    return keep(NDArrays.stack(list(parts), 0));
  }

  @Override
  public Tensor concat(List<Tensor> parts, int axis) {
    return keep(NDArrays.concat(list(parts), axis));
  }

  /** The parameters that the model has read. */
  Set<String> used() {
    return used;
  }

  /** Moves a new result to the call's manager. */
  Tensor keep(NDArray array) {
    if (array.getManager() != manager) {
      array.attach(manager);
    }
    return new EagerTensor(this, array);
  }

  /** A constant that lives until the call is over, because autograd may still hold it. */
  NDArray scalar(double value) {
    return scalars.computeIfAbsent(
        value, v -> EngineArrays.create(manager, type, new double[] {v}, new Shape(1)));
  }

  private static NDList list(List<Tensor> parts) {
    NDList list = new NDList(parts.size());
    parts.forEach(p -> list.add(EagerTensor.unwrap(p)));
    return list;
  }
}
