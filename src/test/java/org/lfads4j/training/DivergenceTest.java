package org.lfads4j.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lfads4j.backend.LossTerms;
import org.lfads4j.backend.RampWeights;
import org.lfads4j.config.RunParams;

/** The advice names the setting that is far from usual, and not always the same three. */
class DivergenceTest {
  private static final RunParams USUAL = RunParams.defaults();

  private static Optional<Divergence.Cost> cost(double ic, double l2, double klRamp) {
    return Optional.of(
        new Divergence.Cost(new LossTerms(0, 100, ic, 5, l2, 0), new RampWeights(klRamp, 1)));
  }

  private static String advice(RunParams params, Optional<Divergence.Cost> last) {
    return new Divergence(params, last).advice();
  }

  @Test
  void usualSettingsHaveTheUsualRemedies() {
    assertEquals(
        "lower c_learning_rate_init, c_max_grad_norm or c_cell_clip_value",
        advice(USUAL, Optional.empty()));
    assertEquals(
        "the largest part of the cost before was the KL of the initial condition with 300 nats per"
            + " trial; lower c_learning_rate_init, c_max_grad_norm or c_cell_clip_value",
        advice(USUAL, cost(300, 10, 1)));
  }

  @Test
  void aLargeWeightOfTheLargestTermIsTheCause() {
    assertEquals(
        "the largest part of the cost before was the KL of the initial condition with 1.00e+09 nats"
            + " per trial; lower c_kl_ic_weight (1.0E9)",
        advice(USUAL.withKlIcWeight(1e9), cost(2, 10, 0.5)));
    assertEquals(
        "the largest part of the cost before was the L2 penalty with 1.00e+07 nats per trial; lower"
            + " c_l2_gen_scale (1000000.0)",
        advice(USUAL.withL2GenScale(1e6), cost(2, 1e7, 0.5)));
  }

  @Test
  void aWeightWhoseRampIsZeroIsNotTheCause() {
    assertEquals(
        "the largest part of the cost before was the reconstruction with 100 nats per trial; lower"
            + " c_learning_rate_init, c_max_grad_norm or c_cell_clip_value",
        advice(USUAL.withKlIcWeight(1e9), cost(2, 10, 0)));
  }

  @Test
  void strongDropoutIsTheCause() {
    assertEquals(
        "the largest part of the cost before was the reconstruction with 100 nats per trial; raise"
            + " c_keep_prob (0.01)",
        advice(USUAL.withKeepProb(0.01), cost(2, 10, 1)));
  }

  @Test
  void allFarSettingsAreNamed() {
    assertEquals(
        "lower c_learning_rate_init (100.0) or lower c_max_grad_norm (1.0E9)",
        advice(USUAL.withLearningRateInit(100).withMaxGradNorm(1e9), Optional.empty()));
  }
}
