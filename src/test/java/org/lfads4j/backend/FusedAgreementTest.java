package org.lfads4j.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lfads4j.backend.fused.FusedBackend;
import org.lfads4j.backend.kernels.Kernels;
import org.lfads4j.backend.kernels.PlainKernels;
import org.lfads4j.config.Execution;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.Cube;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.ParameterInventory;
import org.lfads4j.model.SessionSpec;

/**
 * The fused backend against the eager one in double precision: loss terms to 1e-5 of their size,
 * each parameter's gradient to 1e-4 of its length, results to 1e-4 of theirs, in every branch, for
 * one trial and for many. And bit for bit against itself, on any number of threads.
 */
class FusedAgreementTest {
  private static final Execution REFERENCE =
      Execution.automatic().withEngine("PyTorch").withBackend("eager");
  private static final double LOSS_TOLERANCE = 1e-5;
  private static final double TOLERANCE = 1e-4;

  static Stream<Arguments> everyBranchAndBatch() {
    return Arrays.stream(Branches.values())
        .flatMap(
            branch ->
                Stream.concat(
                    Stream.of(Arguments.of(branch, 3, Branches.Size.SMALL)),
                    IntStream.of(1, 3, 7, 33, 256)
                        .mapToObj(trials -> Arguments.of(branch, trials, Branches.Size.ODD))));
  }

  @ParameterizedTest
  @MethodSource("everyBranchAndBatch")
  void agreesWithDoublePrecision(Branches branch, int trials, Branches.Size size) {
    ModelSpec spec = branch.spec(size);
    int session = spec.sessions().size() - 1;
    Batch batch = branch.batch(spec, session, trials);
    ParameterValues values = branch.parameters(spec, size);
    try (Backend expected = Backends.create(spec, REFERENCE, Precision.DOUBLE);
        Backend actual = vector(spec, 2)) {
      assertAgreement(expected, actual, values, batch, trials == 7);
    }
  }

  @Test
  void agreesAtDefaultSizes() {
    int trials = 32;
    int bins = 100;
    int neurons = 50;
    Random random = new Random(2);
    float[] counts = new float[trials * bins * neurons];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = random.nextInt(10) == 0 ? 1 + random.nextInt(2) : 0;
    }
    ModelSpec spec =
        ModelSpec.of(
            RunParams.defaults(),
            bins,
            List.of(
                new SessionSpec(
                    "only",
                    neurons,
                    IntStream.range(0, neurons).boxed().toList(),
                    Collections.nCopies(neurons, -1.9))));
    int[] all = new int[trials];
    Arrays.setAll(all, b -> b);
    Batch batch = Batch.of(spec, 0, Cube.of(trials, bins, neurons, counts), Optional.empty(), all);
    ParameterValues values = ParameterValues.initial(ParameterInventory.of(spec), 7);
    try (Backend expected = Backends.create(spec, REFERENCE, Precision.DOUBLE);
        Backend actual = vector(spec, 2)) {
      assertAgreement(expected, actual, values, batch, false);
    }
  }

  @ParameterizedTest
  @EnumSource(Branches.class)
  void threadsAndKernelsDoNotChangeABit(Branches branch) {
    ModelSpec spec = branch.spec(Branches.Size.ODD);
    Batch batch = branch.batch(spec, spec.sessions().size() - 1, 70);
    ParameterValues values = branch.parameters(spec, Branches.Size.ODD);
    Map<String, double[]> expected;
    try (Backend backend = vector(spec, 1)) {
      expected = Computed.by(backend, values, batch, true);
    }
    for (int threads : new int[] {2, 3, 8}) {
      try (Backend backend = vector(spec, threads)) {
        assertSameBits(expected, Computed.by(backend, values, batch, true), threads + " threads");
      }
    }
    for (int lanes : new int[] {4, 16}) {
      Kernels plain = new PlainKernels(lanes);
      Placement placement = new Placement("plain", "fused", "cpu", List.of());
      try (Backend backend = new FusedBackend(spec, placement, plain, 2)) {
        // Costs are summed lane by lane, so another width rounds them differently.
        assertClose(expected, Computed.by(backend, values, batch, true), 1e-6);
      }
    }
  }

  private static Backend vector(ModelSpec spec, int threads) {
    return FusedBackend.create(spec, threads, List.of());
  }

  private static void assertAgreement(
      Backend expected, Backend actual, ParameterValues values, Batch batch, boolean everyProgram) {
    Map<String, double[]> reference = Computed.by(expected, values, batch, everyProgram);
    Map<String, double[]> computed = Computed.by(actual, values, batch, everyProgram);
    reference.forEach(
        (name, array) -> {
          // A parameter without a gradient is one that the objective does not depend on.
          if (name.startsWith("gradient")) {
            computed.putIfAbsent(name, new double[array.length]);
          }
        });
    computed.forEach(
        (name, array) -> {
          if (name.startsWith("gradient")) {
            reference.putIfAbsent(name, new double[array.length]);
          }
        });
    assertClose(reference, computed, TOLERANCE);
  }

  private static void assertClose(
      Map<String, double[]> expected, Map<String, double[]> actual, double tolerance) {
    assertEquals(expected.keySet(), actual.keySet());
    List<String> disagreements = new ArrayList<>();
    expected.forEach(
        (name, array) -> {
          assertEquals(array.length, actual.get(name).length, name);
          double limit = name.startsWith("loss") ? Math.min(tolerance, LOSS_TOLERANCE) : tolerance;
          double error = Computed.relativeError(array, actual.get(name));
          if (!(error <= limit)) {
            disagreements.add(String.format(Locale.ROOT, "%s: %.3g", name, error));
          }
        });
    assertTrue(disagreements.isEmpty(), disagreements::toString);
  }

  private static void assertSameBits(
      Map<String, double[]> expected, Map<String, double[]> actual, String where) {
    assertEquals(expected.keySet(), actual.keySet());
    expected.forEach(
        (name, array) -> assertArrayEquals(array, actual.get(name), () -> where + ", " + name));
  }
}
