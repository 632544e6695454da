package org.lfads4j.data.synthetic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.lfads4j.data.Cube;
import org.lfads4j.data.Split;
import org.lfads4j.data.Trials;

/** What goldens say of a set: spikes of its two sides, and single true rates. */
final class Spikes {
  /** Single precision of rates up to 30 Hz. */
  private static final double RATE_TOLERANCE = 2e-6;

  private Spikes() {}

  static void assertSides(long train, long valid, Trials trials) {
    Split split = trials.split().orElseThrow();
    assertEquals(train, total(trials.counts().selectTrials(split.train())), "training spikes");
    assertEquals(valid, total(trials.counts().selectTrials(split.valid())), "validation spikes");
  }

  private static long total(Cube counts) {
    long sum = 0;
    for (float count : counts.toArray()) {
      sum += (long) count;
    }
    return sum;
  }

  /** The scaled rate, in [0, 1], of a trial and neuron at some bins. */
  static void assertScaled(double[] expected, Trials trials, int trial, int neuron, int... bins) {
    Cube truth = trials.truthHz().orElseThrow();
    for (int i = 0; i < bins.length; i++) {
      assertEquals(expected[i] * 30, truth.at(trial, bins[i], neuron), RATE_TOLERANCE);
    }
  }
}
