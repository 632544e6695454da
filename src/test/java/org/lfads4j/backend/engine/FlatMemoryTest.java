package org.lfads4j.backend.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lfads4j.backend.Backend;
import org.lfads4j.backend.Batch;
import org.lfads4j.backend.Gradients;
import org.lfads4j.backend.NoiseKey;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.backend.Placement;
import org.lfads4j.backend.RampWeights;
import org.lfads4j.backend.Values;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.Cube;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.ParameterInventory;
import org.lfads4j.model.Result;
import org.lfads4j.model.SessionSpec;

/** Calls leave nothing behind on the device. */
class FlatMemoryTest {
  private static final int BINS = 3;
  private static final int STEPS = 50;

  @ParameterizedTest
  @CsvSource({"MXNet, eager", "MXNet, compiled", "PyTorch, eager"})
  void fifty_steps_leave_no_array_behind(String engine, String name) {
    ModelSpec spec = spec();
    NativeRuntime.prepare(true);
    NDManager manager = NativeRuntime.load(engine).newBaseManager();
    Parameters parameters = new Parameters(manager, DataType.FLOAT32, ParameterInventory.of(spec));
    Executor executor =
        name.equals("eager")
            ? new EagerExecutor(spec, parameters)
            : new CompiledExecutor(spec, parameters);
    Placement placement = new Placement(engine, name, "cpu", List.of());
    try (Backend backend = new EngineBackend(spec, placement, parameters, executor)) {
      backend.set(ParameterValues.initial(ParameterInventory.of(spec), 0));
      step(backend, manager, 0);
      int live = liveArrays(manager);
      assertTrue(live >= parameters.arrays().size(), () -> "live arrays " + live);
      for (int i = 1; i <= STEPS; i++) {
        step(backend, manager, i);
      }
      assertEquals(live, liveArrays(manager));
    }
  }

  private static void step(Backend backend, NDManager manager, int step) {
    Cube counts = Cube.of(2, BINS, 2, new float[] {0, 1, 2, 0, 1, 0, 3, 0, 0, 1, 0, 2});
    Batch batch = Batch.of(backend.spec(), 0, counts, Optional.empty(), 1, 0);
    int before = liveArrays(manager);
    NoiseKey key = NoiseKey.ofStep(0, step, 2);
    try (Gradients gradients = backend.lossAndGradients(batch, RampWeights.FULL, key)) {
      assertTrue(Double.isFinite(gradients.globalNorm()));
      assertTrue(liveArrays(manager) >= before + gradients.names().size());
    }
    assertTrue(Double.isFinite(backend.loss(batch, RampWeights.FULL, key).total()));
    Values encoded = backend.encode(batch);
    NoiseKey samples = NoiseKey.ofSamples(0, 0, 2, 1, 0);
    Values decoded = backend.decode(batch, encoded, 2, Optional.of(samples));
    assertTrue(decoded.has(Result.FACTORS));
  }

  /** In a manager and all below it. */
  private static int liveArrays(NDManager manager) {
    return ((BaseNDManager) manager).getManagedArrays().size();
  }

  private static ModelSpec spec() {
    RunParams params =
        RunParams.defaults()
            .withGenDim(3)
            .withFactorsDim(2)
            .withCoDim(1)
            .withIcDim(2)
            .withIcEncDim(2)
            .withCiEncDim(2)
            .withConDim(2);
    return ModelSpec.of(
        params, BINS, List.of(new SessionSpec("only", 2, List.of(0, 1), List.of(0.0, -1.0))));
  }
}
