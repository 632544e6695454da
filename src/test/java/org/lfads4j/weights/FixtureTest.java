package org.lfads4j.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lfads4j.OutsideData;
import org.lfads4j.backend.Backend;
import org.lfads4j.backend.Backends;
import org.lfads4j.backend.Batch;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.backend.Precision;
import org.lfads4j.backend.Values;
import org.lfads4j.config.Execution;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.Cube;
import org.lfads4j.model.Names;
import org.lfads4j.model.Result;

/**
 * An imported model says what the one it came from says. The expected numbers were computed in
 * double precision by another program; where a second one repeated them it agreed to 1e-10 in
 * double precision and 4e-6 in single, on rates up to 4.5.
 */
class FixtureTest {
  private static final int BINS = Fixture.BINS;

  @Test
  void dimensions_come_from_the_shapes() {
    ImportedModel model = AutolfadsImporter.load(Fixture.file(), BINS);
    RunParams params = model.spec().params();
    assertEquals(100, params.genDim());
    assertEquals(100, params.icDim());
    assertEquals(100, params.icEncDim());
    assertEquals(64, params.ciEncDim());
    assertEquals(64, params.conDim());
    assertEquals(1, params.coDim());
    assertEquals(40, params.factorsDim());
    assertEquals(0, params.extInputDim());
    assertEquals(1, params.controllerInputLag());
    assertEquals(0.1, params.icPriorVarScale(), 1e-7);
    assertEquals(60, model.spec().sessions().get(0).neurons());
    assertTrue(model.spec().hasGeneratorStartMap());
  }

  @ParameterizedTest
  @CsvSource({
    "MXNet, eager, SINGLE, 1e-5",
    "PyTorch, eager, SINGLE, 1e-5",
    "MXNet, compiled, SINGLE, 1e-5",
    "MXNet, fused, SINGLE, 1e-5",
    "MXNet, eager, DOUBLE, 1e-10",
    "PyTorch, eager, DOUBLE, 1e-10",
    "MXNet, compiled, DOUBLE, 1e-10",
  })
  void posterior_mean_pass_is_reproduced(
      String engine, String backend, Precision precision, double tolerance) {
    ImportedModel model = AutolfadsImporter.load(Fixture.file(), BINS);
    Cube spikes = Fixture.cube(Fixture.file(), "input/spikes");
    Execution execution = Execution.automatic().withEngine(engine).withBackend(backend);
    Map<String, Double> errors = new LinkedHashMap<>();
    try (Backend running = Backends.create(model.spec(), execution, precision)) {
      running.set(model.values());
      Batch batch = Batch.of(model.spec(), 0, spikes, Optional.empty(), 0, 1, 2, 3);
      Values encoded = running.encode(batch);
      Values decoded = running.decodeMean(batch, encoded);
      outputs(encoded, decoded, 4)
          .forEach(
              (name, values) ->
                  errors.put(
                      name, Fixture.largestError(Fixture.numbers("output/" + name), values)));
      errors.put("con_states", controllerError(running, model.values(), batch, encoded));
    }
    assertEquals(12, errors.size());
    assertTrue(errors.values().stream().allMatch(e -> e < tolerance), errors::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"MXNet", "PyTorch"})
  void costs_of_the_validation_trials_are_reproduced(String engine) {
    ImportedModel model = AutolfadsImporter.load(Fixture.file(), BINS);
    Cube spikes = Fixture.cube(OutsideData.file("nlb_tutorial_lorenz.h5"), "valid_data");
    int trials = spikes.trials();
    Execution execution = Execution.automatic().withEngine(engine).withBackend("eager");
    try (Backend running = Backends.create(model.spec(), execution, Precision.DOUBLE)) {
      running.set(model.values());
      Batch batch =
          Batch.of(model.spec(), 0, spikes, Optional.empty(), IntStream.range(0, trials).toArray());
      Values decoded = running.decodeMean(batch, running.encode(batch));

      double divergence = mean(decoded.of(Result.ROW_IC_DIVERGENCE));
      double expected = Fixture.numbers("whole_valid/kl_ic_nats")[0];
      assertEquals(1, divergence / expected, 1e-6);

      double[] rates = Fixture.trialMajor(decoded.of(Result.OUTPUT_MEAN), BINS, trials);
      double[] counts = widened(spikes.toArray());
      double[] perTrial = new double[trials];
      int size = counts.length / trials;
      for (int i = 0; i < counts.length; i++) {
        perTrial[i / size] += rates[i] - counts[i] * Math.log(rates[i]) + stirling(counts[i]);
      }
      double cost = Arrays.stream(perTrial).sum() / counts.length;
      assertEquals(1, cost / Fixture.numbers("whole_valid/nll_mean_stirling")[0], 1e-6);
      double[] expectedPerTrial = Fixture.numbers("whole_valid/nll_per_trial");
      for (int b = 0; b < trials; b++) {
        assertEquals(1, perTrial[b] / size / expectedPerTrial[b], 1e-6);
      }
    }
  }

  /** Everything that this library reports under a name of its own, in the file's layout. */
  private static Map<String, double[]> outputs(Values encoded, Values decoded, int trials) {
    Map<String, double[]> outputs = new LinkedHashMap<>();
    outputs.put("ic_mean", encoded.of(Result.IC_MEAN));
    outputs.put("ic_std", root(encoded.of(Result.IC_LOG_VARIANCE), true));
    outputs.put("ci", controllerInput(encoded, trials));
    outputs.put("gen_init", decoded.of(Result.GENERATOR_START));
    outputs.put("co_means", byTrial(decoded, Result.INPUT_MEAN, trials));
    outputs.put("co_stds", root(byTrial(decoded, Result.INPUT_VARIANCE, trials), false));
    outputs.put("gen_inputs", byTrial(decoded, Result.INPUTS, trials));
    outputs.put("gen_states", byTrial(decoded, Result.GENERATOR_STATES, trials));
    outputs.put("factors", byTrial(decoded, Result.FACTORS, trials));
    double[] rates = byTrial(decoded, Result.OUTPUT_MEAN, trials);
    outputs.put("rates", rates);
    outputs.put("logrates", Arrays.stream(rates).map(Math::log).toArray());
    return outputs;
  }

  /**
   * The controller's states are no result of their own. On the mean pass nothing depends on the
   * inputs' variance, so its map is bent to report them, all at once through one vector of length
   * about 1.
   */
  private static double controllerError(
      Backend running, ParameterValues values, Batch batch, Values encoded) {
    int units = 64;
    double[] direction = new double[units];
    Arrays.setAll(direction, k -> Math.sin(1 + k) / 6);
    running.set(
        values
            .with(Names.weights(Names.INPUT_LOG_VARIANCE), direction)
            .with(Names.bias(Names.INPUT_LOG_VARIANCE), 0));
    Values decoded = running.decodeMean(batch, encoded);
    double[] seen =
        Arrays.stream(byTrial(decoded, Result.INPUT_VARIANCE, batch.trials()))
            .map(Math::log)
            .toArray();
    double[] states = Fixture.numbers("output/con_states");
    double[] expected = new double[seen.length];
    for (int i = 0; i < states.length; i++) {
      expected[i / units] += states[i] * direction[i % units];
    }
    return Fixture.largestError(expected, seen);
  }

  /** [forward(t - 1), reverse(t + 1)], zeros outside. */
  private static double[] controllerInput(Values encoded, int trials) {
    double[] forward = byTrial(encoded, Result.CONTROLLER_FORWARD, trials);
    double[] reverse = byTrial(encoded, Result.CONTROLLER_REVERSE, trials);
    int units = forward.length / (trials * BINS);
    double[] out = new double[2 * forward.length];
    for (int b = 0; b < trials; b++) {
      for (int t = 0; t < BINS; t++) {
        int row = b * BINS + t;
        if (t > 0) {
          System.arraycopy(forward, (row - 1) * units, out, 2 * row * units, units);
        }
        if (t < BINS - 1) {
          System.arraycopy(reverse, (row + 1) * units, out, (2 * row + 1) * units, units);
        }
      }
    }
    return out;
  }

  private static double[] byTrial(Values values, Result result, int trials) {
    return Fixture.trialMajor(values.of(result), BINS, trials);
  }

  private static double[] root(double[] variance, boolean logarithmic) {
    return Arrays.stream(variance).map(v -> logarithmic ? Math.exp(v / 2) : Math.sqrt(v)).toArray();
  }

  private static double[] widened(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
  }

  /** log k! as the imported model's own cost has it: Stirling's approximation, 0 up to 1. */
  private static double stirling(double k) {
    return k <= 1 ? 0 : k * Math.log(k) - k + 0.5 * Math.log(2 * Math.PI * k);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }
}
