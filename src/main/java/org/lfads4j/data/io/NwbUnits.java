package org.lfads4j.data.io;

import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import java.util.List;

/** Sorted units: their spikes, and when each was observed. */
final class NwbUnits implements SpikeTimes {
  private final RowIds ids;
  private final Dataset spikeTimes;
  private final NwbIndex spikes;
  private final NwbObserved observed;

  private NwbUnits(RowIds ids, Dataset spikeTimes, NwbIndex spikes, NwbObserved observed) {
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
        RowIds.of("units", Hdf5Values.dataset(group, "id").map(Hdf5Values::words), count),
        times,
        spikes,
        NwbObserved.of(group, count));
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

  @Override
  public List<String> names() {
    return ids.words().stream().map(id -> "unit_" + id).toList();
  }

  @Override
  public void each(int[] chosen, Sink sink) {
    for (int place = 0; place < chosen.length; place++) {
      int begin = spikes.begin(chosen[place]);
      int size = spikes.ends()[chosen[place]] - begin;
      for (double timeS : Hdf5Values.numbers(spikeTimes, begin, size)) {
        sink.spike(place, timeS);
      }
    }
  }

  @Override
  public boolean isObserved(int unit, double fromS, double toS) {
    return observed.isObserved(unit, fromS, toS);
  }

  @Override
  public String unobserved() {
    return "during which a unit was not observed";
  }

  @Override
  public String unit() {
    return "NWB holds times in seconds";
  }

  @Override
  public boolean areSeconds() {
    return false;
  }

  @Override
  public List<String> reading() {
    return List.of();
  }

  @Override
  public List<String> notes() {
    return ids.note().stream().toList();
  }
}
