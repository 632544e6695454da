package org.lfads4j.data.synthetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Trials;
import org.lfads4j.data.synthetic.LorenzDatasets.Equations;
import org.lfads4j.data.synthetic.LorenzDatasets.Options;

class LorenzDatasetsTest {
  private static final Options SMALL =
      Options.AS_CODED
          .withConditions(3)
          .withRepeats(Between.exactly(2))
          .withNeurons(new Between(4, 9));

  @Test
  void theSecondEquationLacksItsLastTermOnlyAsCoded() {
    double[] state = {1.5, -2.5, 20};
    assertEquals(1.5 * 8, Equations.AS_CODED.velocity(state)[1], 1e-12);
    assertEquals(1.5 * 8 + 2.5, Equations.LORENZ.velocity(state)[1], 1e-12);
    assertEquals(-40, Equations.AS_CODED.velocity(state)[0], 1e-12);
    assertEquals(-3.75 - 20 * 8 / 3.0, Equations.AS_CODED.velocity(state)[2], 1e-12);
  }

  @Test
  void statesFollowEulerStepsAndStayBounded() {
    double[][][] statesCTK = LorenzDatasets.states(Options.AS_CODED);
    assertEquals(65, statesCTK.length);
    assertEquals(1000, statesCTK[0].length);
    double[] now = statesCTK[7][123];
    double[] next = statesCTK[7][124];
    assertEquals(now[0] + .006 * 10 * (now[1] - now[0]), next[0], 1e-12);
    assertEquals(now[1] + .006 * now[0] * (28 - now[2]), next[1], 1e-12);
    assertEquals(now[2] + .006 * (now[0] * now[1] - 8 / 3.0 * now[2]), next[2], 1e-12);
    // Read off NumPy's runs, which have other starts.
    assertWithin(statesCTK, 0, -22, 22);
    assertWithin(statesCTK, 1, -31, 31);
    assertWithin(statesCTK, 2, 1, 56);
  }

  private static void assertWithin(double[][][] statesCTK, int k, double least, double most) {
    DoubleSummaryStatistics span =
        Stream.of(statesCTK).flatMap(Stream::of).mapToDouble(s -> s[k]).summaryStatistics();
    assertTrue(span.getMin() > least && span.getMax() < most, k + ": " + span);
  }

  @Test
  void coordinatesHaveMeanZeroAndASignedMaximumOfOne() {
    double deepest = 0;
    for (double[][] coordinatesTK : LorenzDatasets.coordinates(Options.AS_CODED)) {
      for (int k = 0; k < 3; k++) {
        int column = k;
        var span = Stream.of(coordinatesTK).mapToDouble(s -> s[column]).summaryStatistics();
        assertEquals(0, span.getAverage(), 1e-12);
        assertEquals(1, span.getMax(), 1e-12);
        deepest = Math.min(deepest, span.getMin());
      }
    }
    assertTrue(deepest < -1.2, "the deepest minimum is " + deepest);
  }

  @Test
  void recordingsDifferInNeuronsAndShareConditions() {
    List<Trials> recordings = LorenzDatasets.datasets(SMALL);
    assertEquals(3, recordings.size());
    for (int k = 0; k < 3; k++) {
      Trials recording = recordings.get(k);
      assertEquals("lorenz_" + k, recording.session());
      assertEquals(6, recording.trials());
      assertEquals(1000, recording.bins());
      assertEquals(1, recording.binMs());
      assertTrue(recording.neurons() >= 4 && recording.neurons() <= 9);
      assertEquals(List.of("0", "0", "1", "1", "2", "2"), recording.conditions().orElseThrow());
      assertEquals(recording, LorenzDatasets.dataset(SMALL, k));
    }
    assertNotEquals(
        recordings.get(0).truthHz().orElseThrow().at(0, 500, 0),
        recordings.get(1).truthHz().orElseThrow().at(0, 500, 0));
  }

  @Test
  void atMostOneSpikeABin() {
    Trials trials = LorenzDatasets.dataset(SMALL, 0);
    float[] counts = trials.counts().toArray();
    assertTrue(IntStream.range(0, counts.length).allMatch(i -> counts[i] == 0 || counts[i] == 1));
  }

  @Test
  void ratesAreOfTheOrderThatTheRecipeGives() {
    // NumPy, other draws: mean 13.95 Hz, median 4.87; with -y 21.3 and 4.92.
    assertRates(Options.AS_CODED, 9, 25);
    assertRates(Options.CORRECTED, 9, 60);
  }

  private static void assertRates(Options recipe, double leastMean, double mostMean) {
    Options some = recipe.withDatasets(1).withConditions(65).withRepeats(Between.exactly(1));
    Cube truth = LorenzDatasets.dataset(some, 0).truthHz().orElseThrow();
    float[] rates = truth.toArray();
    double[] sorted =
        IntStream.range(0, rates.length).mapToDouble(i -> rates[i]).sorted().toArray();
    double mean = DoubleStream.of(sorted).average().orElseThrow();
    assertEquals(4.9, sorted[sorted.length / 2], .5, "median, Hz");
    assertTrue(mean > leastMean && mean < mostMean, "mean " + mean + " Hz");
  }

  @Test
  void everyConstantActs() {
    Trials usual = LorenzDatasets.dataset(SMALL, 0);
    assertNotEquals(usual, LorenzDatasets.dataset(SMALL.withSeed(1), 0));
    assertEquals(7, LorenzDatasets.dataset(SMALL.withNeurons(Between.exactly(7)), 0).neurons());
    Options few = SMALL.withConditions(2).withRepeats(new Between(1, 1));
    assertEquals(2, LorenzDatasets.dataset(few, 0).trials());
    Options oneBin =
        new Options(1, 1, Between.exactly(1), Between.exactly(1), 1, Equations.LORENZ, 0);
    assertEquals(5, LorenzDatasets.dataset(oneBin, 0).truthHz().orElseThrow().at(0, 0, 0), 1e-6);
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    assertRefused("datasets must be >= 1, got 0", () -> SMALL.withDatasets(0));
    assertRefused(
        "conditions must be >= 1, got 0",
        () -> SMALL.withConditions(0).withRepeats(Between.exactly(1)));
    assertRefused("least must be >= 1, got 0", () -> Between.exactly(0));
    assertRefused("most must be >= least, got 2 < 3", () -> new Between(3, 2));
    assertRefused("index must be from 0 to 2, got 3", () -> LorenzDatasets.dataset(SMALL, 3));
    assertRefused(
        "seed must be from 0 to 4294967292, got 4294967293", () -> SMALL.withSeed(4294967293L));
  }

  private static void assertRefused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
