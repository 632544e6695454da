package org.lfads4j.dynamics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lfads4j.backend.Backend;
import org.lfads4j.backend.Backends;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.backend.Values;
import org.lfads4j.config.Execution;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.Result;

class GeneratorCellTest {
  private static final double H = 1e-5;

  @ParameterizedTest
  @CsvSource({"1, 0", "2, 1", "3, 2", "12, 0", "31, 4"})
  void derivativesAreThoseOfCentralDifferences(int units, int inputs) {
    ModelSpec spec = HandBuiltCells.spec(units, inputs);
    GeneratorCell cell = GeneratorCell.of(spec, HandBuiltCells.random(spec, 2));
    double[] state = new Random(3).doubles(units, -1, 1).toArray();
    double[] held = new Random(4).doubles(inputs, -2, 2).toArray();
    UpdateMap map = cell.holding(held);
    assertDerivative(map::next, state, map.jacobian(state), 1e-8);
    assertDerivative(u -> cell.holding(u).next(state), held, cell.inputJacobian(state, held), 1e-8);
  }

  private static void assertDerivative(
      UnaryOperator<double[]> function, double[] at, double[][] exact, double tolerance) {
    for (int k = 0; k < at.length; k++) {
      double[] up = at.clone();
      double[] down = at.clone();
      up[k] += H;
      down[k] -= H;
      double[] above = function.apply(up);
      double[] below = function.apply(down);
      for (int j = 0; j < above.length; j++) {
        assertEquals((above[j] - below[j]) / (2 * H), exact[j][k], tolerance);
      }
    }
  }

  @Test
  void aClippedUnitHasNoDerivative() {
    ModelSpec wide = HandBuiltCells.spec(2, 1);
    ModelSpec spec =
        ModelSpec.of(wide.params().withCellClipValue(0.5), wide.bins(), wide.sessions());
    GeneratorCell cell = GeneratorCell.of(spec, HandBuiltCells.random(spec, 2));
    double[] state = {4, 0.1};
    UpdateMap map = cell.holding(0.3);
    assertEquals(0.5, map.next(state)[0], 0);
    assertTrue(Math.abs(map.next(state)[1]) < 0.5);
    assertArrayEquals(new double[2], map.jacobian(state)[0]);
    assertDerivative(map::next, state, map.jacobian(state), 1e-8);
    assertDerivative(
        u -> cell.holding(u).next(state), new double[] {0.3}, cell.inputJacobian(state, 0.3), 1e-8);
  }

  @Test
  void itStepsAsTheModelDoes() {
    ModelSpec spec = HandBuiltCells.spec(5, 2);
    ParameterValues values = HandBuiltCells.random(spec, 8);
    float[] starts = {0.4f, -0.3f};
    float[] inputs = {0.5f, -1, 0.2f, 0.1f, 2, 0, -0.7f, 0.3f};
    Values run;
    try (Backend backend = Backends.create(spec, Execution.automatic().withBackend("eager"))) {
      backend.set(values);
      run = backend.generate(0, 1, starts, inputs);
    }
    GeneratorCell cell = GeneratorCell.of(spec, values);
    double[] state = run.of(Result.GENERATOR_START);
    for (int t = 0; t < spec.bins(); t++) {
      state = cell.holding(inputs[2 * t], inputs[2 * t + 1]).next(state);
      for (int j = 0; j < 5; j++) {
        assertEquals(run.of(Result.GENERATOR_STATES)[5 * t + j], state[j], 2e-6);
      }
    }
  }
}
