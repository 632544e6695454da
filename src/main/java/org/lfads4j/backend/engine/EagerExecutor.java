package org.lfads4j.backend.engine;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.lfads4j.backend.Gradients;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.ParameterInventory;
import org.lfads4j.model.ParameterSpec;
import org.lfads4j.model.Program;
import org.lfads4j.model.Result;
import org.lfads4j.model.Tensor;

/** Computes operation by operation: the readable reference, on any engine and device. */
final class EagerExecutor implements Executor {
  private final ModelSpec spec;
  private final Parameters parameters;
  private final Map<String, Boolean> trainable = new LinkedHashMap<>();

  EagerExecutor(ModelSpec spec, Parameters parameters) {
    this.spec = spec;
    this.parameters = parameters;
    for (ParameterSpec p : ParameterInventory.of(spec).parameters()) {
      trainable.put(p.name(), p.trainable());
    }
  }

  @Override
  public Map<Result, double[]> run(Program program, int session, int samples, Feed feed) {
    try (NDManager step = parameters.manager().newSubManager()) {
      EagerGraph graph = new EagerGraph(step, parameters.type(), leaves(step), feed);
      return toJava(program.results(graph, spec, spec.sessions().get(session), samples));
    }
  }

  @Override
  public Gradients differentiate(int session, Feed feed) {
    NDManager owner = parameters.manager().newSubManager();
    try (NDManager step = owner.newSubManager()) {
      Map<String, NDArray> leaves = leaves(step);
      leaves.forEach((name, leaf) -> leaf.setRequiresGradient(trainable.get(name)));
      Map<Result, Tensor> results;
      Set<String> used;
      try (GradientCollector collector =
          Engine.getEngine(owner.getEngine().getEngineName()).newGradientCollector()) {
        EagerGraph graph = new EagerGraph(step, parameters.type(), leaves, feed);
        results = Program.OBJECTIVE.results(graph, spec, spec.sessions().get(session), 1);
        used = graph.used();
        collector.backward(EagerTensor.unwrap(results.get(Result.TOTAL)));
      }
      Map<String, NDArray> gradients = new LinkedHashMap<>();
      leaves.forEach(
          (name, leaf) -> {
            if (leaf.hasGradient() && used.contains(name)) {
              NDArray gradient = leaf.getGradient();
              gradient.attach(owner);
              gradients.put(name, gradient);
            }
          });
      return new EngineGradients(owner, Executor.lossTerms(toJava(results)), gradients);
    } catch (RuntimeException e) {
      owner.close();
      throw e;
    }
  }

  @Override
  public void close() {}

  /**
   * Copies of the parameters that live as long as the step: gradients start from nothing, and no
   * result can end up with the long-lived arrays.
   */
  private Map<String, NDArray> leaves(NDManager step) {
    Map<String, NDArray> leaves = new LinkedHashMap<>();
    parameters
        .arrays()
        .forEach(
            (name, array) -> {
              NDArray leaf = array.duplicate();
              leaf.attach(step);
              leaves.put(name, leaf);
            });
    return leaves;
  }

  private static Map<Result, double[]> toJava(Map<Result, Tensor> results) {
    Map<Result, double[]> values = new EnumMap<>(Result.class);
    results.forEach((r, t) -> values.put(r, EngineArrays.toDoubles(EagerTensor.unwrap(t))));
    return values;
  }
}
