package org.lfads4j.model;

/**
 * What an input adds to the three sums of a gated unit, before the state's share.
 *
 * @param resetBH to the reset gate
 * @param updateBH to the update gate
 * @param candidateBH to the candidate
 */
record GateInputs(Tensor resetBH, Tensor updateBH, Tensor candidateBH) {
  GateInputs plus(GateInputs other) {
    return new GateInputs(
        resetBH.plus(other.resetBH),
        updateBH.plus(other.updateBH),
        candidateBH.plus(other.candidateBH));
  }

  GateInputs repeatRows(int samples) {
    return samples == 1
        ? this
        : new GateInputs(
            resetBH.repeatRows(samples),
            updateBH.repeatRows(samples),
            candidateBH.repeatRows(samples));
  }
}
