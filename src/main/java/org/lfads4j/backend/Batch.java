package org.lfads4j.backend;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.lfads4j.data.Cube;
import org.lfads4j.model.Input;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.SessionSpec;

/** Some trials of one session, laid out as the model reads them: bin by bin. */
public final class Batch {
  private final int session;
  private final int trials;
  private final int bins;
  private final Feed feed;
  private final Map<Input, float[]> values;
  private final double[] logFactorials;

  private Batch(
      int session, int trials, int bins, Map<Input, float[]> values, double[] logFactorials) {
    this.session = session;
    this.trials = trials;
    this.values = values;
    this.logFactorials = logFactorials;
    this.bins = bins;
    this.feed = new Feed();
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
    Map<Input, float[]> arrays = new EnumMap<>(Input.class);
    arrays.put(Input.SPIKES, timeMajor(values, trials, all));
    if (neurons.hasHeldOutNeurons()) {
      int[] seen = neurons.encoderNeurons().stream().mapToInt(Integer::intValue).toArray();
      arrays.put(Input.ENCODER_SPIKES, timeMajor(values, trials, seen));
    }
    if (spec.params().extInputDim() > 0) {
      Cube inputs = external.orElseThrow();
      int[] columns = new int[inputs.columns()];
      Arrays.setAll(columns, x -> x);
      arrays.put(Input.EXTERNAL_INPUTS, timeMajor(inputs, trials, columns));
    }
    double[] logFactorials = spec.isGaussian() ? new double[0] : logFactorials(values, trials);
    Batch batch = new Batch(session, count, bins, arrays, logFactorials);
    batch.fillFeed();
    return batch;
  }

  private void fillFeed() {
    values.forEach(
        (input, array) -> feed.put(input, array, bins, trials, array.length / (bins * trials)));
    if (logFactorials.length > 0) {
      feed.put(Input.LOG_FACTORIALS, logFactorials, trials);
    }
    double[] weights = new double[trials];
    Arrays.fill(weights, 1.0 / trials);
    feed.put(Input.TRIAL_WEIGHTS, weights, trials);
  }

  /** Copies one trial's row of one bin: of spikes, of what encoders see, or of external inputs. */
  public void copy(Input input, int bin, int trial, float[] out, int at) {
    float[] array = values.get(input);
    int width = array.length / (bins * trials);
    System.arraycopy(array, (bin * trials + trial) * width, out, at, width);
  }

  /** Sum over bins and neurons of log k! of one trial (counts only). */
  public double logFactorials(int trial) {
    return logFactorials[trial];
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
