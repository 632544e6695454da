package org.lfads4j.backend;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.lfads4j.config.Internal;
import org.lfads4j.data.Cube;
import org.lfads4j.model.Input;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.SessionSpec;

/** Some trials of one session, bin by bin as the model reads them. */
@Internal
public final class Batch {
  private final int session;
  private final int trials;
  private final int bins;
  private final int[] seenNeurons;
  private final Map<Input, float[]> values;

  /** Empty unless values are counts. */
  private final double[] logFactorials;

  private Batch(
      int session,
      int trials,
      int bins,
      int[] seenNeurons,
      Map<Input, float[]> values,
      double[] logFactorials) {
    this.session = session;
    this.trials = trials;
    this.seenNeurons = seenNeurons;
    this.values = values;
    this.logFactorials = logFactorials;
    this.bins = bins;
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
    int[] seen = neurons.encoderNeurons().stream().mapToInt(Integer::intValue).toArray();
    Map<Input, float[]> arrays = new EnumMap<>(Input.class);
    arrays.put(Input.SPIKES, timeMajor(values, trials, all));
    if (neurons.hasHeldOutNeurons()) {
      arrays.put(Input.ENCODER_SPIKES, timeMajor(values, trials, seen));
    }
    if (spec.params().extInputDim() > 0) {
      Cube inputs = external.orElseThrow();
      int[] columns = new int[inputs.columns()];
      Arrays.setAll(columns, x -> x);
      arrays.put(Input.EXTERNAL_INPUTS, timeMajor(inputs, trials, columns));
    }
    double[] logFactorials =
        spec.output().isOfCounts() ? logFactorials(values, trials) : new double[0];
    return new Batch(session, count, bins, seen, arrays, logFactorials);
  }

  /**
   * The same trials with some of their elements hidden from the encoders, or not counted in the
   * cost.
   *
   * @param seen what an element is multiplied by before the encoders see it, T x B x N
   * @param counted the weight of an element's likelihood, T x B x N
   */
  public Batch hiding(float[] seen, float[] counted) {
    float[] spikes = values.get(Input.SPIKES);
    int neurons = spikes.length / (bins * trials);
    float[] shown = new float[bins * trials * seenNeurons.length];
    double[] factorials = new double[logFactorials.length];
    for (int row = 0; row < bins * trials; row++) {
      for (int k = 0; k < seenNeurons.length; k++) {
        int from = row * neurons + seenNeurons[k];
        shown[row * seenNeurons.length + k] = spikes[from] * seen[from];
      }
      for (int i = row * neurons; i < (row + 1) * neurons && factorials.length > 0; i++) {
        factorials[row % trials] += counted[i] * LogFactorial.of(spikes[i]);
      }
    }
    Map<Input, float[]> arrays = new EnumMap<>(values);
    arrays.put(Input.ENCODER_SPIKES, shown);
    arrays.put(Input.LIKELIHOOD_WEIGHTS, counted.clone());
    return new Batch(session, trials, bins, seenNeurons, arrays, factorials);
  }

  /** Whether there is such an array. */
  public boolean has(Input input) {
    return values.containsKey(input);
  }

  /**
   * A whole array that this batch has, bins x trials x columns. It is not copied, and must not be
   * changed.
   */
  public float[] array(Input input) {
    return values.get(input);
  }

  /** Copies the row of one trial and bin of an array that this batch has. */
  public void copy(Input input, int bin, int trial, float[] out, int at) {
    float[] array = values.get(input);
    int width = array.length / (bins * trials);
    System.arraycopy(array, (bin * trials + trial) * width, out, at, width);
  }

  /** The sum over bins and neurons of log k! of one trial, each with its weight (counts only). */
  public double logFactorials(int trial) {
    return logFactorials[trial];
  }

  /** The same for every trial; empty unless values are counts. */
  public double[] logFactorials() {
    return logFactorials.clone();
  }

  /** Index of the session. */
  public int session() {
    return session;
  }

  /** The number of trials, B. */
  public int trials() {
    return trials;
  }

  /** The number of bins of a trial, T. */
  public int bins() {
    return bins;
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
