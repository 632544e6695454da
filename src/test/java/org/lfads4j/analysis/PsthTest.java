package org.lfads4j.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.lfads4j.data.Cube;

class PsthTest {
  // Three trials of two bins and one neuron; the middle one is alone in its condition.
  private static final Cube COUNTS = Cube.of(3, 2, 1, new float[] {0, 2, 5, 7, 0, 4});
  private static final List<String> LABELS = List.of("left", "down", "left");

  @Test
  void averagesTheTrialsOfEachCondition() {
    Psth psth = Psth.of(COUNTS, LABELS);
    assertEquals(List.of("down", "left"), psth.conditions());
    assertEquals(Cube.of(2, 2, 1, new float[] {5, 7, 0, 3}), psth.averages());
    assertEquals("averages of 2 conditions x 2 bins x 1 neurons, counts per bin", psth.toString());
  }

  @Test
  void predictsEachTrialByItsConditionAboveTheFloor() {
    Cube intensities = Psth.of(COUNTS, LABELS).intensities(List.of("left", "left", "down"));
    // Half a spike over 2 trials x 2 bins.
    assertEquals(Cube.of(3, 2, 1, new float[] {0.125f, 3, 0.125f, 3, 5, 7}), intensities);
  }

  @Test
  void smoothingAveragesIsAveragingSmoothedTrials() {
    Cube counts = Cubes.counts(6, 9, 3, 1);
    List<String> labels = List.of("a", "b", "a", "b", "a", "a");
    Cube one = Psth.of(counts, labels).smoothed(1.3, 4).averages();
    Cube other = Psth.of(Smoothing.gaussian(counts, 1.3, 4), labels).averages();
    for (int i = 0; i < 2; i++) {
      for (int t = 0; t < 9; t++) {
        for (int c = 0; c < 3; c++) {
          assertEquals(one.at(i, t, c), other.at(i, t, c), 1e-6);
        }
      }
    }
  }

  @Test
  void scoresConditionAveragesOfThePrediction() {
    Psth psth = Psth.of(COUNTS, LABELS);
    assertEquals(1, psth.score(COUNTS, LABELS).pooled());
    // Predicted left: (1, 3); down: (5, 7). Truth 5, 7, 0, 3 has mean 3.75 and SST 26.75.
    Cube predicted = Cube.of(3, 2, 1, new float[] {2, 0, 5, 7, 0, 6});
    assertEquals(1 - 1 / 26.75, psth.score(predicted, LABELS).uniformAverage(), 1e-15);
    // Only the condition present counts: truth 0, 3 with SST 4.5.
    assertEquals(
        1 - 1 / 4.5,
        psth.score(Cube.of(1, 2, 1, new float[] {1, 3}), List.of("left")).pooled(),
        1e-15);
  }

  @Test
  void theIntensitiesOfSilentNeuronsKeepTheLikelihoodFinite() {
    Psth silent = Psth.of(Cubes.filled(4, 5, 1, 0), List.of("a", "a", "a", "a"));
    Cube one = Cubes.filled(1, 5, 1, 1);
    assertEquals(
        5 * (0.025 - Math.log(0.025)),
        PoissonScores.negativeLogLikelihood(one, silent.intensities(List.of("a"))),
        1e-6);
  }

  @Test
  void refusesUnknownConditionsAndWrongNumbers() {
    Psth psth = Psth.of(COUNTS, LABELS);
    assertMessage(
        "conditions[1] must be one of those averaged [down, left], got \"up\"",
        () -> psth.intensities(List.of("left", "up")));
    assertMessage(
        "conditions[0] must be one of those averaged [down, left], got \"up\"",
        () -> psth.score(COUNTS.selectTrials(0), List.of("up")));
    assertMessage(
        "conditions must hold one label per trial, got 2 (3 trials)",
        () -> Psth.of(COUNTS, List.of("left", "up")));
    assertMessage(
        "counts must hold at least one trial, bin and column, got 0 trials x 2 bins x 1 columns",
        () -> Psth.of(COUNTS.selectTrials(), List.of()));
    assertMessage(
        "intensities must have 2 bins x 1 columns, got 1 trials x 3 bins x 1 columns",
        () -> psth.score(Cubes.filled(1, 3, 1, 1), List.of("left")));
  }

  private static void assertMessage(String message, Executable run) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, run).getMessage());
  }
}
