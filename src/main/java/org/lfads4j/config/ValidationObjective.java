package org.lfads4j.config;

import java.util.List;

/**
 * What must be lowest in an epoch for its parameters to be kept, as {@link
 * RunOption#VALIDATION_OBJECTIVE} says; all in nats per trial.
 */
public enum ValidationObjective {
  /** The whole cost of validation: reconstruction, KL terms and penalties, as weighted. */
  TOTAL_COST("total-cost", "validation cost"),

  /** The reconstruction of the validation trials, without the samples that are hidden. */
  RECONSTRUCTION("reconstruction", "reconstruction cost of the validation trials"),

  /** The reconstruction of the samples that {@link Hiding#sampleValidation} hides. */
  HIDDEN_SAMPLES("hidden-samples", "reconstruction cost of the hidden samples"),

  /** The reconstruction of the held-out neurons in the validation trials. */
  HELD_OUT_NEURONS(
      "held-out-neurons", "reconstruction cost of the held-out neurons in the validation trials"),

  /** The reconstruction of the other neurons, which encoders see, in the validation trials. */
  SEEN_NEURONS(
      "seen-neurons", "reconstruction cost of the neurons that are seen in the validation trials");

  private final String word;
  private final String phrase;

  ValidationObjective(String word, String phrase) {
    this.word = word;
    this.phrase = phrase;
  }

  /**
   * The one of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ValidationObjective of(String word) {
    return Words.find("validation objective", values(), ValidationObjective::word, word);
  }

  static List<String> words() {
    return Words.of(values(), ValidationObjective::word);
  }

  /** Its name in files and options. */
  public String word() {
    return word;
  }

  /** What it is, for a sentence with "the lowest" before it. */
  public String phrase() {
    return phrase;
  }
}
