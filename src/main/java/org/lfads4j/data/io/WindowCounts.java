package org.lfads4j.data.io;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.lfads4j.data.Cube;

/**
 * Spikes counted in the bins of windows of one length, which may overlap: a spike counts in every
 * window it lies in. Spikes come in any order, and none is kept.
 */
final class WindowCounts implements SpikeTimes.Sink {
  /** Spikes and windows that differ by more than this factor are hardly in the same unit. */
  private static final double FAR = 10;

  private final BinWindow window;
  private final int units;
  private final int[] order;
  private final double[] startsS;
  private final float[] counts;
  private double first = Double.POSITIVE_INFINITY;
  private double last = Double.NEGATIVE_INFINITY;
  private boolean isAny;

  /**
   * No spikes yet.
   *
   * @param startsS of the windows, in any order
   */
  WindowCounts(double[] startsS, BinWindow window, int units) {
    this.window = window;
    this.units = units;
    this.counts =
        new float[ArraySizes.requireMemory("counts", startsS.length, window.bins(), units)];
    this.order =
        IntStream.range(0, startsS.length)
            .boxed()
            .sorted(Comparator.comparingDouble(w -> startsS[w]))
            .mapToInt(Integer::intValue)
            .toArray();
    this.startsS = IntStream.of(order).mapToDouble(w -> startsS[w]).toArray();
  }

  @Override
  public void spike(int place, double timeS) {
    if (!Double.isFinite(timeS)) {
      return;
    }
    first = Math.min(first, timeS);
    last = Math.max(last, timeS);
    int after = Arrays.binarySearch(startsS, timeS + window.lengthS() / window.bins());
    for (int i = (after < 0 ? -after - 1 : after) - 1; i >= 0; i--) {
      long bin = window.bin(timeS, startsS[i]);
      if (bin >= window.bins()) {
        return;
      }
      if (bin >= 0) {
        counts[(order[i] * window.bins() + (int) bin) * units + place]++;
        isAny = true;
      }
    }
  }

  /**
   * Windows x bins x units.
   *
   * @param unit in what unit times must be, for a refusal
   * @param areSeconds whether it is known that times are seconds
   * @param notes where to say that spikes and windows hardly fit
   * @throws ContentException if no spike lies in any window
   */
  Cube cube(String unit, boolean areSeconds, List<String> notes) {
    if (first > last) {
      throw new ContentException("units must have spikes, got none");
    }
    double to = startsS[startsS.length - 1] + window.lengthS();
    String where =
        "spikes lie between %s and %s s, windows between %s and %s s"
            .formatted(text(first), text(last), text(startsS[0]), text(to));
    if (!isAny) {
      throw new ContentException(
          "spikes must lie in windows, got no spike in any window: " + where + "; " + unit);
    }
    boolean isFar = Math.abs(last) > FAR * Math.abs(to) || Math.abs(to) > FAR * Math.abs(last);
    if (isFar && !areSeconds) {
      notes.add(where + "; are all of these seconds?");
    }
    return Cube.adopt(startsS.length, window.bins(), units, counts);
  }

  /** Seconds to the millisecond. */
  static String text(double timeS) {
    return Double.toString(Math.rint(timeS * BinWindow.MS_PER_SECOND) / BinWindow.MS_PER_SECOND);
  }
}
