package org.lfads4j.analysis;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.lfads4j.config.Internal;
import org.lfads4j.data.Behaviour;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Split;
import org.lfads4j.data.Trials;
import org.lfads4j.inference.PosteriorMeans;

/**
 * How good a model is on validation trials, with the scores of simpler methods beside it. Spikes
 * that the encoders read give a <em>reconstruction</em>. Overfitting can make that as high as one
 * likes, so it is compared with the true rates alone; neurons that were held out give
 * <em>co-smoothing</em>, and bins after those that the encoders read <em>forward prediction</em>.
 *
 * <p>Rates are scored by R2 in two conventions: the plain mean over neurons, and pooled, where
 * neurons are weighted by their variance.
 */
@Internal
public final class ScoreCard {
  private static final double MS_PER_SECOND = 1000;

  /** The longest lead of rates over behaviour that a decoder may choose, ms. */
  private static final double MOST_LAG_MS = 200;

  private static final int DECODED_TRIALS = 5;

  private final Trials trials;
  private final Split split;
  private final PosteriorMeans means;
  private final Baselines baselines;

  /** Expected counts per bin of the validation trials, by method. */
  private final Map<Method, Cube> intensities = new EnumMap<>(Method.class);

  private final List<Score> scores = new ArrayList<>();

  private ScoreCard(Trials trials, Split split, PosteriorMeans means) {
    this.trials = trials;
    this.split = split;
    this.means = means;
    this.baselines = new Baselines(trials, split, means.factors().columns());
    intensities.put(Method.LFADS, means.output().mean().selectTrials(split.valid()));
    intensities.putAll(baselines.intensities());
  }

  /**
   * The scores that these data allow, for counts (Poisson output).
   *
   * @param encodedBins bins that the encoders read; those after them are predicted
   */
  public static List<Score> of(Trials trials, Split split, PosteriorMeans means, int encodedBins) {
    ScoreCard card = new ScoreCard(trials, split, means);
    card.reconstruction();
    card.coSmoothing();
    card.forwardPrediction(encodedBins);
    card.trueRates();
    card.conditionAverages();
    trials.behaviour().stream().filter(b -> isFinite(b.values())).forEach(card::decoding);
    return List.copyOf(card.scores);
  }

  private void reconstruction() {
    Cube counts = baselines.validCounts().selectColumns(baselines.seen());
    Function<Cube, Cube> seen = cube -> cube.selectColumns(baselines.seen());
    Map<Method, Cube> compared = new EnumMap<>(intensities);
    compared.keySet().retainAll(List.of(Method.LFADS, Method.TRUE_RATES));
    add(
        ScoreKind.RECONSTRUCTION_NLL,
        compared,
        cube -> PoissonScores.negativeLogLikelihood(counts, seen.apply(cube)) / counts.trials());
    bits(ScoreKind.RECONSTRUCTION, compared, seen);
  }

  private void coSmoothing() {
    if (baselines.heldOut().length > 0) {
      bits(ScoreKind.CO_SMOOTHING, intensities, cube -> cube.selectColumns(baselines.heldOut()));
    }
  }

  private void forwardPrediction(int encodedBins) {
    if (encodedBins >= trials.bins()) {
      return;
    }
    Map<Method, Cube> compared = new EnumMap<>(intensities);
    compared.remove(Method.PCA);
    compared.put(Method.SMOOTHING, lastSmoothed(encodedBins));
    bits(
        ScoreKind.FORWARD_PREDICTION,
        compared,
        cube -> BehaviourDecoder.bins(cube, encodedBins, trials.bins()));
  }

  /** The smoothed count of the last bin that was read, from then on. */
  private Cube lastSmoothed(int encodedBins) {
    Cube read = BehaviourDecoder.bins(baselines.validCounts(), 0, encodedBins);
    Cube smooth = SmoothingWidth.smooth(read, baselines.width());
    float[] out = baselines.validCounts().toArray();
    int neurons = trials.neurons();
    for (int i = 0; i < out.length; i++) {
      int bin = Math.min(i / neurons % trials.bins(), encodedBins - 1);
      float value = smooth.at(i / neurons / trials.bins(), bin, i % neurons);
      out[i] = (float) Math.max(value, SmoothingWidth.FLOOR);
    }
    return Cube.adopt(smooth.trials(), trials.bins(), neurons, out);
  }

  /** Bits per spike of a part of all counts; nothing to score where that holds no spike. */
  private void bits(ScoreKind kind, Map<Method, Cube> compared, Function<Cube, Cube> part) {
    Cube counts = part.apply(baselines.validCounts());
    if (fires(counts)) {
      add(kind, compared, cube -> PoissonScores.bitsPerSpike(counts, part.apply(cube)));
    }
  }

  private void trueRates() {
    Optional<Cube> truth = baselines.truth();
    if (truth.isEmpty()) {
      return;
    }
    Map<Method, Cube> compared = new EnumMap<>(intensities);
    compared.put(Method.SMOOTHING, baselines.smoothing(widthByTruth()));
    add(ScoreKind.RATES_R2, compared, cube -> RSquared.of(truth.get(), cube).uniformAverage());
    add(ScoreKind.RATES_R2_POOLED, compared, cube -> RSquared.of(truth.get(), cube).pooled());
  }

  /** The kernel that is best on the true rates of training trials: the strongest baseline. */
  private double widthByTruth() {
    Cube truth = trials.truthHz().orElseThrow().selectTrials(split.train());
    Cube counts = baselines.trainCounts().map(x -> x * MS_PER_SECOND / trials.binMs());
    return SmoothingWidth.best(
        sd -> RSquared.of(truth, SmoothingWidth.smooth(counts, sd)).uniformAverage());
  }

  /** Averages over validation trials of a condition, of counts against those of rates. */
  private void conditionAverages() {
    if (trials.conditions().isEmpty()) {
      return;
    }
    List<String> conditions = baselines.conditions(split.valid());
    Psth recorded = Psth.of(baselines.validCounts(), conditions);
    add(ScoreKind.PSTH_R2, intensities, cube -> recorded.score(cube, conditions).uniformAverage());
  }

  /** R2 of a linear decoder, fitted on training trials. */
  private void decoding(Behaviour behaviour) {
    if (split.train().length < DECODED_TRIALS) {
      return;
    }
    Cube train = behaviour.values().selectTrials(split.train());
    Cube valid = behaviour.values().selectTrials(split.valid());
    int lags = (int) Math.min(MOST_LAG_MS / trials.binMs(), trials.bins() / 4.0);
    BiFunction<Cube, Cube, Double> decoded =
        (ofTrain, ofValid) ->
            BehaviourDecoder.fit(ofTrain, train, lags).score(ofValid, valid).uniformAverage();
    Cube rates = means.output().mean();
    BehaviourDecoder fromRates = BehaviourDecoder.fit(ofTrain(rates), train, lags);
    double scored = fromRates.score(ofValid(rates), valid).uniformAverage();
    Map<Method, Double> byRates = new EnumMap<>(Method.class);
    byRates.put(Method.LFADS, scored);
    trials
        .truthHz()
        .ifPresent(hz -> byRates.put(Method.TRUE_RATES, decoded.apply(ofTrain(hz), ofValid(hz))));
    psthOfAll().ifPresent(p -> byRates.put(Method.PSTH, decoded.apply(ofTrain(p), ofValid(p))));
    Cube smooth = SmoothingWidth.smooth(seen(trials.counts()), widthFor(train));
    byRates.put(Method.SMOOTHING, decoded.apply(ofTrain(smooth), ofValid(smooth)));
    byRates.put(
        Method.PCA, decoded.apply(baselines.trainComponents(), baselines.validComponents()));
    scores.add(new Score(ScoreKind.decoding(behaviour.name()), byRates, valid.trials()));
    scores.add(
        new Score(
            ScoreKind.factors(behaviour.name()),
            Map.of(
                Method.LFADS,
                LinearReadout.fit(ofTrain(means.factors()), train)
                    .score(ofValid(means.factors()), valid)
                    .uniformAverage()),
            valid.trials()));
    addBestDecoding(behaviour, fromRates.crossValidated(), scored, lags);
  }

  /**
   * What decodes other trials best among the training trials, and how it does on the others.
   *
   * @param ofRates how well rates decode training trials that are left out in turn
   * @param scored how well they decode the validation trials
   */
  private void addBestDecoding(Behaviour behaviour, double ofRates, double scored, int lags) {
    Cube train = behaviour.values().selectTrials(split.train());
    Cube valid = behaviour.values().selectTrials(split.valid());
    Map<String, Cube> others = new LinkedHashMap<>();
    others.put("factors", means.factors());
    others.put("generator states", means.generatorStates());
    String best = "rates";
    double bestScore = ofRates;
    double bestScored = scored;
    for (Map.Entry<String, Cube> one : others.entrySet()) {
      BehaviourDecoder decoder = BehaviourDecoder.fit(ofTrain(one.getValue()), train, lags);
      if (decoder.crossValidated() > bestScore) {
        best = one.getKey();
        bestScore = decoder.crossValidated();
        bestScored = decoder.score(ofValid(one.getValue()), valid).uniformAverage();
      }
    }
    scores.add(
        new Score(
            ScoreKind.bestDecoding(behaviour.name(), best),
            Map.of(Method.LFADS, bestScored),
            valid.trials()));
  }

  private Optional<Cube> psthOfAll() {
    int[] all = IntStream.range(0, trials.trials()).toArray();
    return baselines
        .psthOfTraining()
        .filter(p -> p.conditions().containsAll(baselines.conditions(all)))
        .map(p -> p.intensities(baselines.conditions(all)));
  }

  /** The kernel by which smoothed counts decode best, by cross-validation on training trials. */
  private double widthFor(Cube targets) {
    Cube counts = seen(baselines.trainCounts());
    return SmoothingWidth.best(
        sd -> RidgeCv.fitWide(SmoothingWidth.smooth(counts, sd), targets).bestScore());
  }

  private Cube seen(Cube all) {
    return all.selectColumns(baselines.seen());
  }

  private Cube ofTrain(Cube all) {
    return all.selectTrials(split.train());
  }

  private Cube ofValid(Cube all) {
    return all.selectTrials(split.valid());
  }

  private void add(ScoreKind kind, Map<Method, Cube> compared, Function<Cube, Double> score) {
    Map<Method, Double> values = new EnumMap<>(Method.class);
    compared.forEach((method, cube) -> values.put(method, score.apply(cube)));
    scores.add(new Score(kind, values, split.valid().length));
  }

  private static boolean isFinite(Cube values) {
    for (float value : values.toArray()) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
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
