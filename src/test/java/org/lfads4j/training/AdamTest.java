package org.lfads4j.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lfads4j.backend.AdamState;
import org.lfads4j.backend.Backend;
import org.lfads4j.backend.Backends;
import org.lfads4j.backend.Gradients;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.backend.engine.GivenGradients;
import org.lfads4j.config.Execution;
import org.lfads4j.config.RunParams;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.SessionSpec;

/** Golden G11: rate .01, a constant gradient of .5, from zero. */
class AdamTest {
  private static final double[] GOLDEN = {-0.0013652706, -0.0031923372, -0.0053413449};

  private static final double EPSILON = 0.1;

  /** Moments and weights are single precision: a few ulps of sqrt(v) + .1 after three steps. */
  private static final double TOLERANCE = 6e-6;

  @ParameterizedTest
  @CsvSource({"MXNet, compiled", "MXNet, eager", "PyTorch, eager"})
  void threeStepsAreTheGolden(String engine, String backendName) {
    try (Backend backend = backend(engine, backendName)) {
      Adam adam = new Adam(backend.newAdamState(), EPSILON, 0);
      for (double golden : GOLDEN) {
        step(adam, engine, backend, 0.5f, 1);
        assertWeights(backend.values(), golden);
      }
    }
  }

  /** Clipping scales the gradient, not the step. */
  @ParameterizedTest
  @ValueSource(strings = {"MXNet", "PyTorch"})
  void theScaleIsTheGradients(String engine) {
    try (Backend backend = backend(engine, "eager")) {
      Adam adam = new Adam(backend.newAdamState(), EPSILON, 0);
      step(adam, engine, backend, 5f, 0.1);
      assertWeights(backend.values(), GOLDEN[0]);
    }
  }

  /** Whatever the size of a constant gradient, each step is as long as the rate. */
  @ParameterizedTest
  @CsvSource({"MXNet, 0.5", "MXNet, 5", "PyTorch, 0.5", "PyTorch, 5"})
  void withASmallEpsilonStepsAreAsLongAsTheRate(String engine, float gradient) {
    try (Backend backend = backend(engine, "eager")) {
      Adam adam = new Adam(backend.newAdamState(), 1e-8, 0);
      for (int i = 1; i <= 3; i++) {
        step(adam, engine, backend, gradient, 1);
        assertWeights(backend.values(), -0.01 * i);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"MXNet", "PyTorch"})
  void momentsAreSavedAndRestoredToTheBit(String engine) {
    try (Backend backend = backend(engine, "eager")) {
      AdamState state = backend.newAdamState();
      Adam adam = new Adam(state, EPSILON, 0);
      step(adam, engine, backend, 0.3f, 1);
      ParameterValues moments = state.values();
      assertEquals(0.1 * 0.3, moments.values("gen_to_factors_W/m")[0], 1e-8);
      assertEquals(0.001 * 0.09, moments.values("gen_to_factors_W/v")[0], 2e-9);
      ParameterValues weights = backend.values();
      step(adam, engine, backend, -0.7f, 1);
      ParameterValues after = backend.values();
      backend.set(weights);
      AdamState restored = backend.newAdamState();
      restored.set(moments);
      assertEquals(moments, restored.values());
      try (Gradients gradients = GivenGradients.of(engine, backend.spec(), -0.7f)) {
        double second =
            0.01 * Math.sqrt(1 - Math.pow(Adam.BETA_2, 2)) / (1 - Math.pow(Adam.BETA_1, 2));
        restored.update(gradients, 1, second, Adam.BETA_1, Adam.BETA_2, EPSILON);
      }
      assertEquals(after, backend.values());
    }
  }

  @Test
  void gradientsAreShortenedToTheLongestAllowedAndNeverStretched() {
    assertEquals(1, Adam.clipScale(0, 200));
    assertEquals(1, Adam.clipScale(200, 200));
    assertEquals(0.5, Adam.clipScale(400, 200));
    assertEquals(0, Adam.clipScale(Double.POSITIVE_INFINITY, 200));
  }

  private static void step(
      Adam adam, String engine, Backend backend, float gradient, double scale) {
    try (Gradients gradients = GivenGradients.of(engine, backend.spec(), gradient)) {
      adam.update(gradients, 0.01, scale);
    }
  }

  private static void assertWeights(ParameterValues values, double expected) {
    for (String name : values.names()) {
      double[] weights = values.values(name);
      double[] all = new double[weights.length];
      Arrays.fill(all, expected);
      assertArrayEquals(all, weights, TOLERANCE * Math.abs(expected), name);
    }
  }

  /** All parameters zero. */
  private static Backend backend(String engine, String name) {
    RunParams params =
        RunParams.defaults()
            .withGenDim(2)
            .withIcDim(0)
            .withCoDim(0)
            .withFactorsDim(1)
            .withDevice("cpu");
    ModelSpec spec =
        ModelSpec.of(params, 2, List.of(new SessionSpec("a", 1, List.of(0), List.of(0.0))));
    return Backends.create(spec, Execution.automatic().withEngine(engine).withBackend(name));
  }
}
