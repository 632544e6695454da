package org.lfads4j.backend.fused;

import java.util.Arrays;
import java.util.Optional;
import org.lfads4j.backend.Batch;
import org.lfads4j.backend.RandomStream;
import org.lfads4j.backend.kernels.Kernels;
import org.lfads4j.backend.kernels.Rows;
import org.lfads4j.model.Input;

/** Spikes through the read-in and the four encoders, and back. */
final class EncoderPass {
  private final Weights weights;
  private final Plan plan;
  private final Kernels k;

  EncoderPass(Weights weights, Kernels kernels) {
    this.weights = weights;
    this.plan = weights.plan;
    this.k = kernels;
  }

  /** Copies a tile's spikes and external inputs, drops some, and runs the encoders. */
  void forward(Workspace w, Tile tile, Batch batch, Optional<TileNoise> dropout) {
    load(w, tile, batch, dropout);
    findSpikes(w, w.bins);
    initialConditions(w);
    weights.shared.ciForward.ifPresent(c -> run(w, c, w.ciForward.orElseThrow(), plan.bins, false));
    weights.shared.ciReverse.ifPresent(c -> run(w, c, w.ciReverse.orElseThrow(), plan.bins, true));
  }

  private void load(Workspace w, Tile tile, Batch batch, Optional<TileNoise> dropout) {
    Rows read = weights.readIn.isPresent() ? w.seen : w.encoderInputs;
    Input seen = batch.has(Input.ENCODER_SPIKES) ? Input.ENCODER_SPIKES : Input.SPIKES;
    copy(w, tile, batch, seen, plan.seenNeurons, read, 0);
    dropout.ifPresent(
        d -> drop(w, tile, d, RandomStream.Use.SPIKE_MASK, plan.seenNeurons, read, 0));
    weights.readIn.ifPresent(layer -> layer.apply(k, w.bins * w.rows, read, 0, w.encoderInputs, 0));
    if (plan.spec.encodesExternalInputs()) {
      int column = plan.encoderInputs - plan.external;
      copy(w, tile, batch, Input.EXTERNAL_INPUTS, plan.external, w.encoderInputs, column);
      dropout.ifPresent(
          d ->
              drop(
                  w,
                  tile,
                  d,
                  RandomStream.Use.EXTERNAL_MASK,
                  plan.external,
                  w.encoderInputs,
                  column));
    }
  }

  /** Copies from a batch to a column of rows; rows beyond the tile are zero. */
  static void copy(
      Workspace w, Tile tile, Batch batch, Input input, int width, Rows out, int column) {
    for (int t = 0; t < w.bins; t++) {
      int at = w.bin(out, t) + column;
      for (int r = 0; r < tile.count(); r++) {
        batch.copy(input, t, tile.trial(r), out.values(), at + r * out.stride());
      }
      for (int r = tile.count(); r < w.rows; r++) {
        int from = at + r * out.stride();
        Arrays.fill(out.values(), from, from + width, 0);
      }
    }
  }

  /** Multiplies columns of rows by their masks. */
  static void drop(
      Workspace w,
      Tile tile,
      TileNoise dropout,
      RandomStream.Use use,
      int width,
      Rows of,
      int column) {
    float[] mask = w.maskRow;
    for (int r = 0; r < tile.count(); r++) {
      dropout.rowMasks(use, tile.first() + r, w.bins, width, mask);
      for (int t = 0; t < w.bins; t++) {
        int at = w.bin(of, t) + r * of.stride() + column;
        for (int i = 0; i < width; i++) {
          of.values()[at + i] *= mask[t * width + i];
        }
      }
    }
  }

  /** One bin of a single running trial: reads it, and moves the controller's encoder on. */
  void read(Workspace w, int t, float... counts) {
    Rows read = weights.readIn.isPresent() ? w.seen : w.encoderInputs;
    System.arraycopy(counts, 0, read.values(), w.bin(read, t), counts.length);
    int inputs = w.bin(w.encoderInputs, t);
    weights.readIn.ifPresent(
        layer -> layer.apply(k, w.rows, read, w.bin(read, t), w.encoderInputs, inputs));
    if (w.ciForward.isPresent()) {
      CellTrace trace = w.ciForward.get();
      Cell cell = weights.shared.ciForward.orElseThrow();
      cell.project(k, w.rows, w.encoderInputs, inputs, trace.gates, trace.gates(t));
      cell.step(k, trace, t);
    }
  }

  /** Keeps what is not zero among the inputs of the first bins, where these are spikes. */
  private void findSpikes(Workspace w, int bins) {
    if (weights.readIn.isEmpty()) {
      w.encoderSpikes.read(bins * w.rows, w.encoderInputs, 0, plan.encoderInputs);
    }
  }

  private boolean isSparse(Workspace w) {
    return weights.readIn.isEmpty() && !w.encoderSpikes.isDense();
  }

  /** The initial condition's encoders over the bins that they see, which have been read. */
  void initialCondition(Workspace w) {
    findSpikes(w, plan.spec.icEncoderBins());
    initialConditions(w);
  }

  private void initialConditions(Workspace w) {
    int bins = plan.spec.icEncoderBins();
    weights.shared.icForward.ifPresent(c -> run(w, c, w.icForward.orElseThrow(), bins, false));
    weights.shared.icReverse.ifPresent(c -> run(w, c, w.icReverse.orElseThrow(), bins, true));
  }

  private void run(Workspace w, Cell cell, CellTrace trace, int bins, boolean reverse) {
    boolean sparse = isSparse(w);
    if (!sparse) {
      cell.project(k, bins * w.rows, w.encoderInputs, 0, trace.gates, 0);
    }
    cell.start(trace);
    for (int i = 0; i < bins; i++) {
      int t = reverse ? bins - 1 - i : i;
      if (sparse) {
        cell.project(k, w.rows, w.encoderSpikes, t * w.rows, w.encoderSums, 0);
        cell.step(k, trace, t, w.encoderSums, 0);
      } else {
        cell.step(k, trace, t);
      }
    }
  }

  /**
   * Back through all four. The initial-condition encoders' last gradients lie in their traces; the
   * controller encodings' gradients in the workspace, as the controller read them.
   */
  void back(Workspace w, boolean dropped, GradientRows gradients) {
    boolean toInputs = weights.readIn.isPresent();
    if (toInputs) {
      Arrays.fill(w.encoderInputsBack.values(), 0);
    }
    int icBins = plan.spec.icEncoderBins();
    weights.shared.icForward.ifPresent(
        c -> back(w, c, w.icForward.orElseThrow(), icBins, false, -1, dropped, gradients));
    weights.shared.icReverse.ifPresent(
        c -> back(w, c, w.icReverse.orElseThrow(), icBins, true, -1, dropped, gradients));
    weights.shared.ciForward.ifPresent(
        c -> back(w, c, w.ciForward.orElseThrow(), plan.bins, false, 0, dropped, gradients));
    weights.shared.ciReverse.ifPresent(
        c ->
            back(
                w,
                c,
                w.ciReverse.orElseThrow(),
                plan.bins,
                true,
                plan.padded(plan.ciEncoder),
                dropped,
                gradients));
    weights.readIn.ifPresent(
        layer -> layer.gradients(k, w.bins * w.rows, w.seen, 0, w.encoderInputsBack, 0, gradients));
  }

  private void back(
      Workspace w,
      Cell cell,
      CellTrace trace,
      int bins,
      boolean reverse,
      int encodingColumn,
      boolean dropped,
      GradientRows gradients) {
    boolean encodes = encodingColumn >= 0;
    if (encodes) {
      trace.clearGradient();
    }
    int chunk = CellTrace.gradientBins(w.rows);
    int done = 0;
    for (int i = 0; i < bins; i++) {
      int t = reverse ? i : bins - 1 - i;
      if (encodes) {
        addEncodingGradient(w, cell, trace, reverse, t, encodingColumn, dropped);
      }
      cell.back(k, trace, t);
      if (i + 1 - done == chunk || i + 1 == bins) {
        int first = reverse ? done : t;
        int last = reverse ? i + 1 : t + i + 1 - done;
        cell.gradients(k, trace, first, last, gradients);
        int at = w.bin(w.encoderInputs, first);
        if (isSparse(w)) {
          cell.projectionGradient(k, trace, first, last, w.encoderSpikes, gradients);
        } else {
          cell.projectionGradient(k, trace, first, last, w.encoderInputs, at, gradients);
        }
        if (weights.readIn.isPresent()) {
          int backAt = w.bin(w.encoderInputsBack, first);
          cell.projectionBack(
              k, trace, first, last, w.encoderInputsBack, backAt, w.encoderInputsBack, backAt);
        }
        done = i + 1;
      }
    }
    cell.startGradient(k, trace, gradients);
  }

  /** The state of bin t was read by the controller at the bin a lag later (or earlier). */
  private void addEncodingGradient(
      Workspace w,
      Cell cell,
      CellTrace trace,
      boolean reverse,
      int t,
      int column,
      boolean dropped) {
    int lag = plan.spec.params().controllerInputLag();
    int reader = reverse ? t - lag : t + lag;
    if (reader < 0 || reader >= plan.bins) {
      return;
    }
    int from = w.bin(w.encodings, reader) + column;
    int columns = cell.paddedUnits();
    if (dropped) {
      int mask = w.bin(w.encodingMasks, reader) + column;
      k.addTimes(w.rows, columns, w.encodings, from, w.encodingMasks, mask, trace.d, 0);
    } else {
      k.add(w.rows, columns, w.encodings, from, trace.d, 0);
    }
  }
}
