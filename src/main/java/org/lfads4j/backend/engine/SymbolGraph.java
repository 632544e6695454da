package org.lfads4j.backend.engine;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lfads4j.model.Graph;
import org.lfads4j.model.Input;
import org.lfads4j.model.Tensor;

/**
 * Records the model as nodes instead of computing it. Nodes of equal content are recorded once, so
 * that a weight is sliced and transposed once however often it is used.
 */
final class SymbolGraph implements Graph {
  /** The format of MXNet 1.9.0; a later number makes the engine print a warning. */
  private static final int FORMAT_VERSION = 10900;

  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  private final Map<String, BatchShape> parameterShapes;
  private final Map<Input, BatchShape> inputShapes;
  private final List<SymbolNode> nodes = new ArrayList<>();
  private final Map<SymbolNode, Integer> numbers = new HashMap<>();

  SymbolGraph(Map<String, BatchShape> parameterShapes, Map<Input, BatchShape> inputShapes) {
    this.parameterShapes = parameterShapes;
    this.inputShapes = inputShapes;
  }

  /** The variable through which an input is fed. */
  static String variableOf(Input input) {
    return "input_" + input.name();
  }

  @Override
  public Tensor parameter(String name) {
    BatchShape shape = parameterShapes.get(name);
    if (shape == null) {
      throw new IllegalStateException("the model must have a parameter " + name);
    }
    return new SymbolTensor(this, port(SymbolNode.variable(name)), shape);
  }

  @Override
  public Optional<Tensor> input(Input input) {
    return Optional.ofNullable(inputShapes.get(input))
        .map(s -> new SymbolTensor(this, port(SymbolNode.variable(variableOf(input))), s));
  }

  @Override
  public Tensor stack(List<Tensor> parts) {
    return record(
        "stack",
        Map.of("axis", 0, "num_args", parts.size()),
        parts.stream().map(SymbolTensor::of).toList(),
        SymbolTensor.of(parts.get(0)).shape().before(parts.size()));
  }

  @Override
  public Tensor concat(List<Tensor> parts, int axis) {
    List<SymbolTensor> joined = parts.stream().map(SymbolTensor::of).toList();
    long length = joined.stream().mapToLong(p -> p.shape().length(axis)).sum();
    return record(
        "Concat",
        Map.of("dim", axis, "num_args", parts.size()),
        joined,
        joined.get(0).shape().with(axis, length));
  }

  /** The first output of an operator. */
  SymbolTensor record(
      String operator,
      Map<String, Object> attributes,
      List<SymbolTensor> inputs,
      BatchShape shape) {
    List<SymbolNode.Port> ports = inputs.stream().map(SymbolTensor::port).toList();
    return new SymbolTensor(this, port(new SymbolNode(operator, "", attributes, ports)), shape);
  }

  /** The names of the variables that results depend on, in the order they were recorded. */
  List<String> variables(List<SymbolTensor> results) {
    return reached(results.stream().map(SymbolTensor::port).toList()).stream()
        .map(nodes::get)
        .filter(SymbolNode::isVariable)
        .map(SymbolNode::name)
        .toList();
  }

  /** The graph of these results and nothing else, as the engine reads it. */
  String json(List<SymbolTensor> results) {
    List<SymbolNode.Port> heads = heads(results);
    List<Object> written = new ArrayList<>();
    List<Integer> variables = new ArrayList<>();
    Map<Integer, Integer> places = new HashMap<>();
    for (int number : reached(heads)) {
      SymbolNode node = nodes.get(number);
      if (node.isVariable()) {
        variables.add(written.size());
      }
      places.put(number, written.size());
      written.add(json(node, number, places));
    }
    Map<String, Object> graph = new LinkedHashMap<>();
    graph.put("nodes", written);
    graph.put("arg_nodes", variables);
    graph.put("heads", entries(heads, places));
    graph.put("attrs", Map.of("mxnet_version", List.of("int", FORMAT_VERSION)));
    return GSON.toJson(graph);
  }

  private SymbolNode.Port port(SymbolNode node) {
    Integer known = numbers.get(node);
    if (known != null) {
      return new SymbolNode.Port(known, 0);
    }
    int number = nodes.size();
    nodes.add(node);
    numbers.put(node, number);
    return new SymbolNode.Port(number, 0);
  }

  /** The engine wants every head to be a node's own and only once. */
  private List<SymbolNode.Port> heads(List<SymbolTensor> results) {
    Set<SymbolNode.Port> heads = new LinkedHashSet<>();
    for (SymbolTensor result : results) {
      SymbolTensor head = result;
      while (nodes.get(head.port().node()).isVariable() || heads.contains(head.port())) {
        head = record("_copy", Map.of(), List.of(head), head.shape());
      }
      heads.add(head.port());
    }
    return List.copyOf(heads);
  }

  /** The numbers of all nodes that these need, in an order in which they can be computed. */
  private Set<Integer> reached(List<SymbolNode.Port> from) {
    Set<Integer> reached = new TreeSet<>();
    from.forEach(p -> reached.add(p.node()));
    boolean[] needed = new boolean[nodes.size()];
    reached.forEach(n -> needed[n] = true);
    for (int number = nodes.size() - 1; number >= 0; number--) {
      if (needed[number]) {
        reached.add(number);
        nodes.get(number).inputs().forEach(p -> needed[p.node()] = true);
      }
    }
    return reached;
  }

  private static Map<String, Object> json(
      SymbolNode node, int number, Map<Integer, Integer> places) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("op", node.operator());
    object.put("name", node.isVariable() ? node.name() : "node" + number);
    if (!node.attributes().isEmpty()) {
      Map<String, String> texts = new LinkedHashMap<>();
      node.attributes().forEach((name, value) -> texts.put(name, value.toString()));
      object.put("attrs", texts);
    }
    object.put("inputs", entries(node.inputs(), places));
    return object;
  }

  private static List<List<Integer>> entries(
      List<SymbolNode.Port> ports, Map<Integer, Integer> places) {
    return ports.stream().map(p -> List.of(places.get(p.node()), p.output(), 0)).toList();
  }
}
