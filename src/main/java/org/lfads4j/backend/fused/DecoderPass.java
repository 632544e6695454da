package org.lfads4j.backend.fused;

import java.util.Arrays;
import java.util.Optional;
import org.lfads4j.backend.Batch;
import org.lfads4j.backend.RandomStream;
import org.lfads4j.backend.kernels.Kernels;
import org.lfads4j.backend.kernels.Rows;
import org.lfads4j.model.Input;

/**
 * The generative half on a tile, bin by bin: controller, generator, factors, what is emitted; and
 * back.
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
    for (int first = 0; first < w.bins; first += some) {
      readEncodings(w, first, Math.min(first + some, w.bins), dropped);
    }
  }

  /** The same for bins [first, last). */
  void readEncodings(Workspace w, int first, int last, boolean dropped) {
    int lag = plan.spec.params().controllerInputLag();
    int rows = (last - first) * w.rows;
    int at = w.bin(w.encodings, first);
    for (int t = first; t < last; t++) {
      copyEncodings(w, w.ciForward.orElseThrow(), t, t - lag, 0, dropped);
      if (w.ciReverse.isPresent()) {
        copyEncodings(w, w.ciReverse.get(), t, t + lag, plan.padded(plan.ciEncoder), dropped);
      }
    }
    CellTrace trace = w.controller.orElseThrow();
    weights
        .shared
        .controller
        .orElseThrow()
        .project(k, rows, w.encodings, at, trace.gates, trace.gates(first));
  }

  private void copyEncodings(
      Workspace w, CellTrace trace, int t, int source, int column, boolean dropped) {
    int width = plan.padded(plan.ciEncoder);
    boolean there = source >= 0 && source < w.bins;
    int at = w.bin(w.encodings, t) + column;
    if (there && dropped) {
      int state = trace.after(source);
      k.times(w.rows, width, trace.state, state, w.encodingMasks, at, w.encodings, at);
      return;
    }
    for (int r = 0; r < w.rows; r++) {
      int to = at + r * w.encodings.stride();
      if (there) {
        int from = trace.after(source) + r * trace.state.stride();
        System.arraycopy(trace.state.values(), from, w.encodings.values(), to, width);
      } else {
        Arrays.fill(w.encodings.values(), to, to + width, 0);
      }
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
    Rows to = w.generator.state;
    int column = weights.shared.generator.paddedUnits() + plan.inputs;
    EncoderPass.copy(w, tile, batch, Input.EXTERNAL_INPUTS, plan.external, to, column);
    dropout.ifPresent(
        d ->
            EncoderPass.drop(
                w, tile, d, RandomStream.Use.EXTERNAL_MASK, plan.external, to, column));
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
   * Runs the generator from its start, which lies in its trace; external inputs and the
   * controller's projection lie where they belong.
   */
  void forward(Workspace w, boolean dropped) {
    begin(w);
    for (int t = 0; t < w.bins; t++) {
      step(w, t, dropped);
    }
  }

  /** The controller's start, and the output that it is told before the first bin. */
  void begin(Workspace w) {
    w.controller.ifPresent(trace -> weights.shared.controller.orElseThrow().start(trace));
    if (plan.feedback() > 0) {
      weights.shared.factorMap.apply(k, w.rows, w.generator.state, 0, w.factors, 0);
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
      weights.shared.controller.orElseThrow().step(k, trace, t);
      Rows posterior = w.inputs.posterior;
      weights
          .shared
          .inputPosterior
          .orElseThrow()
          .apply(k, w.rows, trace.state, trace.after(t), posterior, w.bin(posterior, t));
      inputs.draw(w, t);
    }
    generate(w, t, dropped);
  }

  private void generate(Workspace w, int t, boolean dropped) {
    driveGenerator(w, t);
    weights.shared.generator.step(k, w.generator, t);
    Rows kept = w.generator.state;
    int keptAt = w.generator.after(t);
    if (dropped) {
      int masks = w.bin(w.generatorMasks, t);
      int columns = plan.padded(plan.generator);
      int to = w.bin(w.kept, t);
      k.times(w.rows, columns, kept, keptAt, w.generatorMasks, masks, w.kept, to);
      kept = w.kept;
      keptAt = to;
    }
    weights.shared.factorMap.apply(k, w.rows, kept, keptAt, w.factors, w.bin(w.factors, t + 1));
  }

  /** Copies the sample of the inferred inputs to where the generator reads it. */
  private void driveGenerator(Workspace w, int t) {
    int units = weights.shared.generator.paddedUnits();
    for (int r = 0; r < w.rows && plan.inputs > 0; r++) {
      System.arraycopy(
          w.inputs.sample,
          (t * w.rows + r) * plan.inputs,
          w.generator.state.values(),
          w.generator.before(t) + r * w.generator.state.stride() + units,
          plan.inputs);
    }
  }

  /** What is emitted in all bins. */
  void emit(Workspace w) {
    int rows = w.bins * w.rows;
    int first = w.bin(w.factors, 1);
    weights.readOut.apply(k, rows, w.factors, first, w.location, 0);
    weights.logVariance.ifPresent(l -> l.apply(k, rows, w.factors, first, w.logVariance, 0));
  }

  /**
   * Back through all bins: what is emitted has become its gradient. Leaves the gradient of the
   * generator's start in its trace, and those of the encodings in the workspace.
   */
  void back(Workspace w, Tile tile, TermWeights terms, boolean dropped, GradientRows gradients) {
    int rows = w.bins * w.rows;
    int first = w.bin(w.factors, 1);
    boolean late = plan.spec.feedsBackRates();
    if (!late) {
      emissionBack(w, rows, 0, first);
    }
    w.generator.clearGradient();
    w.controller.ifPresent(CellTrace::clearGradient);
    int chunk = CellTrace.gradientBins(w.rows);
    int end = w.bins;
    for (int t = w.bins - 1; t >= 0; t--) {
      if (plan.feedback() > 0 && t + 1 < w.bins) {
        feedback.back(w, t + 1, dropped);
      }
      if (late) {
        emissionBack(w, w.rows, w.bin(w.location, t), w.bin(w.factors, t + 1));
      }
      stepBack(w, tile, t, terms, dropped, gradients);
      if (end - t == chunk || t == 0) {
        cellGradients(w, t, end, dropped, gradients);
        end = t;
      }
    }
    weights.readOut.gradients(k, rows, w.factors, first, w.location, 0, gradients);
    weights.logVariance.ifPresent(
        l -> l.gradients(k, rows, w.factors, first, w.logVariance, 0, gradients));
    if (plan.feedback() > 0) {
      feedback.startBack(w, dropped, gradients);
    }
    w.controller.ifPresent(
        trace -> weights.shared.controller.orElseThrow().startGradient(k, trace, gradients));
  }

  /** The gradient of factors from that of what is emitted; log variances follow the location. */
  private void emissionBack(Workspace w, int rows, int locationAt, int factorsAt) {
    weights.readOut.back(
        k, rows, w.location, locationAt, feedback.zeros(), 0, w.factorsBack, factorsAt);
    weights.logVariance.ifPresent(
        l ->
            l.back(
                k,
                rows,
                w.logVariance,
                locationAt,
                w.factorsBack,
                factorsAt,
                w.factorsBack,
                factorsAt));
  }

  private void stepBack(
      Workspace w, Tile tile, int t, TermWeights terms, boolean dropped, GradientRows gradients) {
    int columns = plan.padded(plan.generator);
    int factorsAt = w.bin(w.factorsBack, t + 1);
    if (dropped) {
      weights.shared.factorMap.back(k, w.rows, w.factorsBack, factorsAt, w.keptBack, 0);
      int masks = w.bin(w.generatorMasks, t);
      k.addTimes(w.rows, columns, w.keptBack, 0, w.generatorMasks, masks, w.generator.d, 0);
    } else {
      weights.shared.factorMap.addBack(k, w.rows, w.factorsBack, factorsAt, w.generator.d, 0);
    }
    weights.shared.generator.back(k, w.generator, t);
    if (w.controller.isEmpty()) {
      return;
    }
    CellTrace trace = w.controller.get();
    inputs.back(w, tile, t, terms, weights.shared.generator.paddedUnits(), gradients);
    int posteriorAt = w.bin(w.inputs.posterior, t);
    weights
        .shared
        .inputPosterior
        .orElseThrow()
        .back(k, w.rows, w.inputs.posterior, posteriorAt, trace.d, 0, trace.d, 0);
    weights.shared.controller.orElseThrow().back(k, trace, t);
  }

  private void cellGradients(
      Workspace w, int first, int last, boolean dropped, GradientRows gradients) {
    int rows = (last - first) * w.rows;
    weights.shared.generator.gradients(k, w.generator, first, last, gradients);
    Rows kept = dropped ? w.kept : w.generator.state;
    int keptAt = dropped ? w.bin(w.kept, first) : w.generator.after(first);
    weights.shared.factorMap.gradients(
        k, rows, kept, keptAt, w.factorsBack, w.bin(w.factorsBack, first + 1), gradients);
    if (w.controller.isEmpty()) {
      return;
    }
    CellTrace trace = w.controller.get();
    Cell controller = weights.shared.controller.orElseThrow();
    controller.gradients(k, trace, first, last, gradients);
    int encodingsAt = w.bin(w.encodings, first);
    controller.projectionGradient(k, trace, first, last, w.encodings, encodingsAt, gradients);
    controller.projectionBack(k, trace, first, last, feedback.zeros(), 0, w.encodings, encodingsAt);
    weights
        .shared
        .inputPosterior
        .orElseThrow()
        .gradients(
            k,
            rows,
            trace.state,
            trace.after(first),
            w.inputs.posterior,
            w.bin(w.inputs.posterior, first),
            gradients);
  }
}
