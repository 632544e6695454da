package org.lfads4j.data.io;

import java.util.List;
import org.lfads4j.data.Behaviour;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Split;
import org.lfads4j.data.Trials;

/** Sessions to write and read. */
final class Sessions {
  private Sessions() {}

  /** Counts whose value says where they were: 100 x trial + 10 x bin + neuron. */
  static int[][][] block(int trials, int bins, int neurons) {
    int[][][] out = new int[trials][bins][neurons];
    for (int e = 0; e < trials; e++) {
      for (int t = 0; t < bins; t++) {
        for (int n = 0; n < neurons; n++) {
          out[e][t][n] = 100 * e + 10 * t + n;
        }
      }
    }
    return out;
  }

  /** Four trials, four bins, two neurons, and one of everything that can lie beside them. */
  static Trials everything() {
    return Trials.of(block(4, 4, 2), 12.5)
        .withStartMs(-50)
        .withSession("monday")
        .withNeuronNames(List.of("left", "nächst"))
        .withHeldOutNeurons("nächst")
        .withTrialIds(List.of("17", "b", "x y", "ü"))
        .withConditions(List.of("go", "stop", "go", "stop"))
        .withExternalInputs(ramp(4, 4, 1))
        .withTruthHz(ramp(4, 4, 2))
        .withBehaviour(
            new Behaviour("hand", List.of("x", "y", "z"), "cm/s", ramp(4, 4, 3)),
            new Behaviour("gaze", List.of("angle"), "", ramp(4, 4, 1)))
        .withSplit(Split.of(new int[] {0, 2, 3}, new int[] {1}));
  }

  private static Cube ramp(int trials, int bins, int columns) {
    float[] values = new float[trials * bins * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = 0.25f + i / 8f;
    }
    return Cube.of(trials, bins, columns, values);
  }
}
