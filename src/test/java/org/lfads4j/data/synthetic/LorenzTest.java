package org.lfads4j.data.synthetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Trials;

class LorenzTest {
  private static final Trials DEMO = Lorenz.trials();

  @Test
  void theDemonstrationHasItsPromisedShape() {
    assertEquals(200, DEMO.trials());
    assertEquals(100, DEMO.bins());
    assertEquals(30, DEMO.neurons());
    assertEquals(10, DEMO.binMs());
    assertEquals(20, DEMO.conditions().orElseThrow().stream().distinct().count());
    assertEquals(List.of("x", "y", "z"), DEMO.behaviour("lorenz").columns());
    assertEquals(Optional.empty(), DEMO.countProblem());
    assertEquals(List.of(), DEMO.silentNeurons());
  }

  @Test
  void ratesArePlausibleAndCountsFollowThem() {
    Cube truth = DEMO.truthHz().orElseThrow();
    for (int n = 0; n < 30; n++) {
      double rate = 0;
      double count = 0;
      for (int e = 0; e < 200; e++) {
        for (int t = 0; t < 100; t++) {
          rate += truth.at(e, t, n) / 20000;
          count += DEMO.counts().at(e, t, n);
        }
      }
      assertTrue(rate > 4 && rate < 26, "neuron " + n + " fires at " + rate + " Hz");
      double expected = rate * 200;
      assertEquals(0, (count - expected) / Math.sqrt(expected), 4.5, "standard errors");
    }
  }

  @Test
  void theTrueRatesTellMoreThanMeanRates() {
    Cube truth = DEMO.truthHz().orElseThrow();
    double nats = 0;
    double spikes = 0;
    for (int n = 0; n < 30; n++) {
      double mean = 0;
      for (int e = 0; e < 200; e++) {
        for (int t = 0; t < 100; t++) {
          mean += DEMO.counts().at(e, t, n) / 20000;
        }
      }
      for (int e = 0; e < 200; e++) {
        for (int t = 0; t < 100; t++) {
          double perBin = truth.at(e, t, n) / 100;
          double count = DEMO.counts().at(e, t, n);
          nats += count * Math.log(perBin / mean) - perBin + mean;
          spikes += count;
        }
      }
    }
    assertEquals(.657, nats / spikes / Math.log(2), 5e-3, "bits per spike");
  }

  @Test
  void aTrialTurnsAboutTwiceRoundTheLobes() {
    Cube state = DEMO.behaviour("lorenz").values();
    int peaks = 0;
    for (int e = 0; e < 200; e += 10) {
      for (int t = 1; t < 99; t++) {
        if (state.at(e, t, 2) > state.at(e, t - 1, 2)
            && state.at(e, t, 2) >= state.at(e, t + 1, 2)) {
          peaks++;
        }
      }
    }
    double turns = peaks / 20.0;
    assertTrue(turns >= 1.5 && turns <= 3, "turns per trial: " + turns);
  }

  @Test
  void trialsOfAConditionShareRatesAndDifferInSpikes() {
    Cube truth = DEMO.truthHz().orElseThrow();
    assertEquals(truth.selectTrials(0), truth.selectTrials(9));
    assertNotEquals(truth.selectTrials(0), truth.selectTrials(10));
    assertNotEquals(DEMO.counts().selectTrials(0), DEMO.counts().selectTrials(9));
  }

  @Test
  void startsVaryFromTrialToTrialAsAskedAndRatesWithThem() {
    Trials varied = Lorenz.trials(Lorenz.defaults().withVariation(0.2));
    Cube state = varied.behaviour("lorenz").values();
    Cube common = DEMO.behaviour("lorenz").values();
    double squares = 0;
    double later = 0;
    for (int e = 0; e < 200; e++) {
      for (int k = 0; k < 3; k++) {
        squares += Math.pow(state.at(e, 0, k) - common.at(e, 0, k), 2) / 600;
        later += Math.pow(state.at(e, 99, k) - common.at(e, 99, k), 2) / 600;
      }
    }
    assertEquals(0.2, Math.sqrt(squares), 0.02);
    assertTrue(later > 2 * squares, "the system is chaotic");
    Cube truth = varied.truthHz().orElseThrow();
    assertNotEquals(truth.selectTrials(0), truth.selectTrials(1));
    assertEquals(varied, Lorenz.trials(Lorenz.defaults().withVariation(0.2)));
    assertThrows(IllegalArgumentException.class, () -> Lorenz.defaults().withVariation(Double.NaN));
  }

  @Test
  void theSeedDecidesEverything() {
    assertEquals(DEMO, Lorenz.trials(Lorenz.defaults().withSeed(0)));
    assertNotEquals(DEMO, Lorenz.trials(Lorenz.defaults().withSeed(1)));
  }

  @Test
  void oneStepFollowsTheEquationsWithTheMinusYTerm() {
    double[] state = {1.5, -2.5, 20};
    assertEquals(-40, LorenzSystem.velocity(state)[0], 1e-12);
    assertEquals(1.5 * 8 + 2.5, LorenzSystem.velocity(state)[1], 1e-12);
    assertEquals(-3.75 - 20 * 8 / 3.0, LorenzSystem.velocity(state)[2], 1e-12);
  }

  @Test
  void theStepIsOfFourthOrder() {
    double coarse = errorAfter(0.1, 20);
    double fine = errorAfter(0.1, 40);
    assertEquals(16, coarse / fine, 3);
  }

  private static double errorAfter(double time, int steps) {
    double[] state = run(time, steps);
    double[] exact = run(time, 20000);
    return IntStream.range(0, 3).mapToDouble(i -> Math.abs(state[i] - exact[i])).sum();
  }

  private static double[] run(double time, int steps) {
    double[] state = {1, 2, 25};
    for (int i = 0; i < steps; i++) {
      state = LorenzSystem.step(state, time / steps);
    }
    return state;
  }

  @Test
  void theSmallestSizesWork() {
    for (int size = 1; size <= 3; size++) {
      Trials small = Lorenz.trials(new Lorenz.Options(size, size, size, size, 10, 0, 5));
      assertEquals(size * size, small.trials());
      assertEquals(size, small.bins());
      assertEquals(size, small.neurons());
    }
  }

  @Test
  void sizesBelowOneAreRefused() {
    assertRefused("conditions must be >= 1, got 0", 0, 1, 1, 1, 10);
    assertRefused("repeats must be >= 1, got -1", 1, -1, 1, 1, 10);
    assertRefused("bins must be >= 1, got 0", 1, 1, 0, 1, 10);
    assertRefused("neurons must be >= 1, got 0", 1, 1, 1, 0, 10);
    assertRefused("binMs must be > 0, got NaN", 1, 1, 1, 1, Double.NaN);
  }

  private static void assertRefused(String message, int c, int r, int t, int n, double binMs) {
    assertEquals(
        message,
        assertThrows(
                IllegalArgumentException.class, () -> new Lorenz.Options(c, r, t, n, binMs, 0, 0))
            .getMessage());
  }
}
