package org.lfads4j.model;

import java.util.ArrayList;
import java.util.Collections;
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
    int seenBins = bins - lag;
    List<Optional<GateInputs>> byBin = new ArrayList<>(Collections.nCopies(bins, Optional.empty()));
    if (seenBins > 0) {
      Tensor seenTBE =
          masked(encoded.forwardTBE(), 0, Input.CONTROLLER_FORWARD_MASK, lag, seenBins);
      addTo(byBin, weights.inputs(0, units).projectSequence(seenTBE, seenBins), lag);
    }
    int read = units;
    if (encoded.reverseTBE().isPresent()) {
      if (seenBins > 0) {
        Tensor reverseTBE = encoded.reverseTBE().get();
        Tensor seenTBE = masked(reverseTBE, lag, Input.CONTROLLER_REVERSE_MASK, 0, seenBins);
        addTo(byBin, weights.inputs(units, 2 * units).projectSequence(seenTBE, seenBins), 0);
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
    return graph.layer(stateRC, Names.INPUT_MEAN);
  }

  Tensor logVariance(Tensor stateRC) {
    return graph.layer(stateRC, Names.INPUT_LOG_VARIANCE);
  }

  /** States from one bin on, each under the mask of the bin that reads it. */
  private Tensor masked(Tensor statesTBE, int from, Input mask, int readBy, int count) {
    Tensor seenTBE = statesTBE.slice(0, from, from + count);
    return graph
        .input(mask)
        .map(maskTBE -> seenTBE.times(maskTBE.slice(0, readBy, readBy + count)))
        .orElse(seenTBE);
  }

  private static void addTo(
      List<Optional<GateInputs>> byBin, List<GateInputs> sequence, int firstBin) {
    for (int i = 0; i < sequence.size(); i++) {
      GateInputs part = sequence.get(i);
      byBin.set(firstBin + i, Optional.of(byBin.get(firstBin + i).map(part::plus).orElse(part)));
    }
  }
}
