package org.lfads4j.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DrawTest {
  private static final int DRAWS = 10_000;
  private static final double LAST = Math.nextDown(1.0);

  @Test
  void uniformQuantilesLieEvenlyBetweenTheBounds() {
    Draw draw = Draw.uniform("c_keep_prob", 0.5, 0.9);
    assertEquals("c_keep_prob", draw.name());
    assertEquals(0.5, draw.quantile(0));
    assertEquals(0.6, (double) draw.quantile(0.25), 1e-15);
    assertEquals(0.9, (double) draw.quantile(LAST), 1e-15);
  }

  @Test
  void logUniformQuantilesLieEvenlyOnALogScale() {
    Draw draw = Draw.logUniform("c_l2_gen_scale", 1e-2, 1e4);
    assertEquals(1e-2, (double) draw.quantile(0), 1e-16);
    assertEquals(1, (double) draw.quantile(1.0 / 3), 1e-12);
    assertEquals(10, (double) draw.quantile(0.5), 1e-12);
    assertEquals(1e4, (double) draw.quantile(LAST), 1e-8);
  }

  static List<Draw> numbers() {
    return List.of(
        Draw.uniform("c_keep_prob", 0.1, 0.3),
        Draw.logUniform("c_keep_prob", 0.1, 0.3),
        Draw.logUniform("c_keep_prob", 1e-300, 1),
        Draw.uniform("c_l2_gen_scale", 0, Double.MAX_VALUE));
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void numbersStayWithinTheirBounds(Draw draw) {
    double before = 0;
    double high =
        draw instanceof Draw.Uniform uniform ? uniform.high() : ((Draw.LogUniform) draw).high();
    double low =
        draw instanceof Draw.Uniform uniform ? uniform.low() : ((Draw.LogUniform) draw).low();
    for (int i = 0; i <= 1000; i++) {
      double value = (double) draw.quantile(Math.min(LAST, i / 1000.0));
      assertTrue(value >= low && value <= high && value >= before, draw + " " + value);
      before = value;
    }
  }

  @Test
  void theMedianOfLogUniformDrawsIsTheGeometricMean() {
    double[] drawn = drawn(Draw.logUniform("c_l2_gen_scale", 1, 1e4), RunParams::l2GenScale);
    Arrays.sort(drawn);
    // The median's standard error is 1 / (2 sqrt(n) density), here in units of log10.
    assertEquals(2, Math.log10(drawn[DRAWS / 2]), 4 * 4 / (2 * Math.sqrt(DRAWS)));
    assertEquals(1, Math.log10(drawn[DRAWS / 4]), 0.1);
    assertEquals(3, Math.log10(drawn[DRAWS * 3 / 4]), 0.1);
  }

  @Test
  void theMeanOfUniformDrawsIsTheMiddle() {
    double[] drawn = drawn(Draw.uniform("c_keep_prob", 0.5, 0.9), RunParams::keepProb);
    double error = 0.4 / Math.sqrt(12.0 * DRAWS);
    assertEquals(0.7, Arrays.stream(drawn).average().orElseThrow(), 4 * error);
  }

  private static double[] drawn(Draw draw, Function<RunParams, Double> value) {
    Sweep sample = RunParams.defaults().sample(DRAWS, 5, draw);
    assertEquals(DRAWS, sample.size());
    return sample.params().stream().mapToDouble(value::apply).toArray();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 0.5})
  void wholeNumbersBetweenTheBoundsAreEachAsLikely(double low) {
    Draw draw = Draw.uniform("c_co_dim", low, 4.5);
    assertEquals(Map.of(1, 250, 2, 250, 3, 250, 4, 250), counted(draw, 1000));
    assertEquals(4, draw.quantile(LAST));
  }

  /** Between k - 1/2 and k + 1/2 of a log scale from 1/2 to 4 1/2. */
  @Test
  void wholeNumbersOnALogScaleAreAsLikelyAsTheirSteps() {
    Map<Integer, Integer> counts = counted(Draw.logUniform("c_co_dim", 1, 4), 100_000);
    assertEquals(Set.of(1, 2, 3, 4), counts.keySet());
    counts.forEach(
        (k, count) ->
            assertEquals(Math.log((k + 0.5) / (k - 0.5)) / Math.log(9), count / 1e5, 2e-5));
  }

  @Test
  void choicesAreReadAndEachAsLikely() {
    assertEquals(Map.of(0, 300, 2, 600), counted(Draw.choice("c_co_dim", 0, "2", 2.0), 900));
    assertEquals(
        List.of("gaussian", "poisson"),
        ((Draw.Choice) Draw.choice("c_output_dist", "gaussian", "poisson")).values());
    assertEquals(
        Draw.choice("c_do_causal_controller", true, false),
        Draw.choice("c_do_causal_controller", "true", "false"));
  }

  private static Map<Integer, Integer> counted(Draw draw, int steps) {
    Map<Integer, Integer> counts = new TreeMap<>();
    for (int i = 0; i < steps; i++) {
      counts.merge((Integer) draw.quantile((i + 0.5) / steps), 1, Integer::sum);
    }
    return counts;
  }

  @Test
  void wrongBoundsAreRefusedWithTheWholeMessage() {
    assertRefused(
        "draw of c_keep_prob must have low < high, got 0.9 and 0.8",
        () -> Draw.uniform("c_keep_prob", 0.9, 0.8));
    assertRefused(
        "draw of c_keep_prob must have low < high, got NaN and 0.8",
        () -> Draw.uniform("c_keep_prob", Double.NaN, 0.8));
    assertRefused(
        "c_keep_prob must be > 0 and <= 1, got 0.0", () -> Draw.uniform("c_keep_prob", 0, 0.8));
    assertRefused(
        "c_keep_prob must be > 0 and <= 1, got 1.5",
        () -> Draw.logUniform("c_keep_prob", 0.5, 1.5));
    assertRefused("c_co_dim must be >= 0, got -3", () -> Draw.uniform("c_co_dim", -3, 4));
    assertRefused(
        "c_co_dim must be a whole number up to 2147483647, got 1.0E10",
        () -> Draw.logUniform("c_co_dim", 1, 1e10));
    assertRefused(
        "draw of c_co_dim must have a whole number from low to high, got 1.2 and 1.8",
        () -> Draw.uniform("c_co_dim", 1.2, 1.8));
    assertRefused(
        "draw of c_l2_gen_scale must have low > 0, got 0.0; use Draw.uniform, or a small low",
        () -> Draw.logUniform("c_l2_gen_scale", 0, 100));
    assertRefused(
        "draw of c_output_dist must be a choice, got bounds 0.0 and 1.0; use Draw.choice(name,"
            + " values...)",
        () -> Draw.uniform("c_output_dist", 0, 1));
    assertRefused(
        "hyperparameter must be one of the 61 known names, got \"c_codim\"; did you mean"
            + " c_co_dim?",
        () -> Draw.logUniform("c_codim", 1, 2));
  }

  @Test
  void wrongChoicesAreRefusedWithTheWholeMessage() {
    assertRefused("draw of c_co_dim must have at least one value", () -> Draw.choice("c_co_dim"));
    assertRefused("c_co_dim must be >= 0, got -1", () -> Draw.choice("c_co_dim", 1, -1));
    assertRefused(
        "c_output_dist must be text, got null",
        () -> Draw.choice("c_output_dist", "poisson", null));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, Double.NaN})
  void aShareOutsideZeroToOneIsRefused(double share) {
    String message = "share must be >= 0 and < 1, got " + share;
    assertRefused(message, () -> Draw.uniform("c_keep_prob", 0.5, 1).quantile(share));
    assertRefused(message, () -> Draw.logUniform("c_keep_prob", 0.5, 1).quantile(share));
    assertRefused(message, () -> Draw.choice("c_keep_prob", 1).quantile(share));
  }

  private static void assertRefused(String message, Executable action) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, action).getMessage());
  }
}
