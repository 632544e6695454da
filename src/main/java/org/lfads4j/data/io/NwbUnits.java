package org.lfads4j.data.io;

import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lfads4j.data.Cube;

/** Sorted units: their spikes, and when each was observed. */
final class NwbUnits {
  /** Spikes and windows that differ by more than this factor are hardly in the same unit. */
  private static final double FAR = 10;

  private final NwbIds ids;
  private final Dataset spikeTimes;
  private final NwbIndex spikes;
  private final NwbObserved observed;

  private NwbUnits(NwbIds ids, Dataset spikeTimes, NwbIndex spikes, NwbObserved observed) {
    this.ids = ids;
    this.spikeTimes = spikeTimes;
    this.spikes = spikes;
    this.observed = observed;
  }

  static NwbUnits of(Group root) {
    Group group = Hdf5Values.group(root, "units");
    Dataset times =
        Hdf5Values.dataset(group, "spike_times")
            .orElseThrow(() -> new ContentException("units must have spike_times"));
    int[] shape = Hdf5Values.shape(times);
    if (shape.length != 1) {
      throw new ContentException("units/spike_times must have rank 1, got rank " + shape.length);
    }
    NwbIndex spikes = NwbIndex.of("units", group, "spike_times", shape[0]);
    int count = spikes.ends().length;
    return new NwbUnits(
        NwbIds.of("units", group, count), times, spikes, NwbObserved.of(group, count));
  }

  static void requireUnits(String what, int got, int units) {
    if (got != units) {
      throw new ContentException(
          "units/" + what + " must be one per unit, got " + got + " for " + units);
    }
  }

  int count() {
    return spikes.ends().length;
  }

  List<String> names(int[] units) {
    return IntStream.of(units).mapToObj(u -> "unit_" + ids.words().get(u)).toList();
  }

  /** The ids' note, if there is one. */
  Optional<String> idsNote() {
    return ids.note();
  }

  /** The trials during whose windows every unit was observed. */
  int[] whollyObserved(int[] trials, double[] startsS, double lengthS) {
    return IntStream.range(0, trials.length)
        .filter(
            w ->
                IntStream.range(0, count())
                    .allMatch(u -> observed.isObserved(u, startsS[w], startsS[w] + lengthS)))
        .map(w -> trials[w])
        .toArray();
  }

  /** The units observed during every window. */
  int[] observed(double[] startsS, double lengthS) {
    return IntStream.range(0, count())
        .filter(u -> Arrays.stream(startsS).allMatch(s -> observed.isObserved(u, s, s + lengthS)))
        .toArray();
  }

  /** A note of the units that are not among these. */
  void note(List<String> notes, int[] kept) {
    int[] left = NwbRows.without(IntStream.range(0, count()).toArray(), kept);
    if (left.length > 0) {
      notes.add(
          "%s of %s units left out, not observed during every window: %s"
              .formatted(left.length, count(), String.join(", ", names(left))));
    }
  }

  /**
   * Spikes in bins, windows x bins x units.
   *
   * @param notes where to say that spikes and windows hardly fit
   * @throws ContentException if no spike lies in any window
   */
  Cube counts(int[] units, double[] startsS, NwbWindow window, List<String> notes) {
    float[] out =
        new float[ArraySizes.requireMemory("counts", startsS.length, window.bins(), units.length)];
    double first = Double.POSITIVE_INFINITY;
    double last = Double.NEGATIVE_INFINITY;
    boolean isAny = false;
    for (int n = 0; n < units.length; n++) {
      double[] sorted = spikes(units[n]);
      if (sorted.length > 0) {
        first = Math.min(first, sorted[0]);
        last = Math.max(last, sorted[sorted.length - 1]);
      }
      for (int w = 0; w < startsS.length; w++) {
        int at = w * window.bins() * units.length + n;
        isAny |= count(sorted, startsS[w], window, out, at, units.length);
      }
    }
    if (first > last) {
      throw new ContentException("units must have spikes, got none");
    }
    double from = Arrays.stream(startsS).min().orElseThrow();
    double to = Arrays.stream(startsS).max().orElseThrow() + window.lengthS();
    String where =
        "spikes lie between %s and %s s, windows between %s and %s s"
            .formatted(text(first), text(last), text(from), text(to));
    if (!isAny) {
      throw new ContentException(
          "spikes must lie in windows, got no spike in any window: "
              + where
              + "; NWB holds times in seconds");
    }
    if (Math.abs(last) > FAR * Math.abs(to) || Math.abs(to) > FAR * Math.abs(last)) {
      notes.add(where + "; are all of these seconds?");
    }
    return Cube.adopt(startsS.length, window.bins(), units.length, out);
  }

  /** Seconds to the millisecond. */
  private static String text(double timeS) {
    return Double.toString(Math.rint(timeS * 1000) / 1000);
  }

  /** In order; what is no number is no spike. */
  private double[] spikes(int unit) {
    int first = spikes.begin(unit);
    double[] times = Hdf5Values.numbers(spikeTimes, first, spikes.ends()[unit] - first);
    return Arrays.stream(times).filter(Double::isFinite).sorted().toArray();
  }

  /** Whether there was any. */
  private static boolean count(
      double[] spikes, double startS, NwbWindow window, float[] out, int at, int stride) {
    boolean isAny = false;
    int next = Arrays.binarySearch(spikes, startS - window.lengthS() / window.bins());
    for (int i = next < 0 ? -next - 1 : next; i < spikes.length; i++) {
      double bin = window.bin(spikes[i], startS);
      if (bin >= window.bins()) {
        break;
      }
      if (bin >= 0) {
        out[at + ((int) bin) * stride]++;
        isAny = true;
      }
    }
    return isAny;
  }
}
