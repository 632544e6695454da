package org.lfads4j.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.lfads4j.data.Behaviour;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Split;
import org.lfads4j.data.Trials;
import org.lfads4j.inference.PosteriorMeans;

/**
 * How good a smoothing is on validation trials, with what simpler methods reach beside it. Spikes
 * that the encoders saw give a <em>reconstruction</em>, which can be made as high as one likes by
 * overfitting and is compared with nothing; neurons that were held out give <em>co-smoothing</em>.
 */
public final class ScoreCard {
  private static final double MS_PER_SECOND = 1000;

  /** Smoothing widths that the baseline may choose from, in bins; the best on training trials. */
  private static final double[] SMOOTHING_SD_BINS = {0.5, 1, 1.5, 2, 3, 4, 6, 8, 12, 16};

  /** A condition average is smoothed over time a little. */
  private static final double PSTH_SD_BINS = 1;

  private static final int PSTH_RADIUS_BINS = 5;

  /**
   * One score.
   *
   * @param name what is measured, with its unit
   * @param lfads the model
   * @param truth the true rates, where they are known
   * @param psth averages over training trials of the same condition, where there are conditions
   * @param smoothing a Gaussian kernel over each trial's own spikes
   * @param trials how many validation trials it is measured on
   */
  public record Score(
      String name,
      double lfads,
      OptionalDouble truth,
      OptionalDouble psth,
      OptionalDouble smoothing,
      int trials) {}

  private final Trials trials;
  private final Split split;
  private final Cube intensities;
  private final Cube validIntensities;
  private final Cube validCounts;

  private ScoreCard(Trials trials, Split split, PosteriorMeans means) {
    this.trials = trials;
    this.split = split;
    this.intensities = means.output().mean();
    this.validIntensities = intensities.selectTrials(split.valid());
    this.validCounts = trials.counts().selectTrials(split.valid());
  }

  /** The scores that these data allow, for counts (Poisson output). */
  public static List<Score> of(Trials trials, Split split, PosteriorMeans means) {
    ScoreCard card = new ScoreCard(trials, split, means);
    List<Score> scores = new ArrayList<>();
    int[] heldOut = card.heldOutColumns();
    int[] seen =
        IntStream.range(0, trials.neurons())
            .filter(n -> Arrays.stream(heldOut).noneMatch(h -> h == n))
            .toArray();
    card.add(scores, "reconstruction of seen spikes (bits/spike)", seen, false);
    if (heldOut.length > 0) {
      card.add(scores, "co-smoothing of held-out neurons (bits/spike)", heldOut, true);
    }
    trials.truthHz().ifPresent(truth -> scores.add(card.trueRates(truth)));
    trials.behaviour().stream()
        .filter(b -> isFinite(b.values()))
        .forEach(b -> scores.add(card.decoded(b, means.factors())));
    return List.copyOf(scores);
  }

  /** Bits per spike of some neurons; nothing to score where they never fire. */
  private void add(List<Score> scores, String name, int[] columns, boolean compared) {
    Cube counts = validCounts.selectColumns(columns);
    if (!fires(counts)) {
      return;
    }
    scores.add(
        new Score(
            name,
            PoissonScores.bitsPerSpike(counts, validIntensities.selectColumns(columns)),
            truthBits(counts, columns),
            compared ? psthBits(counts, columns) : OptionalDouble.empty(),
            OptionalDouble.empty(),
            counts.trials()));
  }

  private OptionalDouble truthBits(Cube counts, int[] columns) {
    Optional<Cube> truth = trials.truthHz();
    return truth.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            PoissonScores.bitsPerSpike(
                counts,
                truth
                    .get()
                    .selectTrials(split.valid())
                    .selectColumns(columns)
                    .map(hz -> hz * trials.binMs() / MS_PER_SECOND)));
  }

  private OptionalDouble psthBits(Cube counts, int[] columns) {
    return psth(trials.counts().selectColumns(columns))
        .map(p -> OptionalDouble.of(PoissonScores.bitsPerSpike(counts, p)))
        .orElse(OptionalDouble.empty());
  }

  /** R2 of rates against the true ones, mean over neurons. */
  private Score trueRates(Cube truthHz) {
    Cube truth = truthHz.selectTrials(split.valid());
    double toHz = MS_PER_SECOND / trials.binMs();
    return new Score(
        "rates against true rates (R2, mean over neurons)",
        RSquared.of(truth, validIntensities.map(x -> x * toHz)).uniformAverage(),
        OptionalDouble.of(1),
        psth(trials.counts())
            .map(p -> OptionalDouble.of(RSquared.of(truth, p.map(x -> x * toHz)).uniformAverage()))
            .orElse(OptionalDouble.empty()),
        OptionalDouble.of(smoothed(truthHz, toHz)),
        truth.trials());
  }

  /** The kernel that is best on training trials, scored on validation trials. */
  private double smoothed(Cube truthHz, double toHz) {
    Cube trainTruth = truthHz.selectTrials(split.train());
    Cube trainCounts = trials.counts().selectTrials(split.train());
    double best = SMOOTHING_SD_BINS[0];
    double bestScore = Double.NEGATIVE_INFINITY;
    for (double sd : SMOOTHING_SD_BINS) {
      double score =
          RSquared.of(trainTruth, smooth(trainCounts, sd).map(x -> x * toHz)).uniformAverage();
      if (score > bestScore) {
        best = sd;
        bestScore = score;
      }
    }
    Cube rates = smooth(validCounts, best).map(x -> x * toHz);
    return RSquared.of(truthHz.selectTrials(split.valid()), rates).uniformAverage();
  }

  /** R2 of a linear map from factors to a behaviour, fitted on training trials. */
  private Score decoded(Behaviour behaviour, Cube factors) {
    Cube trainTargets = behaviour.values().selectTrials(split.train());
    Cube trainCounts = trials.counts().selectTrials(split.train());
    double best = SMOOTHING_SD_BINS[0];
    double bestScore = Double.NEGATIVE_INFINITY;
    for (double sd : SMOOTHING_SD_BINS) {
      Cube smooth = smooth(trainCounts, sd);
      double score =
          LinearReadout.fit(smooth, trainTargets).score(smooth, trainTargets).uniformAverage();
      if (score > bestScore) {
        best = sd;
        bestScore = score;
      }
    }
    return new Score(
        "factors to " + behaviour.name() + " (R2, mean over coordinates)",
        decoded(
            behaviour, factors.selectTrials(split.train()), factors.selectTrials(split.valid())),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.of(decoded(behaviour, smooth(trainCounts, best), smooth(validCounts, best))),
        split.valid().length);
  }

  private double decoded(Behaviour behaviour, Cube train, Cube valid) {
    return LinearReadout.fit(train, behaviour.values().selectTrials(split.train()))
        .score(valid, behaviour.values().selectTrials(split.valid()))
        .uniformAverage();
  }

  private static boolean isFinite(Cube values) {
    for (float value : values.toArray()) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  private static Cube smooth(Cube counts, double sdBins) {
    return Smoothing.gaussian(counts, sdBins, (int) Math.ceil(4 * sdBins));
  }

  /** Condition averages of the training trials for the validation trials, if all are known. */
  private Optional<Cube> psth(Cube counts) {
    if (trials.conditions().isEmpty()) {
      return Optional.empty();
    }
    List<String> all = trials.conditions().get();
    List<String> train = Arrays.stream(split.train()).mapToObj(all::get).toList();
    List<String> valid = Arrays.stream(split.valid()).mapToObj(all::get).toList();
    if (!train.containsAll(valid)) {
      return Optional.empty();
    }
    return Optional.of(
        Psth.of(counts.selectTrials(split.train()), train)
            .smoothed(PSTH_SD_BINS, PSTH_RADIUS_BINS)
            .intensities(valid));
  }

  private int[] heldOutColumns() {
    return trials.heldOutNeurons().stream().mapToInt(trials::neuronIndex).toArray();
  }

  private static boolean fires(Cube counts) {
    for (float count : counts.toArray()) {
      if (count > 0) {
        return true;
      }
    }
    return false;
  }
}
