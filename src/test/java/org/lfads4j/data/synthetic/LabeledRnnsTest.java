package org.lfads4j.data.synthetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Trials;
import org.lfads4j.data.synthetic.LabeledRnns.Options;

/** Goldens from NumPy 2.4, the draws in the order that {@link LabeledRnns} states. */
class LabeledRnnsTest {
  private static final Trials SMALL =
      LabeledRnns.trials(LabeledRnns.defaults().withConditions(4).withRepeats(5));

  @Test
  void aSmallSetIsNumpys() {
    Spikes.assertSides(11771, 2851, SMALL);
    Spikes.assertScaled(new double[] {.61921684, .44808465, .81941505}, SMALL, 0, 0, 0, 1, 99);
    Spikes.assertScaled(new double[] {.57499963, .62860514, .68659387}, SMALL, 19, 49, 0, 1, 99);
  }

  @Test
  @Tag("slow")
  void theWholeSetIsNumpys() {
    Trials trials = LabeledRnns.trials(LabeledRnns.defaults());
    Spikes.assertSides(2405598, 599595, trials);
    Spikes.assertScaled(new double[] {.20852335, .52709073, .82888516}, trials, 0, 0, 0, 1, 99);
    assertEquals(2003, IntStream.range(0, 4000).map(e -> label(trials, e)).sum());
  }

  @Test
  void theLabelIsTheExternalInputOfEveryBin() {
    assertArrayEquals(
        new int[] {1, 0, 1, 1, 0, 0, 0, 1, 0, 0},
        IntStream.range(0, 10).map(e -> label(SMALL, e)).toArray());
    Cube input = SMALL.externalInputs().orElseThrow();
    assertEquals(1, input.columns());
    for (int e = 0; e < 20; e++) {
      for (int t = 0; t < 100; t++) {
        assertEquals(label(SMALL, e), input.at(e, t, 0));
      }
    }
  }

  @Test
  void trialsOfAConditionShareRatesWhereTheyShareTheLabel() {
    Cube truth = SMALL.truthHz().orElseThrow();
    assertEquals(truth.selectTrials(0), truth.selectTrials(2));
    assertNotEquals(truth.selectTrials(0), truth.selectTrials(1));
    assertEquals("0", SMALL.conditions().orElseThrow().get(4));
    assertArrayEquals(new int[] {4, 9, 14, 19}, SMALL.split().orElseThrow().valid());
  }

  @Test
  void everyConstantActs() {
    Options small = LabeledRnns.defaults().withConditions(1).withRepeats(2);
    Trials usual = LabeledRnns.trials(small);
    assertEquals(usual, LabeledRnns.trials(small));
    assertNotEquals(usual, LabeledRnns.trials(small.withGain(2)));
    assertNotEquals(usual, LabeledRnns.trials(small.withMaxRateHz(20)));
    assertNotEquals(usual, LabeledRnns.trials(small.withSeed(6)));
    assertEquals(List.of("n0"), LabeledRnns.trials(new Options(1, 2, 1, 0, 0, 0)).silentNeurons());
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    assertEquals(
        "neurons must be >= 1, got 0",
        assertThrows(IllegalArgumentException.class, () -> new Options(1, 2, 0, 1.5, 30, 5))
            .getMessage());
    assertEquals(
        "seed must be from 0 to 4294967293, got 4294967294",
        assertThrows(
                IllegalArgumentException.class, () -> LabeledRnns.defaults().withSeed(4294967294L))
            .getMessage());
  }

  private static int label(Trials trials, int trial) {
    return (int) trials.externalInputs().orElseThrow().at(trial, 0, 0);
  }
}
