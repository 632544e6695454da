package org.lfads4j.population;

import org.lfads4j.config.Internal;
import org.lfads4j.config.RunOptions;
import org.lfads4j.config.ValidationObjective;

/**
 * How a population is trained.
 *
 * @param members models that are trained side by side, at least 2
 * @param epochs in a generation, at least 1; the first generation is longer by the epochs of the KL
 *     and L2 ramps
 * @param generations at most, at least 1
 * @param stagnation what ends it earlier
 * @param seed of the members' settings, and of who is compared with whom
 */
@Internal
public record PopulationPlan(
    int members, int epochs, int generations, Stagnation stagnation, long seed) {
  /**
   * 8 members, 25 epochs, at most 20 generations; it ends when the best cost improves by no more
   * than 0.05 % over 4 generations. AutoLFADS has 20 members and at most 50 generations on a
   * cluster of GPUs; these are for a laptop.
   */
  public static final PopulationPlan DEFAULT =
      new PopulationPlan(8, 25, 20, new Stagnation(4, 5e-4), 0);

  /** Checks the numbers. */
  public PopulationPlan {
    require("members", members, 2);
    require("epochs of a generation", epochs, 1);
    require("generations", generations, 1);
    require("generations without improvement", stagnation.generations(), 2);
  }

  /** The same with so many members. */
  public PopulationPlan withMembers(int other) {
    return new PopulationPlan(other, epochs, generations, stagnation, seed);
  }

  /** The same with so many epochs in a generation. */
  public PopulationPlan withEpochs(int other) {
    return new PopulationPlan(members, other, generations, stagnation, seed);
  }

  /** The same with at most so many generations. */
  public PopulationPlan withGenerations(int other) {
    return new PopulationPlan(members, epochs, other, stagnation, seed);
  }

  /** The same with another seed. */
  public PopulationPlan withSeed(long other) {
    return new PopulationPlan(members, epochs, generations, stagnation, other);
  }

  private static void require(String what, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException("%s must be >= %s, got %s".formatted(what, least, value));
    }
  }

  /**
   * The validation objective by which members are judged: that of the options if it is not the
   * total cost, which members with other weights of its terms cannot be compared by; else the cost
   * of held-out neurons if there are any, else that of hidden samples, else the reconstruction cost
   * under coordinated dropout.
   *
   * @param holdsOut whether neurons are held out
   * @throws IllegalArgumentException if there is none of them: reconstruction alone prefers models
   *     that copy single spikes (Keshtkaran and Pandarinath 2019)
   */
  public static ValidationObjective objective(
      RunOptions options, SearchSpace space, boolean holdsOut) {
    ValidationObjective asked = options.validationObjective();
    boolean reconstruction =
        asked == ValidationObjective.RECONSTRUCTION || asked == ValidationObjective.SEEN_NEURONS;
    if (asked != ValidationObjective.TOTAL_COST && !reconstruction) {
      return asked;
    }
    if (holdsOut && !reconstruction) {
      return ValidationObjective.HELD_OUT_NEURONS;
    }
    if (options.hiding().sampleValidation() > 0 && !reconstruction) {
      return ValidationObjective.HIDDEN_SAMPLES;
    }
    if (options.hiding().coordinatedDropout() > 0 || space.searchesCoordinatedDropout()) {
      return reconstruction ? asked : ValidationObjective.RECONSTRUCTION;
    }
    throw new IllegalArgumentException(
        "a population must be judged by something that models cannot copy, got reconstruction"
            + " without coordinated dropout, by which the model that copies single spikes wins; use"
            + " withCoordinatedDropout(0.5), withSampleValidation(0.2) or withHeldOutNeurons");
  }
}
