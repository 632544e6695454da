package org.lfads4j.data.synthetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Trials;
import org.lfads4j.data.synthetic.ChaoticRnn.Options;

/**
 * Goldens from NumPy 2.4: {@code rng = np.random.RandomState(5)}, 50 units, drawn in the order that
 * {@link ChaoticRnn} states. Eight decimals are given; the network amplifies rounding less than
 * that within a trial.
 */
class ChaoticRnnTest {
  @Test
  void theNetworkIsNumpys() {
    NumpyRandom random = new NumpyRandom(5);
    ChaoticNetwork network = ChaoticNetwork.draw(50, random);
    assertEquals(.06239899, network.weight(0, 0), 5e-9);
    assertEquals(-.04679211, network.weight(0, 1), 5e-9);
    assertEquals(.17715807, network.weight(49, 49), 5e-9);
    assertEquals(1.15632094, network.inputWeight(0), 5e-9);
    assertEquals(1.92703545, random.normals(50)[0], 5e-9);
    assertEquals(-.96722912, random.normals(50)[0], 5e-9);
    assertEquals(.46375262, random.normals(50)[0], 5e-9);
  }

  @Test
  void activitiesAreNumpys() {
    assertActivity(1.5, 0, new double[] {-.65651193, -.44049071, .20164014});
    assertActivity(1.5, 20, new double[] {-.65651193, -.44049071, -.38014916});
    assertActivity(2.5, 20, new double[] {-.72788104, -.41803721, -.82986005});
  }

  private static void assertActivity(double gain, double magnitude, double[] expected) {
    NumpyRandom random = new NumpyRandom(5);
    ChaoticNetwork network = ChaoticNetwork.draw(50, random);
    assertEquals(50, random.normals(50).length);
    double[] pulses = new double[100];
    pulses[55] = magnitude;
    double[][] activityTN = network.run(random.normals(50), gain, pulses);
    assertEquals(expected[0], activityTN[0][0], 5e-9);
    assertEquals(expected[1], activityTN[1][0], 5e-9);
    assertEquals(expected[2], activityTN[99][0], 5e-9);
  }

  @Test
  @Tag("slow")
  void theWholeSetWithoutInputIsNumpys() {
    Trials trials = ChaoticRnn.trials(ChaoticRnn.defaults());
    assertSet(trials, new double[] {0, .16259208, .64590290}, 2398456, 600211);
    assertEquals(List.of(), trials.behaviour());
  }

  @Test
  @Tag("slow")
  void theWholeSetWithInputIsNumpys() {
    Trials trials = ChaoticRnn.trials(ChaoticRnn.defaults().withInputMagnitude(20));
    assertSet(trials, new double[] {.01789744, .14597077, .18174570}, 2364419, 591096);
    assertHits(trials);
  }

  @Test
  @Tag("slow")
  void theWholeSetWithInputAndStrongerChaosIsNumpys() {
    Trials trials = ChaoticRnn.trials(ChaoticRnn.defaults().withInputMagnitude(20).withGain(2.5));
    assertSet(trials, new double[] {.10950247, .26918660, .05694558}, 2398464, 600119);
    assertHits(trials);
  }

  private static void assertSet(Trials trials, double[] scaled, long train, long valid) {
    assertEquals(4000, trials.trials());
    Spikes.assertScaled(scaled, trials, 0, 0, 0, 1, 99);
    Spikes.assertSides(train, valid, trials);
  }

  private static void assertHits(Trials trials) {
    assertEquals(List.of(55, 60, 55, 52, 26), ChaoticRnn.hitBins(trials).subList(0, 5));
  }

  @Test
  void aSmallSetHasConditionsSplitAndInput() {
    Trials trials =
        ChaoticRnn.trials(
            ChaoticRnn.defaults().withInputMagnitude(20).withConditions(3).withRepeats(5));
    assertEquals(15, trials.trials());
    assertEquals(100, trials.bins());
    assertEquals(50, trials.neurons());
    assertEquals(10, trials.binMs());
    assertArrayEquals(new int[] {4, 9, 14}, trials.split().orElseThrow().valid());
    assertEquals(12, trials.split().orElseThrow().train().length);
    assertEquals("0", trials.conditions().orElseThrow().get(4));
    assertEquals("1", trials.conditions().orElseThrow().get(5));
    assertEquals(Optional.empty(), trials.countProblem());
    assertEquals(List.of("pulse"), trials.behaviour("input").columns());
  }

  @Test
  void hitBinsAreFromTheMiddleHalf() {
    List<Integer> hits =
        ChaoticRnn.hitBins(
            ChaoticRnn.trials(
                ChaoticRnn.defaults().withInputMagnitude(20).withConditions(40).withRepeats(5)));
    assertEquals(200, hits.size());
    assertEquals(25, hits.stream().mapToInt(h -> h).min().orElseThrow(), 2);
    assertEquals(74, hits.stream().mapToInt(h -> h).max().orElseThrow(), 2);
    assertEquals(
        "trials must have the behaviour \"input\"; give the network an" + " inputMagnitude above 0",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    ChaoticRnn.hitBins(
                        ChaoticRnn.trials(ChaoticRnn.defaults().withConditions(1).withRepeats(2))))
            .getMessage());
  }

  @Test
  void sessionsSeeUnitsOfOneNetwork() {
    List<Trials> sessions =
        ChaoticRnn.sessions(
            ChaoticRnn.defaults()
                .withConditions(150)
                .withRepeats(40)
                .withNeurons(100)
                .withConditions(2)
                .withRepeats(5),
            20);
    assertEquals(5, sessions.size());
    long[][] sides = {{2411, 593}, {2334, 557}, {2427, 546}, {2446, 659}, {2399, 628}};
    double[][] scaled = {
      {0, .14376766, .86634759},
      {.63195494, .68651796, .04607471},
      {.30561326, .39527904, .97743306},
      {.51536541, .55226138, .72888424},
      {.66812279, .67220542, .88451505}
    };
    for (int k = 0; k < 5; k++) {
      Spikes.assertSides(sides[k][0], sides[k][1], sessions.get(k));
      Spikes.assertScaled(scaled[k], sessions.get(k), 0, 0, 0, 1, 99);
      assertEquals("chaotic_n" + k, sessions.get(k).session());
      assertEquals("n" + 20 * k, sessions.get(k).neuronNames().get(0));
      assertEquals("n" + (20 * k + 19), sessions.get(k).neuronNames().get(19));
    }
  }

  @Test
  @Tag("slow")
  void theWholeSessionsAreNumpys() {
    List<Trials> sessions =
        ChaoticRnn.sessions(
            ChaoticRnn.defaults().withConditions(150).withRepeats(40).withNeurons(100), 20);
    Spikes.assertSides(1437087, 359497, sessions.get(0));
    Spikes.assertSides(1441612, 360184, sessions.get(1));
    Spikes.assertSides(1442416, 359785, sessions.get(2));
    Spikes.assertSides(1442282, 360941, sessions.get(3));
    Spikes.assertSides(1434902, 360568, sessions.get(4));
  }

  @Test
  void unitsThatFillNoSessionAreSeenInNone() {
    Options small = ChaoticRnn.defaults().withConditions(1).withRepeats(2);
    assertEquals(2, ChaoticRnn.sessions(small, 20).size());
    assertEquals(
        "seen must be from 1 to the network's 50 units, got 51",
        assertThrows(IllegalArgumentException.class, () -> ChaoticRnn.sessions(small, 51))
            .getMessage());
  }

  @Test
  void gaussianNoiseIsHalfTheHighestRate() {
    Options small = ChaoticRnn.defaults().withConditions(3).withRepeats(5);
    Trials noisy = ChaoticRnn.gaussianTrials(small, ChaoticRnn.NOISE_SEED);
    Trials spikes = ChaoticRnn.trials(small);
    assertEquals(spikes.truthHz(), noisy.truthHz());
    // r * 30 + RandomState(0).randn(50, 100) * 5 * 30 * sqrt(.01)
    assertEquals(26.46078519, noisy.counts().at(0, 0, 0), 2e-6);
    assertEquals(10.88012067, noisy.counts().at(0, 1, 0), 2e-6);
    assertEquals(32.54135787, noisy.counts().at(0, 0, 1), 2e-6);
    assertEquals(6.21608815, noisy.counts().at(0, 99, 49), 2e-6);
    double squares = 0;
    float[] truth = noisy.truthHz().orElseThrow().toArray();
    float[] seen = noisy.counts().toArray();
    for (int i = 0; i < seen.length; i++) {
      squares += Math.pow(seen[i] - truth[i], 2);
    }
    assertEquals(15, Math.sqrt(squares / seen.length), .2);
    assertEquals(false, noisy.equals(ChaoticRnn.gaussianTrials(small, 1)));
  }

  @Test
  void everyRateSpansItsRangeInEveryTrial() {
    Trials trials = ChaoticRnn.trials(ChaoticRnn.defaults().withConditions(2).withRepeats(2));
    Cube truth = trials.truthHz().orElseThrow();
    for (int e = 0; e < 4; e++) {
      for (int n = 0; n < 50; n++) {
        int trial = e;
        int neuron = n;
        var rates = IntStream.range(0, 100).mapToDouble(t -> truth.at(trial, t, neuron));
        var span = rates.summaryStatistics();
        assertEquals(0, span.getMin(), 0);
        assertEquals(30, span.getMax(), 1e-5);
      }
    }
  }

  @Test
  void theSeedDecidesEverything() {
    Options small = ChaoticRnn.defaults().withConditions(1).withRepeats(2);
    assertEquals(ChaoticRnn.trials(small), ChaoticRnn.trials(small));
    for (Options other : List.of(small.withSeed(6), small.withGain(2), small.withMaxRateHz(20))) {
      assertEquals(false, ChaoticRnn.trials(small).equals(ChaoticRnn.trials(other)));
    }
    Trials hit = ChaoticRnn.trials(small.withInputMagnitude(20));
    assertEquals(
        hit,
        ChaoticRnn.trials(
            ChaoticRnn.defaults().withInputMagnitude(20).withConditions(1).withRepeats(2)));
  }

  @Test
  void oneUnitThatRestsIsSilent() {
    Trials trials = ChaoticRnn.trials(new Options(1, 2, 1, 0, 0, 0, 0));
    assertEquals(List.of("n0"), trials.silentNeurons());
    double[][] still = {{.3}, {.3}};
    assertArrayEquals(new double[][] {{0}, {0}}, Activity.stretch(still));
  }

  @Test
  void sizesOutOfRangeAreRefused() {
    assertEquals(
        "repeats must be >= 2, got 1; the last fifth of them validates",
        messageOf(1, 1, 1, 1.5, 0, 30));
    assertEquals("conditions must be >= 1, got 0", messageOf(0, 2, 1, 1.5, 0, 30));
    assertEquals("neurons must be >= 1, got 0", messageOf(1, 2, 0, 1.5, 0, 30));
    assertEquals("gain must be finite and >= 0, got NaN", messageOf(1, 2, 1, Double.NaN, 0, 30));
    assertEquals(
        "inputMagnitude must be finite and >= 0, got -1.0", messageOf(1, 2, 1, 1.5, -1, 30));
    assertEquals(
        "maxRateHz must be finite and >= 0, got Infinity",
        messageOf(1, 2, 1, 1.5, 0, Double.POSITIVE_INFINITY));
  }

  private static String messageOf(
      int conditions, int repeats, int neurons, double gain, double input, double maxRateHz) {
    return assertThrows(
            IllegalArgumentException.class,
            () -> new Options(conditions, repeats, neurons, gain, input, maxRateHz, 0))
        .getMessage();
  }
}
