package org.lfads4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class SplitTest {
  private static String messageOf(Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }

  @Test
  void theFirstOfEveryRatioPlusOneTrialsValidates() {
    Split split = Split.ofRatio(11, 4);
    assertArrayEquals(new int[] {0, 5, 10}, split.valid());
    assertArrayEquals(new int[] {1, 2, 3, 4, 6, 7, 8, 9}, split.train());
    assertArrayEquals(new int[] {0, 2}, Split.ofRatio(3, 1).valid());
    assertArrayEquals(new int[] {1}, Split.ofRatio(2, 4).train());
    assertArrayEquals(new int[] {0}, Split.ofRatio(3, Integer.MAX_VALUE).valid());
  }

  @Test
  void tooFewTrialsOrTooSmallARatioAreRefused() {
    assertEquals(
        "split must have at least one training trial, got 0 (validation trials: 1); give more"
            + " trials",
        messageOf(() -> Split.ofRatio(1, 4)));
    assertEquals("trainToTestRatio must be >= 1, got 0", messageOf(() -> Split.ofRatio(10, 0)));
  }

  @Test
  void bothSidesNeedTrials() {
    assertEquals(
        "split must have at least one validation trial, got 0 (training trials: 2); move one over,"
            + " for learning rate and best parameters are judged by it",
        messageOf(() -> Split.of(new int[] {0, 1}, new int[0])));
    assertEquals(
        "split must have at least one training trial, got 0 (validation trials: 2); give more"
            + " trials",
        messageOf(() -> Split.of(new int[0], new int[] {0, 1})));
  }

  @Test
  void aTrialIsNamedOnce() {
    assertEquals(
        "split must name a trial once, got 3 twice",
        messageOf(() -> Split.of(new int[] {1, 3}, new int[] {3})));
    assertEquals(
        "split must name a trial once, got 1 twice",
        messageOf(() -> Split.of(new int[] {1, 1}, new int[] {3})));
    assertEquals(
        "split must name trials from 0 on, got -1",
        messageOf(() -> Split.of(new int[] {-1}, new int[] {3})));
  }

  @Test
  void orderDoesNotMatterAndArraysAreCopies() {
    int[] train = {3, 1};
    Split split = Split.of(train, new int[] {0});
    train[0] = 0;
    split.valid()[0] = 7;
    assertEquals(Split.of(new int[] {1, 3}, new int[] {0}), split);
    assertEquals(Split.of(new int[] {1, 3}, new int[] {0}).hashCode(), split.hashCode());
    assertEquals("valid", split.label(0));
    assertEquals("train", split.label(3));
    assertEquals("unused", split.label(2));
    assertEquals("2 training and 1 validation trials", split.toString());
  }
}
