package org.lfads4j.dynamics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Grid;

class VisitedStatesTest {
  /** Two sessions of one trial, three states each with the start. */
  private static final VisitedStates STATES =
      VisitedStates.of(
          List.of(
              new VisitedStates.Run(
                  Grid.of(1, 2, new float[] {0, 0}), Cube.of(1, 2, 2, new float[] {3, 4, 3, 5})),
              new VisitedStates.Run(
                  Grid.of(1, 2, new float[] {6, 1}), Cube.of(1, 2, 2, new float[] {6, 4, 6, 6}))));

  @Test
  void speedIsTheMedianDistanceInABin() {
    // 5, 1; 3, 2: the upper of the two in the middle.
    assertEquals(3, STATES.speed());
    assertEquals(2, STATES.bins());
  }

  @Test
  void spreadIsTheDistanceFromTheMean() {
    // Means 4 and 10 / 3; sums of squares 30 and 27 + 1 / 3.
    assertEquals(Math.sqrt((30 + 82 / 3.0) / 6), STATES.spread(), 1e-12);
  }

  @Test
  void everyStateIsDrawnAndNoneElse() {
    double[][] drawn = STATES.sample(200, 3);
    Set<String> met = Arrays.stream(drawn).map(Arrays::toString).collect(Collectors.toSet());
    assertEquals(
        Set.of("[0.0, 0.0]", "[3.0, 4.0]", "[3.0, 5.0]", "[6.0, 1.0]", "[6.0, 4.0]", "[6.0, 6.0]"),
        met);
    assertArrayEquals(drawn[7], STATES.start(7, 0, 3));
  }

  @Test
  void noiseHasTheDeviationAskedFor() {
    double squares = 0;
    for (int i = 0; i < 5000; i++) {
      double[] from = STATES.drawn(i, 3);
      double[] start = STATES.start(i, 0.5, 3);
      squares += Math.pow(start[0] - from[0], 2) + Math.pow(start[1] - from[1], 2);
    }
    assertEquals(0.5 * STATES.spread(), Math.sqrt(squares / 5000), 0.02 * STATES.spread());
  }

  @Test
  void statesThatAreAllTheSameHaveAScale() {
    VisitedStates still =
        VisitedStates.of(
            List.of(
                new VisitedStates.Run(
                    Grid.of(1, 1, new float[] {2}), Cube.of(1, 1, 1, new float[] {2}))));
    assertEquals(1, still.spread());
    assertTrue(still.speed() == 0);
  }
}
