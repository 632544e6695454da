package org.lfads4j.backend;

import java.util.Arrays;
import java.util.Optional;
import org.lfads4j.data.Cube;
import org.lfads4j.model.Input;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.SessionSpec;

/** Some trials of one session, laid out as the model reads them: bin by bin. */
public final class Batch {
  private final int session;
  private final int trials;
  private final Feed feed;

  private Batch(int session, int trials, Feed feed) {
    this.session = session;
    this.trials = trials;
    this.feed = feed;
  }

  /**
   * Takes trials of a recording.
   *
   * @param values counts or real values, trials x bins x neurons of that session
   * @param external external inputs, trials x bins x inputs, if the model has them
   */
  public static Batch of(
      ModelSpec spec, int session, Cube values, Optional<Cube> external, int... trials) {
    SessionSpec neurons = spec.sessions().get(session);
    int count = trials.length;
    int bins = spec.bins();
    int[] all = new int[neurons.neurons()];
    Arrays.setAll(all, n -> n);
    Feed feed = new Feed();
    feed.put(Input.SPIKES, timeMajor(values, trials, all), bins, count, all.length);
    if (neurons.hasHeldOutNeurons()) {
      int[] seen = neurons.encoderNeurons().stream().mapToInt(Integer::intValue).toArray();
      feed.put(Input.ENCODER_SPIKES, timeMajor(values, trials, seen), bins, count, seen.length);
    }
    if (spec.params().extInputDim() > 0) {
      Cube inputs = external.orElseThrow();
      int[] columns = new int[inputs.columns()];
      Arrays.setAll(columns, x -> x);
      feed.put(
          Input.EXTERNAL_INPUTS, timeMajor(inputs, trials, columns), bins, count, columns.length);
    }
    if (!spec.isGaussian()) {
      feed.put(Input.LOG_FACTORIALS, logFactorials(values, trials), count);
    }
    double[] weights = new double[count];
    Arrays.fill(weights, 1.0 / count);
    feed.put(Input.TRIAL_WEIGHTS, weights, count);
    return new Batch(session, count, feed);
  }

  /** Index of the session. */
  public int session() {
    return session;
  }

  /** B. */
  public int trials() {
    return trials;
  }

  /** A feed with the named arrays of this batch; the arrays are shared, not copied. */
  Feed feed(Input... inputs) {
    Feed chosen = new Feed();
    for (Input input : inputs) {
      chosen.share(input, feed);
    }
    return chosen;
  }

  private static float[] timeMajor(Cube cube, int[] trials, int[] columns) {
    int bins = cube.bins();
    float[] out = new float[bins * trials.length * columns.length];
    for (int b = 0; b < trials.length; b++) {
      for (int t = 0; t < bins; t++) {
        int at = (t * trials.length + b) * columns.length;
        for (int k = 0; k < columns.length; k++) {
          out[at + k] = cube.at(trials[b], t, columns[k]);
        }
      }
    }
    return out;
  }

  private static double[] logFactorials(Cube counts, int[] trials) {
    double[] out = new double[trials.length];
    for (int b = 0; b < trials.length; b++) {
      double sum = 0;
      for (int t = 0; t < counts.bins(); t++) {
        for (int n = 0; n < counts.columns(); n++) {
          sum += LogFactorial.of(counts.at(trials[b], t, n));
        }
      }
      out[b] = sum;
    }
    return out;
  }
}
