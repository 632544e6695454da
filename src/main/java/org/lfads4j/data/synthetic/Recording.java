package org.lfads4j.data.synthetic;

import org.lfads4j.data.Cube;
import org.lfads4j.data.Trials;

/** Counts and true rates, filled trial by trial. */
final class Recording {
  private final Repeats repeats;
  private final int neurons;
  private final double maxRateHz;
  private final float[] seen;
  private final float[] truth;

  Recording(Repeats repeats, int neurons, double maxRateHz) {
    this.repeats = repeats;
    this.neurons = neurons;
    this.maxRateHz = maxRateHz;
    this.seen = new float[Math.multiplyExact(repeats.trials(), FixedBins.COUNT * neurons)];
    this.truth = new float[seen.length];
  }

  /**
   * Keeps one trial.
   *
   * @param activityTN in [0, 1], bins x neurons
   * @param seenTN what was observed of it
   */
  void put(int trial, double[][] activityTN, double[][] seenTN) {
    int place = trial * FixedBins.COUNT * neurons;
    for (int t = 0; t < FixedBins.COUNT; t++) {
      for (int n = 0; n < neurons; n++) {
        truth[place] = (float) (activityTN[t][n] * maxRateHz);
        seen[place++] = (float) seenTN[t][n];
      }
    }
  }

  /** The whole with conditions and split; nothing may be put in any more. */
  Trials trials(String session) {
    return Trials.of(cube(seen), FixedBins.MS)
        .withSession(session)
        .withConditions(Repeats.labels(repeats.conditions(), repeats.each()))
        .withTruthHz(cube(truth))
        .withSplit(repeats.split());
  }

  private Cube cube(float[] values) {
    return Cube.adopt(repeats.trials(), FixedBins.COUNT, neurons, values);
  }
}
