package org.lfads4j.backend;

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
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lfads4j.config.Execution;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.Cube;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.ParameterInventory;
import org.lfads4j.model.SessionSpec;

/**
 * Every engine and backend computes the same from the same numbers: loss terms to 1e-5 of their
 * size, each parameter's gradient to 1e-4 of its length, results to 1e-4 of theirs.
 */
class BackendAgreementTest {
  private static final Execution REFERENCE =
      Execution.automatic().withEngine("PyTorch").withBackend("eager");
  private static final List<Execution> OTHERS =
      List.of(
          Execution.automatic().withEngine("MXNet").withBackend("eager"),
          Execution.automatic().withEngine("MXNet").withBackend("compiled"));
  private static final double LOSS_TOLERANCE = 1e-5;
  private static final double TOLERANCE = 1e-4;

  @ParameterizedTest
  @EnumSource(Branches.class)
  void backends_agree_in_every_branch(Branches branch) {
    ModelSpec spec = branch.spec();
    int session = spec.sessions().size() - 1;
    assertAgreement(spec, branch.parameters(spec), branch.batch(spec, session), true);
  }

  @Test
  void backends_agree_on_a_step_at_default_sizes() {
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
    assertAgreement(
        spec,
        ParameterValues.initial(ParameterInventory.of(spec), 7),
        Batch.of(spec, 0, Cube.of(trials, bins, neurons, counts), Optional.empty(), all),
        false);
  }

  private static void assertAgreement(
      ModelSpec spec, ParameterValues values, Batch batch, boolean everyProgram) {
    Map<String, double[]> expected = computed(spec, REFERENCE, values, batch, everyProgram);
    List<String> disagreements = new ArrayList<>();
    for (Execution execution : OTHERS) {
      Map<String, double[]> actual = computed(spec, execution, values, batch, everyProgram);
      // A parameter without a gradient is one that the objective does not depend on.
      expected.forEach(
          (name, array) -> {
            if (name.startsWith("gradient")) {
              actual.putIfAbsent(name, new double[array.length]);
            }
          });
      assertEquals(lengths(expected), lengths(actual), execution::toString);
      expected.forEach(
          (name, array) -> {
            double tolerance = name.startsWith("loss") ? LOSS_TOLERANCE : TOLERANCE;
            double error = Computed.relativeError(array, actual.get(name));
            if (!(error <= tolerance)) {
              disagreements.add(
                  String.format(Locale.ROOT, "%s %s: %.3g", execution.backend(), name, error));
            }
          });
    }
    assertTrue(disagreements.isEmpty(), disagreements::toString);
  }

  private static Map<String, double[]> computed(
      ModelSpec spec,
      Execution execution,
      ParameterValues values,
      Batch batch,
      boolean everyProgram) {
    try (Backend backend = Backends.create(spec, execution)) {
      return Computed.by(backend, values, batch, everyProgram);
    }
  }

  private static Map<String, Integer> lengths(Map<String, double[]> arrays) {
    Map<String, Integer> lengths = new TreeMap<>();
    arrays.forEach((name, array) -> lengths.put(name, array.length));
    return lengths;
  }
}
