package org.lfads4j.backend.fused;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.lfads4j.backend.Values;
import org.lfads4j.backend.kernels.Kernels;
import org.lfads4j.backend.kernels.Panels;
import org.lfads4j.backend.kernels.Rows;
import org.lfads4j.model.Constants;
import org.lfads4j.model.Result;

/** What decoded tiles leave: averages over each trial's samples, and the cost of every row. */
final class DecodedSums {
  private final Plan plan;
  private final Kernels k;
  private final int trials;
  private final int samples;
  private final boolean infers;
  private final RowTerms terms;
  private final Map<Result, double[]> results = new EnumMap<>(Result.class);

  /**
   * Room for all results.
   *
   * @param infers whether inputs are inferred
   */
  DecodedSums(Plan plan, Kernels kernels, int trials, int samples, boolean infers) {
    this.plan = plan;
    this.k = kernels;
    this.trials = trials;
    this.samples = samples;
    this.infers = infers;
    this.terms = new RowTerms(trials * samples);
    int all = plan.bins * trials;
    results.put(Result.OUTPUT_MEAN, new double[all * plan.neurons]);
    if (plan.spec.isGaussian()) {
      results.put(Result.OUTPUT_VARIANCE, new double[all * plan.neurons]);
    }
    results.put(Result.FACTORS, new double[all * plan.factors]);
    results.put(Result.GENERATOR_STATES, new double[all * plan.generator]);
    results.put(Result.GENERATOR_START, new double[trials * plan.generator]);
    if (infers) {
      results.put(Result.INPUTS, new double[all * plan.inputs]);
      results.put(Result.INPUT_MEAN, new double[all * plan.inputs]);
      results.put(Result.INPUT_VARIANCE, new double[all * plan.inputs]);
    }
  }

  RowTerms terms() {
    return terms;
  }

  /** Adds a tile after what it emits was computed and before it is compared with spikes. */
  void add(Workspace w, Tile tile) {
    Scratch scratch = new Scratch(w.rows, plan);
    CellTrace generator = w.generator;
    add(Result.GENERATOR_START, generator.state, 0, plan.generator, tile, 0, scratch);
    for (int t = 0; t < plan.bins; t++) {
      int location = w.bin(w.location, t);
      if (plan.spec.isGaussian()) {
        add(Result.OUTPUT_MEAN, w.location, location, plan.neurons, tile, t, scratch);
        addExp(Result.OUTPUT_VARIANCE, w.logVariance, location, tile, t, scratch);
      } else {
        addExp(Result.OUTPUT_MEAN, w.location, location, tile, t, scratch);
      }
      add(Result.FACTORS, w.factors, w.bin(w.factors, t + 1), plan.factors, tile, t, scratch);
      add(
          Result.GENERATOR_STATES,
          generator.state,
          generator.after(t),
          plan.generator,
          tile,
          t,
          scratch);
      if (infers) {
        addInputs(w, tile, t);
      }
    }
  }

  /** All results; the costs of rows only where trials were compared with spikes. */
  Values values(boolean compared) {
    if (compared) {
      results.put(Result.ROW_RECONSTRUCTION, terms.reconstruction);
      results.put(Result.ROW_IC_DIVERGENCE, terms.icDivergence);
      results.put(Result.ROW_INPUT_DIVERGENCE, terms.inputDivergence);
    }
    return Values.of(results);
  }

  /** One bin of a tile's rows, and their sum. */
  private static final class Scratch {
    private final Rows rows;
    private final Panels sum;

    private Scratch(int rows, Plan plan) {
      int widest =
          Math.max(
              plan.padded(plan.neurons),
              Math.max(plan.padded(plan.generator), plan.padded(plan.factors)));
      this.rows = Rows.of(rows, widest);
      this.sum = new Panels(1, widest, plan.lanes);
    }
  }

  private void addExp(Result result, Rows from, int at, Tile tile, int t, Scratch scratch) {
    k.exp(
        tile.count(),
        plan.padded(plan.neurons),
        (float) Constants.EMISSION_CLIP,
        from,
        at,
        scratch.rows,
        0);
    add(result, scratch.rows, 0, plan.neurons, tile, t, scratch);
  }

  private void add(Result result, Rows from, int at, int width, Tile tile, int t, Scratch scratch) {
    double[] out = results.get(result);
    if (samples == 1) {
      for (int r = 0; r < tile.count(); r++) {
        int to = (t * trials + tile.trial(r)) * width;
        int source = at + r * from.stride();
        for (int i = 0; i < width; i++) {
          out[to + i] = from.values()[source + i];
        }
      }
      return;
    }
    Arrays.fill(scratch.sum.values(), 0);
    k.addRows(tile.count(), plan.padded(width), from, at, scratch.sum);
    int to = (t * trials + tile.trial(0)) * width;
    for (int i = 0; i < width; i++) {
      out[to + i] += (double) scratch.sum.values()[scratch.sum.at(0, i)] / samples;
    }
  }

  private void addInputs(Workspace w, Tile tile, int t) {
    float[] posterior = w.inputs.posterior.values();
    for (int r = 0; r < tile.count(); r++) {
      int to = (t * trials + tile.trial(r)) * plan.inputs;
      int at = w.bin(w.inputs.posterior, t) + r * w.inputs.posterior.stride();
      for (int u = 0; u < plan.inputs; u++) {
        double sample = w.inputs.sample[(t * w.rows + r) * plan.inputs + u];
        results.get(Result.INPUTS)[to + u] += sample / samples;
        results.get(Result.INPUT_MEAN)[to + u] += (double) posterior[at + u] / samples;
        results.get(Result.INPUT_VARIANCE)[to + u] +=
            Math.exp(posterior[at + plan.inputs + u]) / samples;
      }
    }
  }
}
