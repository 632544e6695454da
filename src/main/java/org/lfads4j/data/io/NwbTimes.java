package org.lfads4j.data.io;

import io.jhdf.api.Group;
import java.util.Arrays;

/** When the samples of a series were taken: times of each, or a start and a rate. */
final class NwbTimes {
  private final double[] stampsS;
  private final double startS;
  private final double stepS;
  private final int count;

  private NwbTimes(double[] stampsS, double startS, double stepS, int count) {
    this.stampsS = stampsS;
    this.startS = startS;
    this.stepS = stepS;
    this.count = count;
  }

  static NwbTimes of(Group series, int samples) {
    return Hdf5Values.dataset(series, "timestamps")
        .map(set -> stamped(series.getName(), Hdf5Values.numbers(set), samples))
        .orElseGet(() -> regular(series, samples));
  }

  private static NwbTimes stamped(String name, double[] stampsS, int samples) {
    if (stampsS.length != samples) {
      throw new ContentException(
          name + "/timestamps must be one per sample, got " + stampsS.length + " for " + samples);
    }
    double[] steps = new double[Math.max(0, samples - 1)];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = stampsS[i + 1] - stampsS[i];
      if (!(steps[i] > 0)) {
        throw new ContentException(
            "%s/timestamps must rise, got %s after %s (sample %s)"
                .formatted(name, stampsS[i + 1], stampsS[i], i + 1));
      }
    }
    Arrays.sort(steps);
    return new NwbTimes(stampsS, 0, steps.length == 0 ? 0 : steps[steps.length / 2], samples);
  }

  private static NwbTimes regular(Group series, int samples) {
    double startS = Hdf5Values.number(series, "starting_time").orElse(Double.NaN);
    double rateHz =
        Hdf5Values.dataset(series, "starting_time")
            .flatMap(set -> Hdf5Values.attributeNumber(set, "rate"))
            .orElse(Double.NaN);
    if (!Double.isFinite(startS) || !(rateHz > 0)) {
      throw new ContentException(
          series.getName() + " must have timestamps, or a starting_time with a rate");
    }
    return new NwbTimes(new double[0], startS, 1 / rateHz, samples);
  }

  int count() {
    return count;
  }

  /** The usual time between samples, seconds. */
  double step() {
    return stepS;
  }

  double at(int sample) {
    return stampsS.length > 0 ? stampsS[sample] : startS + sample * stepS;
  }

  /** From a sample to the next, seconds. */
  double gap(int sample) {
    return at(sample + 1) - at(sample);
  }

  /** The last sample at or before a time; -1 if there is none. */
  int before(double timeS) {
    if (stampsS.length > 0) {
      int found = Arrays.binarySearch(stampsS, timeS);
      return found >= 0 ? found : -found - 2;
    }
    return (int) Math.max(-1, Math.min(count - 1.0, Math.floor((timeS - startS) / stepS)));
  }
}
