package org.lfads4j.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lfads4j.backend.bench.OnlineBenchmark;
import org.lfads4j.backend.bench.PosteriorBenchmark;
import org.lfads4j.backend.bench.StepBenchmark;
import org.lfads4j.backend.fused.FusedBackend;
import org.lfads4j.config.Execution;
import org.lfads4j.config.RunParams;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.SessionSpec;

/** What is particular to the fused backend: when it is chosen, and trials decoded as they run. */
class FusedBackendTest {
  private static final ModelSpec SPEC = Branches.DEFAULT.spec();

  @Test
  void isChosenOnTheCpuAndNeedsNoEngine() {
    try (Backend backend = Backends.create(SPEC, Execution.automatic())) {
      assertEquals("fused", backend.placement().backend());
      assertEquals("cpu", backend.placement().device());
      assertTrue(backend.placement().engine().startsWith("Vector API, "));
    }
  }

  @Test
  void anEngineAskedForIsUsed() {
    try (Backend backend = Backends.create(SPEC, Execution.automatic().withEngine("MXNet"))) {
      assertEquals("compiled", backend.placement().backend());
    }
  }

  @Test
  void threadsAskedForAreUsedAndSaid() {
    try (Backend one = Backends.create(SPEC, Execution.automatic().withThreads(1));
        Backend three =
            Backends.create(SPEC, Execution.automatic().withBackend("fused").withThreads(3))) {
      assertTrue(one.placement().engine().endsWith(", 1 thread"), one.placement().engine());
      assertTrue(three.placement().engine().endsWith(", 3 threads"), three.placement().engine());
      assertEquals(List.of(), three.placement().notices());
    }
  }

  @ParameterizedTest
  @CsvSource({"MXNet, compiled", "PyTorch, eager"})
  void threadsAskedOfAnEngineGiveANotice(String engine, String chosen) {
    Execution execution = Execution.automatic().withEngine(engine).withThreads(2);
    try (Backend backend = Backends.create(SPEC, execution)) {
      assertEquals(
          List.of(
              "threads 2 does nothing: backend \""
                  + chosen
                  + "\" chooses its own number; backend \"fused\" takes the number that is set"),
          backend.placement().notices());
    }
  }

  @Test
  void theDeviceOfTheExecutionStandsInPlaceOfTheParameter() {
    RunParams params = SPEC.params().withDevice("gpu:77");
    ModelSpec onGpu = ModelSpec.of(params, Branches.Size.SMALL.bins(), SPEC.sessions());
    Execution eager = Execution.automatic().withEngine("PyTorch");
    try (Backend asked = Backends.create(onGpu, eager);
        Backend placed = Backends.create(onGpu, eager.withDevice("cpu"));
        Backend missing = Backends.create(onGpu, eager.withDevice("gpu:78"))) {
      assertEquals(
          List.of("c_device 'gpu:77' is not there (PyTorch sees n GPUs); the run uses the CPU"),
          notices(asked));
      assertEquals(List.of(), notices(placed));
      assertEquals(
          List.of("device 'gpu:78' is not there (PyTorch sees n GPUs); the run uses the CPU"),
          notices(missing));
      assertTrue(placed.placement().device().startsWith("cpu"), placed.placement().device());
    }
  }

  /** As they are, without the number of GPUs of this machine. */
  private static List<String> notices(Backend backend) {
    return backend.placement().notices().stream()
        .map(notice -> notice.replaceAll("[0-9]+ GPUs", "n GPUs"))
        .toList();
  }

  @Test
  void doublePrecisionIsRefused() {
    Execution fused = Execution.automatic().withBackend("fused");
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> {
              try (Backend backend = Backends.create(SPEC, fused, Precision.DOUBLE)) {
                assertEquals("never", backend.placement().backend());
              }
            });
    assertEquals(
        "backend \"fused\" must run in single precision, got double; use withBackend(\"eager\")",
        refused.getMessage());
  }

  /** Golden G11 holds on the engines; this is the same update. */
  @Test
  void adamMovesAsOnTheEngines() {
    RunParams params = Branches.NOTHING_INFERRED.params().withKeepProb(1.0);
    ModelSpec spec =
        ModelSpec.of(params, 2, List.of(new SessionSpec("a", 1, List.of(0), List.of(0.0))));
    try (FusedBackend backend = FusedBackend.create(spec, List.of());
        Backend compiled =
            Backends.create(spec, Execution.automatic().withEngine("MXNet").withBackend("eager"))) {
      Batch batch = Branches.NOTHING_INFERRED.batch(spec, 0, 2);
      ParameterValues start = Branches.NOTHING_INFERRED.parameters(spec);
      assertSameAfterSteps(compiled, backend, start, batch);
    }
  }

  private static void assertSameAfterSteps(
      Backend expected, Backend actual, ParameterValues start, Batch batch) {
    for (Backend backend : List.of(expected, actual)) {
      backend.set(start);
      AdamState adam = backend.newAdamState();
      for (int step = 0; step < 3; step++) {
        NoiseKey key = NoiseKey.ofStep(0, step, batch.trials());
        try (Gradients gradients = backend.lossAndGradients(batch, RampWeights.FULL, key)) {
          adam.update(gradients, 0.5, 0.01, 0.9f, 0.999f, 0.1);
        }
      }
    }
    for (String name : start.names()) {
      assertArrayEquals(expected.values().values(name), actual.values().values(name), 1e-5, name);
    }
  }

  /** Gradients stay what they are while another step is computed. */
  @Test
  void openGradientsAreNotOverwritten() {
    Batch batch = Branches.DEFAULT.batch(SPEC, 0);
    try (FusedBackend backend = FusedBackend.create(SPEC, List.of())) {
      backend.set(Branches.DEFAULT.parameters(SPEC));
      try (Gradients first =
          backend.lossAndGradients(batch, RampWeights.FULL, NoiseKey.ofStep(0, 0, 3))) {
        String name = first.names().iterator().next();
        double[] before = first.values(name);
        try (Gradients second =
            backend.lossAndGradients(batch, RampWeights.FULL, NoiseKey.ofStep(0, 1, 3))) {
          assertTrue(second.globalNorm() > 0);
        }
        assertArrayEquals(before, first.values(name));
      }
    }
  }

  /**
   * Without the module the run goes on elsewhere and says so; narrower vectors give the same bits.
   */
  @ParameterizedTest
  @ValueSource(strings = {"", "-XX:MaxVectorSize=16", "-XX:MaxVectorSize=32"})
  void otherVectorsGiveTheSameGradients(String option) throws Exception {
    List<String> said = run(true, option);
    try (FusedBackend backend = FusedBackend.create(SPEC, List.of())) {
      assertEquals(List.of("fused", fingerprint(backend)), said);
    }
  }

  @Test
  void withoutTheModuleANoticeNamesTheFlag() throws Exception {
    assertEquals(
        List.of(
            "compiled",
            "backend \"fused\" must have Java's Vector API, which makes a run 3 to 8 times as fast;"
                + " start java with --add-modules jdk.incubator.vector;"
                + " this run uses backend \"compiled\""),
        run(false, ""));
  }

  /** Runs {@link #main} in a Java of its own. */
  private static List<String> run(boolean module, String option)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (module) {
      command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    }
    if (!option.isEmpty()) {
      command.add(option);
    }
    String path = System.getProperty("surefire.test.class.path");
    String classes = path == null ? System.getProperty("java.class.path") : path;
    command.addAll(List.of("-cp", classes, FusedBackendTest.class.getName()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), () -> said + File.pathSeparator + command);
    return said.lines().toList();
  }

  /** Prints the backend that is chosen, and its notices or a fingerprint of its gradients. */
  public static void main(String[] arguments) {
    try (Backend backend = Backends.create(SPEC, Execution.automatic())) {
      System.out.println(backend.placement().backend());
      backend.placement().notices().forEach(System.out::println);
      if (backend.placement().backend().equals("fused")) {
        System.out.println(fingerprint(backend));
      }
    }
  }

  private static String fingerprint(Backend backend) {
    backend.set(Branches.DEFAULT.parameters(SPEC));
    Batch batch = Branches.DEFAULT.batch(SPEC, 0);
    try (Gradients gradients =
        backend.lossAndGradients(batch, RampWeights.FULL, NoiseKey.ofStep(0, 0, 3))) {
      int hash = 0;
      for (String name : gradients.names()) {
        hash = 31 * hash + Arrays.hashCode(gradients.values(name));
      }
      return Integer.toHexString(hash);
    }
  }

  @Test
  void theBenchmarksMeasure() {
    RunParams small =
        RunParams.defaults().withGenDim(8).withIcEncDim(8).withCiEncDim(8).withConDim(8);
    StepBenchmark.Result step =
        StepBenchmark.run(
            new StepBenchmark.Case(
                small,
                4,
                5,
                6,
                List.of(Execution.automatic().withEngine("MXNet").withBackend("compiled"))),
            1,
            2);
    assertTrue(step.msPerStep() > 0 && step.peakGflops() > 0 && step.fraction() > 0);
    assertTrue(step.speedUp().orElseThrow() > 0);
    PosteriorBenchmark.Result posterior = PosteriorBenchmark.run(small, 12, 6, 5, 1);
    assertTrue(posterior.trialsPerSecond() > 0);
    OnlineBenchmark.Result online = OnlineBenchmark.run(small, 12, 6, 3, 1000);
    assertTrue(online.medianMicroseconds() > 0);
    assertTrue(online.p999Microseconds() >= online.medianMicroseconds());
    assertTrue(online.maxMicroseconds() >= online.p999Microseconds());
    assertFalse(online.collector().isEmpty());
  }

  /** 479,788 products a trial and bin at the sizes of the page, 69.8 * 10^9 operations a step. */
  @Test
  void operationsAreCountedAsSaid() {
    assertEquals(69.8, StepBenchmark.operations(RunParams.defaults(), 256, 100, 50) / 1e9, 0.05);
  }
}
