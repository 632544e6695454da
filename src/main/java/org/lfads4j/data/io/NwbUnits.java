package org.lfads4j.data.io;

import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.lfads4j.data.Cube;

/** Sorted units: their spikes, and when each was observed. */
final class NwbUnits {
  private final List<String> names;
  private final Dataset spikeTimes;
  private final int[] spikeEnds;
  private final Optional<double[]> intervals;
  private final int[] intervalEnds;

  private NwbUnits(
      List<String> names,
      Dataset spikeTimes,
      int[] spikeEnds,
      Optional<double[]> intervals,
      int[] intervalEnds) {
    this.names = names;
    this.spikeTimes = spikeTimes;
    this.spikeEnds = spikeEnds;
    this.intervals = intervals;
    this.intervalEnds = intervalEnds;
  }

  static NwbUnits of(Group root) {
    Group group = Hdf5Values.group(root, "units");
    Dataset times = set(group, "spike_times");
    int[] ends = ends(set(group, "spike_times_index"), length(times));
    Optional<double[]> intervals =
        Hdf5Values.dataset(group, "obs_intervals").map(Hdf5Values::numbers);
    int[] intervalEnds = new int[ends.length];
    if (intervals.isPresent()) {
      intervalEnds = ends(set(group, "obs_intervals_index"), intervals.get().length / 2);
      requireUnits("obs_intervals_index", intervalEnds.length, ends.length);
    }
    List<String> ids =
        Hdf5Values.dataset(group, "id")
            .map(Hdf5Values::words)
            .orElseGet(() -> IntStream.range(0, ends.length).mapToObj(Integer::toString).toList());
    requireUnits("id", ids.size(), ends.length);
    return new NwbUnits(
        ids.stream().map(id -> "unit_" + id).toList(), times, ends, intervals, intervalEnds);
  }

  private static Dataset set(Group group, String name) {
    return Hdf5Values.dataset(group, name)
        .orElseThrow(() -> new ContentException("units must have " + name));
  }

  private static int length(Dataset times) {
    int[] shape = Hdf5Values.shape(times);
    if (shape.length != 1) {
      throw new ContentException(
          "units/" + times.getName() + " must have rank 1, got rank " + shape.length);
    }
    return shape[0];
  }

  /** Where the entries of each unit end. */
  private static int[] ends(Dataset index, int most) {
    double[] ends = Hdf5Values.numbers(index);
    double before = 0;
    for (double end : ends) {
      if (!(end >= before && end <= most && end == Math.rint(end))) {
        throw new ContentException(
            "units/%s must rise from 0 to at most %s, got %s after %s"
                .formatted(index.getName(), most, end, before));
      }
      before = end;
    }
    return Arrays.stream(ends).mapToInt(end -> (int) end).toArray();
  }

  private static void requireUnits(String what, int got, int units) {
    if (got != units) {
      throw new ContentException(
          "units/" + what + " must be one per unit, got " + got + " for " + units);
    }
  }

  int count() {
    return spikeEnds.length;
  }

  List<String> names(int[] units) {
    return IntStream.of(units).mapToObj(names::get).toList();
  }

  /** The trials during whose windows every unit was observed. */
  int[] whollyObserved(int[] trials, double[] startsS, double lengthS) {
    return IntStream.range(0, trials.length)
        .filter(
            w ->
                IntStream.range(0, count())
                    .allMatch(u -> isObserved(u, startsS[w], startsS[w] + lengthS)))
        .map(w -> trials[w])
        .toArray();
  }

  /** The units observed during every window. */
  int[] observed(double[] startsS, double lengthS) {
    return IntStream.range(0, count())
        .filter(u -> Arrays.stream(startsS).allMatch(s -> isObserved(u, s, s + lengthS)))
        .toArray();
  }

  /** A note of the units that are not among these. */
  void note(List<String> notes, int[] kept) {
    List<String> keptNames = names(kept);
    List<String> left = names.stream().filter(name -> !keptNames.contains(name)).toList();
    if (!left.isEmpty()) {
      notes.add(
          "%s of %s units left out, not observed during every window: %s"
              .formatted(left.size(), count(), left.stream().collect(Collectors.joining(", "))));
    }
  }

  private boolean isObserved(int unit, double fromS, double toS) {
    int first = unit == 0 ? 0 : intervalEnds[unit - 1];
    int end = intervalEnds[unit];
    if (intervals.isEmpty() || first == end) {
      return true;
    }
    double[] bounds = intervals.get();
    double reached = fromS;
    for (int i = first; i < end; i++) {
      if (bounds[2 * i] <= reached && bounds[2 * i + 1] > reached) {
        reached = bounds[2 * i + 1];
      }
    }
    return reached >= toS;
  }

  /** Spikes in bins, windows x bins x units. */
  Cube counts(int[] units, double[] startsS, NwbWindow window) {
    float[] out =
        new float[Hdf5Sizes.requireMemory("counts", startsS.length, window.bins(), units.length)];
    for (int n = 0; n < units.length; n++) {
      double[] spikes = spikes(units[n]);
      for (int w = 0; w < startsS.length; w++) {
        count(spikes, startsS[w], window, out, w * window.bins() * units.length + n, units.length);
      }
    }
    return Cube.adopt(startsS.length, window.bins(), units.length, out);
  }

  private double[] spikes(int unit) {
    int first = unit == 0 ? 0 : spikeEnds[unit - 1];
    double[] spikes = Hdf5Values.numbers(spikeTimes, first, spikeEnds[unit] - first);
    Arrays.sort(spikes);
    return spikes;
  }

  private static void count(
      double[] spikes, double startS, NwbWindow window, float[] out, int at, int stride) {
    int next = Arrays.binarySearch(spikes, startS - window.lengthS() / window.bins());
    for (int i = next < 0 ? -next - 1 : next; i < spikes.length; i++) {
      double bin = window.bin(spikes[i], startS);
      if (bin >= window.bins()) {
        return;
      }
      if (bin >= 0) {
        out[at + ((int) bin) * stride]++;
      }
    }
  }
}
