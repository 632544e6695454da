package org.lfads4j.data.io;

import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/**
 * When each unit was observed: {@code obs_intervals}, sorted, and made one where they touch. A unit
 * without any interval counts as observed throughout.
 */
final class NwbObserved {
  private static final String NAME = "obs_intervals";

  /** No sampling step is as short; a gap of this many seconds is rounding. */
  private static final double ROUNDING_S = 1e-6;

  /** Per unit begins and ends, seconds, one after the other. */
  private final double[][] bounds;

  private NwbObserved(double[][] bounds) {
    this.bounds = bounds;
  }

  static NwbObserved of(Group units, int count) {
    double[][] bounds = new double[count][0];
    Optional<Dataset> set = Hdf5Values.dataset(units, NAME);
    if (set.isPresent()) {
      int rows = rows(set.get());
      int[] ends = NwbIndex.of("units", units, NAME, rows).ends();
      NwbUnits.requireUnits(NAME + "_index", ends.length, count);
      double[] values = Hdf5Values.numbers(set.get());
      for (int u = 0; u < count; u++) {
        bounds[u] = joined(values, u == 0 ? 0 : ends[u - 1], ends[u]);
      }
    }
    return new NwbObserved(bounds);
  }

  private static int rows(Dataset set) {
    int[] shape = Hdf5Values.shape(set);
    boolean isEmpty = shape.length > 0 && Arrays.stream(shape).anyMatch(size -> size == 0);
    if (!isEmpty && (shape.length != 2 || shape[1] != 2)) {
      throw new ContentException(
          "units/obs_intervals must be intervals x 2 (begin and end), got "
              + ArraySizes.text(shape));
    }
    return isEmpty ? 0 : shape[0];
  }

  private static double[] joined(double[] values, int first, int end) {
    double[][] sorted = new double[end - first][];
    for (int i = first; i < end; i++) {
      sorted[i - first] = new double[] {values[2 * i], values[2 * i + 1]};
      if (!(values[2 * i + 1] >= values[2 * i])) {
        throw new ContentException(
            "units/obs_intervals must end after they begin, got %s to %s (row %s)"
                .formatted(values[2 * i], values[2 * i + 1], i));
      }
    }
    Arrays.sort(sorted, Comparator.comparingDouble((double[] interval) -> interval[0]));
    double[] out = new double[2 * sorted.length];
    int size = 0;
    for (double[] interval : sorted) {
      if (size > 0 && interval[0] <= out[size - 1] + ROUNDING_S) {
        out[size - 1] = Math.max(out[size - 1], interval[1]);
      } else {
        out[size++] = interval[0];
        out[size++] = interval[1];
      }
    }
    return Arrays.copyOf(out, size);
  }

  /** Whether a unit was observed all the time between two times, seconds. */
  boolean isObserved(int unit, double fromS, double toS) {
    double[] of = bounds[unit];
    if (of.length == 0) {
      return true;
    }
    int found = Arrays.binarySearch(of, fromS + ROUNDING_S);
    int after = found >= 0 ? found + 1 : -found - 1;
    boolean isInside = after % 2 == 1;
    return isInside && of[after] + ROUNDING_S >= toS;
  }
}
