package org.lfads4j.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lfads4j.data.TrialsSummary.Kind;
import org.lfads4j.data.TrialsSummary.Suspicion;

/**
 * Pairs of neurons that fire in the same bins far more often than independent neurons would. Chance
 * is the product of the two neurons' shares of active bins, taken for each bin of the trial over
 * trials where there are enough, so that responses to the same cue are not counted as coincidence,
 * else over all bins.
 */
final class Coincidence {
  private static final int TRIALS_FOR_CHANCE_PER_BIN = 10;

  /** With fewer coincidences than this, nothing can be concluded. */
  private static final int FEWEST = 10;

  /** Share of the rarer neuron's active bins beyond chance that the other shares. */
  private static final double SHARE = .5;

  /**
   * More coincidences than this number of standard deviations (Poisson) above chance are reported.
   */
  private static final double STANDARD_DEVIATIONS = 5;

  private final Trials trials;
  private final long[][] activeNW;
  private final int[][] activeTN;

  private Coincidence(Trials trials) {
    this.trials = trials;
    Cube counts = trials.counts();
    int total = counts.trials() * counts.bins();
    boolean perBin = trials.trials() >= TRIALS_FOR_CHANCE_PER_BIN;
    activeNW = new long[trials.neurons()][(total + 63) / 64];
    activeTN = new int[perBin ? trials.bins() : 1][trials.neurons()];
    for (int i = 0; i < total; i++) {
      int t = i % counts.bins();
      for (int n = 0; n < trials.neurons(); n++) {
        if (counts.at(i / counts.bins(), t, n) > 0) {
          activeNW[n][i / 64] |= 1L << i;
          activeTN[perBin ? t : 0][n]++;
        }
      }
    }
  }

  /** The suspicions: duplicated neurons first, then coincident pairs. */
  static List<Suspicion> suspicions(Trials trials) {
    Coincidence coincidence = new Coincidence(trials);
    List<Suspicion> duplicated = new ArrayList<>();
    List<Suspicion> coincident = new ArrayList<>();
    for (int a = 0; a < trials.neurons(); a++) {
      for (int b = a + 1; b < trials.neurons(); b++) {
        int together = coincidence.together(a, b);
        double chance = coincidence.chance(a, b);
        int rarer = Math.min(coincidence.active(a), coincidence.active(b));
        if (together > 0 && together == rarer && coincidence.isSame(a, b)) {
          duplicated.add(coincidence.duplicate(a, b));
        } else if (isFarAbove(together, chance, rarer)) {
          coincident.add(coincidence.pair(a, b, together, chance, rarer));
        }
      }
    }
    duplicated.addAll(coincident);
    return duplicated;
  }

  private static boolean isFarAbove(int together, double chance, int rarer) {
    double excess = together - chance;
    return together >= FEWEST
        && excess > SHARE * (rarer - chance)
        && excess > STANDARD_DEVIATIONS * Math.sqrt(chance);
  }

  private int together(int a, int b) {
    int sum = 0;
    for (int w = 0; w < activeNW[a].length; w++) {
      sum += Long.bitCount(activeNW[a][w] & activeNW[b][w]);
    }
    return sum;
  }

  private int active(int neuron) {
    int sum = 0;
    for (int[] inBin : activeTN) {
      sum += inBin[neuron];
    }
    return sum;
  }

  private double chance(int a, int b) {
    double perBin = (double) trials.trials() * trials.bins() / activeTN.length;
    double sum = 0;
    for (int[] inBin : activeTN) {
      sum += inBin[a] * (inBin[b] / perBin);
    }
    return sum;
  }

  private boolean isSame(int a, int b) {
    Cube counts = trials.counts();
    for (int e = 0; e < counts.trials(); e++) {
      for (int t = 0; t < counts.bins(); t++) {
        if (counts.at(e, t, a) != counts.at(e, t, b)) {
          return false;
        }
      }
    }
    return true;
  }

  private Suspicion duplicate(int a, int b) {
    List<String> names = names(a, b);
    return new Suspicion(
        Kind.DUPLICATED,
        names,
        names.get(0) + " and " + names.get(1) + " have the same counts in every bin");
  }

  private Suspicion pair(int a, int b, int together, double chance, int rarer) {
    List<String> names = names(a, b);
    return new Suspicion(
        Kind.COINCIDENT,
        names,
        String.format(
            Locale.ROOT,
            "%s and %s fire together in %d of %d bins, %.1f by chance",
            names.get(0),
            names.get(1),
            together,
            rarer,
            chance));
  }

  private List<String> names(int a, int b) {
    return List.of(trials.neuronNames().get(a), trials.neuronNames().get(b));
  }
}
