package org.lfads4j.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class SweepTest {
  private static final RunParams DEFAULTS = RunParams.defaults();
  private static final Draw WEIGHT = Draw.logUniform("c_l2_gen_scale", 1, 1e4);
  private static final Draw KEPT = Draw.uniform("c_keep_prob", 0.5, 1);
  private static final Draw INPUTS = Draw.choice("c_co_dim", 0, 2, 4);

  @Test
  void aSweepIsTheParametersWithEachValue() {
    RunParams start = DEFAULTS.withFactorsDim(16);
    Sweep sweep = start.sweep("c_co_dim", 0, "2", 3.0);
    assertEquals(
        List.of(start.withCoDim(0), start.withCoDim(2), start.withCoDim(3)), sweep.params());
    assertEquals(List.of("c_co_dim"), sweep.sweptNames());
    assertEquals(3, sweep.size());
  }

  @Test
  void anotherHyperparameterIsCrossedAndTheLastChangesFastest() {
    Sweep sweep = DEFAULTS.sweep("c_output_dist", "poisson", "gaussian").sweep("c_co_dim", 1, 2, 3);
    assertEquals(List.of("c_output_dist", "c_co_dim"), sweep.sweptNames());
    assertEquals(
        List.of(
            "co_dim=1",
            "co_dim=2",
            "co_dim=3",
            "co_dim=1 output_dist=gaussian",
            "co_dim=2 output_dist=gaussian",
            "co_dim=3 output_dist=gaussian"),
        sweep.params().stream().map(RunParams::differenceName).toList());
  }

  @Test
  void equalParametersAppearOnceWhereTheyFirstDid() {
    Sweep sweep = DEFAULTS.sweep("c_co_dim", 2, 1, 2.0, "1");
    assertEquals(List.of(DEFAULTS.withCoDim(2), DEFAULTS.withCoDim(1)), sweep.params());
    assertEquals(
        List.of(Map.of("a", "true"), Map.of()),
        DEFAULTS
            .sweep("alignmentExtraArgs", Map.of("a", true), Map.of(), "{\"a\": \"true\"}")
            .params()
            .stream()
            .map(RunParams::alignmentExtraArgs)
            .toList());
  }

  @Test
  void isIteratedInOrderAndCannotBeChanged() {
    Sweep sweep = DEFAULTS.sweep("c_co_dim", 1, 2);
    List<RunParams> seen = new ArrayList<>();
    sweep.forEach(seen::add);
    assertEquals(sweep.params(), seen);
    assertThrows(UnsupportedOperationException.class, () -> sweep.params().remove(0));
    assertThrows(UnsupportedOperationException.class, () -> sweep.sweptNames().remove(0));
    Sweep unused = sweep.sweep("c_factors_dim", 1, 2);
    assertEquals(2, sweep.size());
  }

  @Test
  void isAValue() {
    Sweep sweep = DEFAULTS.sweep("c_co_dim", 1, 2);
    assertEquals(sweep, DEFAULTS.sweep("c_co_dim", "1", "2"));
    assertEquals(sweep.hashCode(), DEFAULTS.sweep("c_co_dim", "1", "2").hashCode());
    assertNotEquals(sweep, DEFAULTS.sweep("c_co_dim", 2, 1));
    assertNotEquals(sweep, DEFAULTS.sweep("c_con_dim", 1, 2));
  }

  @Test
  void wrongSweepsAreRefusedWithTheWholeMessage() {
    assertRefused(
        "sweep of c_co_dim must have at least one value", () -> DEFAULTS.sweep("c_co_dim"));
    assertRefused(
        "sweep must name each hyperparameter once, got \"c_co_dim\" twice; give all its values at"
            + " once",
        () -> DEFAULTS.sweep("c_co_dim", 1).sweep("c_con_dim", 8).sweep("c_co_dim", 2));
    assertRefused("c_co_dim must be >= 0, got -3", () -> DEFAULTS.sweep("c_co_dim", 1, -3));
    assertRefused(
        "c_co_dim must be a whole number up to 2147483647, got null",
        () -> DEFAULTS.sweep("c_co_dim", 1, null));
    assertRefused("version must be left to the program, got 1", () -> DEFAULTS.sweep("version", 1));
    assertRefused(
        "hyperparameter must be one of the 61 known names, got \"c_codim\"; did you mean"
            + " c_co_dim?",
        () -> DEFAULTS.sweep("c_codim", 1));
  }

  @Test
  void toStringNamesEachByItsDifferenceOnAtMostTenLines() {
    assertEquals(
        "1 set of parameters, swept c_co_dim\nco_dim=2", DEFAULTS.sweep("c_co_dim", 2).toString());
    Sweep grid = DEFAULTS.sweep("c_co_dim", 1, 2, 4).sweep("c_keep_prob", 0.8, 0.9, 0.95, 1);
    assertEquals(
        """
        12 sets of parameters, swept c_co_dim, c_keep_prob
        keep_prob=0.8 co_dim=1
        keep_prob=0.9 co_dim=1
        co_dim=1
        keep_prob=1.0 co_dim=1
        keep_prob=0.8 co_dim=2
        keep_prob=0.9 co_dim=2
        co_dim=2
        keep_prob=1.0 co_dim=2
        and 4 more\
        """,
        grid.toString());
  }

  @Test
  void aSampleDrawsEveryHyperparameterAnew() {
    RunParams start = DEFAULTS.withFactorsDim(16);
    Sweep sample = start.sample(50, 7, WEIGHT, INPUTS);
    assertEquals(List.of("c_l2_gen_scale", "c_co_dim"), sample.sweptNames());
    assertEquals(50, sample.size());
    for (RunParams each : sample) {
      assertEquals(16, each.factorsDim());
      assertTrue(each.l2GenScale() >= 1 && each.l2GenScale() <= 1e4);
    }
    assertEquals(50, sample.params().stream().map(RunParams::l2GenScale).distinct().count());
    assertEquals(3, sample.params().stream().map(RunParams::coDim).distinct().count());
  }

  @Test
  void theSameSeedGivesTheSameDrawsAndAnotherOthers() {
    assertEquals(DEFAULTS.sample(5, 7, WEIGHT, KEPT), DEFAULTS.sample(5, 7, WEIGHT, KEPT));
    assertNotEquals(DEFAULTS.sample(5, 7, WEIGHT, KEPT), DEFAULTS.sample(5, 8, WEIGHT, KEPT));
    assertEquals(
        DEFAULTS.sample(5, 7, WEIGHT, KEPT).params(),
        DEFAULTS.sample(9, 7, WEIGHT, KEPT).params().subList(0, 5));
  }

  /** The documented recipe, by way of a SplitMix64 written out. */
  @Test
  void drawsAreOfTheStatedGenerator() {
    long state = SplitMix.mixed(7 + SplitMix.GAMMA) ^ "c_keep_prob".hashCode();
    List<Double> expected = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      double share = (SplitMix.mixed(state + i * SplitMix.GAMMA) >>> 11) * 0x1p-53;
      expected.add((1 - share) * 0.5 + share);
    }
    assertEquals(
        expected, DEFAULTS.sample(4, 7, KEPT).params().stream().map(RunParams::keepProb).toList());
  }

  /** Steele, Lea and Flood (2014), OOPSLA, as {@link java.util.SplittableRandom} has it. */
  private static final class SplitMix {
    private static final long GAMMA = 0x9e3779b97f4a7c15L;

    private static long mixed(long z) {
      long y = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
      long x = (y ^ (y >>> 27)) * 0x94d049bb133111ebL;
      return x ^ (x >>> 31);
    }
  }

  @Test
  void drawsOfOneNameDoNotMoveThoseOfAnother() {
    List<Double> alone = kept(DEFAULTS.sample(20, 3, KEPT));
    assertEquals(alone, kept(DEFAULTS.sample(20, 3, WEIGHT, KEPT)));
    assertEquals(alone, kept(DEFAULTS.sample(20, 3, KEPT, INPUTS, WEIGHT)));
    assertEquals(alone, kept(DEFAULTS.withCoDim(1).sample(20, 3, KEPT)));
  }

  private static List<Double> kept(Sweep sample) {
    return sample.params().stream().map(RunParams::keepProb).toList();
  }

  @Test
  void drawsOfTwoNamesAreUnrelated() {
    Draw first = Draw.uniform("c_l2_gen_scale", 0, 1);
    Draw second = Draw.uniform("c_l2_con_scale", 0, 1);
    List<RunParams> params = DEFAULTS.sample(4000, 11, first, second).params();
    double covariance =
        params.stream()
            .mapToDouble(p -> (p.l2GenScale() - 0.5) * (p.l2ConScale() - 0.5))
            .average()
            .orElseThrow();
    // Four standard errors of a correlation that is zero.
    assertEquals(0, 12 * covariance, 4 / Math.sqrt(4000));
  }

  @Test
  void equalDrawsAppearOnce() {
    assertEquals(3, DEFAULTS.sample(100, 0, INPUTS).size());
  }

  @Test
  void aSampleIsCrossedWithAGrid() {
    Sweep sweep = DEFAULTS.sample(3, 0, KEPT).sweep("c_co_dim", 1, 2);
    assertEquals(6, sweep.size());
    assertEquals(List.of("c_keep_prob", "c_co_dim"), sweep.sweptNames());
    assertEquals(kept(DEFAULTS.sample(3, 0, KEPT)).get(1), sweep.params().get(2).keepProb());
  }

  @Test
  void wrongSamplesAreRefusedWithTheWholeMessage() {
    assertRefused("count must be >= 1, got 0", () -> DEFAULTS.sample(0, 1, KEPT));
    assertRefused(
        "sample must have at least one draw; use Draw.uniform, Draw.logUniform or" + " Draw.choice",
        () -> DEFAULTS.sample(3, 1));
    assertRefused(
        "sweep must name each hyperparameter once, got \"c_keep_prob\" twice; give all its values"
            + " at once",
        () -> DEFAULTS.sample(3, 1, KEPT, INPUTS, Draw.choice("c_keep_prob", 1)));
    assertRefused(
        "version must be left to the program, got 1",
        () -> DEFAULTS.sample(3, 1, Draw.choice("version", 1)));
  }

  private static void assertRefused(String message, Executable action) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, action).getMessage());
  }
}
