package org.lfads4j.data;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Stretches of equal length out of trials: which trial, and from which bin on. */
final class Windows {
  private final int bins;
  private final int[] trials;
  private final int[] firstBins;

  Windows(int bins, int[] trials, int[] firstBins) {
    this.bins = bins;
    this.trials = trials;
    this.firstBins = firstBins;
  }

  int[] trials() {
    return trials;
  }

  int firstBin(int window) {
    return firstBins[window];
  }

  Cube cut(Cube cube) {
    int row = cube.columns();
    float[] whole = new float[cube.bins() * row];
    float[] out = new float[Math.multiplyExact(Math.multiplyExact(trials.length, bins), row)];
    for (int w = 0; w < trials.length; w++) {
      cube.copyTrial(trials[w], whole, 0);
      System.arraycopy(whole, firstBins[w] * row, out, w * bins * row, bins * row);
    }
    return Cube.adopt(trials.length, bins, row, out);
  }

  /** The times of an event on the windows' own clock. */
  Event cut(Event event, Clock before, Clock after) {
    return new Event(
        event.name(),
        IntStream.range(0, trials.length)
            .mapToObj(w -> event.timesMs().get(trials[w]) - shiftMs(w, before, after))
            .toList());
  }

  private double shiftMs(int window, Clock before, Clock after) {
    return before.startMs() + firstBins[window] * before.binMs() - after.startMs();
  }

  @Override
  public String toString() {
    return trials.length + " windows of " + bins + " bins from bins " + Arrays.toString(firstBins);
  }
}
