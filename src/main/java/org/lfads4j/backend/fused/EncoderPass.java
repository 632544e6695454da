package org.lfads4j.backend.fused;

import java.util.Optional;
import org.lfads4j.backend.Batch;
import org.lfads4j.backend.kernels.Kernels;
import org.lfads4j.backend.kernels.Rows;
import org.lfads4j.model.Input;

/** Spikes through the read-in and the four encoders, forward and backward. */
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
    findSpikes(w);
    initialConditions(w);
    weights.shared.ciForward.ifPresent(c -> run(w, c, w.ciForward.orElseThrow(), plan.bins, false));
    weights.shared.ciReverse.ifPresent(c -> run(w, c, w.ciReverse.orElseThrow(), plan.bins, true));
  }

  private void load(Workspace w, Tile tile, Batch batch, Optional<TileNoise> dropout) {
    BinRows read = weights.readIn.isPresent() ? w.seen : w.encoderInputs;
    Input seen = batch.has(Input.ENCODER_SPIKES) ? Input.ENCODER_SPIKES : Input.SPIKES;
    tile.copy(batch, seen, w.bins, read, 0, plan.seenNeurons);
    dropout.ifPresent(d -> d.drop(Input.SPIKE_MASK, tile, read, 0, w.maskRow));
    weights.readIn.ifPresent(layer -> layer.apply(k, read.all(), w.encoderInputs.all()));
    if (plan.spec.encodesExternalInputs()) {
      int column = plan.encoderInputs - plan.external;
      tile.copy(batch, Input.EXTERNAL_INPUTS, w.bins, w.encoderInputs, column, plan.external);
      dropout.ifPresent(d -> d.drop(Input.EXTERNAL_MASK, tile, w.encoderInputs, column, w.maskRow));
    }
  }

  /** The learned starts of the encoders of a single running trial. */
  void start(Workspace w) {
    start(weights.shared.icForward, w.icForward);
    start(weights.shared.icReverse, w.icReverse);
    start(weights.shared.ciForward, w.ciForward);
  }

  private static void start(Optional<Cell> cell, Optional<CellTrace> trace) {
    if (cell.isPresent()) {
      cell.get().start(trace.orElseThrow());
    }
  }

  /**
   * One bin of a single running trial: reads it, and steps the encoders that run forward.
   *
   * @param seen the neurons that the encoders see
   * @param early whether the initial condition's encoders see the bin
   */
  void read(Workspace w, int t, int[] seen, float[] values, float[] external, boolean early) {
    Rows inputs = w.encoderInputs.bin(t);
    Rows read = weights.readIn.isPresent() ? w.seen.bin(t) : inputs;
    for (int i = 0; i < seen.length; i++) {
      read.values()[read.at(0) + i] = values[seen[i]];
    }
    if (weights.readIn.isPresent()) {
      weights.readIn.get().apply(k, read, inputs);
    }
    if (plan.spec.encodesExternalInputs()) {
      int column = plan.encoderInputs - plan.external;
      System.arraycopy(external, 0, inputs.values(), inputs.at(0) + column, plan.external);
    }
    if (early) {
      step(weights.shared.icForward, w.icForward, inputs, t);
      weights
          .shared
          .icReverse
          .orElseThrow()
          .project(k, inputs, w.icReverse.orElseThrow().gates(t).all());
    }
    step(weights.shared.ciForward, w.ciForward, inputs, t);
  }

  private void step(Optional<Cell> cell, Optional<CellTrace> trace, Rows inputs, int t) {
    if (cell.isPresent()) {
      cell.get().project(k, inputs, trace.orElseThrow().gates(t).all());
      cell.get().step(k, trace.get(), t);
    }
  }

  /** The initial condition's encoder that runs backward, over the bins that have been read. */
  void readBack(Workspace w) {
    for (int t = plan.spec.icEncoderBins() - 1; t >= 0; t--) {
      weights.shared.icReverse.orElseThrow().step(k, w.icReverse.orElseThrow(), t);
    }
  }

  /** Keeps what is not zero among the inputs, where these are spikes. */
  private void findSpikes(Workspace w) {
    if (weights.readIn.isEmpty()) {
      w.encoderSpikes.read(w.encoderInputs.all().columns(0, plan.encoderInputs));
    }
  }

  private boolean isSparse(Workspace w) {
    return weights.readIn.isEmpty() && !w.encoderSpikes.isDense();
  }

  private void initialConditions(Workspace w) {
    int bins = plan.spec.icEncoderBins();
    weights.shared.icForward.ifPresent(c -> run(w, c, w.icForward.orElseThrow(), bins, false));
    weights.shared.icReverse.ifPresent(c -> run(w, c, w.icReverse.orElseThrow(), bins, true));
  }

  private void run(Workspace w, Cell cell, CellTrace trace, int bins, boolean reverse) {
    boolean sparse = isSparse(w);
    if (!sparse) {
      cell.project(k, w.encoderInputs.bins(0, bins), trace.gates(0, bins));
    }
    cell.start(trace);
    Sums sums = Sums.in(w.encoderSums, cell.paddedUnits());
    for (int i = 0; i < bins; i++) {
      int t = reverse ? bins - 1 - i : i;
      if (sparse) {
        cell.project(k, w.encoderSpikes, t * w.rows, sums.all());
        cell.step(k, trace, t, sums);
      } else {
        cell.step(k, trace, t);
      }
    }
  }

  /**
   * Backward through all four. The gradients of the last states of the initial condition's encoders
   * must be in their traces, those of the controller's encodings in the workspace.
   */
  void back(Workspace w, boolean dropped, GradientRows gradients) {
    if (weights.readIn.isPresent()) {
      w.encoderInputsBack.all().fill(0);
    }
    Weights.Shared cells = weights.shared;
    int icBins = plan.spec.icEncoderBins();
    Back ic = new Back(w, icBins, gradients, Optional.empty());
    cells.icForward.ifPresent(c -> ic.go(c, w.icForward.orElseThrow(), false));
    cells.icReverse.ifPresent(c -> ic.go(c, w.icReverse.orElseThrow(), true));
    ReadBack forward = new ReadBack(w.encodings.forward, w.encodings.forwardMasks, dropped);
    ReadBack reverse = new ReadBack(w.encodings.reverse, w.encodings.reverseMasks, dropped);
    cells.ciForward.ifPresent(
        c ->
            new Back(w, plan.bins, gradients, Optional.of(forward))
                .go(c, w.ciForward.orElseThrow(), false));
    cells.ciReverse.ifPresent(
        c ->
            new Back(w, plan.bins, gradients, Optional.of(reverse))
                .go(c, w.ciReverse.orElseThrow(), true));
    weights.readIn.ifPresent(
        layer -> layer.gradients(k, w.seen.all(), w.encoderInputsBack.all(), gradients));
  }

  /** The gradients of what the controller read of one encoder, and the masks between them. */
  private record ReadBack(BinRows gradient, BinRows masks, boolean dropped) {}

  /** The way back through one encoder, over the bins that it saw. */
  private final class Back {
    private final Workspace w;
    private final int bins;
    private final GradientRows gradients;
    private final Optional<ReadBack> read;

    Back(Workspace w, int bins, GradientRows gradients, Optional<ReadBack> read) {
      this.w = w;
      this.bins = bins;
      this.gradients = gradients;
      this.read = read;
    }

    void go(Cell cell, CellTrace trace, boolean reverse) {
      if (read.isPresent()) {
        trace.d.fill(0);
      }
      int chunk = CellTrace.gradientBins(w.rows);
      int done = 0;
      for (int i = 0; i < bins; i++) {
        int t = reverse ? i : bins - 1 - i;
        if (read.isPresent()) {
          addReadGradient(read.get(), trace.d, reverse, t);
        }
        cell.back(k, trace, t);
        if (i + 1 - done == chunk || i + 1 == bins) {
          int first = reverse ? done : t;
          gradients(cell, trace, first, first + i + 1 - done);
          done = i + 1;
        }
      }
      cell.startGradient(k, trace, gradients);
    }

    /** The state of bin t was read by the controller at the bin a lag later (or earlier). */
    private void addReadGradient(ReadBack read, Rows d, boolean reverse, int t) {
      int lag = plan.spec.params().controllerInputLag();
      int reader = reverse ? t - lag : t + lag;
      if (reader < 0 || reader >= plan.bins) {
        return;
      }
      if (read.dropped) {
        k.addTimes(read.gradient.bin(reader), read.masks.bin(reader), d);
      } else {
        k.add(read.gradient.bin(reader), d);
      }
    }

    /** The gradients of a cell's weights over bins [first, last), and of what they read. */
    private void gradients(Cell cell, CellTrace trace, int first, int last) {
      cell.gradients(k, trace, first, last, gradients);
      Rows sums = trace.gates(first, last);
      if (isSparse(w)) {
        cell.projectionGradient(k, w.encoderSpikes, first * w.rows, sums, gradients);
      } else {
        cell.projectionGradient(k, w.encoderInputs.bins(first, last), sums, gradients);
      }
      if (weights.readIn.isPresent()) {
        Rows back = w.encoderInputsBack.bins(first, last);
        cell.projectionBack(k, sums, back, back);
      }
    }
  }
}
