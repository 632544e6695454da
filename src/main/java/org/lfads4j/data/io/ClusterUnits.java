package org.lfads4j.data.io;

import java.util.Arrays;
import java.util.List;

/** Some of the clusters of a recording, as units. */
final class ClusterUnits implements SpikeTimes {
  /** No sampling step is as short; this many seconds are rounding. */
  private static final double ROUNDING_S = 1e-6;

  private final ClusteredSpikes spikes;
  private final List<Integer> clusters;
  private final ClusteredSpikes.Survey survey;
  private final String reading;
  private final List<String> notes;

  /**
   * These clusters.
   *
   * @param survey of all spikes
   * @param reading which they are, in words
   * @param notes what was noticed
   */
  ClusterUnits(
      ClusteredSpikes spikes,
      List<Integer> clusters,
      ClusteredSpikes.Survey survey,
      String reading,
      List<String> notes) {
    this.spikes = spikes;
    this.clusters = List.copyOf(clusters);
    this.survey = survey;
    this.reading = reading;
    this.notes = List.copyOf(notes);
  }

  /** When the recording starts and ends. */
  ClusteredSpikes.Survey survey() {
    return survey;
  }

  /** How many of the spikes' own units of time a second has. */
  double perSecond() {
    return spikes.perSecond();
  }

  @Override
  public List<String> names() {
    return clusters.stream().map(spikes::name).toList();
  }

  @Override
  public void each(int[] units, Sink sink) {
    int[] places = new int[1 + Arrays.stream(units).map(clusters::get).max().orElse(0)];
    Arrays.fill(places, -1);
    for (int place = 0; place < units.length; place++) {
      places[clusters.get(units[place])] = place;
    }
    spikes.each(
        (cluster, timeS) -> {
          if (cluster < places.length && places[cluster] >= 0) {
            sink.spike(places[cluster], timeS);
          }
        });
  }

  @Override
  public boolean isObserved(int unit, double fromS, double toS) {
    return fromS >= survey.startS() - ROUNDING_S && toS <= survey.lastS() + ROUNDING_S;
  }

  @Override
  public String unobserved() {
    return "with a window outside the recording (%s to %s s)"
        .formatted(WindowCounts.text(survey.startS()), WindowCounts.text(survey.lastS()));
  }

  @Override
  public String unit() {
    return "events must be in seconds from the recording's start on";
  }

  @Override
  public boolean areSeconds() {
    return true;
  }

  @Override
  public List<String> reading() {
    return List.of(reading + ", " + spikes.reading());
  }

  @Override
  public List<String> notes() {
    return notes;
  }
}
