package org.lfads4j.population;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TournamentTest {
  private static final double NAN = Double.NaN;

  @Test
  void nobodyCopiesAWorseMember() {
    double[] costs = {5, 1, 4, 2, 3};
    for (int generation = 1; generation < 200; generation++) {
      int[] donors = Tournament.donors(7, generation, costs);
      for (int i = 0; i < costs.length; i++) {
        assertTrue(donors[i] == i || costs[donors[i]] < costs[i]);
      }
      assertEquals(1, donors[1], "the best goes on");
    }
  }

  /** Of two random others, the worst copies any; the second best only the best. */
  @Test
  void everyOtherMemberIsAsLikely() {
    double[] costs = {3, 1, 2};
    int[] worst = new int[3];
    int copies = 0;
    int rounds = 6000;
    for (int generation = 1; generation <= rounds; generation++) {
      int[] donors = Tournament.donors(0, generation, costs);
      worst[donors[0]]++;
      copies += donors[2] == 1 ? 1 : 0;
    }
    // Six standard deviations of a binomial with p = 0.5: 6 sqrt(6000 / 4) = 232.
    assertEquals(0, worst[0]);
    assertEquals(rounds / 2.0, worst[1], 232);
    assertEquals(rounds / 2.0, copies, 232);
  }

  @Test
  void equalCostsChangeNothing() {
    assertArrayEquals(new int[] {0, 1, 2}, Tournament.donors(3, 1, new double[] {2, 2, 2}));
  }

  @Test
  void aFailedMemberCopiesOneThatDidNotFail() {
    for (int generation = 1; generation < 50; generation++) {
      int[] donors = Tournament.donors(1, generation, new double[] {NAN, 9, NAN, NAN});
      assertArrayEquals(new int[] {1, 1, 1, 1}, donors);
    }
    assertArrayEquals(new int[] {0, 1}, Tournament.donors(1, 1, new double[] {NAN, NAN}));
  }

  @Test
  void decisionsDependOnSeedAndGenerationAlone() {
    double[] costs = {8, 7, 6, 5, 4, 3, 2, 1};
    int[] first = Tournament.donors(11, 3, costs);
    assertArrayEquals(first, Tournament.donors(11, 3, costs.clone()));
    boolean otherSeed = !Arrays.equals(first, Tournament.donors(12, 3, costs));
    boolean otherGeneration = !Arrays.equals(first, Tournament.donors(11, 4, costs));
    assertTrue(otherSeed && otherGeneration);
  }
}
