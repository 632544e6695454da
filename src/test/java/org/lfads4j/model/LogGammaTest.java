package org.lfads4j.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class LogGammaTest {
  @Test
  void isTheLogarithmOfTheFactorial() {
    BigInteger factorial = BigInteger.ONE;
    for (int k = 0; k <= 40; k++) {
      factorial = factorial.multiply(BigInteger.valueOf(Math.max(k, 1)));
      double expected = Math.log(factorial.doubleValue());
      assertEquals(expected, LogGamma.of(k + 1), 1e-14 * Math.max(1, expected), "k = " + k);
    }
  }

  @Test
  void isHalfTheLogarithmOfPiAtOneHalf() {
    assertEquals(0.5 * Math.log(Math.PI), LogGamma.of(0.5), 1e-14);
  }

  @Test
  void obeysTheDuplicationFormula() {
    for (double x : new double[] {1e-3, 0.3, 1, 2.5, 4.999, 5, 9.99, 10, 123.4, 1e6}) {
      double left = LogGamma.of(2 * x);
      double right =
          LogGamma.of(x)
              + LogGamma.of(x + 0.5)
              + (2 * x - 1) * Math.log(2)
              - 0.5 * Math.log(Math.PI);
      assertEquals(left, right, 1e-13 * Math.max(1, Math.abs(left)), "x = " + x);
    }
  }
}
