package org.lfads4j.backend.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.engine.Engine;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lfads4j.backend.AdamState;
import org.lfads4j.backend.Backend;
import org.lfads4j.backend.Backends;
import org.lfads4j.backend.Batch;
import org.lfads4j.backend.Gradients;
import org.lfads4j.backend.NoiseKey;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.backend.RampWeights;
import org.lfads4j.config.Execution;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.Cube;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.ParameterInventory;
import org.lfads4j.model.SessionSpec;

/** A few updates on a GPU, where an engine sees one, against the same updates on the CPU. */
class GpuTest {
  private static final int TRIALS = 32;
  private static final int BINS = 100;
  private static final int NEURONS = 50;
  private static final int STEPS = 5;

  @ParameterizedTest
  @ValueSource(strings = {"MXNet", "PyTorch"})
  void a_few_updates_agree_with_the_cpu(String engine) {
    NativeRuntime.prepare(true);
    int seen = Engine.getEngine(engine).getGpuCount();
    assumeTrue(
        seen > 0,
        engine
            + " sees no GPU here: the GPU test needs one and the engine's CUDA libraries (the"
            + " README says how)");
    Course gpu = train(engine, "gpu:0");
    Course cpu = train(engine, "cpu");
    System.out.printf(
        Locale.ROOT,
        "%s on %s: %.1f ms per step, on %s: %.1f ms per step%n",
        engine,
        gpu.device,
        gpu.milliseconds,
        cpu.device,
        cpu.milliseconds);
    assertTrue(gpu.device.startsWith("gpu"), gpu.device);
    for (int i = 0; i < STEPS; i++) {
      assertEquals(cpu.costs[i], gpu.costs[i], 1e-4 * Math.abs(cpu.costs[i]), "step " + i);
    }
  }

  private static Course train(String engine, String device) {
    RunParams params = RunParams.defaults().withDevice(device);
    List<Integer> columns = Arrays.asList(new Integer[NEURONS]);
    List<Double> bias = Arrays.asList(new Double[NEURONS]);
    for (int n = 0; n < NEURONS; n++) {
      columns.set(n, n);
      bias.set(n, -1.0);
    }
    ModelSpec spec =
        ModelSpec.of(params, BINS, List.of(new SessionSpec("s", NEURONS, columns, bias)));
    Course course = new Course();
    try (Backend backend = Backends.create(spec, Execution.automatic().withEngine(engine))) {
      backend.set(ParameterValues.initial(ParameterInventory.of(spec), 0));
      AdamState adam = backend.newAdamState();
      course.device = backend.placement().device();
      Batch batch = batch(spec);
      long start = 0;
      for (int i = 0; i < STEPS; i++) {
        if (i == 1) {
          start = System.nanoTime();
        }
        try (Gradients gradients =
            backend.lossAndGradients(batch, RampWeights.FULL, NoiseKey.ofStep(0, i, TRIALS))) {
          course.costs[i] = gradients.loss().total();
          adam.update(gradients, 1, 0.01, 0.9f, 0.999f, 0.1);
        }
      }
      course.milliseconds = (System.nanoTime() - start) / 1e6 / (STEPS - 1);
    }
    return course;
  }

  private static Batch batch(ModelSpec spec) {
    Random random = new Random(2);
    float[] counts = new float[TRIALS * BINS * NEURONS];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = random.nextInt(3);
    }
    int[] trials = new int[TRIALS];
    Arrays.setAll(trials, i -> i);
    return Batch.of(spec, 0, Cube.of(TRIALS, BINS, NEURONS, counts), Optional.empty(), trials);
  }

  private static final class Course {
    private final double[] costs = new double[STEPS];
    private String device = "";
    private double milliseconds;
  }
}
