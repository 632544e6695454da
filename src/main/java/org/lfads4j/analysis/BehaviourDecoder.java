package org.lfads4j.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.lfads4j.data.Cube;

/**
 * A linear decoder of behaviour: ridge regression from rates (or factors) some bins earlier, the
 * lag and then the penalty chosen by cross-validation over trials.
 *
 * @param readout the decoder
 * @param lag by how many bins the rates lead, &gt;= 0
 * @param penalty the ridge penalty
 * @param crossValidated the R<sup>2</sup> by which they were chosen, on trials left out in turn
 */
record BehaviourDecoder(LinearReadout readout, int lag, double penalty, double crossValidated) {
  /** More samples would not change lag, penalty or decoder by much, and take long. */
  private static final int MOST_SAMPLES = 20_000;

  private static final int FOLDS = 5;

  /**
   * Fits a decoder.
   *
   * @param rates trials x bins x neurons, at least five trials
   * @param targets trials x bins x coordinates
   * @param maxLag the longest lead that may be chosen, in bins, below the number of bins
   * @throws IllegalArgumentException if shapes do not fit, there are fewer trials or bins than
   *     needed, or a value is not finite
   */
  static BehaviourDecoder fit(Cube rates, Cube targets, int maxLag) {
    requireUsable(rates, targets, maxLag);
    int step = Math.max(1, (rates.trials() * rates.bins() + MOST_SAMPLES - 1) / MOST_SAMPLES);
    int[] some =
        IntStream.range(0, rates.trials())
            .filter(i -> i % step == 0 || rates.trials() / step < FOLDS)
            .toArray();
    return fitAll(rates.selectTrials(some), targets.selectTrials(some), maxLag);
  }

  private static BehaviourDecoder fitAll(Cube rates, Cube targets, int maxLag) {
    int bestLag = 0;
    RidgeCv best = RidgeCv.fitWide(rates, targets);
    for (int lag = 1; lag <= maxLag; lag++) {
      RidgeCv chosen = RidgeCv.fitWide(leading(rates, lag), following(targets, lag));
      if (chosen.bestScore() > best.bestScore()) {
        bestLag = lag;
        best = chosen;
      }
    }
    return new BehaviourDecoder(best.readout(), bestLag, best.penalty(), best.bestScore());
  }

  /** How well it decodes other trials; the first {@link #lag} bins of each are not scored. */
  RSquared score(Cube rates, Cube targets) {
    return readout.score(leading(rates, lag), following(targets, lag));
  }

  /**
   * The mean over coordinates of R<sup>2</sup> on each of several folds of trials, lag and penalty
   * chosen on the other folds alone (nested cross-validation).
   *
   * @param folds at least 2, and at most the number of trials
   */
  static List<Double> nested(Cube rates, Cube targets, int maxLag, int folds) {
    requireUsable(rates, targets, maxLag);
    if (!(folds >= 2 && folds <= rates.trials())) {
      throw new IllegalArgumentException(
          "folds must be >= 2 and <= the number of trials, got " + folds + " (" + rates + ")");
    }
    List<Double> scores = new ArrayList<>();
    for (int fold = 0; fold < folds; fold++) {
      int of = fold;
      int[] outside = IntStream.range(0, rates.trials()).filter(i -> i % folds != of).toArray();
      int[] inside = IntStream.range(0, rates.trials()).filter(i -> i % folds == of).toArray();
      BehaviourDecoder decoding =
          fit(rates.selectTrials(outside), targets.selectTrials(outside), maxLag);
      scores.add(
          decoding
              .score(rates.selectTrials(inside), targets.selectTrials(inside))
              .uniformAverage());
    }
    return scores;
  }

  private static void requireUsable(Cube rates, Cube targets, int maxLag) {
    LinearReadout.requireFittable(rates, targets);
    if (!(maxLag >= 0 && maxLag < rates.bins())) {
      throw new IllegalArgumentException(
          "maxLag must be >= 0 and < the number of bins, got " + maxLag + " (" + rates + ")");
    }
  }

  private static Cube leading(Cube rates, int lag) {
    return bins(rates, 0, rates.bins() - lag);
  }

  private static Cube following(Cube targets, int lag) {
    return bins(targets, lag, targets.bins());
  }

  /** The bins [first, last). */
  static Cube bins(Cube cube, int first, int last) {
    if (first == 0 && last == cube.bins()) {
      return cube;
    }
    double[][] rows =
        IntStream.range(0, cube.trials())
            .mapToObj(i -> Arrays.copyOfRange(cube.trial(i), first, last))
            .flatMap(Arrays::stream)
            .toArray(double[][]::new);
    return SampleRows.cube(cube.trials(), last - first, cube.columns(), rows);
  }
}
