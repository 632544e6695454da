package org.lfads4j.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lfads4j.config.RunParams;

/**
 * Infers the generator's inputs, bin by bin, from the encoders' lagged states and the model's own
 * last output. What does not depend on that output is projected for all bins at once.
 */
final class Controller {
  private final Graph graph;
  private final GatedUnit unit;
  private final List<Optional<GateInputs>> encodedByBin;
  private final Optional<InputWeights> feedbackWeights;
  private final List<Optional<Tensor>> feedbackMasks;
  private final Tensor startRC;

  Controller(Graph graph, ModelSpec spec, Encoding.ControllerInput encoded, int samples) {
    this.graph = graph;
    RunParams params = spec.params();
    int bins = spec.bins();
    int units = params.ciEncDim();
    this.unit =
        GatedUnit.ofGenerator(graph, Names.CONTROLLER, params.conDim(), params.cellClipValue());
    InputWeights weights = GatedUnit.generatorInputs(graph, Names.CONTROLLER, params.conDim());
    int lag = params.controllerInputLag();
    Tensor forwardTBE = masked(encoded.forwardTBE(), Input.CONTROLLER_FORWARD_MASK, lag, bins);
    List<Optional<GateInputs>> byBin = new ArrayList<>();
    for (int t = 0; t < bins; t++) {
      byBin.add(Optional.empty());
    }
    if (lag < bins) {
      List<GateInputs> forward = weights.inputs(0, units).projectSequence(forwardTBE, bins - lag);
      addTo(byBin, forward, lag);
    }
    int read = units;
    if (encoded.reverseTBE().isPresent()) {
      if (lag < bins) {
        Tensor reverseTBE =
            maskedAhead(encoded.reverseTBE().get(), Input.CONTROLLER_REVERSE_MASK, lag, bins);
        addTo(byBin, weights.inputs(units, 2 * units).projectSequence(reverseTBE, bins - lag), 0);
      }
      read += units;
    }
    byBin.replaceAll(inputs -> inputs.map(g -> g.repeatRows(samples)));
    this.encodedByBin = byBin;
    this.feedbackWeights =
        spec.hasFeedback()
            ? Optional.of(weights.inputs(read, read + spec.feedbackUnits()))
            : Optional.empty();
    this.feedbackMasks = PerBin.of(graph.input(Input.FEEDBACK_MASK), bins);
    Tensor rows = encoded.forwardTBE().slice(0, 0, 1).sum(0);
    this.startRC =
        graph
            .parameter(Names.start(Names.CONTROLLER))
            .copiedToRowsOf(samples == 1 ? rows : rows.repeatRows(samples));
  }

  Tensor startRC() {
    return startRC;
  }

  /** The next state, from the state before and (if it is fed back) the output of the bin before. */
  Tensor step(int bin, Tensor stateRC, Optional<Tensor> feedback) {
    Optional<GateInputs> inputs = encodedByBin.get(bin);
    if (feedbackWeights.isPresent()) {
      Tensor fed = feedback.orElseThrow();
      Tensor maskedFeedback = feedbackMasks.get(bin).map(fed::times).orElse(fed);
      GateInputs projected = feedbackWeights.get().project(maskedFeedback);
      inputs = Optional.of(inputs.map(projected::plus).orElse(projected));
    }
    return unit.step(inputs, stateRC);
  }

  Tensor mean(Tensor stateRC) {
    return layer(stateRC, Names.INPUT_MEAN);
  }

  Tensor logVariance(Tensor stateRC) {
    return layer(stateRC, Names.INPUT_LOG_VARIANCE);
  }

  private Tensor layer(Tensor rows, String layer) {
    return rows.affine(graph.parameter(Names.weights(layer)), graph.parameter(Names.bias(layer)));
  }

  /** States 0 .. T - 1 - lag, each under the mask of the later bin that reads it. */
  private Tensor masked(Tensor statesTBE, Input mask, int lag, int bins) {
    if (lag >= bins) {
      return statesTBE;
    }
    Tensor seen = part(statesTBE, 0, bins - lag, bins);
    return graph.input(mask).map(m -> seen.times(part(m, lag, bins, bins))).orElse(seen);
  }

  /** States lag .. T - 1, each under the mask of the earlier bin that reads it. */
  private Tensor maskedAhead(Tensor statesTBE, Input mask, int lag, int bins) {
    Tensor seen = part(statesTBE, lag, bins, bins);
    return graph.input(mask).map(m -> seen.times(part(m, 0, bins - lag, bins))).orElse(seen);
  }

  private static Tensor part(Tensor tensorTBE, int begin, int end, int bins) {
    return begin == 0 && end == bins ? tensorTBE : tensorTBE.slice(0, begin, end);
  }

  private static void addTo(
      List<Optional<GateInputs>> byBin, List<GateInputs> sequence, int firstBin) {
    for (int i = 0; i < sequence.size(); i++) {
      GateInputs part = sequence.get(i);
      byBin.set(firstBin + i, Optional.of(byBin.get(firstBin + i).map(part::plus).orElse(part)));
    }
  }
}
