package org.lfads4j.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The weights from one input to the three sums of a gated unit.
 *
 * @param resetKH to the reset gate
 * @param updateKH to the update gate
 * @param candidateKH to the candidate
 */
record InputWeights(Tensor resetKH, Tensor updateKH, Tensor candidateKH) {
  /** Splits gate weights, whose columns are [reset, update]. */
  static InputWeights of(Tensor gatesKH2, Tensor candidateKH, int units) {
    return new InputWeights(
        gatesKH2.slice(1, 0, units), gatesKH2.slice(1, units, 2 * units), candidateKH);
  }

  /** The weights of the inputs [begin, end). */
  InputWeights inputs(int begin, int end) {
    return new InputWeights(
        resetKH.slice(0, begin, end),
        updateKH.slice(0, begin, end),
        candidateKH.slice(0, begin, end));
  }

  GateInputs project(Tensor inputsBK) {
    return new GateInputs(
        inputsBK.matmul(resetKH), inputsBK.matmul(updateKH), inputsBK.matmul(candidateKH));
  }

  /** Projects all bins in one product each: far cheaper than bin by bin. */
  List<GateInputs> projectSequence(Tensor inputsTBK, int bins) {
    GateInputs all = project(inputsTBK.flattenTime());
    List<Tensor> reset = all.resetBH().unflattenTime(bins).unstack(bins);
    List<Tensor> update = all.updateBH().unflattenTime(bins).unstack(bins);
    List<Tensor> candidate = all.candidateBH().unflattenTime(bins).unstack(bins);
    List<GateInputs> sequence = new ArrayList<>();
    for (int t = 0; t < bins; t++) {
      sequence.add(new GateInputs(reset.get(t), update.get(t), candidate.get(t)));
    }
    return sequence;
  }
}
