package org.lfads4j.backend.engine;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.model.Graph;
import org.lfads4j.model.Input;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.ParameterInventory;
import org.lfads4j.model.ParameterSpec;
import org.lfads4j.model.Program;
import org.lfads4j.model.Result;
import org.lfads4j.model.Tensor;

/** The model's graph over {@link ArrayTensor}. */
public final class ArrayGraph implements Graph {
  private final Map<String, ArrayTensor> parameters;
  private final Map<Input, ArrayTensor> inputs;

  /** A graph over tensors, whose values may be changed. */
  public ArrayGraph(Map<String, ArrayTensor> parameters, Map<Input, ArrayTensor> inputs) {
    this.parameters = parameters;
    this.inputs = inputs;
  }

  ArrayGraph(ModelSpec spec, ParameterValues values, Feed feed) {
    this(new LinkedHashMap<>(), new EnumMap<>(Input.class));
    for (ParameterSpec p : ParameterInventory.of(spec).parameters()) {
      parameters.put(
          p.name(),
          new ArrayTensor(
              values.values(p.name()), p.shape().stream().mapToInt(Integer::intValue).toArray()));
    }
    for (Input input : feed.inputs()) {
      Feed.Array array = feed.array(input);
      int[] shape = new int[array.shape.dimension()];
      Arrays.setAll(shape, i -> (int) array.shape.get(i));
      inputs.put(input, new ArrayTensor(array.toDoubles(), shape));
    }
  }

  /** The objective of a batch, from the values of the parameters as they stand. */
  double total(ModelSpec spec, int session) {
    Map<Result, Tensor> results =
        Program.OBJECTIVE.results(this, spec, spec.sessions().get(session), 1);
    return ((ArrayTensor) results.get(Result.TOTAL)).values[0];
  }

  /** One parameter's values, which may be changed. */
  double[] values(String name) {
    return parameters.get(name).values;
  }

  @Override
  public Tensor parameter(String name) {
    return parameters.get(name);
  }

  @Override
  public Optional<Tensor> input(Input input) {
    return Optional.ofNullable(inputs.get(input));
  }

  @Override
  public Tensor stack(List<Tensor> parts) {
    int[] part = ((ArrayTensor) parts.get(0)).shape;
    int[] shape = new int[part.length + 1];
    shape[0] = parts.size();
    System.arraycopy(part, 0, shape, 1, part.length);
    int size = ((ArrayTensor) parts.get(0)).values.length;
    double[] out = new double[parts.size() * size];
    for (int t = 0; t < parts.size(); t++) {
      System.arraycopy(((ArrayTensor) parts.get(t)).values, 0, out, t * size, size);
    }
    return new ArrayTensor(out, shape);
  }

  /** The model joins along the last axis only. */
  @Override
  public Tensor concat(List<Tensor> parts, int axis) {
    ArrayTensor first = (ArrayTensor) parts.get(0);
    ArrayTensor second = (ArrayTensor) parts.get(1);
    int a = first.shape[axis];
    int b = second.shape[axis];
    int rows = first.values.length / a;
    double[] out = new double[rows * (a + b)];
    for (int r = 0; r < rows; r++) {
      System.arraycopy(first.values, r * a, out, r * (a + b), a);
      System.arraycopy(second.values, r * b, out, r * (a + b) + a, b);
    }
    int[] shape = first.shape.clone();
    shape[axis] = a + b;
    return new ArrayTensor(out, shape);
  }
}
