package org.lfads4j.backend.engine;

import ai.djl.mxnet.engine.MxNDManager;
import ai.djl.mxnet.engine.MxSymbolBlock;
import ai.djl.mxnet.engine.Symbol;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.lfads4j.model.Input;
import org.lfads4j.model.Result;

/** A recorded graph as one operator of the engine, for batches of any size. */
final class CompiledProgram {
  /** What DJL reads when it builds an operator: whether that keeps its workspace between calls. */
  private static final String KEEPS_WORKSPACE = "ai.djl.mxnet.static_alloc";

  /** The same, and lays its calls out in it once; needs a workspace that is kept. */
  private static final String KEEPS_LAYOUT = "ai.djl.mxnet.static_shape";

  private final MxSymbolBlock block;
  private final ParameterStore store;
  private final List<Result> results;
  private final List<Input> inputs = new ArrayList<>();
  private final Set<String> parameterNames = new LinkedHashSet<>();
  private final boolean keepsWorkspace;
  private boolean built;

  /**
   * Compiles what was recorded.
   *
   * @param owner frees the operator when it is closed
   * @param parameters the arrays behind the graph's parameters, shared by all programs
   * @param keepsWorkspace whether it keeps all the memory that it computes in, which saves time on
   *     small batches; else programs take it from one pool in turn
   */
  CompiledProgram(
      NDManager owner,
      Map<String, NDArray> parameters,
      SymbolGraph graph,
      Map<Result, SymbolTensor> outputs,
      boolean keepsWorkspace) {
    this.keepsWorkspace = keepsWorkspace;
    List<SymbolTensor> heads = List.copyOf(outputs.values());
    this.results = List.copyOf(outputs.keySet());
    Set<String> variables = Set.copyOf(graph.variables(heads));
    List<String> inputNames = new ArrayList<>();
    for (Input input : Input.values()) {
      if (variables.contains(SymbolGraph.variableOf(input))) {
        inputs.add(input);
        inputNames.add(SymbolGraph.variableOf(input));
      }
    }
    this.block = new MxSymbolBlock(owner, Symbol.loadJson((MxNDManager) owner, graph.json(heads)));
    block.setInputNames(inputNames);
    block
        .getDirectParameters()
        .forEach(
            named -> {
              NDArray array = parameters.get(named.getKey());
              named.getValue().setArray(array);
              named.getValue().freeze(!array.hasGradient());
              parameterNames.add(named.getKey());
            });
    this.store = new ParameterStore(owner, false);
  }

  /** The parameters that the results depend on. */
  Set<String> parameterNames() {
    return parameterNames;
  }

  /** What the graph reads of a feed, on the device. */
  NDList arrays(NDManager manager, DataType type, Feed feed) {
    NDList arrays = new NDList(inputs.size());
    for (Input input : inputs) {
      NDArray array = feed.array(input).create(manager, type);
      array.setName(SymbolGraph.variableOf(input));
      arrays.add(array);
    }
    return arrays;
  }

  /** The results, in the manager of the arrays. */
  NDList forward(NDList arrays) {
    if (built) {
      return block.forward(store, arrays, false);
    }
    built = true;
    return builtBy(() -> block.forward(store, arrays, false));
  }

  /** Runs the first call, in which DJL builds the operator as properties of the process say. */
  private NDList builtBy(Supplier<NDList> first) {
    synchronized (CompiledProgram.class) {
      boolean asked =
          System.getProperty(KEEPS_WORKSPACE) != null || System.getProperty(KEEPS_LAYOUT) != null;
      if (asked || keepsWorkspace) {
        return first.get();
      }
      System.setProperty(KEEPS_WORKSPACE, "false");
      System.setProperty(KEEPS_LAYOUT, "false");
      try {
        return first.get();
      } finally {
        System.clearProperty(KEEPS_WORKSPACE);
        System.clearProperty(KEEPS_LAYOUT);
      }
    }
  }

  Map<Result, double[]> toJava(NDList outputs) {
    Map<Result, double[]> values = new EnumMap<>(Result.class);
    for (int i = 0; i < results.size(); i++) {
      values.put(results.get(i), EngineArrays.toDoubles(outputs.get(i)));
    }
    return values;
  }
}
