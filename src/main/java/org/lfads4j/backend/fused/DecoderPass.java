package org.lfads4j.backend.fused;

import java.util.Arrays;
import java.util.Optional;
import org.lfads4j.backend.Batch;
import org.lfads4j.backend.RandomStream;
import org.lfads4j.backend.kernels.Kernels;
import org.lfads4j.backend.kernels.Rows;
import org.lfads4j.model.Input;

/**
 * The generative half on a tile, bin by bin: controller, generator, factors, read-out; forward and
 * backward.
 */
final class DecoderPass {
  private final Weights weights;
  private final Plan plan;
  private final Kernels k;
  private final InputPass inputs;
  private final Feedback feedback;

  DecoderPass(Weights weights, Priors priors, Kernels kernels) {
    this.weights = weights;
    this.plan = weights.plan;
    this.k = kernels;
    this.inputs = new InputPass(plan, priors);
    this.feedback = new Feedback(weights, kernels);
  }

  /** What the controller reads of the encoders' states, lagged and masked, and its projection. */
  void readEncodings(Workspace w, boolean dropped) {
    int some = CellTrace.gradientBins(w.rows);
    CellTrace trace = w.controller.orElseThrow();
    for (int first = 0; first < w.bins; first += some) {
      int last = Math.min(first + some, w.bins);
      for (int t = first; t < last; t++) {
        read(w, t, dropped);
      }
      controller().project(k, w.encodings.both.bins(first, last), trace.gates(first, last));
    }
  }

  /** The same for one bin of a single running trial. */
  void readEncoding(Workspace w, int t) {
    read(w, t, false);
    controller().project(k, w.encodings.both.bin(t), w.controller.orElseThrow().gates(t).all());
  }

  private void read(Workspace w, int t, boolean dropped) {
    int lag = plan.spec.params().controllerInputLag();
    Workspace.EncodingRows to = w.encodings;
    read(w.ciForward.orElseThrow(), t - lag, to.forward.bin(t), to.forwardMasks.bin(t), dropped);
    if (w.ciReverse.isPresent()) {
      read(w.ciReverse.get(), t + lag, to.reverse.bin(t), to.reverseMasks.bin(t), dropped);
    }
  }

  private void read(CellTrace trace, int source, Rows to, Rows masks, boolean dropped) {
    if (source < 0 || source >= plan.bins) {
      to.fill(0);
    } else if (dropped) {
      k.times(trace.after(source), masks, to);
    } else {
      to.copy(trace.after(source));
    }
  }

  /** Draws the noise of the inferred inputs, or none. */
  void inputNoise(Workspace w, Tile tile, Optional<TileNoise> noise) {
    Arrays.fill(w.inputs.noise, 0);
    noise.ifPresent(
        n ->
            n.normals(RandomStream.Use.INPUT_NOISE, tile, plan.bins * plan.inputs, w.inputs.noise));
  }

  /** Puts external inputs where the generator reads them. */
  void loadExternalInputs(Workspace w, Tile tile, Batch batch, Optional<TileNoise> dropout) {
    if (!plan.spec.injectsExternalInputs()) {
      return;
    }
    BinRows to = w.generator.extras();
    tile.copy(batch, Input.EXTERNAL_INPUTS, w.bins, to, plan.inputs, plan.external);
    dropout.ifPresent(d -> d.drop(Input.EXTERNAL_MASK, tile, to, plan.inputs, w.maskRow));
  }

  /** The divergence of the inferred inputs and (if asked) their correlation. */
  void divergences(Workspace w, Tile tile, boolean correlated, RowTerms terms) {
    if (w.controller.isPresent()) {
      inputs.divergence(w, tile, terms);
      if (correlated) {
        inputs.correlation(w, tile, terms);
      }
    }
  }

  /**
   * Runs the generator from its start. The start, external inputs and the controller's projection
   * must already be in the workspace.
   */
  void forward(Workspace w, boolean dropped) {
    begin(w);
    for (int t = 0; t < w.bins; t++) {
      step(w, t, dropped);
    }
  }

  /** The controller's start, and the output that is fed back to it in the first bin. */
  void begin(Workspace w) {
    if (w.controller.isPresent()) {
      controller().start(w.controller.get());
    }
    if (plan.feedback() > 0) {
      weights.shared.factorMap.apply(k, w.generator.firstState(), w.factors.bin(0));
    }
  }

  /** Runs the generator alone, on inputs that lie in the workspace as samples. */
  void generate(Workspace w) {
    for (int t = 0; t < w.bins; t++) {
      generate(w, t, false);
    }
  }

  /** One bin: the controller, if there is one, then the generator. */
  void step(Workspace w, int t, boolean dropped) {
    if (w.controller.isPresent()) {
      CellTrace trace = w.controller.get();
      if (plan.feedback() > 0) {
        feedback.read(w, t, dropped);
      }
      controller().step(k, trace, t);
      inputPosterior().apply(k, trace.after(t), w.inputs.posterior.bin(t));
      inputs.draw(w, t);
    }
    generate(w, t, dropped);
  }

  private Cell controller() {
    return weights.shared.controller.orElseThrow();
  }

  private Layer inputPosterior() {
    return weights.shared.inputPosterior.orElseThrow();
  }

  private void generate(Workspace w, int t, boolean dropped) {
    driveGenerator(w, t);
    weights.shared.generator.step(k, w.generator, t);
    Rows kept = w.generator.after(t);
    if (dropped) {
      kept = w.kept.bin(t);
      k.times(w.generator.after(t), w.generatorMasks.bin(t), kept);
    }
    weights.shared.factorMap.apply(k, kept, w.factors.bin(t + 1));
  }

  /** Copies the sample of the inferred inputs to where the generator reads it. */
  private void driveGenerator(Workspace w, int t) {
    Rows to = w.generator.extra(t);
    for (int r = 0; r < w.rows && plan.inputs > 0; r++) {
      int from = (t * w.rows + r) * plan.inputs;
      System.arraycopy(w.inputs.sample, from, to.values(), to.at(r), plan.inputs);
    }
  }

  /** The read-out of all bins. */
  void emit(Workspace w) {
    Rows factors = w.factors.bins(1, w.bins + 1);
    weights.readOut.apply(k, factors, w.location.all());
    weights.logVariance.ifPresent(l -> l.apply(k, factors, w.logVariance.all()));
  }

  /**
   * Backward through all bins, after the read-out was replaced by its gradient. The gradient of the
   * generator's start is then in its trace, and those of the encodings are in the workspace.
   */
  void back(Workspace w, Tile tile, TermWeights terms, boolean dropped, GradientRows gradients) {
    Rows factors = w.factors.bins(1, w.bins + 1);
    boolean late = plan.spec.feedsBackRates();
    if (!late) {
      emissionBack(w, 0, w.bins);
    }
    w.generator.d.fill(0);
    w.controller.ifPresent(trace -> trace.d.fill(0));
    int chunk = CellTrace.gradientBins(w.rows);
    int end = w.bins;
    for (int t = w.bins - 1; t >= 0; t--) {
      if (plan.feedback() > 0 && t + 1 < w.bins) {
        feedback.back(w, t + 1, dropped);
      }
      if (late) {
        emissionBack(w, t, t + 1);
      }
      stepBack(w, tile, t, terms, dropped, gradients);
      if (end - t == chunk || t == 0) {
        cellGradients(w, t, end, dropped, gradients);
        end = t;
      }
    }
    weights.readOut.gradients(k, factors, w.location.all(), gradients);
    weights.logVariance.ifPresent(l -> l.gradients(k, factors, w.logVariance.all(), gradients));
    if (plan.feedback() > 0) {
      feedback.startBack(w, dropped, gradients);
    }
    w.controller.ifPresent(trace -> controller().startGradient(k, trace, gradients));
  }

  /** The gradient of the factors of bins [first, last) from that of the read-out. */
  private void emissionBack(Workspace w, int first, int last) {
    Rows out = w.factorsBack.bins(first + 1, last + 1);
    weights.readOut.back(k, w.location.bins(first, last), feedback.zeros(), out);
    weights.logVariance.ifPresent(l -> l.back(k, w.logVariance.bins(first, last), out, out));
  }

  private void stepBack(
      Workspace w, Tile tile, int t, TermWeights terms, boolean dropped, GradientRows gradients) {
    Rows factorsBack = w.factorsBack.bin(t + 1);
    if (dropped) {
      weights.shared.factorMap.back(k, factorsBack, w.keptBack);
      k.addTimes(w.keptBack, w.generatorMasks.bin(t), w.generator.dState);
    } else {
      weights.shared.factorMap.addBack(k, factorsBack, w.generator.d);
    }
    weights.shared.generator.back(k, w.generator, t);
    if (w.controller.isEmpty()) {
      return;
    }
    CellTrace trace = w.controller.get();
    inputs.back(w, tile, t, terms, gradients);
    inputPosterior().back(k, w.inputs.posterior.bin(t), trace.d, trace.d);
    controller().back(k, trace, t);
  }

  private void cellGradients(
      Workspace w, int first, int last, boolean dropped, GradientRows gradients) {
    weights.shared.generator.gradients(k, w.generator, first, last, gradients);
    Rows kept = dropped ? w.kept.bins(first, last) : w.generator.after(first, last);
    Rows factorsBack = w.factorsBack.bins(first + 1, last + 1);
    weights.shared.factorMap.gradients(k, kept, factorsBack, gradients);
    if (w.controller.isEmpty()) {
      return;
    }
    CellTrace trace = w.controller.get();
    Rows encodings = w.encodings.both.bins(first, last);
    Rows sums = trace.gates(first, last);
    controller().gradients(k, trace, first, last, gradients);
    controller().projectionGradient(k, encodings, sums, gradients);
    controller().projectionBack(k, sums, feedback.zeros(), encodings);
    Rows posterior = w.inputs.posterior.bins(first, last);
    inputPosterior().gradients(k, trace.after(first, last), posterior, gradients);
  }
}
