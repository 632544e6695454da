package org.lfads4j.population;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PopulationHistoryTest {
  private static final PopulationHistory HISTORY =
      new PopulationHistory(List.of())
          .with(List.of(member(0, 0, 0, 3), member(0, 1, 1, 2), member(0, 2, 2, Double.NaN)))
          .with(List.of(member(1, 0, 1, 1.5), member(1, 1, 1, 1.8), member(1, 2, 0, 2.5)))
          .with(List.of(member(2, 0, 0, 1.4), member(2, 1, 0, 1.3), member(2, 2, 1, 1.9)));

  @Test
  void theBestIsThatOfTheLastGeneration() {
    assertEquals(Optional.of(member(2, 1, 0, 1.3)), HISTORY.best());
    assertEquals(List.of(2.0, 1.5, 1.3), HISTORY.bests());
    PopulationHistory failed = new PopulationHistory(List.of(List.of(member(0, 0, 0, Double.NaN))));
    assertEquals(Optional.empty(), failed.best());
    assertEquals(List.of(Double.NaN), failed.bests());
  }

  @Test
  void aLineageFollowsTheCopiesBack() {
    assertEquals(
        List.of(member(0, 1, 1, 2), member(1, 0, 1, 1.5), member(2, 1, 0, 1.3)),
        HISTORY.lineage(HISTORY.best().orElseThrow()));
    assertTrue(member(2, 1, 0, 1.3).isCopy());
    assertFalse(member(2, 0, 0, 1.4).isCopy());
  }

  @Test
  void aPopulationEndsWhenTheBestCostStandsStill() {
    Stagnation rule = new Stagnation(4, 5e-4);
    assertFalse(rule.ends(List.of(10.0, 10.0, 10.0)), "too few generations");
    assertTrue(rule.ends(List.of(10.0, 10.0, 10.0, 10.0)));
    assertTrue(rule.ends(List.of(99.0, 10.0, 10.1, 9.996, 9.9951)), "0.049 % over four");
    assertFalse(rule.ends(List.of(99.0, 10.0, 10.1, 9.996, 9.9945)), "0.055 % over four");
    assertFalse(rule.ends(List.of(-10.0, -10.1, -10.2, -10.3)), "costs below 0");
    assertTrue(rule.ends(List.of(10.0, 10.2, 10.3, 10.4)), "it only became worse");
  }

  @Test
  void theLastEpochsCountMost() {
    assertEquals(5, SmoothedCost.last(new double[] {5}));
    assertEquals(0.3 * (0.3 * 5 + 0.7 * 4) + 0.7 * 2, SmoothedCost.last(new double[] {5, 4, 2}));
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    assertRefused("members must be >= 2, got 1", 1, 1, 1, 4);
    assertRefused("epochs of a generation must be >= 1, got 0", 2, 0, 1, 4);
    assertRefused("generations must be >= 1, got 0", 2, 1, 0, 4);
    assertRefused("generations without improvement must be >= 2, got 1", 2, 1, 1, 1);
  }

  private static void assertRefused(
      String message, int members, int epochs, int generations, int patience) {
    Stagnation stagnation = new Stagnation(patience, 0);
    assertEquals(
        message,
        assertThrows(
                IllegalArgumentException.class,
                () -> new PopulationPlan(members, epochs, generations, stagnation, 0))
            .getMessage());
  }

  private static Member member(int generation, int member, int donor, double cost) {
    return new Member(
        generation, member, donor, Map.of("x", 1.0), cost, "run " + generation + "/" + member);
  }
}
