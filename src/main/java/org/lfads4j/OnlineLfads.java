package org.lfads4j;

import org.lfads4j.backend.Backend;
import org.lfads4j.backend.RunningTrial;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Trials;
import org.lfads4j.inference.Posterior;
import org.lfads4j.inference.PosteriorMeans;

/**
 * Trials as they come: the counts of one bin in, factors and rates of that bin out, at once.
 * Nothing of the future is used, so the model must have a causal controller ({@code
 * c_do_causal_controller}), or none ({@code c_co_dim} 0).
 *
 * <p>The initial condition is inferred from the first bins of a trial ({@link #initialBins}), and
 * nothing comes out before these are read. After that a controller takes in every bin, {@code
 * c_controller_input_lag} bins late. Without a controller the generator runs on freely: later
 * counts change nothing. A trial may be longer than those that trained the model: states are
 * carried from bin to bin. {@link #goOn} begins the next trial at the state in which the last one
 * ended, {@link #begin} asks its first bins for an initial condition.
 *
 * <p>The numbers are those of {@link #whole} to the bit: the posterior's means pushed through the
 * model by the backend {@code fused}. Memory is bounded, and after the program has warmed up
 * nothing is allocated for a bin. Not for use by several threads; each may have its own.
 */
public final class OnlineLfads {
  private static final String BEGIN = "; use begin()";
  private static final float[] NONE = {};

  private final TrainedLfads model;
  private final int session;
  private final int initialBins;
  private final double binMs;
  private final RunningTrial running;
  private final boolean isOfCounts;
  private final int external;
  private final float[] factors;
  private final float[] output;
  private final float[] ratesHz;
  private int bins;
  private boolean hasBegun;
  private boolean isDecoded;

  private OnlineLfads(TrainedLfads model, int session, int initialBins) {
    this.model = model;
    this.session = session;
    this.initialBins = initialBins;
    this.binMs = model.binMs();
    try (Backend backend = onFused(model).open()) {
      this.running = backend.running(session, initialBins);
    }
    int neurons = model.model().sessions().get(session).neurons();
    this.isOfCounts = model.model().output().isOfCounts();
    this.external = model.params().extInputDim();
    this.factors = new float[model.params().factorsDim()];
    this.output = new float[neurons];
    this.ratesHz = new float[neurons];
  }

  static OnlineLfads of(TrainedLfads model, int session) {
    int trained = model.params().numStepsForGenIc();
    int bins = model.model().bins();
    return new OnlineLfads(model, session, trained < bins ? trained : Math.max(1, bins / 5));
  }

  private static TrainedLfads onFused(TrainedLfads model) {
    return model.with(model.model(), model.options().withBackend("fused"));
  }

  /**
   * The same model at the beginning of a trial whose initial condition is inferred from so many
   * bins. By default these are the {@code c_num_steps_for_gen_ic} bins that the model was trained
   * with; of a model that was trained to look at whole trials, the first fifth of a trial.
   *
   * @throws IllegalArgumentException if these are none, or more than the bins of the model's trials
   */
  public OnlineLfads withInitialBins(int count) {
    return new OnlineLfads(model, session, count);
  }

  /** Bins from which an initial condition is inferred; 0 if it is learned ({@code c_ic_dim} 0). */
  public int initialBins() {
    return model.model().hasIcEncoder() ? initialBins : 0;
  }

  /** The session whose neurons it reads. */
  public String session() {
    return model.sessions().get(session);
  }

  /** The neurons whose counts it reads, in the order in which they must come. */
  public int neurons() {
    return output.length;
  }

  /** External inputs of a bin; 0 if the model has none. */
  public int externalInputs() {
    return external;
  }

  /** Width of a bin in ms. */
  public double binMs() {
    return binMs;
  }

  /** Whether it reads spike counts, not real values. */
  public boolean isOfCounts() {
    return isOfCounts;
  }

  /** Bins of this trial so far. */
  public int bins() {
    return bins;
  }

  /** The next bin is the first of a trial that has nothing to do with the one before. */
  public void begin() {
    running.restart();
    bins = 0;
    hasBegun = true;
    isDecoded = false;
  }

  /**
   * The next bin is the first of a trial that begins in the state in which the last one ended: the
   * states of generator, controller and encoders are kept, as in one long trial.
   *
   * @throws IllegalStateException if there is no such state
   */
  public void goOn() {
    requireDecoded("a trial must go on from another");
    bins = 0;
  }

  /**
   * Reads the next bin of a model without external inputs.
   *
   * @param values whole counts of all neurons in the model's order (also of those held out, which
   *     are not looked at); real values for Gaussian output
   * @return whether factors and rates of this bin are known: not in the first bins, from which the
   *     initial condition is inferred
   * @throws IllegalArgumentException if the bin does not fit; it is then not read
   * @throws IllegalStateException before {@link #begin}
   */
  public boolean next(float... values) {
    return next(values, NONE);
  }

  /**
   * Reads the next bin.
   *
   * @param values as {@link #next(float...)} takes them
   * @param inputs the external inputs of the bin
   * @return as that does
   * @throws IllegalArgumentException if the bin does not fit; it is then not read
   * @throws IllegalStateException before {@link #begin}
   */
  public boolean next(float[] values, float[] inputs) {
    if (!hasBegun) {
      throw new IllegalStateException("a bin must belong to a trial, got none" + BEGIN);
    }
    requireLength("neurons", output.length, values);
    requireLength("external inputs", external, inputs);
    for (int n = 0; n < values.length; n++) {
      float value = values[n];
      if (!Float.isFinite(value) || (isOfCounts && (value < 0 || value != Math.rint(value)))) {
        throw new IllegalArgumentException(
            "bin %s neuron \"%s\" must be %s, got %s"
                .formatted(
                    bins,
                    model.neuronNames(session()).get(n),
                    isOfCounts ? "a whole count >= 0" : "finite",
                    value));
      }
    }
    for (int x = 0; x < inputs.length; x++) {
      if (!Float.isFinite(inputs[x])) {
        throw new IllegalArgumentException(
            "bin %s external input %s must be finite, got %s".formatted(bins, x, inputs[x]));
      }
    }
    isDecoded = running.next(values, inputs);
    bins++;
    if (isDecoded) {
      running.factors(factors);
      running.output(output);
    }
    return isDecoded;
  }

  private void requireLength(String what, int count, float... values) {
    if (values.length != count) {
      throw new IllegalArgumentException(
          "bin %s must have the model's number of %s (%s), got %s"
              .formatted(bins, what, count, values.length));
    }
  }

  /**
   * The factors of the last bin. Always the same array, which the next bin overwrites.
   *
   * @throws IllegalStateException if the initial condition is not known yet
   */
  public float[] factors() {
    requireDecoded("factors must be asked for");
    return factors;
  }

  /**
   * The expected counts of all neurons in the last bin, or their means for Gaussian output. Always
   * the same array, which the next bin overwrites.
   *
   * @throws IllegalStateException if the initial condition is not known yet
   */
  public float[] output() {
    requireDecoded("the output must be asked for");
    return output;
  }

  /**
   * The rates of all neurons in the last bin, in spikes/s. Always the same array, which the next
   * bin overwrites.
   *
   * @throws IllegalStateException if the initial condition is not known yet, or the output is
   *     Gaussian, which has means in place of rates
   */
  public float[] ratesHz() {
    requireDecoded("rates must be asked for");
    if (!isOfCounts) {
      throw new IllegalStateException(
          "rates in spikes/s must come from spike counts, got Gaussian output; use output()");
    }
    for (int n = 0; n < output.length; n++) {
      ratesHz[n] = (float) PosteriorMeans.Output.hz(output[n], binMs);
    }
    return ratesHz;
  }

  private void requireDecoded(String what) {
    if (!isDecoded) {
      throw new IllegalStateException(
          what
              + " after the bins of an initial condition ("
              + initialBins()
              + "), got "
              + bins
              + " bins"
              + (hasBegun ? "" : BEGIN));
    }
  }

  /**
   * What the same model says of whole trials: the initial condition from the same bins, and the
   * posterior's means pushed through the model on the same backend. From the bin on in which rates
   * begin to come out, these are the same numbers.
   *
   * @throws IllegalArgumentException if the recording does not fit the model
   */
  public LfadsResults whole(Trials recording) {
    Matched whole = matched(recording);
    RunParams pushed = whole.model.params().withPosteriorMeanKind(Posterior.PUSH_MEAN);
    return whole.model.results(session, whole.trials, pushed);
  }

  /**
   * Begins a trial, and reads all bins of one that was recorded.
   *
   * @param afterBin is called after each
   * @throws IllegalArgumentException if the recording does not fit the model
   */
  public void replay(Trials recording, int trial, Runnable afterBin) {
    Trials trials = matched(recording).trials;
    Cube inputs = trials.externalInputs().orElse(Cube.of(0, 0, 0, NONE));
    float[] values = new float[neurons()];
    float[] given = new float[external];
    begin();
    for (int t = 0; t < trials.bins(); t++) {
      for (int n = 0; n < values.length; n++) {
        values[n] = trials.counts().at(trial, t, n);
      }
      for (int x = 0; x < external; x++) {
        given[x] = inputs.at(trial, t, x);
      }
      boolean unused = next(values, given);
      afterBin.run();
    }
  }

  /** Trials in the model's bins, and the model for trials of their length. */
  private record Matched(TrainedLfads model, Trials trials) {}

  private Matched matched(Trials recording) {
    Trials trials = recording.binMs() == binMs ? recording : recording.rebin(binMs);
    TrainedLfads same = onFused(model);
    TrainedLfads asLong =
        same.with(same.model().withBins(trials.bins(), initialBins), same.options());
    return new Matched(asLong, asLong.matched(session, trials));
  }

  @Override
  public String toString() {
    return "trials as they come, %s neurons of session %s, bins of %s ms, %s; bin %s"
        .formatted(
            neurons(),
            session(),
            binMs,
            initialBins() == 0
                ? "a learned initial condition"
                : "initial condition from the first " + initialBins + " bins",
            bins);
  }
}
