package org.lfads4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lfads4j.data.TrialsSummary.Kind;
import org.lfads4j.data.synthetic.Lorenz;

class SummaryTest {
  private static final double SHARE_ACTIVE = .1;

  /** Independent neurons, active in a tenth of the bins. */
  private static int[][][] noise(int trials, int bins, int neurons, long seed) {
    Random random = new Random(seed);
    int[][][] counts = new int[trials][bins][neurons];
    for (int[][] trial : counts) {
      for (int[] bin : trial) {
        for (int n = 0; n < neurons; n++) {
          bin[n] = random.nextDouble() < SHARE_ACTIVE ? 1 + random.nextInt(2) : 0;
        }
      }
    }
    return counts;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 11, 12, 60})
  void independentNeuronsAreNotSuspected(int trials) {
    TrialsSummary summary = Trials.of(noise(trials, 50, 20, trials), 10).summary();
    assertEquals(List.of(), summary.suspected(Kind.DRIFTING));
    assertEquals(List.of(), summary.suspected(Kind.COINCIDENT));
    assertEquals(List.of(), summary.suspected(Kind.DUPLICATED));
  }

  @Test
  void theDemonstrationIsNotSuspected() {
    assertEquals(List.of(), Lorenz.trials().summary().suspicions());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 40})
  void whatIsWrongIsNamed(int trials) {
    int bins = trials == 1 ? 4000 : 100;
    int[][][] counts = noise(trials, bins, 6, 9);
    Random random = new Random(1);
    for (int[][] trial : counts) {
      for (int[] bin : trial) {
        bin[1] = 0;
        bin[3] = bin[2];
        bin[5] = bin[4] > 0 && random.nextDouble() < .8 ? 1 : 0;
      }
    }
    TrialsSummary summary = Trials.of(counts, 10).summary();
    assertEquals(List.of("n1"), summary.suspected(Kind.SILENT));
    assertEquals(List.of("n2", "n3"), summary.suspected(Kind.DUPLICATED));
    assertEquals(List.of("n4", "n5"), summary.suspected(Kind.COINCIDENT));
    assertEquals(
        List.of("n1 never fires", "n2 and n3 have the same counts in every bin"),
        summary.suspicions().stream().limit(2).map(TrialsSummary.Suspicion::text).toList());
    assertTrue(
        summary
            .suspicions()
            .get(2)
            .text()
            .matches("n4 and n5 fire together in (\\d+) of \\1 bins.*"),
        summary.toString());
  }

  @Test
  void answersToTheSameCueAreNoCoincidence() {
    int[][][] counts = noise(100, 20, 2, 4);
    Random random = new Random(2);
    for (int[][] trial : counts) {
      for (int n = 0; n < 2; n++) {
        trial[10][n] = random.nextDouble() < .9 ? 1 : 0;
        trial[11][n] = random.nextDouble() < .9 ? 1 : 0;
      }
    }
    assertEquals(List.of(), Trials.of(counts, 10).summary().suspicions());
  }

  @Test
  void aRateThatDriftsIsNamed() {
    int[][][] counts = noise(60, 50, 3, 5);
    for (int e = 30; e < 60; e++) {
      for (int[] bin : counts[e]) {
        bin[1] = 0;
      }
    }
    TrialsSummary summary = Trials.of(counts, 10).summary();
    assertEquals(List.of("n1"), summary.suspected(Kind.DRIFTING));
    assertEquals(-15, summary.neurons().get(1).driftHz(), 3);
    assertTrue(summary.suspicions().get(0).text().startsWith("n1 drifts: -1"));
  }

  @Test
  void trialsSortedByConditionDoNotDrift() {
    int[][][] counts = noise(60, 50, 3, 5);
    String[] conditions = new String[60];
    for (int e = 0; e < 60; e++) {
      conditions[e] = e < 30 ? "go" : "stay";
      for (int[] bin : counts[e]) {
        bin[1] = e < 30 ? bin[1] : 0;
      }
    }
    TrialsSummary summary = Trials.of(counts, 10).withConditions(List.of(conditions)).summary();
    assertEquals(List.of(), summary.suspicions());
    assertEquals(Map.of("go", 30, "stay", 30), summary.conditions());
  }

  @Test
  void ratesAreInSpikesPerSecond() {
    TrialsSummary summary =
        Trials.of(new int[][][] {{{1, 0}, {0, 0}}, {{2, 0}, {1, 0}}}, 20).summary();
    assertEquals(50, summary.neurons().get(0).meanHz(), 1e-12);
    assertEquals(0, summary.neurons().get(1).meanHz());
    assertEquals(
        """
        "session": 2 trials x 2 bins of 20 ms x 2 neurons, 25.00 spikes/s on average
        n1 never fires\
        """,
        summary.toString());
  }

  @Test
  void textStaysShort() {
    String text = Trials.of(new int[2][2][30], 10).summary().toString();
    assertTrue(text.endsWith("n5 never fires\nand 24 more suspicions"), text);
    assertTrue(text.lines().count() <= 10);
  }
}
