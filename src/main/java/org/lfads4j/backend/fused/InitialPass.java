package org.lfads4j.backend.fused;

import java.util.Arrays;
import java.util.Optional;
import org.lfads4j.backend.RandomStream;
import org.lfads4j.backend.kernels.Kernels;
import org.lfads4j.backend.kernels.Rows;

/** From the initial-condition encoders to the generator's start, and back; in double precision. */
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

  /** The posterior of a tile, from what the encoders ended in. */
  void encode(Workspace w, Tile tile, Optional<TileNoise> dropout) {
    if (weights.shared.icPosterior.isEmpty()) {
      return;
    }
    Workspace.InitialRows rows = w.initial;
    int units = plan.icEncoder;
    CellTrace forward = w.icForward.orElseThrow();
    CellTrace reverse = w.icReverse.orElseThrow();
    int end = forward.after(plan.spec.icEncoderBins() - 1);
    int begin = reverse.after(0);
    for (int r = 0; r < w.rows; r++) {
      int to = r * rows.code.stride();
      System.arraycopy(
          forward.state.values(), end + r * forward.state.stride(), rows.code.values(), to, units);
      System.arraycopy(
          reverse.state.values(),
          begin + r * reverse.state.stride(),
          rows.code.values(),
          to + units,
          units);
    }
    dropout.ifPresent(d -> drop(d, tile, w));
    weights.shared.icPosterior.get().apply(k, w.rows, rows.code, 0, rows.posterior, 0);
    for (int r = 0; r < w.rows; r++) {
      for (int z = 0; z < plan.initial; z++) {
        int at = r * plan.initial + z;
        rows.mean[at] = rows.posterior.values()[r * rows.posterior.stride() + z];
        rows.logVariance[at] = floored(rawLogVariance(rows, r, z));
      }
    }
  }

  private void drop(TileNoise dropout, Tile tile, Workspace w) {
    Workspace.InitialRows rows = w.initial;
    int width = 2 * plan.icEncoder;
    dropout.masks(RandomStream.Use.IC_CODE_MASK, tile, 1, width, rows.codeMasks, 0, w.rows);
    float[] code = rows.code.values();
    float[] masks = rows.codeMasks.values();
    for (int i = 0; i < code.length; i++) {
      code[i] *= masks[i];
    }
  }

  /** Draws (or takes the mean), and puts the generator at its start. */
  void start(Workspace w, Tile tile, Optional<TileNoise> noise) {
    if (weights.shared.learnedStart.isPresent()) {
      float[] learned = weights.shared.learnedStart.get().values().values();
      for (int r = 0; r < w.rows; r++) {
        System.arraycopy(
            learned, 0, w.generator.state.values(), r * w.generator.state.stride(), plan.generator);
      }
      return;
    }
    Workspace.InitialRows rows = w.initial;
    Arrays.fill(rows.deviation, 0);
    noise.ifPresent(
        n -> {
          n.normals(RandomStream.Use.IC_NOISE, tile, plan.initial, rows.noise);
          for (int i = 0; i < rows.deviation.length; i++) {
            rows.deviation[i] = Math.exp(0.5 * rows.logVariance[i]) * rows.noise[i];
          }
        });
    for (int r = 0; r < w.rows; r++) {
      for (int z = 0; z < plan.initial; z++) {
        int at = r * plan.initial + z;
        rows.sample.values()[r * rows.sample.stride() + z] =
            (float) (rows.mean[at] + rows.deviation[at]);
      }
    }
    fromSample(w);
  }

  /** Takes the generator to its start from the sample in the workspace. */
  void fromSample(Workspace w) {
    Rows sample = w.initial.sample;
    Rows state = w.generator.state;
    if (weights.shared.startMap.isPresent()) {
      weights.shared.startMap.get().apply(k, w.rows, sample, 0, state, 0);
      return;
    }
    for (int r = 0; r < w.rows; r++) {
      System.arraycopy(
          sample.values(), r * sample.stride(), state.values(), r * state.stride(), plan.generator);
    }
  }

  /** KL(q || p) of each row of the tile. */
  void divergence(Workspace w, Tile tile, RowTerms terms) {
    for (int r = 0; r < tile.count(); r++) {
      double sum = 0;
      for (int z = 0; z < plan.initial; z++) {
        int at = r * plan.initial + z;
        double logRatio = w.initial.logVariance[at] - priors.logVariance[z];
        double distance = w.initial.mean[at] - priors.mean[z];
        sum +=
            -logRatio
                + Math.exp(logRatio)
                + distance * distance * Math.exp(-priors.logVariance[z])
                - 1;
      }
      terms.icDivergence[tile.first() + r] = 0.5 * sum;
    }
  }

  /**
   * Back from the gradient of the generator's start (in its trace) to the encoders' ends (in
   * theirs).
   *
   * @param weight of the divergence of one trial in the cost
   */
  void back(Workspace w, Tile tile, double weight, boolean dropped, GradientRows gradients) {
    CellTrace generator = w.generator;
    if (weights.shared.learnedStart.isPresent()) {
      k.addRows(
          w.rows,
          plan.padded(plan.generator),
          generator.d,
          0,
          gradients.of(weights.shared.learnedStart.get()));
      return;
    }
    Workspace.InitialRows rows = w.initial;
    Rows d = generator.d;
    if (weights.shared.startMap.isPresent()) {
      Layer map = weights.shared.startMap.get();
      Arrays.fill(rows.sampleBack.values(), 0);
      map.back(k, w.rows, generator.d, 0, rows.sampleBack, 0, rows.sampleBack, 0);
      map.gradients(k, w.rows, rows.sample, 0, generator.d, 0, gradients);
      d = rows.sampleBack;
    }
    Arrays.fill(rows.posteriorBack.values(), 0);
    for (int r = 0; r < tile.count(); r++) {
      posteriorBack(rows, r, d.values(), r * d.stride(), weight, gradients);
    }
    Layer posterior = weights.shared.icPosterior.orElseThrow();
    posterior.gradients(k, w.rows, rows.code, 0, rows.posteriorBack, 0, gradients);
    Arrays.fill(rows.codeBack.values(), 0);
    posterior.back(k, w.rows, rows.posteriorBack, 0, rows.codeBack, 0, rows.codeBack, 0);
    codeBack(w, w.icForward.orElseThrow(), 0, dropped);
    codeBack(w, w.icReverse.orElseThrow(), plan.icEncoder, dropped);
  }

  private void posteriorBack(
      Workspace.InitialRows rows,
      int r,
      float[] d,
      int dAt,
      double weight,
      GradientRows gradients) {
    int padded = plan.padded(plan.initial);
    float[] out = rows.posteriorBack.values();
    int to = r * rows.posteriorBack.stride();
    for (int z = 0; z < plan.initial; z++) {
      int at = r * plan.initial + z;
      double dSample = d[dAt + z];
      double precision = Math.exp(-priors.logVariance[z]);
      double distance = rows.mean[at] - priors.mean[z];
      double ratio = Math.exp(rows.logVariance[at] - priors.logVariance[z]);
      double dMean = weight * distance * precision;
      out[to + z] = (float) (dSample + dMean);
      double dLogVariance = 0.5 * rows.deviation[at] * dSample + weight * 0.5 * (ratio - 1);
      out[to + padded + z] = (float) (dLogVariance * flooredSlope(rawLogVariance(rows, r, z)));
      gradients.priorMean[z] -= dMean;
      gradients.priorLogVariance[z] += weight * 0.5 * (1 - ratio - distance * distance * precision);
    }
  }

  /** The gradient of one half of the code becomes that of an encoder's last state. */
  private void codeBack(Workspace w, CellTrace trace, int column, boolean dropped) {
    Workspace.InitialRows rows = w.initial;
    trace.clearGradient();
    for (int r = 0; r < w.rows; r++) {
      int from = r * rows.codeBack.stride() + column;
      int mask = r * rows.codeMasks.stride() + column;
      int to = r * trace.d.stride();
      for (int i = 0; i < plan.icEncoder; i++) {
        float gradient = rows.codeBack.values()[from + i];
        trace.d.values()[to + i] =
            dropped ? gradient * rows.codeMasks.values()[mask + i] : gradient;
      }
    }
  }

  private double rawLogVariance(Workspace.InitialRows rows, int r, int z) {
    return rows.posterior.values()[r * rows.posterior.stride() + plan.padded(plan.initial) + z];
  }

  private double floored(double logVariance) {
    return floor > 0 ? Math.log(Math.exp(logVariance) + floor) : logVariance;
  }

  private double flooredSlope(double logVariance) {
    return floor > 0 ? 1 / (1 + floor * Math.exp(-logVariance)) : 1;
  }
}
