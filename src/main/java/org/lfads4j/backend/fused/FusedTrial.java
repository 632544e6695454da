package org.lfads4j.backend.fused;

import java.util.Arrays;
import java.util.Optional;
import org.lfads4j.backend.RunningTrial;
import org.lfads4j.backend.kernels.Kernels;
import org.lfads4j.backend.kernels.Rows;
import org.lfads4j.config.Hyperparameter;
import org.lfads4j.config.Message;
import org.lfads4j.config.RefusedException;
import org.lfads4j.model.Constants;
import org.lfads4j.model.ModelSpec;

/**
 * A running trial on a workspace of a few bins. When they are full, the states that are still
 * needed move to its beginning. The passes are those of whole trials, so the bits are the same.
 */
final class FusedTrial implements RunningTrial {
  private static final int ROWS = 4;

  /** Bins between two moves of the states. */
  private static final int PAGE = 16;

  private final Weights weights;
  private final Plan plan;
  private final Kernels k;
  private final EncoderPass encoder;
  private final InitialPass initial;
  private final DecoderPass decoder;
  private final Workspace w;
  private final Tile tile = new Tile(0, 1, 1);
  private final int[] seenNeurons;
  private final Rows expected;

  /** Bins whose states are needed beyond a page: what the controller reads lags behind. */
  private final int kept;

  private final int icBins;

  /** Bins of the workspace that are filled. */
  private int filled;

  private boolean started;

  /**
   * A trial.
   *
   * @param weights of a model of {@link #window} bins
   */
  FusedTrial(Weights weights, Priors priors, Kernels kernels) {
    this.weights = weights;
    this.plan = weights.plan;
    this.k = kernels;
    this.encoder = new EncoderPass(weights, kernels);
    this.initial = new InitialPass(weights, priors, kernels);
    this.decoder = new DecoderPass(weights, priors, kernels);
    this.w = new Workspace(weights, ROWS);
    this.seenNeurons = plan.session.encoderNeurons().stream().mapToInt(Integer::intValue).toArray();
    this.expected = Rows.of(ROWS, plan.padded(plan.neurons));
    this.kept = kept(plan.spec);
    this.icBins = plan.spec.hasIcEncoder() ? plan.spec.icEncoderBins() : 0;
    restart();
  }

  /**
   * The model with as many bins as a running trial keeps.
   *
   * @throws IllegalArgumentException if it needs later bins of a trial
   */
  static ModelSpec window(ModelSpec spec, int initialBins) {
    if (spec.hasReverseControllerEncoder()) {
      throw new RefusedException(
          "trials as they come must be decoded without their later bins, got a controller that"
              + " reads them (",
          Hyperparameter.DO_CAUSAL_CONTROLLER,
          " false); train a model that does not, by ",
          Message.use(Hyperparameter.DO_CAUSAL_CONTROLLER, true),
          ", or one without inferred inputs, by ",
          Message.use(Hyperparameter.CO_DIM, 0));
    }
    if (initialBins < 1 || initialBins > spec.bins()) {
      throw new IllegalArgumentException(
          "the initial condition must be inferred from 1 to "
              + spec.bins()
              + " bins (those of a trial of the model), got "
              + initialBins);
    }
    return spec.withBins(Math.max(initialBins, 2 * kept(spec) + PAGE), initialBins);
  }

  /** The first bin of all is special (nothing is before it), so at least one is kept. */
  private static int kept(ModelSpec spec) {
    return Math.max(1, spec.hasController() ? spec.params().controllerInputLag() : 0);
  }

  @Override
  public void restart() {
    filled = 0;
    started = false;
    Arrays.fill(w.inputs.noise, 0);
    encoder.start(w);
    if (icBins == 0) {
      begin();
    }
  }

  @Override
  public boolean next(float[] values, float[] external) {
    if (filled == w.bins) {
      turn();
    }
    int t = filled++;
    encoder.read(w, t, seenNeurons, values, external, !started);
    if (plan.spec.injectsExternalInputs()) {
      Rows to = w.generator.extra(t);
      System.arraycopy(external, 0, to.values(), to.at(0) + plan.inputs, plan.external);
    }
    if (started) {
      decode(t);
    } else if (filled == icBins) {
      encoder.readBack(w);
      initial.encode(w, tile, Optional.empty());
      begin();
      for (int each = 0; each <= t; each++) {
        decode(each);
      }
    }
    return started;
  }

  /** The last bins become the first. */
  private void turn() {
    int back = w.bins - kept;
    move(w.ciForward, back);
    move(w.controller, back);
    move(w.generator, back);
    for (int t = 0; t <= kept; t++) {
      w.factors.bin(t).copy(w.factors.bin(t + back));
    }
    filled = kept;
  }

  private void move(Optional<CellTrace> trace, int back) {
    if (trace.isPresent()) {
      move(trace.get(), back);
    }
  }

  private void move(CellTrace trace, int back) {
    for (int t = 0; t <= kept; t++) {
      trace.before(t).copy(trace.before(t + back));
    }
  }

  private void begin() {
    started = true;
    initial.start(w, tile, Optional.empty());
    decoder.begin(w);
  }

  private void decode(int t) {
    if (plan.inputs > 0) {
      decoder.readEncoding(w, t);
    }
    decoder.step(w, t, false);
  }

  @Override
  public void factors(float[] out) {
    copy(w.factors.bin(filled), plan.factors, out);
  }

  @Override
  public void output(float[] out) {
    Rows location = w.location.bin(filled - 1);
    weights.readOut.apply(k, w.factors.bin(filled), location);
    if (plan.spec.isGaussian()) {
      copy(location, plan.neurons, out);
    } else {
      k.exp((float) Constants.EMISSION_CLIP, location, expected);
      copy(expected, plan.neurons, out);
    }
  }

  private static void copy(Rows from, int width, float[] out) {
    System.arraycopy(from.values(), from.at(0), out, 0, width);
  }
}
