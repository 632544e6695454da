package org.lfads4j.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lfads4j.backend.engine.ArrayGraph;
import org.lfads4j.backend.engine.ArrayTensor;
import org.lfads4j.config.RunParams;

/** What stands in the model for tensors and for numbers is the same, and slopes are slopes. */
class FormulasTest {
  private static final double EXACT = 1e-12;
  private static final double STEP = 1e-5;
  private static final double SLOPE = 1e-8;

  @ParameterizedTest
  @ValueSource(doubles = {-3, 0, 2.3, 6})
  void theAutoregressiveProcess(double logTau) {
    double logInnovation = -1.7;
    ArProcess process = ArProcess.of(logTau, logInnovation);
    ArPrior prior =
        new ArPrior(
            graph(
                Map.of(
                    Names.AR_LOG_TAU, scalar(logTau), Names.AR_LOG_VARIANCE, scalar(logInnovation)),
                Map.of()));
    assertEquals(value(prior.logProcessVarianceU()), process.logProcess(), 1e-10);
    assertEquals(Math.exp(-1 / Math.exp(logTau)), process.phi(), EXACT);
    assertSlope(t -> ArProcess.of(t, logInnovation).phi(), logTau, process.phiSlope());
    double phi = process.phi();
    if (phi > 0.01) {
      assertSlope(
          p -> new ArProcess(p, 0, logInnovation).logProcess(), phi, process.phiGradient(1), 1e-3);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-2, 0, 1.5})
  void theVarianceOfTheInitialCondition(double parameter) {
    for (double max : new double[] {0.1, 1}) {
      RunParams params = RunParams.defaults().withIcPriorVarMax(max);
      ModelSpec spec =
          ModelSpec.of(params, 3, List.of(new SessionSpec("a", 1, List.of(0), List.of(0.0))));
      IcPrior prior = IcPrior.of(spec);
      Graph graph =
          graph(
              Map.of(Names.PRIOR_MEAN, scalar(0.3), Names.PRIOR_VARIANCE, scalar(parameter)),
              Map.of());
      assertEquals(value(prior.logVariance(graph)), Math.log(prior.variance(parameter)), EXACT);
      if (prior.isTrained()) {
        assertSlope(p -> Math.log(prior.variance(p)), parameter, prior.logVarianceSlope(parameter));
        assertEquals(0.1, prior.variance(prior.startParameter()), 1e-3);
      }
    }
  }

  @Test
  void gaussians() {
    double mean = 0.4;
    double logVar = -1.3;
    double priorMean = -0.2;
    double priorLogVar = -2.1;
    assertEquals(
        value(
            Gaussians.divergenceB(
                scalar(mean), scalar(logVar), scalar(priorMean), scalar(priorLogVar))),
        Gaussians.divergence(mean, logVar, priorMean, priorLogVar),
        EXACT);
    assertEquals(
        -value(Gaussians.logDensity(scalar(0.9), scalar(mean), scalar(logVar))),
        Gaussians.cost(0.9 - mean, Math.exp(-logVar), logVar),
        EXACT);
    assertEquals(
        value(Gaussians.sample(scalar(mean), scalar(logVar), scalar(1.7))),
        mean + Gaussians.deviation(logVar, 1.7),
        EXACT);
    for (double floor : new double[] {0, 1e-4, 0.5}) {
      assertEquals(
          value(Gaussians.floored(scalar(logVar), floor)), Gaussians.floored(logVar, floor), EXACT);
      assertSlope(v -> Gaussians.floored(v, floor), logVar, Gaussians.flooredSlope(logVar, floor));
    }
  }

  @Test
  void theTotal() {
    ModelSpec spec =
        ModelSpec.of(
            RunParams.defaults()
                .withCoDim(2)
                .withKlIcWeight(0.8)
                .withKlCoWeight(0.6)
                .withCoMeanCorrScale(0.7),
            3,
            List.of(new SessionSpec("a", 1, List.of(0), List.of(0.0))));
    Objective.Weights weights = Objective.Weights.of(spec);
    Graph graph =
        graph(Map.of(), Map.of(Input.KL_WEIGHT, scalar(0.3), Input.L2_WEIGHT, scalar(0.9)));
    Objective.Terms<Tensor> tensors =
        new Objective.Terms<>(scalar(11), scalar(2), scalar(-3), scalar(0.5), scalar(0.25));
    Objective.Terms<Double> numbers = new Objective.Terms<>(11.0, 2.0, -3.0, 0.5, 0.25);
    double total = 11 + 0.3 * (0.8 * 2 - 0.6 * 3) + 0.9 * 0.5 + 0.7 * 0.25;
    assertEquals(total, value(weights.of(graph, tensors).total()), EXACT);
    assertEquals(total, weights.total(numbers, 0.3, 0.9), EXACT);
    assertEquals(
        0,
        Objective.Weights.of(ModelSpec.of(spec.params().withCoDim(1), 3, spec.sessions()))
            .correlation());
  }

  private static void assertSlope(DoubleUnaryOperator f, double at, double slope) {
    assertSlope(f, at, slope, 1);
  }

  private static void assertSlope(DoubleUnaryOperator f, double at, double slope, double scale) {
    double step = STEP * scale;
    double difference = (f.applyAsDouble(at + step) - f.applyAsDouble(at - step)) / (2 * step);
    assertEquals(difference, slope, SLOPE * Math.max(1, Math.abs(slope)) / scale);
  }

  private static ArrayTensor scalar(double value) {
    return new ArrayTensor(new double[] {value}, 1, 1);
  }

  private static double value(Tensor tensor) {
    return ((ArrayTensor) tensor).values()[0];
  }

  private static Graph graph(Map<String, ArrayTensor> parameters, Map<Input, ArrayTensor> inputs) {
    return new ArrayGraph(parameters, inputs);
  }
}
