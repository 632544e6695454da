package org.lfads4j.config;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What must be lowest in an epoch for its parameters to be kept; all in nats per trial. */
public enum ValidationObjective {
  /** The whole cost of validation: reconstruction, KL terms and penalties, as weighted. */
  TOTAL_COST("totalCost", "validation cost"),

  /** The reconstruction of the validation trials, as far as the encoders may see them. */
  RECONSTRUCTION("reconstruction", "reconstruction cost of the validation trials"),

  /** The reconstruction of the samples that {@link Hiding#sampleValidation} hides. */
  HIDDEN_SAMPLES("hiddenSamples", "reconstruction cost of the hidden samples"),

  /** The reconstruction of the held-out neurons in the validation trials. */
  HELD_OUT_NEURONS(
      "heldOutNeurons", "reconstruction cost of the held-out neurons in the validation trials");

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
    return Stream.of(values())
        .filter(each -> each.word.equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "validationObjective must be one of "
                        + Stream.of(values())
                            .map(ValidationObjective::word)
                            .collect(Collectors.joining(", "))
                        + ", got "
                        + Json.shown(word)));
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
