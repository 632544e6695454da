package org.lfads4j.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lfads4j.backend.engine.EngineTensors;
import org.lfads4j.config.RunParams;

/**
 * Single formulas against numbers that another program computed from the same recipe, in double
 * precision on both engines. Matrices are 0.5 sin(offset + k), k counting row by row; the tolerance
 * is half a unit of the last digit that the numbers were written with.
 */
class GoldensTest {
  private static final double[] STATE = {.1, -.2, .3};
  private static final String CELL = "cell";
  private static final double DIGITS_8 = 6e-9;
  private static final double DIGITS_10 = 6e-11;

  @ParameterizedTest
  @ValueSource(strings = {"MXNet", "PyTorch"})
  void encoder_cell(String engine) {
    try (EngineTensors tensors = new EngineTensors(engine)) {
      tensors.parameter(Names.weights(Names.encoderGates(CELL)), filler(5, 6, 1), 5, 6);
      tensors.parameter(Names.bias(Names.encoderGates(CELL)), new double[6], 6);
      tensors.parameter(Names.weights(Names.encoderCandidate(CELL)), filler(5, 3, 2), 5, 3);
      tensors.parameter(Names.bias(Names.encoderCandidate(CELL)), new double[3], 3);
      Graph graph = tensors.graph();
      GatedUnit unit = GatedUnit.ofEncoder(graph, CELL, 2, 3, 5);
      Tensor x = tensors.tensor(graph, new double[] {1, -2}, 1, 2);
      Optional<GateInputs> inputs =
          Optional.of(GatedUnit.encoderInputs(graph, CELL, 2, 3).project(x));
      Tensor state = tensors.tensor(graph, STATE, 1, 3);
      assertNear(DIGITS_8, steps(unit, inputs, state, 1), .28899521, -.08688201, .06598786);
      assertNear(DIGITS_8, steps(unit, inputs, state, 5), .71215029, .17744150, -.47003638);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"MXNet", "PyTorch"})
  void generator_cell(String engine) {
    try (EngineTensors tensors = new EngineTensors(engine)) {
      tensors.parameter(Names.weights(Names.stateGates(CELL)), filler(3, 6, 1), 3, 6);
      tensors.parameter(Names.bias(Names.stateGates(CELL)), new double[6], 6);
      tensors.parameter(Names.weights(Names.stateCandidate(CELL)), filler(3, 3, 2), 3, 3);
      tensors.parameter(Names.bias(Names.stateCandidate(CELL)), new double[3], 3);
      tensors.parameter(Names.inputGates(CELL), filler(1, 6, 3), 1, 6);
      tensors.parameter(Names.inputCandidate(CELL), filler(1, 3, 4), 1, 3);
      Graph graph = tensors.graph();
      GatedUnit unit = GatedUnit.ofGenerator(graph, CELL, 3, 5);
      Tensor state = tensors.tensor(graph, STATE, 1, 3);
      Optional<GateInputs> none = Optional.empty();
      assertNear(DIGITS_8, steps(unit, none, state, 1), .11339336, -.12811710, .18786392);
      assertNear(DIGITS_8, steps(unit, none, state, 5), .07454276, -.02173143, .02155318);
      Tensor x = tensors.tensor(graph, new double[] {.7}, 1, 1);
      Optional<GateInputs> inputs =
          Optional.of(GatedUnit.generatorInputs(graph, CELL, 3).project(x));
      assertNear(DIGITS_8, steps(unit, inputs, state, 1), .03167902, -.22047742, .19483354);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"MXNet", "PyTorch"})
  void factor_map_has_columns_of_unit_length(String engine) {
    try (EngineTensors tensors = new EngineTensors(engine)) {
      Graph graph = tensors.graph();
      Tensor map = Decoder.unitColumns(tensors.tensor(graph, filler(3, 2, 1), 3, 2));
      assertNear(
          DIGITS_8,
          EngineTensors.values(map),
          .65557633,
          .74803330,
          .10994430,
          -.62258338,
          -.74708227,
          -.22986109);
      Tensor factors = tensors.tensor(graph, STATE, 1, 3).matmul(map);
      assertNear(DIGITS_8, EngineTensors.values(factors), -.18055591, .13036168);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"MXNet", "PyTorch"})
  void divergence_of_gaussians_and_floored_variance(String engine) {
    try (EngineTensors tensors = new EngineTensors(engine)) {
      Graph graph = tensors.graph();
      Tensor divergence =
          Gaussians.divergenceB(
              tensors.tensor(graph, new double[] {.5}, 1, 1),
              tensors.tensor(graph, new double[] {Math.log(.04)}, 1, 1),
              tensors.tensor(graph, new double[] {0}, 1, 1),
              tensors.tensor(graph, new double[] {Math.log(.1)}, 1, 1));
      assertNear(DIGITS_10, EngineTensors.values(divergence), 1.4081453659);
      Tensor floored = Gaussians.floored(tensors.tensor(graph, new double[] {-12}, 1, 1), 1e-4);
      assertNear(DIGITS_10, EngineTensors.values(floored), -9.1507118946);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"MXNet", "PyTorch"})
  void autoregressive_prior(String engine) {
    try (EngineTensors tensors = new EngineTensors(engine)) {
      tensors.parameter(Names.AR_LOG_TAU, new double[] {Math.log(10)}, 1, 1);
      tensors.parameter(Names.AR_LOG_VARIANCE, new double[] {Math.log(.1)}, 1, 1);
      Graph graph = tensors.graph();
      ArPrior prior = new ArPrior(graph);
      double[] logVariance = EngineTensors.values(prior.logProcessVarianceU());
      assertNear(DIGITS_10, logVariance, -.5948132920);
      double variance = Math.exp(logVariance[0]);
      assertEquals(.5516655566, variance, DIGITS_10);
      assertEquals(.9048374180, Math.sqrt(1 - .1 / variance), DIGITS_10);

      double[] path = {.3, -.1, .2};
      double[] mean = {.25, -.2, .1};
      double[] logVar = {-2, -2.5, -3};
      double[] noise = new double[3];
      Arrays.setAll(noise, t -> (path[t] - mean[t]) * Math.exp(-logVar[t] / 2));
      Tensor pathTRU = tensors.tensor(graph, path, 3, 1, 1);
      double logPrior = EngineTensors.values(prior.logDensityR(pathTRU, 3))[0];
      assertEquals(-1.3501791073, logPrior, DIGITS_10);
      Tensor divergence =
          ArPrior.divergenceR(
              graph,
              pathTRU,
              tensors.tensor(graph, logVar, 3, 1, 1),
              tensors.tensor(graph, noise, 3, 1, 1),
              3);
      double sampled = EngineTensors.values(divergence)[0];
      assertEquals(2.1727870331, sampled, DIGITS_10);
      assertEquals(.8226079258, sampled + logPrior, 2 * DIGITS_10);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"MXNet", "PyTorch"})
  void poisson_log_probability(String engine) {
    assertEquals(-2.0835841669, poisson(engine, 3, Math.log(6), .4), DIGITS_10);
    assertEquals(-.1353352832, poisson(engine, 0, 0, -2), DIGITS_10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"MXNet", "PyTorch"})
  void pooled_penalty(String engine) {
    ModelSpec spec = onlyGenerator(RunParams.defaults().withL2GenScale(2000.0), 1);
    try (EngineTensors tensors = new EngineTensors(engine)) {
      fillZeros(tensors, spec);
      tensors.parameter(Names.weights(Names.stateGates("gen")), filler(3, 6, 1), 3, 6);
      tensors.parameter(Names.weights(Names.stateCandidate("gen")), filler(3, 3, 2), 3, 3);
      tensors.input(Input.SPIKES, new double[1], 1, 1, 1);
      tensors.input(Input.LOG_FACTORIALS, new double[1], 1);
      tensors.input(Input.TRIAL_WEIGHTS, new double[] {1}, 1);
      tensors.input(Input.KL_WEIGHT, new double[] {1}, 1);
      tensors.input(Input.L2_WEIGHT, new double[] {1}, 1);
      Tensor l2 =
          new LfadsModel(tensors.graph(), spec, spec.sessions().get(0)).objective().terms().l2();
      assertEquals(95.3788306, EngineTensors.values(l2)[0], 6e-8);
      assertEquals(3433.637902, EngineTensors.values(l2)[0] * 36, 6e-7);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"MXNet", "PyTorch"})
  void correlation_of_inferred_inputs(String engine) {
    RunParams params = RunParams.defaults().withCoDim(2).withCoMeanCorrScale(1.0);
    ModelSpec spec = ModelSpec.of(params, 3, List.of(session(1)));
    try (EngineTensors tensors = new EngineTensors(engine)) {
      tensors.input(Input.TRIAL_WEIGHTS, new double[] {1}, 1);
      Graph graph = tensors.graph();
      Tensor mean = tensors.tensor(graph, new double[] {.1, .2, -.3, .4, .5, -.6}, 3, 1, 2);
      Decoding decoding =
          new Decoding(
              mean,
              mean,
              mean,
              new Decoding.Output(mean, Optional.empty()),
              Optional.of(new Decoding.InferredInputs(mean, mean, mean)));
      Tensor correlation =
          new LfadsModel(graph, spec, spec.sessions().get(0))
              .correlation(decoding, tensors.tensor(graph, new double[1], 1));
      assertNear(DIGITS_10, EngineTensors.values(correlation), .08);
    }
  }

  /**
   * The original started a trained prior variance at min + (max - min) sigmoid(scale), 0.5724812687
   * for (0.1, 0.1, 1), and could never go below the middle. Here it starts at the scale, or a
   * thousandth of the span inside the ends.
   */
  @ParameterizedTest
  @ValueSource(strings = {"MXNet", "PyTorch"})
  void trained_prior_variance_starts_at_its_scale(String engine) {
    assertEquals(.1009, startVariance(engine, .1, .1, 1), 1e-12);
    assertEquals(.5, startVariance(engine, .1, .5, 1), 1e-12);
    assertEquals(.9991, startVariance(engine, .1, 1, 1), 1e-12);
    assertEquals(.1, startVariance(engine, .1, .1, .1), 1e-12);
  }

  @Test
  void numbers_of_parameters() {
    RunParams lorenz =
        RunParams.defaults()
            .withCoDim(0)
            .withFactorsDim(8)
            .withGenDim(64)
            .withIcDim(64)
            .withIcEncDim(64);
    assertEquals(66_053, trainable(lorenz, 29));
    assertEquals(490_434, trainable(RunParams.defaults(), 30));
    RunParams original = RunParams.defaults().withGenDim(200).withCoDim(1);
    int readOut = 50 * 50 + 50;
    assertEquals(620_044 + readOut, trainable(original, 50));
    assertEquals(309_338, trainable(original.withCoDim(0).withFactorsDim(20), 50));
  }

  private static int trainable(RunParams params, int neurons) {
    ModelSpec spec = ModelSpec.of(params, 100, List.of(session(neurons)));
    return ParameterInventory.of(spec).parameters().stream()
        .filter(ParameterSpec::trainable)
        .mapToInt(ParameterSpec::size)
        .sum();
  }

  private static double startVariance(String engine, double min, double scale, double max) {
    RunParams params =
        RunParams.defaults()
            .withIcDim(1)
            .withIcPriorVarMin(min)
            .withIcPriorVarScale(scale)
            .withIcPriorVarMax(max);
    ModelSpec spec = ModelSpec.of(params, 1, List.of(session(1)));
    try (EngineTensors tensors = new EngineTensors(engine)) {
      tensors.parameter(Names.PRIOR_MEAN, new double[1], 1, 1);
      if (spec.trainsIcPriorVariance()) {
        ParameterSpec variance = ParameterInventory.of(spec).named(Names.PRIOR_VARIANCE);
        double start = ((ParameterSpec.Initialiser.Constant) variance.initialiser()).value();
        tensors.parameter(Names.PRIOR_VARIANCE, new double[] {start}, 1, 1);
      }
      LfadsModel model = new LfadsModel(tensors.graph(), spec, spec.sessions().get(0));
      return Math.exp(EngineTensors.values(model.icPriorLogVariance())[0]);
    }
  }

  private static double poisson(String engine, int count, double logFactorial, double logRate) {
    ModelSpec spec = onlyGenerator(RunParams.defaults(), 1);
    try (EngineTensors tensors = new EngineTensors(engine)) {
      fillZeros(tensors, spec);
      tensors.parameter(Names.bias(Names.logRates("a")), new double[] {logRate}, 1);
      tensors.input(Input.SPIKES, new double[] {count}, 1, 1, 1);
      tensors.input(Input.LOG_FACTORIALS, new double[] {logFactorial}, 1);
      tensors.input(Input.TRIAL_WEIGHTS, new double[] {1}, 1);
      LfadsModel model = new LfadsModel(tensors.graph(), spec, spec.sessions().get(0));
      Encoding encoding = model.encode();
      TrialTerms terms = model.terms(encoding, model.decode(encoding, 1), 1);
      return -EngineTensors.values(terms.reconstructionR())[0];
    }
  }

  private static ModelSpec onlyGenerator(RunParams params, int bins) {
    return ModelSpec.of(
        params.withCoDim(0).withIcDim(0).withGenDim(3).withFactorsDim(2),
        bins,
        List.of(session(1)));
  }

  private static void fillZeros(EngineTensors tensors, ModelSpec spec) {
    for (ParameterSpec parameter : ParameterInventory.of(spec).parameters()) {
      long[] shape = parameter.shape().stream().mapToLong(Integer::longValue).toArray();
      tensors.parameter(parameter.name(), new double[parameter.size()], shape);
    }
  }

  private static SessionSpec session(int neurons) {
    return new SessionSpec(
        "a",
        neurons,
        IntStream.range(0, neurons).boxed().toList(),
        IntStream.range(0, neurons).mapToObj(n -> 0.0).toList());
  }

  private static double[] steps(
      GatedUnit unit, Optional<GateInputs> inputs, Tensor start, int steps) {
    Tensor state = start;
    for (int t = 0; t < steps; t++) {
      state = unit.step(inputs, state);
    }
    return EngineTensors.values(state);
  }

  private static double[] filler(int rows, int columns, double offset) {
    return IntStream.range(0, rows * columns).mapToDouble(k -> .5 * Math.sin(offset + k)).toArray();
  }

  private static void assertNear(double tolerance, double[] actual, double... expected) {
    assertArrayEquals(expected, actual, tolerance);
  }
}
