package org.lfads4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChosenTrialsAndNeuronsTest {
  private static Trials trials(int trials, int neurons) {
    return Trials.of(new int[trials][1][neurons], 10);
  }

  private static String messageOf(Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }

  @ParameterizedTest
  @CsvSource({"2,.1,1", "2,.9,1", "3,.5,2", "100,.2,20", "101,.001,1", "7,.999,6"})
  void aRandomSplitHasTheShareAskedFor(int trials, double share, int valid) {
    Split split = trials(trials, 1).withRandomSplit(share, 3).split().orElseThrow();
    assertEquals(valid, split.valid().length);
    assertEquals(trials - valid, split.train().length);
  }

  @Test
  void theSameSeedDrawsTheSame() {
    Trials hundred = trials(100, 100);
    assertEquals(hundred.withRandomSplit(.2, 1), hundred.withRandomSplit(.2, 1));
    assertNotEquals(hundred.withRandomSplit(.2, 1), hundred.withRandomSplit(.2, 2));
    assertEquals(hundred.holdOutNeurons(.2, 1), hundred.holdOutNeurons(.2, 1));
    assertNotEquals(hundred.holdOutNeurons(.2, 1), hundred.holdOutNeurons(.2, 2));
  }

  @Test
  void everyTrialIsDrawnEquallyOften() {
    int[] drawn = new int[10];
    for (int seed = 0; seed < 2000; seed++) {
      for (int trial : Split.ofFraction(10, .3, seed).valid()) {
        drawn[trial]++;
      }
    }
    for (int count : drawn) {
      assertEquals(600, count, 100, "600 expected, standard deviation 20");
    }
  }

  @Test
  void everyNthTrialValidates() {
    assertEquals(
        Split.of(new int[] {1, 2, 4, 5}, new int[] {0, 3, 6}),
        trials(7, 1).withSplitEvery(3).split().orElseThrow());
  }

  @Test
  void neuronsAreHeldOutBesideEarlierOnes() {
    Trials five = trials(1, 5).holdOutNeurons("n2");
    assertEquals(List.of("n2", "n4"), five.holdOutNeurons("n4", "n2").heldOutNeurons());
    Trials drawn = five.holdOutNeurons(.5, 1);
    assertEquals(3, drawn.heldOutNeurons().size());
    assertTrue(drawn.heldOutNeurons().contains("n2"));
    assertEquals(
        "held-out neurons must be a fraction between 0 and 1, got 1",
        messageOf(() -> five.holdOutNeurons(1, 1)));
    assertEquals(
        "held-out neurons must be a fraction between 0 and 1, got NaN",
        messageOf(() -> five.holdOutNeurons(Double.NaN, 1)));
    assertEquals(
        "held-out neurons must be drawn from at least 2, got 1",
        messageOf(() -> trials(1, 1).holdOutNeurons(.5, 1)));
    assertEquals(
        "validation trials must be drawn from at least 2, got 1",
        messageOf(() -> trials(1, 1).withRandomSplit(.5, 1)));
  }

  @Test
  void silentNeuronsAreDroppedWithAWord() {
    Trials three = Trials.of(new int[][][] {{{0, 1, 0}}, {{0, 0, 2}}}, 10);
    Trials dropped = three.dropSilent();
    assertEquals(List.of("n1", "n2"), dropped.neuronNames());
    assertEquals(List.of("dropSilent left out 1 of 3 neurons, silent: n0"), dropped.notes());
    assertEquals(dropped, dropped.dropSilent());
    assertEquals(
        "dropSilent must leave at least one neuron, got all 3 silent",
        messageOf(() -> trials(1, 3).dropSilent()));
    int[][][] firstOfForty = new int[1][1][40];
    firstOfForty[0][0][0] = 1;
    String note = Trials.of(firstOfForty, 10).dropSilent().notes().get(0);
    assertTrue(note.endsWith("n9, n10 and 29 more"), note);
  }
}
