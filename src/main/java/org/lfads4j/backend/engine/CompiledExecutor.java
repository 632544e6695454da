package org.lfads4j.backend.engine;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.lfads4j.backend.Gradients;
import org.lfads4j.backend.LossTerms;
import org.lfads4j.model.Input;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.ParameterInventory;
import org.lfads4j.model.ParameterSpec;
import org.lfads4j.model.Program;
import org.lfads4j.model.Result;

/**
 * Computes a whole program as one operator of MXNet: one native call forward, one backward. Each
 * program is recorded and compiled the first time it is asked for with these inputs.
 *
 * <p>A session's graph takes some 100 MB at default sizes. Where there are several, their programs
 * compute in one pool of memory, which does not grow with the sessions; in batches of a few trials
 * a step takes up to twice the time (at 100 trials no difference was measured).
 *
 * <p>The parameters must be this executor's alone (or shared by other compiled programs): their
 * gradients live beside them on the device.
 */
final class CompiledExecutor implements Executor {
  private record Key(Program program, int session, int samples, Set<Input> fed) {}

  private final ModelSpec spec;
  private final Parameters parameters;
  private final NDManager blocks;
  private final Map<String, BatchShape> parameterShapes = new LinkedHashMap<>();
  private final Set<String> trainable;
  private final Map<Key, CompiledProgram> programs = new HashMap<>();

  CompiledExecutor(ModelSpec spec, Parameters parameters) {
    this.spec = spec;
    this.parameters = parameters;
    this.blocks = parameters.manager().newSubManager();
    List<ParameterSpec> all = ParameterInventory.of(spec).parameters();
    this.trainable =
        all.stream()
            .filter(ParameterSpec::trainable)
            .map(ParameterSpec::name)
            .collect(Collectors.toUnmodifiableSet());
    for (ParameterSpec parameter : all) {
      parameterShapes.put(
          parameter.name(),
          new BatchShape(parameter.shape().stream().map(Integer::longValue).toList()));
    }
    parameters
        .arrays()
        .forEach((name, array) -> array.setRequiresGradient(trainable.contains(name)));
  }

  @Override
  public Map<Result, double[]> run(Program program, int session, int samples, Feed feed) {
    CompiledProgram compiled = compiled(program, session, samples, feed);
    try (NDManager step = parameters.manager().newSubManager()) {
      return compiled.toJava(compiled.forward(compiled.arrays(step, parameters.type(), feed)));
    }
  }

  @Override
  public Gradients differentiate(int session, Feed feed) {
    CompiledProgram compiled = compiled(Program.OBJECTIVE, session, 1, feed);
    NDManager owner = parameters.manager().newSubManager();
    try (NDManager step = owner.newSubManager()) {
      NDList arrays = compiled.arrays(step, parameters.type(), feed);
      NDList outputs;
      try (GradientCollector collector =
          Engine.getEngine(owner.getEngine().getEngineName()).newGradientCollector()) {
        outputs = compiled.forward(arrays);
        collector.backward(outputs.head());
      }
      LossTerms loss = Executor.lossTerms(compiled.toJava(outputs));
      return new EngineGradients(owner, loss, gradients(compiled, owner));
    } catch (RuntimeException e) {
      owner.close();
      throw e;
    }
  }

  @Override
  public void close() {
    programs.clear();
    blocks.close();
  }

  /**
   * Copies, because the next step overwrites the originals; and only those of this graph's
   * parameters, because all others still hold gradients of an earlier step of another session.
   */
  private Map<String, NDArray> gradients(CompiledProgram compiled, NDManager owner) {
    Map<String, NDArray> gradients = new LinkedHashMap<>();
    for (String name : parameters.arrays().keySet()) {
      if (trainable.contains(name) && compiled.parameterNames().contains(name)) {
        try (NDArray original = parameters.arrays().get(name).getGradient()) {
          NDArray gradient = original.duplicate();
          gradient.attach(owner);
          gradients.put(name, gradient);
        }
      }
    }
    return gradients;
  }

  private CompiledProgram compiled(Program program, int session, int samples, Feed feed) {
    return programs.computeIfAbsent(
        new Key(program, session, samples, Set.copyOf(feed.inputs())), key -> compile(key, feed));
  }

  private CompiledProgram compile(Key key, Feed feed) {
    Map<Input, BatchShape> inputShapes = new EnumMap<>(Input.class);
    for (Input input : key.fed()) {
      inputShapes.put(input, BatchShape.of(input, feed.array(input).shape, key.samples()));
    }
    SymbolGraph graph = new SymbolGraph(parameterShapes, inputShapes);
    Map<Result, SymbolTensor> results = new EnumMap<>(Result.class);
    key.program()
        .results(graph, spec, spec.sessions().get(key.session()), key.samples())
        .forEach((result, tensor) -> results.put(result, SymbolTensor.of(tensor)));
    // Each session has programs of its own, and only one computes at a time.
    boolean keepsWorkspace = spec.sessions().size() == 1;
    return new CompiledProgram(blocks, parameters.arrays(), graph, results, keepsWorkspace);
  }
}
