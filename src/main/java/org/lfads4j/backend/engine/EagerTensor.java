package org.lfads4j.backend.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.lfads4j.model.Tensor;

/** A tensor that is computed at once by the engine. */
final class EagerTensor implements Tensor {
  private final EagerGraph graph;
  private final NDArray array;

  EagerTensor(EagerGraph graph, NDArray array) {
    this.graph = graph;
    this.array = array;
  }

  NDArray array() {
    return array;
  }

  static NDArray unwrap(Tensor tensor) {
    return ((EagerTensor) tensor).array;
  }

  @Override
  public Tensor plus(Tensor other) {
    return graph.keep(array.add(unwrap(other)));
  }

  @Override
  public Tensor minus(Tensor other) {
    return graph.keep(array.sub(unwrap(other)));
  }

  @Override
  public Tensor times(Tensor other) {
    return graph.keep(array.mul(unwrap(other)));
  }

  @Override
  public Tensor dividedBy(Tensor other) {
    return graph.keep(array.div(unwrap(other)));
  }

  @Override
  public Tensor plus(double constant) {
    return graph.keep(array.add(constant));
  }

  @Override
  public Tensor times(double constant) {
    return graph.keep(array.mul(graph.scalar(constant)));
  }

  @Override
  public Tensor exp() {
    return graph.keep(array.exp());
  }

  @Override
  public Tensor log() {
    return graph.keep(array.log());
  }

  @Override
  public Tensor square() {
    return graph.keep(array.mul(array));
  }

  @Override
  public Tensor sqrt() {
    return graph.keep(array.sqrt());
  }

  @Override
  public Tensor tanh() {
    return graph.keep(array.tanh());
  }

  @Override
  public Tensor sigmoid() {
    return graph.keep(array.getNDArrayInternal().sigmoid());
  }

  @Override
  public Tensor clipped(double low, double high) {
    return graph.keep(array.clip(low, high));
  }

  @Override
  public Tensor matmul(Tensor weights) {
    return graph.keep(array.matMul(unwrap(weights)));
  }

  @Override
  public Tensor affine(Tensor weights, Tensor bias) {
    return matmul(weights).plus(bias);
  }

  @Override
  public Tensor slice(int axis, int begin, int end) {
    long length = array.getShape().get(axis);
    if (begin == 0 && end == length) {
      return this;
    }
    long[] cuts =
        begin == 0
            ? new long[] {end}
            : end == length ? new long[] {begin} : new long[] {begin, end};
    NDList parts = array.split(cuts, axis);
    for (NDArray part : parts) {
      graph.keep(part);
    }
    return new EagerTensor(graph, parts.get(begin == 0 ? 0 : 1));
  }

  @Override
  public Tensor sum(int axis) {
    return graph.keep(array.sum(new int[] {axis}));
  }

  @Override
  public Tensor sumKept(int axis) {
    return graph.keep(array.sum(new int[] {axis}, true));
  }

  @Override
  public Tensor sumAll() {
    return graph.keep(array.reshape(-1).sum(new int[] {0}, true));
  }

  @Override
  public List<Tensor> unstack(int count) {
    if (count == 1) {
      return List.of(graph.keep(array.squeeze(0)));
    }
    return array.split(count, 0).stream()
        .map(
            part -> {
              graph.keep(part);
              return graph.keep(part.squeeze(0));
            })
        .toList();
  }

  @Override
  public Tensor flattenTime() {
    return graph.keep(array.reshape(-1, array.getShape().get(2)));
  }

  @Override
  public Tensor unflattenTime(int bins) {
    return graph.keep(array.reshape(bins, -1, array.getShape().get(1)));
  }

  @Override
  public Tensor repeatRows(int samples) {
    return graph.keep(array.repeat(array.getShape().dimension() == 3 ? 1 : 0, samples));
  }

  @Override
  public Tensor averageSamples(int samples) {
    Shape shape = array.getShape();
    NDArray split = array.reshape(shape.get(0), shape.get(1) / samples, samples, shape.get(2));
    graph.keep(split);
    return graph.keep(split.sum(new int[] {2})).times(1.0 / samples);
  }

  @Override
  public Tensor copiedToRowsOf(Tensor rows) {
    return graph.keep(array.broadcast(unwrap(rows).getShape().get(0), array.getShape().tail()));
  }
}
