package org.lfads4j.backend.fused;

import java.util.Arrays;
import java.util.Optional;
import org.lfads4j.backend.kernels.Kernels;
import org.lfads4j.backend.kernels.Rows;
import org.lfads4j.model.Constants;
import org.lfads4j.model.ModelSpec;

/**
 * One trial decoded while it is recorded: each call takes the counts of one bin and returns the
 * expected counts of that bin, at the posterior's mean. This needs a model without a controller or
 * with a causal one ({@code c_do_causal_controller}), whose initial condition is learned or is
 * inferred from the first bins ({@code c_num_steps_for_gen_ic}); calls return nothing until those
 * bins have been read.
 *
 * <p>Not for use by several threads.
 */
public final class RunningTrial {
  private static final int ROWS = 4;

  private final Weights weights;
  private final Plan plan;
  private final Kernels k;
  private final EncoderPass encoder;
  private final InitialPass initial;
  private final DecoderPass decoder;
  private final Workspace w;
  private final Tile tile = new Tile(0, 1, 1);
  private final int icBins;
  private int seen;

  RunningTrial(Weights weights, Priors priors, Kernels kernels) {
    this.weights = weights;
    this.plan = weights.plan;
    this.k = kernels;
    check(plan.spec);
    this.encoder = new EncoderPass(weights, kernels);
    this.initial = new InitialPass(weights, priors, kernels);
    this.decoder = new DecoderPass(weights, priors, kernels);
    this.w = new Workspace(weights, ROWS);
    this.icBins = plan.spec.hasIcEncoder() ? plan.spec.icEncoderBins() : 0;
    restart();
  }

  private static void check(ModelSpec spec) {
    if (spec.hasReverseControllerEncoder()) {
      throw new IllegalArgumentException(
          "a running trial must not need its later bins, got a controller that reads them;"
              + " train with c_do_causal_controller true or c_co_dim 0");
    }
    if (spec.hasIcEncoder() && spec.icEncoderBins() == spec.bins()) {
      throw new IllegalArgumentException(
          "a running trial must know its initial condition before its end, got"
              + " c_num_steps_for_gen_ic of all "
              + spec.bins()
              + " bins; train with fewer");
    }
    if (spec.params().extInputDim() > 0) {
      throw new IllegalArgumentException(
          "a running trial must have no external inputs, got c_ext_input_dim "
              + spec.params().extInputDim());
    }
  }

  /** Back to the first bin. */
  public void restart() {
    seen = 0;
    Arrays.fill(w.inputs.noise, 0);
    w.ciForward.ifPresent(trace -> weights.shared.ciForward.orElseThrow().start(trace));
    w.controller.ifPresent(trace -> weights.shared.controller.orElseThrow().start(trace));
    if (icBins == 0) {
      begin();
    }
  }

  /**
   * The next bin.
   *
   * @param counts of the neurons that the encoders see
   * @return expected counts per bin (or means) of all neurons in this bin; empty while the initial
   *     condition is not yet known
   * @throws IllegalStateException after the last bin
   */
  public Optional<float[]> next(float... counts) {
    if (counts.length != plan.seenNeurons) {
      throw new IllegalArgumentException(
          "a running trial must get the counts of "
              + plan.seenNeurons
              + " neurons, got "
              + counts.length);
    }
    if (seen == plan.bins) {
      throw new IllegalStateException(
          "a running trial must end after " + plan.bins + " bins; use restart()");
    }
    int t = seen++;
    encoder.read(w, t, counts);
    if (seen < icBins) {
      return Optional.empty();
    }
    if (seen == icBins) {
      encoder.initialCondition(w);
      initial.encode(w, tile, Optional.empty());
      begin();
      for (int before = 0; before < t; before++) {
        decode(before);
      }
    }
    return Optional.of(decode(t));
  }

  private void begin() {
    initial.start(w, tile, Optional.empty());
    decoder.begin(w);
  }

  private float[] decode(int t) {
    if (plan.inputs > 0) {
      decoder.readEncodings(w, t, t + 1, false);
    }
    decoder.step(w, t, false);
    Rows location = w.location.bin(t);
    weights.readOut.apply(k, w.factors.bin(t + 1), location);
    Rows out = location.rows(0, 1).columns(0, plan.padded(plan.neurons));
    if (!plan.spec.isGaussian()) {
      k.exp((float) Constants.EMISSION_CLIP, out, out);
    }
    return Arrays.copyOfRange(out.values(), out.at(0), out.at(0) + plan.neurons);
  }
}
