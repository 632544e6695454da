package org.lfads4j.backend.fused;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.lfads4j.backend.Batch;
import org.lfads4j.backend.Values;
import org.lfads4j.backend.kernels.Kernels;
import org.lfads4j.backend.kernels.Rows;
import org.lfads4j.model.Result;

/** Spikes to posteriors, tile by tile. */
final class EncodeCall {
  private final Weights weights;
  private final Plan plan;
  private final Batch batch;
  private final EncoderPass encoder;
  private final InitialPass initial;
  private final Map<Result, double[]> results = new EnumMap<>(Result.class);

  EncodeCall(Weights weights, Priors priors, Kernels kernels, Batch batch) {
    this.weights = weights;
    this.plan = weights.plan;
    this.batch = batch;
    this.encoder = new EncoderPass(weights, kernels);
    this.initial = new InitialPass(weights, priors, kernels);
    int trials = batch.trials();
    if (weights.shared.icPosterior.isPresent()) {
      results.put(Result.IC_MEAN, new double[trials * plan.initial]);
      results.put(Result.IC_LOG_VARIANCE, new double[trials * plan.initial]);
      results.put(Result.IC_PRIOR_MEAN, priors.mean.clone());
      results.put(Result.IC_PRIOR_LOG_VARIANCE, priors.logVariance.clone());
    }
    int states = plan.bins * trials * plan.ciEncoder;
    if (weights.shared.ciForward.isPresent()) {
      results.put(Result.CONTROLLER_FORWARD, new double[states]);
    }
    if (weights.shared.ciReverse.isPresent()) {
      results.put(Result.CONTROLLER_REVERSE, new double[states]);
    }
  }

  void run(Workspace w, Tile tile) {
    encoder.forward(w, tile, batch, Optional.empty());
    initial.encode(w, tile, Optional.empty());
    if (weights.shared.icPosterior.isPresent()) {
      int at = tile.first() * plan.initial;
      int length = tile.count() * plan.initial;
      System.arraycopy(w.initial.mean, 0, results.get(Result.IC_MEAN), at, length);
      System.arraycopy(w.initial.logVariance, 0, results.get(Result.IC_LOG_VARIANCE), at, length);
    }
    w.ciForward.ifPresent(t -> copy(t, tile, results.get(Result.CONTROLLER_FORWARD)));
    w.ciReverse.ifPresent(t -> copy(t, tile, results.get(Result.CONTROLLER_REVERSE)));
  }

  Values values() {
    return Values.of(results);
  }

  private void copy(CellTrace trace, Tile tile, double... out) {
    for (int t = 0; t < plan.bins; t++) {
      Rows state = trace.after(t);
      for (int r = 0; r < tile.count(); r++) {
        int from = state.at(r);
        int to = (t * batch.trials() + tile.first() + r) * plan.ciEncoder;
        for (int i = 0; i < plan.ciEncoder; i++) {
          out[to + i] = state.values()[from + i];
        }
      }
    }
  }
}
