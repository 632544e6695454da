package org.lfads4j.weights;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import java.nio.file.Path;
import java.util.Arrays;
import org.lfads4j.OutsideData;
import org.lfads4j.data.Cube;

/** A model that autolfads-tf2 trained, with what it says of four trials; outside the project. */
final class Fixture {
  static final int BINS = 100;

  private Fixture() {}

  static Path file() {
    return OutsideData.file("fixture_lorenz_lfads_model_lve.h5");
  }

  static Cube cube(Path file, String name) {
    try (HdfFile root = new HdfFile(file)) {
      Dataset dataset = root.getDatasetByPath(name);
      int[] shape = dataset.getDimensions();
      return Cube.of(shape[0], shape[1], shape[2], (float[]) dataset.getDataFlat());
    }
  }

  /** Numbers of any shape, row by row. */
  static double[] numbers(String name) {
    try (HdfFile root = new HdfFile(file())) {
      Object flat = root.getDatasetByPath(name).getDataFlat();
      return flat instanceof double[] many ? many : new double[] {(Double) flat};
    }
  }

  /** T x B x K to B x T x K. */
  static double[] trialMajor(double[] timeMajor, int bins, int trials) {
    int columns = timeMajor.length / (bins * trials);
    double[] out = new double[timeMajor.length];
    for (int t = 0; t < bins; t++) {
      for (int b = 0; b < trials; b++) {
        System.arraycopy(
            timeMajor, (t * trials + b) * columns, out, (b * bins + t) * columns, columns);
      }
    }
    return out;
  }

  static double largestError(double[] expected, double[] actual) {
    if (expected.length != actual.length) {
      throw new AssertionError(expected.length + " values expected, got " + actual.length);
    }
    double[] error = new double[expected.length];
    Arrays.setAll(
        error,
        i ->
            Double.isNaN(actual[i]) ? Double.POSITIVE_INFINITY : Math.abs(expected[i] - actual[i]));
    return Arrays.stream(error).max().orElseThrow();
  }
}
