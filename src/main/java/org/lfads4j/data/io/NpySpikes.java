package org.lfads4j.data.io;

import java.nio.file.Path;

/**
 * The time and the cluster of each spike, in two files that are read side by side, a block at a
 * time: how many spikes there are does not matter.
 */
final class NpySpikes implements ClusteredSpikes {
  private static final int AT_ONCE = 1 << 16;

  /** Larger ones are no count of samples: a negative number that was stored without its sign. */
  private static final double MOST_SAMPLES = 1L << 53;

  private static final int MOST_CLUSTERS = 1 << 24;

  private final NpyVector times;
  private final NpyVector clusters;
  private final boolean inSamples;
  private final double perSecond;

  private NpySpikes(Path times, Path clusters, boolean inSamples, double perSecond) {
    this.times = NpyVector.of(times);
    this.clusters = NpyVector.of(clusters);
    this.inSamples = inSamples;
    this.perSecond = perSecond;
    if (this.times.size() != this.clusters.size()) {
      throw this.clusters.refused(
          "array must hold a cluster for each of the %s times of %s, got %s; copy both again"
              .formatted(this.times.size(), times.getFileName(), this.clusters.size()));
    }
    if (this.times.size() == 0) {
      throw this.times.refused("array must hold at least one spike, got none");
    }
  }

  /** Times are numbers of samples from the recording's start on. */
  static NpySpikes inSamples(Path times, Path clusters, double samplesPerSecond) {
    return new NpySpikes(times, clusters, true, samplesPerSecond);
  }

  /** Times are seconds, in any order. */
  static NpySpikes inSeconds(Path times, Path clusters) {
    return new NpySpikes(times, clusters, false, 1);
  }

  @Override
  public String name(int cluster) {
    return Integer.toString(cluster);
  }

  @Override
  public double perSecond() {
    return perSecond;
  }

  @Override
  public String reading() {
    return "times from %s (%s), clusters from %s"
        .formatted(
            times.file().getFileName(),
            inSamples ? NamedArray.word(perSecond) + " samples per second" : "seconds",
            clusters.file().getFileName());
  }

  @Override
  public void each(SpikeTimes.Sink sink) {
    double before = Double.NEGATIVE_INFINITY;
    for (long first = 0; first < times.size(); first += AT_ONCE) {
      int count = (int) Math.min(AT_ONCE, times.size() - first);
      double[] when = times.numbers((int) first, count);
      double[] whose = clusters.numbers((int) first, count);
      for (int i = 0; i < count; i++) {
        requireTime(when[i], before, first + i);
        requireCluster(whose[i], first + i);
        sink.spike((int) whose[i], when[i] / perSecond);
        before = when[i];
      }
    }
  }

  private void requireTime(double time, double before, long spike) {
    if (inSamples && !(time >= 0 && time <= MOST_SAMPLES)) {
      throw times.refused(
          ("times must be counts of samples from 0 on, got %s (spike %s, counted from 0); export"
                  + " the spikes again")
              .formatted(text(time), spike));
    }
    if (inSamples ? time != Math.rint(time) : !Double.isFinite(time)) {
      throw times.refused(
          (inSamples
                  ? "times must be whole counts of samples, got %s (spike %s, counted from 0);"
                      + " multiply seconds by the sample rate"
                  : "times must be seconds, got %s (spike %s, counted from 0)")
              .formatted(text(time), spike));
    }
    if (inSamples && time < before) {
      throw times.refused(
          ("times must not fall, got %s after %s (spike %s, counted from 0); sort them, and the"
                  + " clusters with them")
              .formatted(text(time), text(before), spike));
    }
  }

  private void requireCluster(double cluster, long spike) {
    if (!(cluster >= 0 && cluster < MOST_CLUSTERS && cluster == Math.rint(cluster))) {
      throw clusters.refused(
          "clusters must be whole numbers from 0 to %s, got %s (spike %s, counted from 0)"
              .formatted(MOST_CLUSTERS - 1, text(cluster), spike));
    }
  }

  private static String text(double value) {
    return NamedArray.word(value);
  }
}
