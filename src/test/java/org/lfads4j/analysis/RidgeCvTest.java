package org.lfads4j.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.lfads4j.data.Cube;
import org.lfads4j.linear.LinearMap;

class RidgeCvTest {
  // 11 samples: folds of 3, 2, 2, 2 and 2 that cut across trials.
  private static final Cube FACTORS = Cubes.normal(1, 11, 2, 1);
  private static final Cube TARGETS =
      SampleRows.cube(
          1,
          11,
          1,
          new LinearMap(new double[][] {{1}, {0.3}}, new double[] {2})
              .predict(SampleRows.of(FACTORS, "x")));

  @Test
  void offersTheBenchmarksPenalties() {
    assertEquals(9, RidgeCv.BENCHMARK_PENALTIES.size());
    assertEquals(1e-4, RidgeCv.BENCHMARK_PENALTIES.get(0), 1e-18);
    assertEquals(0.01, RidgeCv.BENCHMARK_PENALTIES.get(4), 1e-16);
    assertEquals(1, RidgeCv.BENCHMARK_PENALTIES.get(8));
  }

  @Test
  void scoresEachPenaltyOnContiguousFolds() {
    List<Double> penalties = List.of(5.0, 0.5);
    RidgeCv chosen = RidgeCv.fit(FACTORS, TARGETS, penalties, 5);
    int[] bounds = {0, 3, 5, 7, 9, 11};
    for (int p = 0; p < 2; p++) {
      double mean = 0;
      for (int fold = 0; fold < 5; fold++) {
        int from = bounds[fold];
        int to = bounds[fold + 1];
        Cube in = bins(FACTORS, from, to, false);
        LinearReadout readout =
            LinearReadout.fit(in, bins(TARGETS, from, to, false), penalties.get(p));
        mean +=
            readout
                    .score(bins(FACTORS, from, to, true), bins(TARGETS, from, to, true))
                    .uniformAverage()
                / 5;
      }
      assertEquals(mean, chosen.foldScores().get(p), 1e-12 * Math.abs(mean));
    }
    assertEquals(0.5, chosen.penalty(), "noiseless targets want the smaller penalty");
    assertEquals(LinearReadout.fit(FACTORS, TARGETS, 0.5).weights(), chosen.readout().weights());
  }

  @Test
  void theFirstOfEqualPenaltiesWins() {
    Cube constant = Cubes.filled(1, 11, 1, 3);
    assertEquals(0.7, RidgeCv.fit(constant, TARGETS, List.of(0.7, 0.1, 0.2), 2).penalty());
  }

  @Test
  void noiseWantsTheLargestPenalty() {
    assertEquals(
        1e6,
        RidgeCv.fit(
                Cubes.normal(4, 10, 5, 8), Cubes.normal(4, 10, 2, 9), List.of(1e-4, 1.0, 1e6), 5)
            .penalty());
  }

  @Test
  void refusesWhatCannotBeFolded() {
    assertMessage(
        "penalties must hold at least one", () -> RidgeCv.fit(FACTORS, TARGETS, List.of(), 5));
    assertMessage(
        "folds must be >= 2 and leave two samples in each, got 1 (11 samples)",
        () -> RidgeCv.fit(FACTORS, TARGETS, List.of(1.0), 1));
    assertMessage(
        "folds must be >= 2 and leave two samples in each, got 6 (11 samples)",
        () -> RidgeCv.fit(FACTORS, TARGETS, List.of(1.0), 6));
    assertMessage(
        "penalty must be a finite number >= 0, got NaN",
        () -> RidgeCv.fit(FACTORS, TARGETS, List.of(1.0, Double.NaN), 5));
  }

  private static Cube bins(Cube cube, int from, int to, boolean inside) {
    int kept = inside ? to - from : cube.bins() - (to - from);
    float[] values = new float[kept * cube.columns()];
    int at = 0;
    for (int t = 0; t < cube.bins(); t++) {
      for (int c = 0; c < cube.columns() && (t >= from && t < to) == inside; c++) {
        values[at++] = cube.at(0, t, c);
      }
    }
    return Cube.of(1, kept, cube.columns(), values);
  }

  private static void assertMessage(String message, Executable run) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, run).getMessage());
  }
}
