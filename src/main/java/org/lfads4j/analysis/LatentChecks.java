package org.lfads4j.analysis;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lfads4j.backend.RandomStream;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Grid;
import org.lfads4j.data.Trials;
import org.lfads4j.inference.PosteriorMeans;

/**
 * Whether initial conditions and inferred inputs say something, and something of their own.
 *
 * <p>The limits lie between good fits of generated data (Lorenz systems, chaotic networks with and
 * without pulses, integrators) and spoilt ones. A KL was at least 1.1 nats/trial where it was used,
 * and at most 0.06 where its weight was 30 or 50; inputs correlated with the quick part of counts
 * by at most 0.08, and by 0.5 where they cost nothing.
 */
final class LatentChecks {
  /** Below this KL, in nats per trial, a posterior is its prior. */
  private static final double UNUSED = 0.5;

  /**
   * A copy correlates with the quick part of its bin's counts by at least this beyond what neurons
   * share.
   */
  private static final double COPY = 0.3;

  /** By how many standard errors more often than by chance counts tell conditions. */
  private static final double CLEAR_ERRORS = 5;

  private static final double CHANCE_ERRORS = 2;

  /** Samples of the posterior that are averaged. */
  private static final int SAMPLES = 32;

  private static final int PARTS = 4;

  private final Trials trials;
  private final PosteriorMeans means;

  LatentChecks(Trials trials, PosteriorMeans means) {
    this.trials = trials;
    this.means = means;
  }

  Checkup initialConditions() {
    double nats = divergence(1);
    Checkup unused = unused(Finding.Kind.INITIAL_CONDITIONS_UNUSED, nats);
    // An initial condition that says nothing does not say the condition either.
    return unused.findings().isEmpty() ? unused.and(conditions()) : unused;
  }

  Checkup inputs() {
    Checkup unused = unused(Finding.Kind.INPUTS_UNUSED, divergence(2));
    return unused.findings().isEmpty() ? unused.and(copies()) : unused;
  }

  private static Checkup unused(Finding.Kind kind, double nats) {
    return Checkup.of(
        kind,
        nats < UNUSED
            ? Optional.of(Finding.of(kind).with("nats_per_trial", nats))
            : Optional.empty());
  }

  /** Mean over validation trials of one of the trials' costs, nats per trial. */
  private double divergence(int term) {
    Grid terms = means.costs().terms();
    return Arrays.stream(trials.split().orElseThrow().valid())
        .mapToDouble(i -> terms.at(i, term))
        .average()
        .orElseThrow();
  }

  private Checkup copies() {
    if (trials.bins() < 3) {
      return Checkup.NOTHING;
    }
    InputCopy closest = InputCopy.closest(means.requireInferredInputs().mean(), trials.counts());
    String of = closest.neuron() == InputCopy.ALL ? "" : trials.neuronNames().get(closest.neuron());
    return Checkup.of(
        Finding.Kind.INPUTS_COPY_SPIKES,
        closest.excess() >= COPY
            ? Optional.of(
                Finding.of(Finding.Kind.INPUTS_COPY_SPIKES)
                    .in(of.isEmpty() ? List.of() : List.of(of))
                    .with("input", closest.input())
                    .with("correlation", closest.correlation()))
            : Optional.empty());
  }

  private Checkup conditions() {
    if (trials.conditions().isEmpty()
        || trials.conditions().get().stream().distinct().count() < 2) {
      return Checkup.NOTHING;
    }
    List<String> conditions = trials.conditions().get();
    ConditionReadout ofCounts =
        ConditionReadout.of(Collections.singletonList(spikes(trials.counts())), conditions);
    ConditionReadout own =
        ConditionReadout.of(
            IntStream.range(0, SAMPLES).mapToObj(this::sampledStarts).toList(), conditions);
    boolean found = ofCounts.isAboveChance(CLEAR_ERRORS) && !own.isAboveChance(CHANCE_ERRORS);
    return Checkup.of(
        Finding.Kind.CONDITIONS_IGNORED,
        found
            ? Optional.of(
                Finding.of(Finding.Kind.CONDITIONS_IGNORED)
                    .with("told_by_initial_conditions", own.told())
                    .with("told_by_counts", ofCounts.told())
                    .with("chance", own.chance()))
            : Optional.empty());
  }

  /**
   * A sample of each trial's initial condition, as the generator gets them. Means alone may tell
   * conditions apart by differences far below the posterior's width.
   */
  private double[][] sampledStarts(int sample) {
    double[][] rows = means.initialConditions().posteriorMean().toDoubles();
    Grid variance = means.initialConditions().posteriorVariance();
    RandomStream noise =
        new RandomStream(sample, RandomStream.Phase.POSTERIOR, RandomStream.Use.IC_NOISE);
    for (int i = 0; i < rows.length; i++) {
      float[] normals = new float[rows[i].length];
      noise.normals(i, normals, 0, normals.length);
      for (int k = 0; k < normals.length; k++) {
        rows[i][k] += Math.sqrt(variance.at(i, k)) * normals[k];
      }
    }
    return rows;
  }

  /** Square roots of each neuron's spikes in each quarter of a trial: trials x columns. */
  private static double[][] spikes(Cube counts) {
    double[][] sums = new double[counts.trials()][PARTS * counts.columns()];
    for (int i = 0; i < sums.length; i++) {
      for (int t = 0; t < counts.bins(); t++) {
        for (int n = 0; n < counts.columns(); n++) {
          sums[i][t * PARTS / counts.bins() * counts.columns() + n] += counts.at(i, t, n);
        }
      }
      sums[i] = Arrays.stream(sums[i]).map(Math::sqrt).toArray();
    }
    return sums;
  }
}
