package org.lfads4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class AlignmentTest {
  private static final Alignment ALIGNMENT =
      new Alignment(Grid.of(2, 3, new float[] {1, 2, 3, 4, 5, 6}), List.of(.25, -.5));
  private static final Trials TRIALS =
      Trials.of(new int[][][] {{{0, 1}, {2, 3}}}, 10).withAlignment(ALIGNMENT);

  @Test
  void itsRowsFollowTheNeurons() {
    assertEquals(
        Optional.of(new Alignment(Grid.of(1, 3, new float[] {4, 5, 6}), List.of(-.5))),
        TRIALS.selectNeurons("n1").alignment());
    assertEquals(Optional.of(ALIGNMENT), TRIALS.select(0).alignment());
  }

  @Test
  void itBelongsToTheBinsItWasComputedOn() {
    assertEquals(Optional.of(ALIGNMENT), TRIALS.rebin(10).alignment());
    assertEquals(Optional.empty(), TRIALS.rebin(20).alignment());
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertEquals(
        "alignment bias must be one per neuron of the matrix (2), got 1",
        message(() -> new Alignment(ALIGNMENT.matrix(), List.of(1.0))));
    assertEquals(
        "alignment bias must be finite, got NaN",
        message(() -> new Alignment(ALIGNMENT.matrix(), List.of(1.0, Double.NaN))));
    assertEquals(
        "alignment must have the counts' 3 neurons, got 2",
        message(() -> Trials.of(new int[1][2][3], 10).withAlignment(ALIGNMENT)));
  }

  private static String message(Executable refused) {
    return assertThrows(IllegalArgumentException.class, refused).getMessage();
  }
}
