package org.lfads4j.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lfads4j.PoissonCount;
import org.lfads4j.data.Behaviour;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Split;
import org.lfads4j.data.Trials;

/** Made-up trials whose rates are known; the "model" knows them, or nothing at all. */
class ScoreCardTest {
  private static final int TRIALS = 60;
  private static final int BINS = 40;
  private static final int NEURONS = 12;
  private static final double BIN_MS = 10;

  /** Expected counts per bin. */
  private static Cube expected;

  private static Trials trials;
  private static final Split SPLIT = Split.ofRatio(TRIALS, 3);

  @BeforeAll
  static void record() {
    Random random = new Random(7);
    float[] rates = new float[TRIALS * BINS * NEURONS];
    float[] counts = new float[rates.length];
    float[] phase = new float[TRIALS * BINS];
    for (int i = 0; i < TRIALS; i++) {
      double shift = 3 * random.nextDouble();
      for (int t = 0; t < BINS; t++) {
        double angle = 2 * Math.PI * t / BINS + shift + i % 2;
        phase[i * BINS + t] = (float) Math.sin(angle);
        for (int n = 0; n < NEURONS; n++) {
          int at = (i * BINS + t) * NEURONS + n;
          rates[at] = (float) (0.3 + 0.25 * Math.sin(angle + n));
          counts[at] = PoissonCount.of(rates[at], random);
        }
      }
    }
    expected = Cube.of(TRIALS, BINS, NEURONS, rates);
    trials =
        Trials.of(Cube.of(TRIALS, BINS, NEURONS, counts), BIN_MS)
            .withTruthHz(expected.map(x -> x * 1000 / BIN_MS))
            .withConditions(IntStream.range(0, TRIALS).mapToObj(i -> "c" + i % 2).toList())
            .withBehaviour(
                new Behaviour("phase", List.of("sine"), "", Cube.of(TRIALS, BINS, 1, phase)))
            .withHeldOutNeurons(List.of("n3", "n9"));
  }

  private static Score score(List<Score> scores, String name) {
    Optional<Score> found = scores.stream().filter(s -> s.name().equals(name)).findFirst();
    return found.orElseThrow();
  }

  private static double of(Score score, Method method) {
    return score.of(method).orElseThrow();
  }

  @Test
  void aModelThatKnowsTheTruthScoresAsTheTruth() {
    List<Score> scores = ScoreCard.of(trials, SPLIT, MadeUpMeans.of(expected), BINS);
    assertEquals(
        "reconstruction_nll reconstruction co_smoothing rates_r2 rates_r2_pooled psth_r2"
            + " decoding_phase factors_phase best_decoding_phase",
        scores.stream().map(Score::name).collect(Collectors.joining(" ")));
    for (Score score : scores) {
      if (score.of(Method.TRUE_RATES).isPresent()) {
        assertEquals(of(score, Method.TRUE_RATES), of(score, Method.LFADS), 1e-4, score.name());
      }
      assertEquals(SPLIT.valid().length, score.trials());
    }
    assertEquals(1, of(score(scores, "rates_r2"), Method.LFADS), 1e-6);
  }

  @Test
  void everyScoreIsDeclared() {
    for (Score score : ScoreCard.of(trials, SPLIT, MadeUpMeans.of(expected), 30)) {
      assertEquals(score.kind(), ScoreKind.of(score.name(), score.label()));
      ScoreKind monday = score.kind().ofSession("monday");
      assertEquals("monday." + score.name(), monday.name());
      assertEquals("monday: " + score.label(), monday.label());
      assertEquals(monday, ScoreKind.of(monday.name(), monday.label()));
    }
  }

  @Test
  void baselinesDoWhatTheyCanAndNoMore() {
    List<Score> scores = ScoreCard.of(trials, SPLIT, MadeUpMeans.of(expected), BINS);
    for (String name : List.of("co_smoothing", "rates_r2", "decoding_phase")) {
      Score score = score(scores, name);
      for (Method method : List.of(Method.PSTH, Method.SMOOTHING, Method.PCA)) {
        double value = of(score, method);
        assertTrue(value > 0, () -> name + " of " + method + " " + value);
        assertTrue(value < of(score, Method.TRUE_RATES), () -> name + " of " + method);
      }
    }
  }

  @Test
  void whatVariesFromTrialToTrialIsSeenBySingleTrialMethodsAlone() {
    Score score =
        score(ScoreCard.of(trials, SPLIT, MadeUpMeans.of(expected), BINS), "decoding_phase");
    assertTrue(of(score, Method.SMOOTHING) > of(score, Method.PSTH), score::toString);
    assertTrue(of(score, Method.PCA) > of(score, Method.PSTH), score::toString);
  }

  @Test
  void theRegressorThatDecodesOtherTrainingTrialsBestIsReportedBeside() {
    Cube phase = trials.behaviour().get(0).values();
    Score states =
        score(
            ScoreCard.of(trials, SPLIT, MadeUpMeans.of(expected.map(x -> 0.3), phase), BINS),
            "best_decoding_phase");
    assertEquals(1, states.lfads(), 1e-6);
    assertTrue(states.label().startsWith("generator states to phase"), states::label);

    List<Score> scores =
        ScoreCard.of(trials, SPLIT, MadeUpMeans.of(expected, phase.map(x -> 0)), BINS);
    Score rates = score(scores, "best_decoding_phase");
    assertTrue(rates.label().startsWith("rates to phase"), rates::label);
    assertEquals(score(scores, "decoding_phase").lfads(), rates.lfads());
    List<Score> rest = scores.stream().filter(score -> !score.equals(rates)).toList();
    assertEquals(rest, Score.shown(scores), "it repeats that of rates");
    assertEquals(
        rest.stream().map(score -> score.ofSession("a.b")).toList(),
        Score.shown(scores.stream().map(score -> score.ofSession("a.b")).toList()));
    assertEquals(List.of(states), Score.shown(List.of(states)));
  }

  @Test
  void aModelThatKnowsTheMeanAloneScoresNothing() {
    Cube flat = expected.map(x -> 0.3);
    List<Score> scores = ScoreCard.of(trials, SPLIT, MadeUpMeans.of(flat), BINS);
    assertTrue(of(score(scores, "co_smoothing"), Method.LFADS) < 0.02);
    assertTrue(of(score(scores, "rates_r2"), Method.LFADS) < 0.02);
  }

  @Test
  void forwardPredictionIsOfTheBinsThatNoEncoderRead() {
    List<Score> scores = ScoreCard.of(trials, SPLIT, MadeUpMeans.of(expected), 30);
    Score score = score(scores, "forward_prediction");
    Cube last = BehaviourDecoder.bins(trials.counts().selectTrials(SPLIT.valid()), 30, BINS);
    Cube known = BehaviourDecoder.bins(expected.selectTrials(SPLIT.valid()), 30, BINS);
    assertEquals(PoissonScores.bitsPerSpike(last, known), of(score, Method.LFADS), 1e-9);
    assertTrue(of(score, Method.SMOOTHING) < of(score, Method.LFADS));
    assertTrue(score.of(Method.PCA).isEmpty(), "it has read those bins");
  }

  private static double ofWidth(double sd) {
    return RSquared.of(expected, SmoothingWidth.smooth(trials.counts(), sd)).pooled();
  }

  @Test
  void theWidthOfAKernelIsThatOfTheSignal() {
    List<Double> offered = Arrays.stream(SmoothingWidth.OFFERED).boxed().toList();
    int best =
        IntStream.range(0, offered.size())
            .boxed()
            .max(Comparator.comparingDouble(i -> ofWidth(offered.get(i))))
            .orElseThrow();
    int chosen = offered.indexOf(SmoothingWidth.chosen(trials.counts()));
    assertTrue(Math.abs(chosen - best) <= 1, () -> "place " + chosen + ", best " + best);
    float[] flat = new float[20 * BINS * 3];
    Random random = new Random(2);
    for (int i = 0; i < flat.length; i++) {
      flat[i] = PoissonCount.of(0.3, random);
    }
    assertEquals(16, SmoothingWidth.chosen(Cube.of(20, BINS, 3, flat)));
  }
}
