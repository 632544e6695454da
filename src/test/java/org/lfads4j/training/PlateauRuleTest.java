package org.lfads4j.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PlateauRuleTest {
  /** Golden G12: window 6, factor .95. */
  @Test
  void theGoldenCourse() {
    double[] costs = {10, 9, 8, 7, 6, 5, 4, 11, 3, 3, 12, 2, 13, 14, 1, 1, 1, 1, 20};
    PlateauRule rule = new PlateauRule(0.01, 0.95, 6);
    for (int i = 0; i < costs.length; i++) {
      rule.accept(costs[i]);
      double expected = i < 7 ? 0.01 : i < 18 ? 0.0095 : 0.009025;
      assertEquals(expected, rule.rate(), 1e-15, "after cost " + (i + 1));
    }
  }

  @Test
  void anEqualCostIsNoRise() {
    PlateauRule rule = new PlateauRule(0.01, 0.5, 1);
    for (int i = 0; i < 10; i++) {
      rule.accept(3);
    }
    assertEquals(0.01, rule.rate());
  }

  @Test
  void decaysAreAWindowAndOneApart() {
    PlateauRule rule = new PlateauRule(1, 0.5, 2);
    double[] rates = new double[9];
    for (int i = 0; i < rates.length; i++) {
      rule.accept(i);
      rates[i] = rule.rate();
    }
    assertArrayEquals(new double[] {1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25}, rates);
  }

  @Test
  void aFactorOfOneKeepsTheRate() {
    PlateauRule rule = new PlateauRule(0.01, 1, 1);
    rule.accept(1);
    rule.accept(2);
    rule.accept(3);
    assertEquals(0.01, rule.rate());
  }
}
