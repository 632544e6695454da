package org.lfads4j.backend.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lfads4j.model.Tensor;

/** A tensor that is only recorded: which node makes it, and the shape it will have. */
final class SymbolTensor implements Tensor {
  private final SymbolGraph graph;
  private final SymbolNode.Port port;
  private final BatchShape shape;

  SymbolTensor(SymbolGraph graph, SymbolNode.Port port, BatchShape shape) {
    this.graph = graph;
    this.port = port;
    this.shape = shape;
  }

  static SymbolTensor of(Tensor tensor) {
    return (SymbolTensor) tensor;
  }

  SymbolNode.Port port() {
    return port;
  }

  BatchShape shape() {
    return shape;
  }

  @Override
  public Tensor plus(Tensor other) {
    return binary("add", other);
  }

  @Override
  public Tensor minus(Tensor other) {
    return binary("sub", other);
  }

  @Override
  public Tensor times(Tensor other) {
    return binary("mul", other);
  }

  @Override
  public Tensor dividedBy(Tensor other) {
    return binary("div", other);
  }

  @Override
  public Tensor plus(double constant) {
    return unary("_plus_scalar", Map.of("scalar", constant));
  }

  @Override
  public Tensor times(double constant) {
    return unary("_mul_scalar", Map.of("scalar", constant));
  }

  @Override
  public Tensor exp() {
    return unary("exp", Map.of());
  }

  @Override
  public Tensor log() {
    return unary("log", Map.of());
  }

  @Override
  public Tensor square() {
    return unary("square", Map.of());
  }

  @Override
  public Tensor sqrt() {
    return unary("sqrt", Map.of());
  }

  @Override
  public Tensor tanh() {
    return unary("Activation", Map.of("act_type", "tanh"));
  }

  @Override
  public Tensor sigmoid() {
    return unary("Activation", Map.of("act_type", "sigmoid"));
  }

  @Override
  public Tensor clipped(double low, double high) {
    return unary("clip", Map.of("a_min", low, "a_max", high));
  }

  @Override
  public Tensor matmul(Tensor weights) {
    return connected(of(weights), List.of(this, of(weights).transposed()), "True");
  }

  @Override
  public Tensor affine(Tensor weights, Tensor bias) {
    return connected(of(weights), List.of(this, of(weights).transposed(), of(bias)), "False");
  }

  @Override
  public Tensor slice(int axis, int begin, int end) {
    if (begin == 0 && end == shape.length(axis)) {
      return this;
    }
    Map<String, Object> range = Map.of("axis", axis, "begin", begin, "end", end);
    return record("slice_axis", range, shape.with(axis, end - begin));
  }

  @Override
  public Tensor sum(int axis) {
    return record("sum", Map.of("axis", axis), shape.without(axis));
  }

  @Override
  public Tensor sumKept(int axis) {
    return record("sum", Map.of("axis", axis, "keepdims", "True"), shape.with(axis, 1));
  }

  @Override
  public Tensor sumAll() {
    return record("sum", Map.of(), new BatchShape(List.of(1L)));
  }

  @Override
  public List<Tensor> unstack(int count) {
    Map<String, Object> cuts = Map.of("axis", 0, "num_outputs", count, "squeeze_axis", "True");
    SymbolTensor first = record("SliceChannel", cuts, shape.without(0));
    List<Tensor> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(new SymbolTensor(graph, new SymbolNode.Port(first.port.node(), i), first.shape));
    }
    return parts;
  }

  @Override
  public Tensor flattenTime() {
    return reshaped("(-3,0)", shape.without(0).with(0, shape.length(0) * shape.length(1)));
  }

  @Override
  public Tensor unflattenTime(int bins) {
    return reshaped("(-4," + bins + ",-1,0)", shape.with(0, shape.length(0) / bins).before(bins));
  }

  @Override
  public Tensor repeatRows(int samples) {
    int axis = shape.rank() == 3 ? 1 : 0;
    BatchShape repeated = shape.with(axis, shape.length(axis) * samples);
    return record("repeat", Map.of("repeats", samples, "axis", axis), repeated);
  }

  @Override
  public Tensor averageSamples(int samples) {
    BatchShape averaged = shape.with(1, shape.length(1) / samples);
    SymbolTensor split =
        reshaped(
            "(0,-4,-1," + samples + ",0)",
            new BatchShape(
                List.of(shape.length(0), averaged.length(1), (long) samples, shape.length(2))));
    return split.sum(2).times(1.0 / samples);
  }

  @Override
  public Tensor copiedToRowsOf(Tensor rows) {
    return graph.record(
        "broadcast_like",
        Map.of("lhs_axes", "(0,)", "rhs_axes", "(0,)"),
        List.of(this, of(rows)),
        shape.with(0, of(rows).shape.length(0)));
  }

  /** Operands of one shape take the plain operator, which needs no reduction on the way back. */
  private Tensor binary(String operation, Tensor other) {
    BatchShape theirs = of(other).shape;
    String operator = (shape.equals(theirs) ? "elemwise_" : "broadcast_") + operation;
    return graph.record(operator, Map.of(), List.of(this, of(other)), shape.broadcast(theirs));
  }

  private SymbolTensor unary(String operator, Map<String, Object> attributes) {
    return record(operator, attributes, shape);
  }

  private SymbolTensor reshaped(String codes, BatchShape result) {
    return record("Reshape", Map.of("shape", codes), result);
  }

  private SymbolTensor record(String operator, Map<String, Object> attributes, BatchShape result) {
    return graph.record(operator, attributes, List.of(this), result);
  }

  /** The fast product wants weights as outputs x inputs. */
  private SymbolTensor transposed() {
    BatchShape turned = new BatchShape(List.of(shape.length(1), shape.length(0)));
    return record("transpose", Map.of(), turned);
  }

  private Tensor connected(SymbolTensor weights, List<SymbolTensor> inputs, String withoutBias) {
    if (shape.rank() != 2 || shape.length(1) != weights.shape.length(0)) {
      throw new IllegalArgumentException(
          "a matrix product must join rows x inputs and inputs x outputs, got %s and %s"
              .formatted(shape, weights.shape));
    }
    long outputs = weights.shape.length(1);
    return graph.record(
        "FullyConnected",
        Map.of("num_hidden", outputs, "no_bias", withoutBias),
        inputs,
        shape.with(1, outputs));
  }
}
