package org.lfads4j.analysis;

import java.util.Random;
import org.lfads4j.data.Cube;

/** Random cubes for tests. */
final class Cubes {
  private Cubes() {}

  static Cube normal(int trials, int bins, int columns, long seed) {
    Random random = new Random(seed);
    float[] values = new float[trials * bins * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Cube.of(trials, bins, columns, values);
  }

  static Cube counts(int trials, int bins, int columns, long seed) {
    Random random = new Random(seed);
    float[] values = new float[trials * bins * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(5);
    }
    return Cube.of(trials, bins, columns, values);
  }

  static Cube filled(int trials, int bins, int columns, float value) {
    return normal(trials, bins, columns, 0).map(x -> value);
  }
}
