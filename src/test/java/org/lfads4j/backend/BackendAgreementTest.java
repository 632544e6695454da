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
import org.lfads4j.model.Result;
import org.lfads4j.model.SessionSpec;

/**
 * Every engine and backend computes the same from the same numbers: loss terms to 1e-5 of their
 * size, each parameter's gradient to 1e-4 of its length, results to 1e-4 of theirs.
 */
class BackendAgreementTest {
  private static final Execution REFERENCE =
      new Execution(Optional.of("PyTorch"), Optional.of("eager"), 1);
  private static final List<Execution> OTHERS =
      List.of(
          new Execution(Optional.of("MXNet"), Optional.of("eager"), 1),
          new Execution(Optional.of("MXNet"), Optional.of("compiled"), 1));
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
    Outcome expected = outcome(spec, REFERENCE, values, batch, everyProgram);
    List<String> disagreements = new ArrayList<>();
    for (Execution execution : OTHERS) {
      Outcome actual = outcome(spec, execution, values, batch, everyProgram);
      actual.addMissingGradients(expected);
      assertEquals(expected.lengths(), actual.lengths(), execution::toString);
      expected.arrays.forEach(
          (name, array) -> {
            double tolerance = name.startsWith("loss") ? LOSS_TOLERANCE : TOLERANCE;
            double error = relativeError(array, actual.arrays.get(name));
            if (!(error <= tolerance)) {
              disagreements.add(
                  String.format(Locale.ROOT, "%s %s: %.3g", execution.backend(), name, error));
            }
          });
    }
    assertTrue(disagreements.isEmpty(), disagreements::toString);
  }

  /** All that one backend computes, by name. */
  private static final class Outcome {
    private final Map<String, double[]> arrays = new TreeMap<>();

    private void add(String name, LossTerms loss) {
      arrays.put(name + " total", new double[] {loss.total()});
      arrays.put(name + " reconstruction", new double[] {loss.reconstruction()});
      arrays.put(name + " KL of initial condition", new double[] {loss.icDivergence()});
      arrays.put(name + " KL of inputs", new double[] {loss.inputDivergence()});
      arrays.put(name + " L2", new double[] {loss.l2()});
      arrays.put(name + " correlation", new double[] {loss.correlation()});
    }

    private void add(String name, Values values) {
      for (Result result : Result.values()) {
        if (values.has(result)) {
          arrays.put(name + " " + result, values.of(result));
        }
      }
    }

    /** A parameter without a gradient is one that the objective does not depend on. */
    private void addMissingGradients(Outcome expected) {
      expected.arrays.keySet().stream()
          .filter(n -> n.startsWith("gradient"))
          .forEach(n -> arrays.putIfAbsent(n, new double[expected.arrays.get(n).length]));
    }

    private Map<String, Integer> lengths() {
      Map<String, Integer> lengths = new TreeMap<>();
      arrays.forEach((name, array) -> lengths.put(name, array.length));
      return lengths;
    }
  }

  private static Outcome outcome(
      ModelSpec spec,
      Execution execution,
      ParameterValues values,
      Batch batch,
      boolean everyProgram) {
    Outcome outcome = new Outcome();
    RampWeights ramps = new RampWeights(0.7, 0.4);
    try (Backend backend = Backends.create(spec, execution)) {
      backend.set(values);
      NoiseKey key = NoiseKey.ofStep(1, 17, batch.trials());
      try (Gradients gradients = backend.lossAndGradients(batch, ramps, key)) {
        outcome.add("loss with dropout", gradients.loss());
        gradients.names().forEach(n -> outcome.arrays.put("gradient " + n, gradients.values(n)));
      }
      if (!everyProgram) {
        return outcome;
      }
      outcome.add("loss", backend.loss(batch, ramps, key));
      Values encoded = backend.encode(batch);
      outcome.add("encode", encoded);
      outcome.add("decode mean", backend.decodeMean(batch, encoded));
      int[] trials = new int[batch.trials()];
      Arrays.setAll(trials, b -> b);
      for (int samples : new int[] {1, 3}) {
        outcome.add(
            "decode " + samples,
            backend.decode(batch, encoded, samples, NoiseKey.ofSamples(4, 0, samples, trials)));
      }
      if (spec.injectsExternalInputs()) {
        return outcome;
      }
      Random random = new Random(8);
      int rows = 5;
      outcome.add(
          "generate",
          backend.generate(
              batch.session(),
              rows,
              normals(random, rows * spec.params().icDim()),
              normals(random, spec.bins() * rows * spec.params().coDim())));
    }
    return outcome;
  }

  private static double relativeError(double[] expected, double[] actual) {
    double difference = 0;
    double length = 0;
    for (int i = 0; i < expected.length; i++) {
      difference += (expected[i] - actual[i]) * (expected[i] - actual[i]);
      length += expected[i] * expected[i];
    }
    return difference == 0 ? 0 : Math.sqrt(difference / length);
  }

  private static float[] normals(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
