package org.lfads4j.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.lfads4j.PoissonCount;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Split;
import org.lfads4j.data.Trials;

class HiddenSamplesTest {
  private static final int TRIALS = 40;
  private static final int BINS = 30;
  private static final int NEURONS = 10;

  private static Cube rates() {
    float[] values = new float[TRIALS * BINS * NEURONS];
    for (int i = 0; i < values.length; i++) {
      int bin = i / NEURONS % BINS;
      values[i] =
          (float)
              (0.5 + 0.4 * Math.sin(0.4 * bin + i % NEURONS + Math.floorDiv(i, NEURONS * BINS)));
    }
    return Cube.of(TRIALS, BINS, NEURONS, values);
  }

  private static Trials trials() {
    Random random = new Random(2);
    Cube counts = rates().map(mean -> PoissonCount.of(mean, random));
    return Trials.of(counts, 10).withSplit(Split.ofRatio(TRIALS, 1));
  }

  @Test
  void oneInFiveIsHiddenInEachTrialBinAndNeuronAndSumsStay() {
    Trials ones =
        Trials.of(Cubes.filled(TRIALS, BINS, NEURONS, 1), 10).withSplit(Split.ofRatio(TRIALS, 1));
    HiddenSamples hidden = new HiddenSamples(ones, BINS);
    assertArrayEquals(ones.split().orElseThrow().valid(), hidden.trials());
    Cube shown = hidden.shown();
    assertEquals(TRIALS / 2, shown.trials());
    double all = 0;
    for (int i = 0; i < shown.trials(); i++) {
      for (int t = 0; t < BINS; t++) {
        int zeros = 0;
        for (int n = 0; n < NEURONS; n++) {
          all += shown.at(i, t, n);
          zeros += shown.at(i, t, n) == 0 ? 1 : 0;
          assertTrue(shown.at(i, t, n) == 0 || shown.at(i, t, n) == 1.25f);
        }
        assertEquals(2, zeros);
      }
    }
    assertEquals(shown.trials() * BINS * NEURONS, all, 1e-3);
  }

  @Test
  void trueRatesPredictBothAlikeAndCopiesOnlyWhatTheySaw() {
    Trials trials = trials();
    HiddenSamples hidden = new HiddenSamples(trials, BINS);
    HiddenSamples.Prediction truth = hidden.prediction(rates().selectTrials(hidden.trials()));
    assertTrue(truth.shown() > 0.2 && truth.hidden() > 0.2, truth.toString());
    assertEquals(0, truth.shown() - truth.hidden(), 3 * truth.error());
    assertEquals(0, SessionChecks.of(truth).findings().size());

    HiddenSamples.Prediction copy = hidden.prediction(hidden.shown().map(x -> 0.1 + 0.8 * x));
    assertTrue(copy.shown() > 1 && copy.hidden() < 0, copy.toString());
    Finding found = SessionChecks.of(copy).findings().get(0);
    assertEquals(Finding.Kind.COPIES_SPIKES, found.kind());
    assertEquals(copy.shown(), found.number("shown_bits_per_spike"));
    assertEquals(copy.hidden(), found.number("hidden_bits_per_spike"));
  }

  @Test
  void whatEncodersNeverReadDoesNotCount() {
    Trials trials = trials().withHeldOutNeurons("n3");
    HiddenSamples hidden = new HiddenSamples(trials, 20);
    Cube rates = rates().selectTrials(hidden.trials());
    float[] values = rates.toArray();
    for (int i = 0; i < values.length; i++) {
      if (i % NEURONS == 3 || i / NEURONS % BINS >= 20) {
        values[i] = 1e-6f;
      }
    }
    Cube spoilt = Cube.of(rates.trials(), BINS, NEURONS, values);
    assertEquals(hidden.prediction(rates), hidden.prediction(spoilt));
  }
}
