package org.lfads4j.backend.engine;

import java.util.List;
import java.util.Map;

/**
 * One node of a recorded graph: a variable or an operator. Nodes refer to each other by number, so
 * that nodes of equal content are equal.
 *
 * @param operator its name in the engine; {@link #VARIABLE} for what is fed
 * @param name of a variable; empty otherwise
 * @param attributes the operator's settings
 * @param inputs what it reads
 */
record SymbolNode(String operator, String name, Map<String, Object> attributes, List<Port> inputs) {
  static final String VARIABLE = "null";

  /** One output of a node. */
  record Port(int node, int output) {}

  SymbolNode {
    attributes = Map.copyOf(attributes);
    inputs = List.copyOf(inputs);
  }

  static SymbolNode variable(String name) {
    return new SymbolNode(VARIABLE, name, Map.of(), List.of());
  }

  boolean isVariable() {
    return operator.equals(VARIABLE);
  }
}
