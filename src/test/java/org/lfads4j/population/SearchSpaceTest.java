package org.lfads4j.population;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lfads4j.config.RunOptions;
import org.lfads4j.config.RunParams;
import org.lfads4j.config.ValidationObjective;

class SearchSpaceTest {
  /** 100 bins of 50 neurons. */
  private static final SearchSpace SPACE = SearchSpace.autoLfads(5000, true);

  private static final Settings DEFAULTS =
      new Settings(RunParams.defaults(), RunOptions.defaults());

  @Test
  void rangesOfWeightsAreThoseOfAutoLfadsTimesTheElements() {
    for (int member = 0; member < 500; member++) {
      Map<String, Double> first = SPACE.first(0, member);
      assertEquals(4e-3, first.get("c_learning_rate_init"));
      assertEquals(0.5, first.get("coordinatedDropout"));
      assertWithin(0.005, 0.6, first.get("c_keep_prob"));
      assertWithin(0.5, 5000, first.get("c_l2_gen_scale"));
      assertWithin(0.5, 5000, first.get("c_l2_con_scale"));
      assertWithin(0.05, 5, first.get("c_kl_ic_weight"));
      assertWithin(0.005, 0.5, first.get("c_kl_co_weight"));
    }
  }

  @Test
  void firstWeightsAreSpreadOverOrdersOfMagnitude() {
    int low = 0;
    for (int member = 0; member < 2000; member++) {
      low += SPACE.first(1, member).get("c_l2_gen_scale") < 50 ? 1 : 0;
    }
    // Half of the four orders of magnitude; six standard deviations.
    assertEquals(1000, low, 6 * Math.sqrt(500));
  }

  @Test
  void withoutAControllerItsWeightsAreNotSearched() {
    assertEquals(
        List.of(
            "c_learning_rate_init",
            "c_keep_prob",
            "coordinatedDropout",
            "c_l2_gen_scale",
            "c_kl_ic_weight"),
        SearchSpace.autoLfads(10, false).searched().stream().map(Searched::name).toList());
  }

  @Test
  void changesStayWithinWidthAndLimitsAndGoBothWays() {
    Map<String, Double> values = SPACE.first(0, 0);
    int up = 0;
    int rounds = 2000;
    for (int generation = 1; generation <= rounds; generation++) {
      Map<String, Double> changed = SPACE.changed(values, 5, generation, 3);
      double l2 = changed.get("c_l2_gen_scale") / values.get("c_l2_gen_scale");
      assertWithin(1 / 1.8 - 1e-9, 1.8 + 1e-9, l2);
      assertNotEquals(1, l2);
      up += l2 > 1 ? 1 : 0;
      assertWithin(1e-5, 5e-3, changed.get("c_learning_rate_init"));
      assertWithin(0.01, 0.7, changed.get("coordinatedDropout"));
    }
    assertEquals(rounds / 2.0, up, 6 * Math.sqrt(rounds / 4.0));
  }

  @Test
  void aValueThatCannotStayWithinItsLimitsIsPutToTheNearer() {
    Map<String, Double> values = new LinkedHashMap<>(SPACE.first(0, 0));
    values.put("c_learning_rate_init", 1.0);
    assertEquals(5e-3, SPACE.changed(values, 0, 1, 0).get("c_learning_rate_init"));
  }

  @Test
  void theDroppedShareIsSearchedAndTheKeptShareIsSet() {
    Map<String, Double> values = new LinkedHashMap<>(SPACE.first(0, 0));
    values.put("c_keep_prob", 0.25);
    values.put("coordinatedDropout", 0.4);
    values.put("c_kl_co_weight", 0.125);
    Settings set = SPACE.apply(values, DEFAULTS);
    assertEquals(0.75, set.params().keepProb());
    assertEquals(0.4, set.options().hiding().coordinatedDropout());
    assertEquals(0.125, set.params().klCoWeight());
    assertEquals(DEFAULTS.params().genDim(), set.params().genDim());
  }

  @Test
  void valuesDependOnSeedGenerationAndMemberAlone() {
    Map<String, Double> values = SPACE.first(2, 1);
    assertEquals(values, SPACE.first(2, 1));
    assertNotEquals(values, SPACE.first(3, 1));
    assertNotEquals(values, SPACE.first(2, 2));
    Map<String, Double> changed = SPACE.changed(values, 2, 4, 1);
    assertEquals(changed, SPACE.changed(values, 2, 4, 1));
    assertNotEquals(changed, SPACE.changed(values, 2, 5, 1));
    assertNotEquals(changed, SPACE.changed(values, 2, 4, 2));
  }

  @Test
  void membersAreJudgedByWhatTheyCannotCopy() {
    RunOptions plain = RunOptions.defaults();
    assertEquals(ValidationObjective.RECONSTRUCTION, PopulationPlan.objective(plain, SPACE, false));
    RunOptions hidden = plain.withSampleValidation(0.2);
    assertEquals(
        ValidationObjective.HIDDEN_SAMPLES, PopulationPlan.objective(hidden, SPACE, false));
    assertEquals(
        ValidationObjective.HELD_OUT_NEURONS, PopulationPlan.objective(hidden, SPACE, true));
    SearchSpace without =
        new SearchSpace(
            SPACE.searched().stream()
                .filter(each -> !each.name().equals("coordinatedDropout"))
                .toList());
    assertFalse(without.searchesCoordinatedDropout());
    assertEquals(
        ValidationObjective.RECONSTRUCTION,
        PopulationPlan.objective(plain.withCoordinatedDropout(0.3), without, false));
    RunOptions reconstruction = plain.withValidationObjective("reconstruction");
    assertEquals(
        ValidationObjective.RECONSTRUCTION, PopulationPlan.objective(reconstruction, SPACE, true));
    for (RunOptions copied : List.of(plain, reconstruction)) {
      assertEquals(
          "a population must be judged by something that models cannot copy, got reconstruction"
              + " without coordinated dropout, by which the model that copies single spikes wins;"
              + " use withCoordinatedDropout(0.5), withSampleValidation(0.2) or withHeldOutNeurons",
          assertThrows(
                  IllegalArgumentException.class,
                  () -> PopulationPlan.objective(copied, without, false))
              .getMessage());
    }
  }

  private static void assertWithin(double low, double high, double value) {
    assertTrue(value >= low && value <= high, () -> value + " in " + low + ".." + high);
  }
}
