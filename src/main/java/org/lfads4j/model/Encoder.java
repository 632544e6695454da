package org.lfads4j.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.lfads4j.config.RunParams;

/**
 * From spikes to what the generator and the controller need: four independent one-way recurrent
 * networks over the same (once dropped-out) input.
 */
final class Encoder {
  private final Graph graph;
  private final ModelSpec spec;
  private final SessionSpec session;
  private final RunParams params;

  Encoder(Graph graph, ModelSpec spec, SessionSpec session) {
    this.graph = graph;
    this.spec = spec;
    this.session = session;
    this.params = spec.params();
  }

  Encoding encode() {
    Tensor inputsTBK = inputs();
    return new Encoding(
        spec.hasIcEncoder() ? Optional.of(initialCondition(inputsTBK)) : Optional.empty(),
        spec.hasController() ? Optional.of(controllerInput(inputsTBK)) : Optional.empty());
  }

  private Tensor inputs() {
    Tensor spikesTBN =
        graph.input(Input.ENCODER_SPIKES).orElseGet(() -> graph.required(Input.SPIKES));
    Tensor readTBK = masked(spikesTBN, Input.SPIKE_MASK);
    if (spec.hasReadIn()) {
      Tensor read = graph.layer(readTBK.flattenTime(), Names.readIn(session.name()));
      readTBK = read.unflattenTime(spec.bins());
    }
    if (!spec.encodesExternalInputs()) {
      return readTBK;
    }
    Tensor externalTBX = masked(graph.required(Input.EXTERNAL_INPUTS), Input.EXTERNAL_MASK);
    return graph.concat(List.of(readTBK, externalTBX), 2);
  }

  private Encoding.InitialCondition initialCondition(Tensor inputsTBK) {
    int bins = spec.icEncoderBins();
    Tensor seenTBK = bins == spec.bins() ? inputsTBK : inputsTBK.slice(0, 0, bins);
    int units = params.icEncDim();
    List<Tensor> forward = run(Names.IC_FORWARD, seenTBK, bins, units, false);
    List<Tensor> reverse = run(Names.IC_REVERSE, seenTBK, bins, units, true);
    Tensor codeBE =
        masked(graph.concat(List.of(forward.get(bins - 1), reverse.get(0)), 1), Input.IC_CODE_MASK);
    Tensor meanBZ = graph.layer(codeBE, Names.IC_MEAN);
    Tensor logVarBZ =
        Gaussians.floored(graph.layer(codeBE, Names.IC_LOG_VARIANCE), params.icPostVarMin());
    return new Encoding.InitialCondition(meanBZ, logVarBZ);
  }

  private Encoding.ControllerInput controllerInput(Tensor inputsTBK) {
    int units = params.ciEncDim();
    Tensor forwardTBE = graph.stack(run(Names.CI_FORWARD, inputsTBK, spec.bins(), units, false));
    if (!spec.hasReverseControllerEncoder()) {
      return new Encoding.ControllerInput(forwardTBE, Optional.empty());
    }
    Tensor reverseTBE = graph.stack(run(Names.CI_REVERSE, inputsTBK, spec.bins(), units, true));
    return new Encoding.ControllerInput(forwardTBE, Optional.of(reverseTBE));
  }

  /** The states in the order of the bins, whichever way the network runs. */
  private List<Tensor> run(String cell, Tensor inputsTBK, int bins, int units, boolean backwards) {
    int inputs = spec.encoderInputs();
    GatedUnit unit = GatedUnit.ofEncoder(graph, cell, inputs, units, params.cellClipValue());
    List<GateInputs> projected =
        GatedUnit.encoderInputs(graph, cell, inputs, units).projectSequence(inputsTBK, bins);
    Tensor stateBH = graph.parameter(Names.start(cell)).copiedToRowsOf(projected.get(0).resetBH());
    List<Tensor> states = new ArrayList<>();
    for (int i = 0; i < bins; i++) {
      int t = backwards ? bins - 1 - i : i;
      stateBH = unit.step(Optional.of(projected.get(t)), stateBH);
      states.add(stateBH);
    }
    if (backwards) {
      Collections.reverse(states);
    }
    return states;
  }

  private Tensor masked(Tensor tensor, Input mask) {
    return graph.input(mask).map(tensor::times).orElse(tensor);
  }
}
