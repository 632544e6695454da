package org.lfads4j.backend.fused;

import java.util.Optional;
import org.lfads4j.backend.kernels.Rows;
import org.lfads4j.backend.kernels.SparseRows;

/**
 * The memory of one tile: everything that the forward pass computes and the backward pass needs.
 * Allocated once for a number of rows, and used again for every tile.
 */
final class Workspace {
  final int rows;
  final int bins;

  /** What is reconstructed, T x R x N. */
  final BinRows spikes;

  /** What the read-in reads (only with a read-in), T x R x neurons seen. */
  final BinRows seen;

  /** What the encoders read, T x R x K, and its gradient (only with a read-in). */
  final BinRows encoderInputs;

  final BinRows encoderInputsBack;

  /** What the encoders read, where those are the spikes themselves. */
  final SparseRows encoderSpikes = new SparseRows();

  /** One bin of spikes, projected: R x 3E. */
  final Rows encoderSums;

  /** One row's masks of all bins. */
  final float[] maskRow;

  final Optional<CellTrace> icForward;
  final Optional<CellTrace> icReverse;
  final InitialRows initial;
  final Optional<CellTrace> ciForward;
  final Optional<CellTrace> ciReverse;

  final EncodingRows encodings;
  final Optional<CellTrace> controller;
  final InputRows inputs;
  final FeedbackRows feedback;
  final CellTrace generator;
  final BinRows generatorMasks;
  final BinRows kept;
  final Rows keptBack;

  /** Factors before the first bin and after each, (T + 1) x R x F, and their gradients. */
  final BinRows factors;

  final BinRows factorsBack;

  /** The read-out, T x R x N; then its gradient. */
  final BinRows location;

  final BinRows logVariance;

  Workspace(Weights weights, int rows) {
    Plan plan = weights.plan;
    this.rows = rows;
    this.bins = plan.bins;
    boolean readIn = weights.readIn.isPresent();
    boolean con = weights.shared.controller.isPresent();
    this.spikes = BinRows.of(bins, rows, plan.padded(plan.widestNeurons));
    this.seen = BinRows.of(readIn ? bins : 0, rows, plan.widestSeen);
    this.encoderInputs = BinRows.of(bins, rows, plan.padded(plan.encoderInputs));
    this.encoderInputsBack = BinRows.of(readIn ? bins : 0, rows, plan.padded(plan.encoderInputs));
    this.encoderSums = Rows.of(rows, 3 * plan.padded(Math.max(plan.icEncoder, plan.ciEncoder)));
    this.maskRow = new float[bins * Math.max(plan.widestSeen, plan.external)];
    int icBins = plan.spec.icEncoderBins();
    this.icForward = weights.shared.icForward.map(c -> new CellTrace(c, rows, icBins, false));
    this.icReverse = weights.shared.icReverse.map(c -> new CellTrace(c, rows, icBins, true));
    this.initial = new InitialRows(plan, rows);
    this.ciForward = weights.shared.ciForward.map(c -> new CellTrace(c, rows, bins, false));
    this.ciReverse = weights.shared.ciReverse.map(c -> new CellTrace(c, rows, bins, true));
    this.encodings = new EncodingRows(plan, con ? bins : 0, rows);
    this.controller = weights.shared.controller.map(c -> new CellTrace(c, rows, bins, false));
    this.inputs = new InputRows(plan, rows);
    this.feedback = new FeedbackRows(plan, rows);
    this.generator = new CellTrace(weights.shared.generator, rows, bins, false);
    int padded = plan.padded(plan.generator);
    this.generatorMasks = BinRows.of(bins, rows, padded);
    this.kept = BinRows.of(bins, rows, padded);
    this.keptBack = Rows.of(rows, padded);
    this.factors = BinRows.of(bins + 1, rows, plan.padded(plan.factors));
    this.factorsBack = BinRows.of(bins + 1, rows, plan.padded(plan.factors));
    this.location = BinRows.of(bins, rows, plan.padded(plan.widestNeurons));
    this.logVariance =
        BinRows.of(plan.spec.isGaussian() ? bins : 0, rows, plan.padded(plan.widestNeurons));
  }

  /** What the controller reads of the encoders, on a tile. */
  static final class EncodingRows {
    /** The encodings as the controller reads them, then their gradients, T x R x 2E. */
    final BinRows both;

    final BinRows forward;
    final BinRows reverse;
    final BinRows forwardMasks;
    final BinRows reverseMasks;

    private EncodingRows(Plan plan, int bins, int rows) {
      int padded = plan.padded(plan.ciEncoder);
      int reverseWidth = plan.encodingColumns() - padded;
      this.both = BinRows.of(bins, rows, plan.encodingColumns());
      this.forward = both.columns(0, padded);
      this.reverse = both.columns(padded, reverseWidth);
      this.forwardMasks = BinRows.of(bins, rows, padded);
      this.reverseMasks = BinRows.of(bins, rows, reverseWidth);
    }
  }

  /** The initial condition's posterior on a tile. */
  static final class InitialRows {
    final Rows code;
    final Rows forwardCode;
    final Rows reverseCode;
    final Rows codeMasks;
    final Rows codeBack;
    final Rows posterior;
    final Rows posteriorBack;
    final Rows sample;
    final Rows sampleBack;
    final double[] mean;
    final double[] logVariance;

    /** Standard deviation times noise. */
    final double[] deviation;

    final float[] noise;

    private InitialRows(Plan plan, int rows) {
      int used = plan.initial > 0 ? rows : 0;
      int padded = plan.padded(plan.initial);
      this.code = Rows.of(used, 2 * plan.icEncoder);
      this.forwardCode = code.columns(0, plan.icEncoder);
      this.reverseCode = code.columns(plan.icEncoder, plan.icEncoder);
      this.codeMasks = Rows.of(used, 2 * plan.icEncoder);
      this.codeBack = Rows.of(used, plan.padded(2 * plan.icEncoder));
      this.posterior = Rows.of(used, 2 * padded);
      this.posteriorBack = Rows.of(used, 2 * padded);
      this.sample = Rows.of(used, padded);
      this.sampleBack = Rows.of(used, padded);
      this.mean = new double[used * plan.initial];
      this.logVariance = new double[used * plan.initial];
      this.deviation = new double[used * plan.initial];
      this.noise = new float[used * plan.initial];
    }
  }

  /** The inferred inputs on a tile. */
  static final class InputRows {
    /** Mean and log variance side by side, T x R x 2U; then their gradients. */
    final BinRows posterior;

    /** Noise, row by row: R x T x U. */
    final float[] noise;

    /** Samples, T x R x U. */
    final float[] sample;

    /** Standard deviation times noise, T x R x U. */
    final float[] deviation;

    /** One row's gradient of the mean. */
    final double[] meanBack;

    /** Sums over bins of products of two inputs' means, R x U x U. */
    final double[] products;

    private InputRows(Plan plan, int rows) {
      int all = plan.bins * rows;
      this.posterior =
          BinRows.of(plan.inputs > 0 ? plan.bins : 0, rows, plan.padded(2 * plan.inputs));
      this.noise = new float[all * plan.inputs];
      this.sample = new float[all * plan.inputs];
      this.deviation = new float[all * plan.inputs];
      this.meanBack = new double[plan.inputs];
      this.products = new double[rows * plan.inputs * plan.inputs];
    }
  }

  /** What the controller reads of the model's output of the bin before, on a tile. */
  static final class FeedbackRows {
    final BinRows masks;

    /** The output of one bin, and its gradient. */
    final Rows value;

    final Rows back;

    /** The slope of the output (only where rates are fed back), T x R x N. */
    final BinRows slope;

    private FeedbackRows(Plan plan, int rows) {
      int width = plan.padded(plan.feedback());
      boolean fed = width > 0;
      this.masks = BinRows.of(fed ? plan.bins : 0, rows, width);
      this.value = Rows.of(fed ? rows : 0, width);
      this.back = Rows.of(fed ? rows : 0, width);
      this.slope = BinRows.of(plan.spec.feedsBackRates() ? plan.bins : 0, rows, width);
    }
  }
}
