package org.lfads4j.data.synthetic;

import java.util.List;
import org.lfads4j.data.Behaviour;
import org.lfads4j.data.Cube;

/** The time axis of the generated networks: one second in bins of 10 ms. */
final class FixedBins {
  static final int COUNT = 100;
  static final double SECONDS = 0.01;
  static final double MS = 10;

  private FixedBins() {}

  /** A series of one number per trial and bin. */
  static Behaviour series(String name, String column, double[][] valuesBT) {
    return new Behaviour(name, List.of(column), "", cube(valuesBT));
  }

  /** Trials x bins x 1. */
  static Cube cube(double[][] valuesBT) {
    float[] values = new float[valuesBT.length * COUNT];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) valuesBT[i / COUNT][i % COUNT];
    }
    return Cube.adopt(valuesBT.length, COUNT, 1, values);
  }
}
