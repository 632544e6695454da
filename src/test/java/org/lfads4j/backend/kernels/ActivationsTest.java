package org.lfads4j.backend.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Every 61st number of single precision against double precision, in units in the last place. */
class ActivationsTest {
  private static final int EVERY = 61;

  /** One function in single precision. */
  private interface Single {
    float of(float x);
  }

  @Test
  void expIsWithinItsUnits() {
    assertWithin(1.1, Activations::exp, Math::exp, Activations.EXP_LOW, 88.72);
  }

  @Test
  void sigmoidIsWithinItsUnits() {
    assertWithin(2.5, Activations::sigmoid, x -> 1 / (1 + Math.exp(-x)), -80, Float.MAX_VALUE);
  }

  @Test
  void tanhIsWithinItsUnits() {
    assertWithin(3.0, Activations::tanh, Math::tanh, -Float.MAX_VALUE, Float.MAX_VALUE);
  }

  @Test
  void endsAreAsSaid() {
    assertEquals(Float.POSITIVE_INFINITY, Activations.exp(89));
    assertEquals(Float.POSITIVE_INFINITY, Activations.exp(Float.POSITIVE_INFINITY));
    assertEquals(Activations.exp(-86), Activations.exp(Float.NEGATIVE_INFINITY));
    assertEquals(Activations.sigmoid(-80), Activations.sigmoid(Float.NEGATIVE_INFINITY));
    assertEquals(1, Activations.sigmoid(Float.POSITIVE_INFINITY));
    assertEquals(1, Activations.tanh(Float.POSITIVE_INFINITY));
    assertEquals(-1, Activations.tanh(Float.NEGATIVE_INFINITY));
    assertEquals(0, Activations.tanh(0));
    assertEquals(Float.NaN, Activations.exp(Float.NaN));
    assertEquals(Float.NaN, Activations.sigmoid(Float.NaN));
    assertEquals(Float.NaN, Activations.tanh(Float.NaN));
  }

  private static void assertWithin(
      double limit, Single single, DoubleUnaryOperator exact, double low, double high) {
    double worst = 0;
    float where = 0;
    for (long bits = Integer.MIN_VALUE; bits <= Integer.MAX_VALUE; bits += EVERY) {
      float x = Float.intBitsToFloat((int) bits);
      if (!(x >= low && x <= high) || Math.abs(x) < Float.MIN_NORMAL) {
        continue;
      }
      double expected = exact.applyAsDouble(x);
      double error = Math.abs(single.of(x) - expected) / Math.ulp((float) expected);
      if (!(error <= worst)) {
        worst = error;
        where = x;
      }
    }
    double seen = worst;
    float at = where;
    assertTrue(seen <= limit, () -> seen + " units at " + at);
  }
}
