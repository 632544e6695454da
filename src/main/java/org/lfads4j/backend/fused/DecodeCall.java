package org.lfads4j.backend.fused;

import java.util.Arrays;
import java.util.Optional;
import org.lfads4j.backend.Batch;
import org.lfads4j.backend.NoiseKey;
import org.lfads4j.backend.Values;
import org.lfads4j.backend.kernels.Kernels;
import org.lfads4j.backend.kernels.Rows;
import org.lfads4j.model.Input;
import org.lfads4j.model.Result;

/**
 * Posteriors to rates, averaged over each trial's samples. What the controller reads of the
 * encoders is the same for all samples of a trial, so it is projected once for all of them.
 */
final class DecodeCall {
  /** Rows of a tile of samples. */
  private static final int MOST_ROWS = 24;

  private final Weights weights;
  private final Plan plan;
  private final Kernels k;
  private final Batch batch;
  private final Values encoded;
  private final int samples;
  private final Optional<TileNoise> noise;
  private final InitialPass initial;
  private final DecoderPass decoder;
  private final Likelihood likelihood;
  private final DecodedSums sums;

  /**
   * A call.
   *
   * @param key of the noise; empty: the posterior's mean is decoded
   */
  DecodeCall(
      Weights weights,
      Priors priors,
      Kernels kernels,
      Batch batch,
      Values encoded,
      int samples,
      Optional<NoiseKey> key) {
    this.weights = weights;
    this.plan = weights.plan;
    this.k = kernels;
    this.batch = batch;
    this.encoded = encoded;
    this.samples = samples;
    this.noise = key.map(drawn -> new TileNoise(plan, drawn));
    this.initial = new InitialPass(weights, priors, kernels);
    this.decoder = new DecoderPass(weights, priors, kernels);
    this.likelihood = new Likelihood(plan, kernels);
    this.sums = new DecodedSums(plan, kernels, batch.trials(), samples, plan.inputs > 0);
  }

  Values run(Workers workers, WorkspacePool workspaces) {
    if (samples == 1) {
      Tiling.of(batch.trials())
          .forEachTile(
              workers,
              workspaces,
              (w, tile) -> {
                if (plan.inputs > 0) {
                  projectEach(w, tile);
                }
                decode(w, tile);
              });
    } else {
      int tiles = Tiling.ceiling(samples, MOST_ROWS);
      int rows = Plan.evenRows(Tiling.ceiling(samples, tiles));
      workers.run(
          batch.trials(),
          trial -> {
            Workspace w = workspaces.take(rows);
            decodeTrial(w, trial);
            workspaces.giveBack(w);
          });
    }
    return sums.values(true);
  }

  private void decodeTrial(Workspace w, int trial) {
    Optional<Rows> projected = plan.inputs > 0 ? Optional.of(projection(trial)) : Optional.empty();
    for (int first = 0; first < samples; first += w.rows) {
      Tile tile = new Tile(trial * samples + first, Math.min(w.rows, samples - first), samples);
      projected.ifPresent(p -> repeat(p, w));
      decode(w, tile);
    }
  }

  private void decode(Workspace w, Tile tile) {
    if (plan.initial > 0) {
      copyInitial(w, tile);
    }
    initial.start(w, tile, noise);
    if (plan.inputs > 0) {
      decoder.inputNoise(w, tile, noise);
    }
    decoder.loadExternalInputs(w, tile, batch, Optional.empty());
    decoder.forward(w, false);
    decoder.emit(w);
    sums.add(w, tile);
    tile.copy(batch, Input.SPIKES, w.bins, w.spikes, 0, plan.neurons);
    likelihood.cost(w, tile, batch, 0, sums.terms());
    decoder.divergences(w, tile, false, sums.terms());
    initial.divergence(w, tile, sums.terms());
  }

  private void copyInitial(Workspace w, Tile tile) {
    double[] mean = encoded.of(Result.IC_MEAN);
    double[] logVariance = encoded.of(Result.IC_LOG_VARIANCE);
    for (int r = 0; r < w.rows; r++) {
      int from = tile.trial(Math.min(r, tile.count() - 1)) * plan.initial;
      System.arraycopy(mean, from, w.initial.mean, r * plan.initial, plan.initial);
      System.arraycopy(logVariance, from, w.initial.logVariance, r * plan.initial, plan.initial);
    }
  }

  /** The controller's sums from the encodings of each row's own trial. */
  private void projectEach(Workspace w, Tile tile) {
    for (int t = 0; t < plan.bins; t++) {
      Rows bin = w.encodings.both.bin(t);
      for (int r = 0; r < w.rows; r++) {
        readEncoding(tile.trial(Math.min(r, tile.count() - 1)), t, bin, r);
      }
    }
    Rows sums = w.controller.orElseThrow().gates(0, plan.bins);
    controller().project(k, w.encodings.both.all(), sums);
  }

  /** The controller's sums of one trial, a row for each bin. */
  private Rows projection(int trial) {
    int bins = Plan.evenRows(plan.bins);
    Rows encodings = Rows.of(bins, plan.encodingColumns());
    for (int t = 0; t < plan.bins; t++) {
      readEncoding(trial, t, encodings, t);
    }
    Rows projected = Rows.of(bins, 3 * controller().paddedUnits());
    controller().project(k, encodings, projected);
    return projected;
  }

  private Cell controller() {
    return weights.shared.controller.orElseThrow();
  }

  private static void repeat(Rows projected, Workspace w) {
    CellTrace trace = w.controller.orElseThrow();
    for (int t = 0; t < w.bins; t++) {
      Rows bin = trace.gates(t).all();
      for (int r = 0; r < w.rows; r++) {
        int from = projected.at(t);
        System.arraycopy(projected.values(), from, bin.values(), bin.at(r), bin.columns());
      }
    }
  }

  private void readEncoding(int trial, int t, Rows out, int row) {
    int lag = plan.spec.params().controllerInputLag();
    int at = out.at(row);
    readState(encoded.of(Result.CONTROLLER_FORWARD), trial, t - lag, out.values(), at);
    if (plan.spec.hasReverseControllerEncoder()) {
      int column = plan.padded(plan.ciEncoder);
      readState(encoded.of(Result.CONTROLLER_REVERSE), trial, t + lag, out.values(), at + column);
    }
  }

  private void readState(double[] states, int trial, int bin, float[] out, int at) {
    int units = plan.ciEncoder;
    if (bin < 0 || bin >= plan.bins) {
      Arrays.fill(out, at, at + units, 0);
      return;
    }
    int from = (bin * batch.trials() + trial) * units;
    for (int i = 0; i < units; i++) {
      out[at + i] = (float) states[from + i];
    }
  }
}
