package org.lfads4j.backend.fused;

import java.util.Arrays;
import java.util.Optional;
import org.lfads4j.backend.RandomStream;
import org.lfads4j.backend.kernels.Kernels;
import org.lfads4j.backend.kernels.Rows;
import org.lfads4j.model.Gaussians;

/** From the initial condition's encoders to the generator's start, forward and backward. */
final class InitialPass {
  private final Weights weights;
  private final Plan plan;
  private final Kernels k;
  private final Priors priors;
  private final double floor;

  InitialPass(Weights weights, Priors priors, Kernels kernels) {
    this.weights = weights;
    this.plan = weights.plan;
    this.k = kernels;
    this.priors = priors;
    this.floor = plan.spec.params().icPostVarMin();
  }

  /** The posterior of a tile, from the last states of the encoders. */
  void encode(Workspace w, Tile tile, Optional<TileNoise> dropout) {
    if (weights.shared.icPosterior.isEmpty()) {
      return;
    }
    Workspace.InitialRows rows = w.initial;
    CellTrace forward = w.icForward.orElseThrow();
    CellTrace reverse = w.icReverse.orElseThrow();
    rows.forwardCode.copy(forward.after(plan.spec.icEncoderBins() - 1));
    rows.reverseCode.copy(reverse.after(0));
    if (dropout.isPresent()) {
      drop(dropout.get(), tile, rows);
    }
    weights.shared.icPosterior.get().apply(k, rows.code, rows.posterior);
    for (int r = 0; r < w.rows; r++) {
      for (int z = 0; z < plan.initial; z++) {
        int at = r * plan.initial + z;
        rows.mean[at] = rows.posterior.values()[rows.posterior.at(r) + z];
        rows.logVariance[at] = Gaussians.floored(rawLogVariance(rows, r, z), floor);
      }
    }
  }

  private static void drop(TileNoise dropout, Tile tile, Workspace.InitialRows rows) {
    dropout.codeMasks(tile, rows.codeMasks);
    float[] code = rows.code.values();
    float[] masks = rows.codeMasks.values();
    for (int i = 0; i < code.length; i++) {
      code[i] *= masks[i];
    }
  }

  /** Draws a sample (or takes the mean), and sets the generator's first state. */
  void start(Workspace w, Tile tile, Optional<TileNoise> noise) {
    if (weights.shared.learnedStart.isPresent()) {
      Rows learned = weights.shared.learnedStart.get().values();
      for (int r = 0; r < w.rows; r++) {
        w.generator.firstState().rows(r, 1).columns(0, plan.generator).copy(learned);
      }
      return;
    }
    Workspace.InitialRows rows = w.initial;
    Arrays.fill(rows.deviation, 0);
    if (noise.isPresent()) {
      noise.get().normals(RandomStream.Use.IC_NOISE, tile, plan.initial, rows.noise);
      for (int i = 0; i < rows.deviation.length; i++) {
        rows.deviation[i] = Gaussians.deviation(rows.logVariance[i], rows.noise[i]);
      }
    }
    for (int r = 0; r < w.rows; r++) {
      for (int z = 0; z < plan.initial; z++) {
        int at = r * plan.initial + z;
        rows.sample.values()[rows.sample.at(r) + z] = (float) (rows.mean[at] + rows.deviation[at]);
      }
    }
    fromSample(w);
  }

  /** Sets the generator's first state from the sample in the workspace. */
  void fromSample(Workspace w) {
    Rows start = w.generator.firstState();
    if (weights.shared.startMap.isPresent()) {
      weights.shared.startMap.get().apply(k, w.initial.sample, start);
    } else {
      start.columns(0, plan.generator).copy(w.initial.sample);
    }
  }

  /** KL(q || p) of each row of the tile. */
  void divergence(Workspace w, Tile tile, RowTerms terms) {
    for (int r = 0; r < tile.count(); r++) {
      double sum = 0;
      for (int z = 0; z < plan.initial; z++) {
        int at = r * plan.initial + z;
        sum +=
            Gaussians.divergence(
                w.initial.mean[at],
                w.initial.logVariance[at],
                priors.mean[z],
                priors.logVariance[z]);
      }
      terms.icDivergence[tile.first() + r] = sum;
    }
  }

  /**
   * Backward from the gradient of the generator's start (in its trace) to those of the encoders'
   * last states (in their traces).
   *
   * @param weight of the divergence of one trial in the cost
   */
  void back(Workspace w, Tile tile, double weight, boolean dropped, GradientRows gradients) {
    Rows d = w.generator.d;
    if (weights.shared.learnedStart.isPresent()) {
      k.addRows(d, gradients.of(weights.shared.learnedStart.get()));
      return;
    }
    Workspace.InitialRows rows = w.initial;
    if (weights.shared.startMap.isPresent()) {
      Layer map = weights.shared.startMap.get();
      rows.sampleBack.fill(0);
      map.back(k, d, rows.sampleBack, rows.sampleBack);
      map.gradients(k, rows.sample, d, gradients);
      d = rows.sampleBack;
    }
    rows.posteriorBack.fill(0);
    for (int r = 0; r < tile.count(); r++) {
      posteriorBack(rows, r, d, weight, gradients);
    }
    Layer posterior = weights.shared.icPosterior.orElseThrow();
    posterior.gradients(k, rows.code, rows.posteriorBack, gradients);
    rows.codeBack.fill(0);
    posterior.back(k, rows.posteriorBack, rows.codeBack, rows.codeBack);
    codeBack(rows, w.icForward.orElseThrow(), 0, dropped);
    codeBack(rows, w.icReverse.orElseThrow(), plan.icEncoder, dropped);
  }

  private void posteriorBack(
      Workspace.InitialRows rows, int r, Rows d, double weight, GradientRows gradients) {
    int padded = plan.padded(plan.initial);
    float[] out = rows.posteriorBack.values();
    int to = rows.posteriorBack.at(r);
    for (int z = 0; z < plan.initial; z++) {
      int at = r * plan.initial + z;
      double dSample = d.values()[d.at(r) + z];
      double precision = StrictMath.exp(-priors.logVariance[z]);
      double distance = rows.mean[at] - priors.mean[z];
      double ratio = StrictMath.exp(rows.logVariance[at] - priors.logVariance[z]);
      double dMean = weight * distance * precision;
      out[to + z] = (float) (dSample + dMean);
      double dLogVariance = 0.5 * rows.deviation[at] * dSample + weight * 0.5 * (ratio - 1);
      out[to + padded + z] =
          (float) (dLogVariance * Gaussians.flooredSlope(rawLogVariance(rows, r, z), floor));
      gradients.priorMean[z] -= dMean;
      gradients.priorLogVariance[z] += weight * 0.5 * (1 - ratio - distance * distance * precision);
    }
  }

  /** The gradient of one half of the code becomes that of an encoder's last state. */
  private void codeBack(Workspace.InitialRows rows, CellTrace trace, int column, boolean dropped) {
    trace.d.fill(0);
    for (int r = 0; r < trace.d.rows(); r++) {
      int from = rows.codeBack.at(r) + column;
      int mask = rows.codeMasks.at(r) + column;
      int to = trace.d.at(r);
      for (int i = 0; i < plan.icEncoder; i++) {
        float gradient = rows.codeBack.values()[from + i];
        trace.d.values()[to + i] =
            dropped ? gradient * rows.codeMasks.values()[mask + i] : gradient;
      }
    }
  }

  private double rawLogVariance(Workspace.InitialRows rows, int r, int z) {
    return rows.posterior.values()[rows.posterior.at(r) + plan.padded(plan.initial) + z];
  }
}
