package org.lfads4j.model;

import java.util.Optional;

/**
 * The recurrent cell of LFADS: a gated unit whose reset gate acts on the state <em>before</em> the
 * recurrent product (Cho et al. 2014), not after it as in cuDNN, PyTorch and DJL's own block.
 *
 * <pre>
 * r  = sigmoid(x Wr + h Ur + br)
 * u  = sigmoid(x Wu + h Uu + bu + 1)
 * c  = tanh(x Wc + (r h) Uc + bc)
 * h' = clip(u h + (1 - u) c)
 * </pre>
 *
 * <p>The constant 1 makes a new cell keep its state. It is not a parameter.
 */
final class GatedUnit {
  private final InputWeights stateWeights;
  private final Tensor resetBiasH;
  private final Tensor updateBiasH;
  private final Tensor candidateBiasH;
  private final double clip;

  private GatedUnit(
      InputWeights stateWeights, Tensor gateBiasH2, Tensor candidateBiasH, int units, double clip) {
    this.stateWeights = stateWeights;
    this.resetBiasH = gateBiasH2.slice(0, 0, units);
    this.updateBiasH = gateBiasH2.slice(0, units, 2 * units).plus(Constants.UPDATE_GATE_OFFSET);
    this.candidateBiasH = candidateBiasH;
    this.clip = clip;
  }

  /** The state's share of an encoder cell, whose weights hold [input, state] row by row. */
  static GatedUnit ofEncoder(Graph graph, String cell, int inputs, int units, double clip) {
    String gates = Names.encoderGates(cell);
    String candidate = Names.encoderCandidate(cell);
    return new GatedUnit(
        encoderWeights(graph, cell, units).inputs(inputs, inputs + units),
        graph.parameter(Names.bias(gates)),
        graph.parameter(Names.bias(candidate)),
        units,
        clip);
  }

  /** The input's share of an encoder cell. */
  static InputWeights encoderInputs(Graph graph, String cell, int inputs, int units) {
    return encoderWeights(graph, cell, units).inputs(0, inputs);
  }

  /** The state's share of the controller or the generator. */
  static GatedUnit ofGenerator(Graph graph, String cell, int units, double clip) {
    String gates = Names.stateGates(cell);
    String candidate = Names.stateCandidate(cell);
    return new GatedUnit(
        InputWeights.of(
            graph.parameter(Names.weights(gates)),
            graph.parameter(Names.weights(candidate)),
            units),
        graph.parameter(Names.bias(gates)),
        graph.parameter(Names.bias(candidate)),
        units,
        clip);
  }

  /** The input's share of the controller or the generator. */
  static InputWeights generatorInputs(Graph graph, String cell, int units) {
    return InputWeights.of(
        graph.parameter(Names.inputGates(cell)),
        graph.parameter(Names.inputCandidate(cell)),
        units);
  }

  Tensor step(Optional<GateInputs> inputs, Tensor stateBH) {
    Tensor reset = stateBH.affine(stateWeights.resetKH(), resetBiasH);
    Tensor update = stateBH.affine(stateWeights.updateKH(), updateBiasH);
    if (inputs.isPresent()) {
      reset = reset.plus(inputs.get().resetBH());
      update = update.plus(inputs.get().updateBH());
    }
    Tensor candidate =
        reset.sigmoid().times(stateBH).affine(stateWeights.candidateKH(), candidateBiasH);
    if (inputs.isPresent()) {
      candidate = candidate.plus(inputs.get().candidateBH());
    }
    Tensor candidateBH = candidate.tanh();
    return update
        .sigmoid()
        .times(stateBH.minus(candidateBH))
        .plus(candidateBH)
        .clipped(-clip, clip);
  }

  private static InputWeights encoderWeights(Graph graph, String cell, int units) {
    return InputWeights.of(
        graph.parameter(Names.weights(Names.encoderGates(cell))),
        graph.parameter(Names.weights(Names.encoderCandidate(cell))),
        units);
  }
}
