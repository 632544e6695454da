package org.lfads4j.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DampedStepsTest {
  @ParameterizedTest
  @CsvSource({"1, 1", "3, 1e-8", "50, 0.1"})
  void aStepLeavesNoGradientOfTheDampedSquares(int size, double damping) {
    double[][] a = Matrices.normal(size, size, 3);
    double[] r = Matrices.normal(1, size, 5)[0];
    DampedSteps steps = new DampedSteps(a, r);
    double[] step = steps.step(damping);
    double[] gradient = steps.gradient();
    for (int i = 0; i < size; i++) {
      double left = damping * step[i];
      double ofResidual = 0;
      for (int k = 0; k < size; k++) {
        double residual = r[k];
        for (int j = 0; j < size; j++) {
          residual += a[k][j] * step[j];
        }
        left += a[k][i] * residual;
        ofResidual += a[k][i] * r[k];
      }
      assertEquals(0, left, 1e-9);
      assertEquals(ofResidual, gradient[i], 1e-12 * size);
    }
  }
}
