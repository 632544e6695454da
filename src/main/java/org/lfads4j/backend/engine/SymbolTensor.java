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
    return unary("_plus_scalar", Map.of("scalar", Double.toString(constant)));
  }

  @Override
  public Tensor times(double constant) {
    return unary("_mul_scalar", Map.of("scalar", Double.toString(constant)));
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
    return unary("clip", Map.of("a_min", Double.toString(low), "a_max", Double.toString(high)));
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
    return graph.record(
        "slice_axis",
        Map.of("axis", text(axis), "begin", text(begin), "end", text(end)),
        List.of(this),
        shape.with(axis, end - begin));
  }

  @Override
  public Tensor sum(int axis) {
    return graph.record("sum", Map.of("axis", text(axis)), List.of(this), shape.without(axis));
  }

  @Override
  public Tensor sumKept(int axis) {
    return graph.record(
        "sum", Map.of("axis", text(axis), "keepdims", "True"), List.of(this), shape.with(axis, 1));
  }

  @Override
  public Tensor sumAll() {
    return graph.record("sum", Map.of(), List.of(this), new BatchShape(List.of(1L)));
  }

  @Override
  public List<Tensor> unstack(int count) {
    SymbolTensor first =
        graph.record(
            "SliceChannel",
            Map.of("axis", "0", "num_outputs", text(count), "squeeze_axis", "True"),
            List.of(this),
            shape.without(0));
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
    return graph.record(
        "repeat",
        Map.of("repeats", text(samples), "axis", text(axis)),
        List.of(this),
        shape.with(axis, shape.length(axis) * samples));
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

  private SymbolTensor unary(String operator, Map<String, String> attributes) {
    return graph.record(operator, attributes, List.of(this), shape);
  }

  private SymbolTensor reshaped(String codes, BatchShape result) {
    return graph.record("Reshape", Map.of("shape", codes), List.of(this), result);
  }

  /** The fast product wants weights as outputs x inputs. */
  private SymbolTensor transposed() {
    return graph.record(
        "transpose",
        Map.of(),
        List.of(this),
        new BatchShape(List.of(shape.length(1), shape.length(0))));
  }

  private Tensor connected(SymbolTensor weights, List<SymbolTensor> inputs, String withoutBias) {
    if (shape.rank() != 2 || shape.length(1) != weights.shape.length(0)) {
      throw new IllegalArgumentException(
          "a matrix product must join rows x inputs and inputs x outputs, got "
              + shape
              + " and "
              + weights.shape);
    }
    long outputs = weights.shape.length(1);
    return graph.record(
        "FullyConnected",
        Map.of("num_hidden", Long.toString(outputs), "no_bias", withoutBias),
        inputs,
        shape.with(1, outputs));
  }

  private static String text(int number) {
    return Integer.toString(number);
  }
}
