package org.lfads4j.backend.fused;

import java.util.Optional;
import org.lfads4j.backend.Values;
import org.lfads4j.backend.kernels.Kernels;

/** The generator on its own, from given initial conditions and inputs. */
final class GenerateCall {
  private final Plan plan;
  private final int rows;
  private final float[] initialConditions;
  private final float[] inputs;
  private final InitialPass initial;
  private final DecoderPass decoder;
  private final DecodedSums sums;

  GenerateCall(
      Weights weights,
      Priors priors,
      Kernels kernels,
      int rows,
      float[] initialConditions,
      float[] inputs) {
    this.plan = weights.plan;
    this.rows = rows;
    this.initialConditions = initialConditions;
    this.inputs = inputs;
    this.initial = new InitialPass(weights, priors, kernels);
    this.decoder = new DecoderPass(weights, priors, kernels);
    this.sums = new DecodedSums(plan, kernels, rows, 1, false);
  }

  Values run(Workers workers, WorkspacePool workspaces) {
    Tiling.of(rows).forEachTile(workers, workspaces, this::generate);
    return sums.values(false);
  }

  private void generate(Workspace w, Tile tile) {
    if (plan.initial > 0) {
      for (int r = 0; r < tile.count(); r++) {
        System.arraycopy(
            initialConditions,
            (tile.first() + r) * plan.initial,
            w.initial.sample.values(),
            w.initial.sample.at(r),
            plan.initial);
      }
      initial.fromSample(w);
    } else {
      initial.start(w, tile, Optional.empty());
    }
    for (int t = 0; t < plan.bins; t++) {
      System.arraycopy(
          inputs,
          (t * rows + tile.first()) * plan.inputs,
          w.inputs.sample,
          t * w.rows * plan.inputs,
          tile.count() * plan.inputs);
    }
    decoder.generate(w);
    decoder.emit(w);
    sums.add(w, tile);
  }
}
