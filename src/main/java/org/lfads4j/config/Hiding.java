package org.lfads4j.config;

/**
 * Elements (one trial, bin and neuron) that training hides from the encoders, so that a model
 * cannot simply copy single spikes: the two methods of Keshtkaran and Pandarinath (2019, NeurIPS
 * 32). {@link RunOptions#hiding()} makes it.
 *
 * @param coordinatedDropout the share of elements hidden in a step, drawn anew for each; those that
 *     are shown are scaled up, and only those that are hidden count in the cost; 0: off
 * @param sampleValidation the share of elements hidden in all of training, drawn once for the
 *     trials of both sides of the split; the validation cost is that of these elements alone; 0:
 *     off
 */
public record Hiding(double coordinatedDropout, double sampleValidation) {

  /** Whether anything is hidden. */
  public boolean any() {
    return coordinatedDropout > 0 || sampleValidation > 0;
  }
}
