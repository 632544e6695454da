package org.lfads4j.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lfads4j.backend.Backend;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.Cube;

class PriorTest {
  private static final int TRIALS = 4000;

  @Test
  void hasTheShapesOfTheModel() {
    try (Backend backend = TinyModels.backend(TinyModels.params())) {
      Generated made = Prior.generate(backend, 0, 5, 1);
      assertEquals("5 x 8 x 3", shape(made.mean()));
      assertEquals("5 x 8 x 2", shape(made.factors()));
      assertEquals("5 x 8 x 4", shape(made.generatorStates()));
      assertEquals("5 x 8 x 2", shape(made.inputs().orElseThrow()));
      assertEquals(Optional.empty(), made.variance());
    }
    RunParams alone = TinyModels.params().withCoDim(0).withOutputDist("gaussian");
    try (Backend backend = TinyModels.backend(alone)) {
      Generated made = Prior.generate(backend, 0, 1, 1);
      assertEquals(Optional.empty(), made.inputs());
      assertEquals("1 x 8 x 3", shape(made.variance().orElseThrow()));
    }
  }

  private static String shape(Cube cube) {
    return cube.trials() + " x " + cube.bins() + " x " + cube.columns();
  }

  @Test
  void theSeedDecidesAndATrialDoesNotDependOnHowManyFollow() {
    try (Backend backend = TinyModels.backend(TinyModels.params())) {
      Generated many = Prior.generate(backend, 0, 600, 1);
      assertEquals(many, Prior.generate(backend, 0, 600, 1));
      assertNotEquals(many.factors(), Prior.generate(backend, 0, 600, 2).factors());
      assertEquals(
          many.inputs().orElseThrow().selectTrials(0, 1, 2),
          Prior.generate(backend, 0, 3, 1).inputs().orElseThrow());
    }
  }

  /**
   * The first bin and the last alike have variance e / (1 - phi^2), and neighbours the correlation
   * phi. Standard errors: of a variance 2.2 %, of the covariance less; 4 of them are allowed.
   */
  @Test
  void inputsAreTheStationaryProcess() {
    try (Backend backend = TinyModels.backend(TinyModels.params())) {
      TinyModels.fill(backend, "prior_ar1_logatau", Math.log(3));
      TinyModels.fill(backend, "prior_ar1_logevar", Math.log(0.2));
      Cube inputs = Prior.generate(backend, 0, TRIALS, 1).inputs().orElseThrow();
      double phi = Math.exp(-1 / 3.0);
      double variance = 0.2 / (1 - phi * phi);
      for (int u = 0; u < 2; u++) {
        for (int t : new int[] {0, 1, TinyModels.BINS - 1}) {
          double[] values = column(inputs, t, u);
          assertEquals(0, mean(values), 4 * Math.sqrt(variance / TRIALS));
          assertEquals(variance, product(values, values), 0.09 * variance);
        }
        double[] before = column(inputs, 3, u);
        double[] after = column(inputs, 4, u);
        assertEquals(phi, product(before, after) / variance, 0.09);
      }
      double across = product(column(inputs, 3, 0), column(inputs, 3, 1)) / variance;
      assertEquals(0, across, 4 / Math.sqrt(TRIALS));
    }
  }

  /** A generator that keeps its state shows the initial conditions it was given. */
  @Test
  void initialConditionsAreThePriors() {
    RunParams params =
        TinyModels.params()
            .withIcDim(4)
            .withIcPriorVarMin(0.1)
            .withIcPriorVarMax(0.9)
            .withIcPriorVarScale(0.5);
    try (Backend backend = TinyModels.backend(params)) {
      keepStates(backend);
      double[] means = {-0.5, 0, 0.5, 1};
      backend.set(backend.values().with("prior_g0_mean", means));
      double[] logits = {-60, 0, 1, 60};
      backend.set(backend.values().with("prior_g0_variance_logit", logits));
      Cube states = Prior.generate(backend, 0, TRIALS, 1).generatorStates();
      for (int z = 0; z < 4; z++) {
        double variance = 0.1 + 0.8 / (1 + Math.exp(-logits[z]));
        double[] values = column(states, 0, z);
        double mean = mean(values);
        assertEquals(means[z], mean, 4 * Math.sqrt(variance / TRIALS));
        double[] centred = Arrays.stream(values).map(v -> v - mean).toArray();
        assertEquals(variance, product(centred, centred), 0.09 * variance);
      }
    }
  }

  @Test
  void aFixedPriorVarianceIsItsScale() {
    RunParams params =
        TinyModels.params()
            .withIcDim(4)
            .withIcPriorVarMin(0.3)
            .withIcPriorVarScale(0.3)
            .withIcPriorVarMax(0.3);
    try (Backend backend = TinyModels.backend(params)) {
      keepStates(backend);
      TinyModels.fill(backend, "prior_g0_mean", 0);
      double[] values = column(Prior.generate(backend, 0, TRIALS, 1).generatorStates(), 0, 2);
      assertEquals(0.3, product(values, values), 0.09 * 0.3);
    }
  }

  /** The update gate, the second half of the gates, shut for good. */
  private static void keepStates(Backend backend) {
    double[] bias = new double[8];
    Arrays.fill(bias, 4, 8, 60);
    backend.set(backend.values().with("gen_gengru_h_ru_b", bias));
  }

  /** Sum and squares of 96 000 counts about their expectations, within 4 standard errors. */
  @Test
  void spikesAreDrawnFromTheRates() {
    try (Backend backend = TinyModels.backend(TinyModels.params())) {
      Generated generated = Prior.generate(backend, 0, TRIALS, 1);
      Cube expected = generated.mean();
      Cube counts = generated.spikes(1);
      assertEquals(counts, generated.spikes(1));
      double error = 0;
      double squared = 0;
      double sum = 0;
      float[] rates = expected.toArray();
      float[] drawn = counts.toArray();
      for (int i = 0; i < rates.length; i++) {
        assertEquals(Math.rint(drawn[i]), drawn[i]);
        error += drawn[i] - rates[i];
        squared += Math.pow(drawn[i] - rates[i], 2);
        sum += rates[i];
      }
      assertEquals(0, error, 4 * Math.sqrt(sum));
      assertEquals(1, squared / sum, 0.05);
    }
  }

  @Test
  void whatCannotBeGeneratedIsRefused() {
    try (Backend backend = TinyModels.backend(TinyModels.params())) {
      assertEquals(
          "generated trials must be >= 1, got 0",
          assertThrows(IllegalArgumentException.class, () -> Prior.generate(backend, 0, 0, 1))
              .getMessage());
    }
    RunParams injected = TinyModels.params().withExtInputDim(1).withInjectExtInputToGen(true);
    try (Backend backend = TinyModels.backend(injected)) {
      assertEquals(
          "generating trials must do without external inputs, got a model with"
              + " c_inject_ext_input_to_gen; train one with c_inject_ext_input_to_gen false",
          assertThrows(IllegalStateException.class, () -> Prior.generate(backend, 0, 1, 1))
              .getMessage());
    }
    assertEquals(
        "expected counts per bin must be <= 500 to draw spikes, got 501.0",
        assertThrows(
                IllegalArgumentException.class,
                () -> Prior.drawCounts(Cube.of(1, 1, 1, new float[] {501}), 0))
            .getMessage());
  }

  private static double[] column(Cube cube, int bin, int column) {
    double[] values = new double[cube.trials()];
    Arrays.setAll(values, e -> cube.at(e, bin, column));
    return values;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double product(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum / a.length;
  }
}
