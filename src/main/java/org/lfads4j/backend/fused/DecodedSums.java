package org.lfads4j.backend.fused;

import java.util.EnumMap;
import java.util.Map;
import org.lfads4j.backend.Values;
import org.lfads4j.backend.kernels.Kernels;
import org.lfads4j.backend.kernels.Panels;
import org.lfads4j.backend.kernels.Rows;
import org.lfads4j.model.Constants;
import org.lfads4j.model.Result;

/** The results of decoded tiles: averages over each trial's samples, and the cost of every row. */
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

  /** Adds a tile; its read-out must have been computed, and not yet compared with the spikes. */
  void add(Workspace w, Tile tile) {
    CellTrace generator = w.generator;
    add(Result.GENERATOR_START, generator.firstState(), plan.generator, tile, 0);
    Rows exponentials = Rows.of(w.rows, plan.padded(plan.neurons));
    for (int t = 0; t < plan.bins; t++) {
      if (plan.spec.isGaussian()) {
        add(Result.OUTPUT_MEAN, w.location.bin(t), plan.neurons, tile, t);
        k.exp((float) Constants.EMISSION_CLIP, w.logVariance.bin(t), exponentials);
        add(Result.OUTPUT_VARIANCE, exponentials, plan.neurons, tile, t);
      } else {
        k.exp((float) Constants.EMISSION_CLIP, w.location.bin(t), exponentials);
        add(Result.OUTPUT_MEAN, exponentials, plan.neurons, tile, t);
      }
      add(Result.FACTORS, w.factors.bin(t + 1), plan.factors, tile, t);
      add(Result.GENERATOR_STATES, generator.after(t), plan.generator, tile, t);
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

  private void add(Result result, Rows from, int width, Tile tile, int t) {
    double[] out = results.get(result);
    if (samples == 1) {
      for (int r = 0; r < tile.count(); r++) {
        int to = (t * trials + tile.trial(r)) * width;
        int source = from.at(r);
        for (int i = 0; i < width; i++) {
          out[to + i] = from.values()[source + i];
        }
      }
      return;
    }
    Panels sum = new Panels(1, plan.padded(width), plan.lanes);
    k.addRows(from.rows(0, tile.count()), sum);
    int to = (t * trials + tile.trial(0)) * width;
    for (int i = 0; i < width; i++) {
      out[to + i] += (double) sum.values()[sum.at(0, i)] / samples;
    }
  }

  private void addInputs(Workspace w, Tile tile, int t) {
    Rows bin = w.inputs.posterior.bin(t);
    float[] posterior = bin.values();
    for (int r = 0; r < tile.count(); r++) {
      int to = (t * trials + tile.trial(r)) * plan.inputs;
      int at = bin.at(r);
      for (int u = 0; u < plan.inputs; u++) {
        double sample = w.inputs.sample[(t * w.rows + r) * plan.inputs + u];
        results.get(Result.INPUTS)[to + u] += sample / samples;
        results.get(Result.INPUT_MEAN)[to + u] += (double) posterior[at + u] / samples;
        results.get(Result.INPUT_VARIANCE)[to + u] +=
            StrictMath.exp(posterior[at + plan.inputs + u]) / samples;
      }
    }
  }
}
