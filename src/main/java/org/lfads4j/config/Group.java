package org.lfads4j.config;

/** The sections of the list of hyperparameters, in its order. */
public enum Group {
  /** Naming and data processing. */
  RUN_MANAGER("Run and data processing"),
  /** Devices, memory and checkpoints. */
  ENGINE("Engine logistics"),
  /** Learning rate, batches, clipping. */
  OPTIMIZATION("Optimization"),
  /** Against fitting noise. */
  OVERFITTING("Overfitting"),
  /** Against penalties that are too strong. */
  UNDERFITTING("Underfitting"),
  /** Inputs that come with the data. */
  EXTERNAL_INPUTS("External inputs"),
  /** Inputs that the model infers. */
  CONTROLLER("Controller and inferred inputs"),
  /** Where the generator starts. */
  INITIAL_CONDITIONS("Encoder and initial conditions for generator"),
  /** Dynamics, factors and what is observed of them. */
  GENERATOR("Generator network, factors, rates"),
  /** One model for several sessions. */
  STITCHING("Stitching multi-session models"),
  /** How results are computed from the trained model. */
  POSTERIOR("Posterior sampling");

  private final String title;

  Group(String title) {
    this.title = title;
  }

  /** The heading for people. */
  public String title() {
    return title;
  }
}
