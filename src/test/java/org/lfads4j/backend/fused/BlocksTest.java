package org.lfads4j.backend.fused;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lfads4j.backend.Batch;
import org.lfads4j.backend.Branches;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.backend.RampWeights;
import org.lfads4j.backend.engine.ArrayGraph;
import org.lfads4j.backend.engine.ArrayTensor;
import org.lfads4j.backend.kernels.Kernels;
import org.lfads4j.backend.kernels.Rows;
import org.lfads4j.data.Cube;
import org.lfads4j.model.Encoding;
import org.lfads4j.model.Gaussians;
import org.lfads4j.model.Input;
import org.lfads4j.model.LfadsModel;
import org.lfads4j.model.ModelBlocks;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.Names;
import org.lfads4j.model.Objective;
import org.lfads4j.model.ParameterInventory;
import org.lfads4j.model.Tensor;

/**
 * Each block of the fused backend, forward and backward, against the same block of the model in
 * double precision: outputs to 1e-5 of their length, gradients to 1e-4 of that of central
 * differences (h = 1e-5). A slip shows in the block that it is in.
 */
class BlocksTest {
  private static final double OUTPUT = 1e-5;
  private static final double GRADIENT = 1e-4;
  private static final double STEP = 1e-5;
  private static final int ROWS = 4;

  /** One row less than the tile has room for. */
  private static final int TRIALS = 3;

  private final Random random = new Random(8);
  private final Kernels k = VectorModule.required();

  @ParameterizedTest
  @EnumSource(Branches.Size.class)
  void oneBinOfACell(Branches.Size size) {
    Block block = new Block(Branches.DEFAULT.spec(size), size);
    int units = block.plan.generator;
    int inputs = block.plan.inputs;
    double[] state = block.given("state", ROWS, units);
    double[] input = block.given("input", ROWS, inputs);
    double[] weight = weights(ROWS * units);
    block.cost =
        graph ->
            dot(
                ModelBlocks.generatorStep(
                    graph, block.spec, block.tensor("input"), block.tensor("state")),
                weight);
    CellTrace trace = new CellTrace(block.weights.shared.generator, ROWS, 1, false);
    put(state, trace.before(0), units);
    put(input, trace.extra(0), inputs);
    Cell cell = block.weights.shared.generator;
    cell.step(k, trace, 0);
    block.assertOutput(
        ModelBlocks.generatorStep(
            block.graph(), block.spec, block.tensor("input"), block.tensor("state")),
        get(trace.after(0), units));
    put(weight, trace.d, units);
    cell.back(k, trace, 0);
    cell.gradients(k, trace, 0, 1, block.gradients);
    block.assertGradient("state", get(trace.dState, units));
    block.assertGradient("input", get(trace.dExtra, inputs));
    block.assertParameters(
        Names.inputGates(Names.GENERATOR),
        Names.inputCandidate(Names.GENERATOR),
        Names.weights(Names.stateGates(Names.GENERATOR)),
        Names.bias(Names.stateGates(Names.GENERATOR)),
        Names.weights(Names.stateCandidate(Names.GENERATOR)),
        Names.bias(Names.stateCandidate(Names.GENERATOR)));
  }

  @ParameterizedTest
  @EnumSource(Branches.Size.class)
  void theFactorMap(Branches.Size size) {
    Block block = new Block(Branches.DEFAULT.spec(size), size);
    int units = block.plan.generator;
    int factors = block.plan.factors;
    double[] state = block.given("state", ROWS, units);
    double[] weight = weights(ROWS * factors);
    block.cost = graph -> dot(ModelBlocks.factors(graph, block.tensor("state")), weight);
    FactorMap map = block.weights.shared.factorMap;
    Rows in = rows(state, units);
    Rows out = Rows.of(ROWS, block.plan.padded(factors));
    map.apply(k, in, out);
    block.assertOutput(
        ModelBlocks.factors(block.graph(), block.tensor("state")), get(out, factors));
    Rows d = rows(weight, factors);
    Rows back = Rows.of(ROWS, block.plan.padded(units));
    map.back(k, d, back);
    map.gradients(k, in, d, block.gradients);
    map.unscale(block.gradients.of(map.weights()));
    block.assertGradient("state", get(back, units));
    block.assertParameters(Names.FACTOR_MAP);
  }

  /** Both directions, from the counts to the states that the controller reads. */
  @ParameterizedTest
  @EnumSource(Branches.Size.class)
  void theEncoders(Branches.Size size) {
    ModelSpec base = Branches.NO_INITIAL_CONDITION.spec(size);
    ModelSpec spec =
        ModelSpec.of(
            base.params().withControllerInputLag(0).withKeepProb(1.0),
            base.bins(),
            base.sessions());
    Block block = new Block(spec, size);
    int neurons = block.plan.neurons;
    int units = block.plan.ciEncoder;
    int bins = spec.bins();
    float[] counts = new float[TRIALS * bins * neurons];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = random.nextInt(3) == 0 ? 1 + random.nextInt(2) : 0;
    }
    Batch batch =
        Batch.of(
            spec,
            0,
            Cube.of(TRIALS, bins, neurons, counts),
            Optional.empty(),
            IntStream.range(0, TRIALS).toArray());
    double[] spikes = new double[counts.length];
    for (int b = 0; b < TRIALS; b++) {
      for (int t = 0; t < bins; t++) {
        for (int n = 0; n < neurons; n++) {
          spikes[(t * TRIALS + b) * neurons + n] = counts[(b * bins + t) * neurons + n];
        }
      }
    }
    block.inputs.put(Input.SPIKES, new ArrayTensor(spikes, bins, TRIALS, neurons));
    double[] forwardWeight = weights(bins * TRIALS * units);
    double[] reverseWeight = weights(bins * TRIALS * units);
    Function<ArrayGraph, Encoding.ControllerInput> encode =
        graph ->
            new LfadsModel(graph, spec, spec.sessions().get(0)).encode().controller().orElseThrow();
    block.cost =
        graph -> {
          Encoding.ControllerInput encoded = encode.apply(graph);
          return dot(encoded.forwardTBE(), forwardWeight)
              + dot(encoded.reverseTBE().orElseThrow(), reverseWeight);
        };
    EncoderPass encoder = new EncoderPass(block.weights, k);
    Workspace w = block.workspace;
    encoder.forward(w, block.tile, batch, Optional.empty());
    Encoding.ControllerInput expected = encode.apply(block.graph());
    block.assertOutput(expected.forwardTBE(), states(w.ciForward.orElseThrow(), bins, units));
    block.assertOutput(
        expected.reverseTBE().orElseThrow(), states(w.ciReverse.orElseThrow(), bins, units));
    for (int t = 0; t < bins; t++) {
      put(bin(forwardWeight, t, bins), w.encodings.forward.bin(t), units);
      put(bin(reverseWeight, t, bins), w.encodings.reverse.bin(t), units);
    }
    encoder.back(w, false, block.gradients);
    for (String cell : List.of(Names.CI_FORWARD, Names.CI_REVERSE)) {
      block.assertParameters(
          Names.start(cell),
          Names.weights(Names.encoderGates(cell)),
          Names.bias(Names.encoderGates(cell)),
          Names.weights(Names.encoderCandidate(cell)),
          Names.bias(Names.encoderCandidate(cell)));
    }
  }

  /** The initial condition's sample and divergence, where the sample is the generator's start. */
  @ParameterizedTest
  @ValueSource(doubles = {0.1, 1})
  void theGaussianDivergence(double largestVariance) {
    Branches.Size size = Branches.Size.ODD;
    ModelSpec base = Branches.IDENTITY_START.spec(size);
    ModelSpec spec =
        ModelSpec.of(
            base.params().withIcPriorVarMax(largestVariance), base.bins(), base.sessions());
    Block block = new Block(spec, size);
    int width = block.plan.initial;
    double[] mean = block.given("mean", TRIALS, width);
    double[] raw = block.given("log variance", TRIALS, width);
    double[] noise = block.given("noise", TRIALS, width);
    double[] weight = weights(TRIALS * width);
    double klWeight = 0.37;
    block.cost =
        graph -> {
          Tensor logVar = ModelBlocks.floored(spec, block.tensor("log variance"));
          Tensor sample = ModelBlocks.sample(block.tensor("mean"), logVar, block.tensor("noise"));
          Tensor divergence = ModelBlocks.icDivergence(graph, spec, block.tensor("mean"), logVar);
          return dot(sample, weight) + klWeight * sum(divergence);
        };
    Workspace.InitialRows rows = block.workspace.initial;
    int padded = block.plan.padded(width);
    for (int r = 0; r < TRIALS; r++) {
      for (int z = 0; z < width; z++) {
        int at = r * width + z;
        rows.posterior.values()[rows.posterior.at(r) + padded + z] = (float) raw[at];
        rows.mean[at] = mean[at];
        rows.logVariance[at] = Gaussians.floored(raw[at], spec.params().icPostVarMin());
        rows.deviation[at] = Gaussians.deviation(rows.logVariance[at], noise[at]);
      }
    }
    InitialPass pass = new InitialPass(block.weights, block.priors, k);
    RowTerms terms = new RowTerms(TRIALS);
    pass.divergence(block.workspace, block.tile, terms);
    block.assertOutput(
        ModelBlocks.icDivergence(
            block.graph(),
            spec,
            block.tensor("mean"),
            ModelBlocks.floored(spec, block.tensor("log variance"))),
        terms.icDivergence);
    put(weight, block.workspace.generator.d, width);
    pass.back(block.workspace, block.tile, klWeight, false, block.gradients);
    block.assertGradient("mean", get(rows.posteriorBack.rows(0, TRIALS), width));
    block.assertGradient(
        "log variance", get(rows.posteriorBack.rows(0, TRIALS).columns(padded, padded), width));
    block.assertParameters(Names.PRIOR_MEAN);
    if (spec.trainsIcPriorVariance()) {
      block.assertParameters(Names.PRIOR_VARIANCE);
    }
  }

  /** The inferred inputs' sample, divergence and correlation. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void theAutoregressiveDivergence(int inputs) {
    Branches.Size size = Branches.Size.ODD;
    ModelSpec base = Branches.CORRELATION_PENALTY.spec(size);
    ModelSpec spec = ModelSpec.of(base.params().withCoDim(inputs), base.bins(), base.sessions());
    Block block = new Block(spec, size);
    int bins = spec.bins();
    double[] mean = block.given("mean", bins, TRIALS, inputs);
    double[] logVar = block.given("log variance", bins, TRIALS, inputs);
    double[] noise = block.given("noise", bins, TRIALS, inputs);
    double[] weight = weights(bins * TRIALS * inputs);
    double[] shares = new double[TRIALS];
    Arrays.fill(shares, 1.0 / TRIALS);
    block.inputs.put(Input.TRIAL_WEIGHTS, new ArrayTensor(shares, TRIALS));
    TermWeights costs = TermWeights.of(Objective.Weights.of(spec), new RampWeights(0.7, 1), TRIALS);
    Function<ArrayGraph, Tensor> divergence =
        graph ->
            ModelBlocks.arDivergence(
                graph,
                spec,
                ModelBlocks.sample(
                    block.tensor("mean"), block.tensor("log variance"), block.tensor("noise")),
                block.tensor("log variance"),
                block.tensor("noise"));
    block.cost =
        graph ->
            dot(
                    ModelBlocks.sample(
                        block.tensor("mean"), block.tensor("log variance"), block.tensor("noise")),
                    weight)
                + costs.inputDivergence() * sum(divergence.apply(graph))
                + (inputs < 2
                    ? 0
                    : spec.params().coMeanCorrScale()
                        * sum(ModelBlocks.correlation(graph, spec, block.tensor("mean"))));
    Workspace w = block.workspace;
    InputPass pass = new InputPass(block.plan, block.priors);
    for (int t = 0; t < bins; t++) {
      Rows posterior = w.inputs.posterior.bin(t);
      put(bin(mean, t, bins), posterior, inputs);
      put(bin(logVar, t, bins), posterior.columns(inputs, inputs), inputs);
      for (int r = 0; r < TRIALS; r++) {
        for (int u = 0; u < inputs; u++) {
          w.inputs.noise[(r * bins + t) * inputs + u] =
              (float) noise[(t * TRIALS + r) * inputs + u];
        }
      }
    }
    for (int t = 0; t < bins; t++) {
      pass.draw(w, t);
    }
    RowTerms terms = new RowTerms(TRIALS);
    pass.divergence(w, block.tile, terms);
    if (inputs > 1) {
      pass.correlation(w, block.tile, terms);
    }
    block.assertOutput(divergence.apply(block.graph()), terms.inputDivergence);
    for (int t = bins - 1; t >= 0; t--) {
      put(bin(weight, t, bins), w.generator.dExtra, inputs);
      pass.back(w, block.tile, t, costs, block.gradients);
    }
    block.assertGradient("mean", bins(w.inputs.posterior, bins, 0, inputs));
    block.assertGradient("log variance", bins(w.inputs.posterior, bins, inputs, inputs));
    block.assertParameters(Names.AR_LOG_TAU, Names.AR_LOG_VARIANCE);
  }

  @ParameterizedTest
  @EnumSource(
      value = Branches.class,
      names = {"DEFAULT", "GAUSSIAN", "HIDDEN_ELEMENTS", "HIDDEN_ELEMENTS_GAUSSIAN"})
  void theLikelihoods(Branches branch) {
    Branches.Size size = Branches.Size.ODD;
    ModelSpec spec = branch.spec(size);
    Block block = new Block(spec, size);
    int bins = spec.bins();
    int neurons = block.plan.neurons;
    Batch batch = branch.batch(spec, 0, TRIALS);
    block.inputs.put(Input.SPIKES, of(batch, Input.SPIKES, bins, neurons));
    if (batch.has(Input.LIKELIHOOD_WEIGHTS)) {
      block.inputs.put(
          Input.LIKELIHOOD_WEIGHTS, of(batch, Input.LIKELIHOOD_WEIGHTS, bins, neurons));
    }
    double[] constants = new double[TRIALS];
    if (!spec.isGaussian()) {
      Arrays.setAll(constants, batch::logFactorials);
    }
    block.inputs.put(Input.LOG_FACTORIALS, new ArrayTensor(constants, TRIALS));
    double[] location = block.given("location", bins, TRIALS, neurons);
    double[] logVar = block.given("log variance", bins, TRIALS, neurons);
    double weight = 0.29;
    Function<ArrayGraph, Tensor> cost =
        graph ->
            ModelBlocks.reconstruction(
                graph,
                spec,
                block.tensor("location"),
                spec.isGaussian() ? Optional.of(block.tensor("log variance")) : Optional.empty());
    block.cost = graph -> weight * sum(cost.apply(graph));
    Workspace w = block.workspace;
    block.tile.copy(batch, Input.SPIKES, bins, w.spikes, 0, neurons);
    for (int t = 0; t < bins; t++) {
      put(bin(location, t, bins), w.location.bin(t), neurons);
      if (spec.isGaussian()) {
        put(bin(logVar, t, bins), w.logVariance.bin(t), neurons);
      }
    }
    RowTerms terms = new RowTerms(TRIALS);
    new Likelihood(block.plan, k).cost(w, block.tile, batch, weight, terms);
    block.assertOutput(cost.apply(block.graph()), terms.reconstruction);
    block.assertGradient("location", bins(w.location, bins, 0, neurons));
    if (spec.isGaussian()) {
      block.assertGradient("log variance", bins(w.logVariance, bins, 0, neurons));
    }
  }

  /** One block: parameters, what goes in, and a cost of what comes out. */
  private final class Block {
    private final ModelSpec spec;
    private final Map<String, ArrayTensor> values = new LinkedHashMap<>();
    private final Map<String, ArrayTensor> given = new LinkedHashMap<>();
    private final Map<Input, ArrayTensor> inputs = new EnumMap<>(Input.class);
    private final FlatParameters parameters;
    private final Weights weights;
    private final Plan plan;
    private final Priors priors;
    private final Workspace workspace;
    private final GradientRows gradients;
    private final Tile tile = new Tile(0, TRIALS, 1);
    private Function<ArrayGraph, Double> cost;

    Block(ModelSpec spec, Branches.Size size) {
      this.spec = spec;
      ParameterValues start = Branches.DEFAULT.parameters(spec, size);
      ParameterInventory inventory = ParameterInventory.of(spec);
      inventory
          .parameters()
          .forEach(
              p ->
                  values.put(
                      p.name(),
                      new ArrayTensor(
                          start.values(p.name()),
                          p.shape().stream().mapToInt(Integer::intValue).toArray())));
      this.parameters = new FlatParameters(inventory);
      parameters.set(start);
      this.weights = Weights.ofSessions(spec, parameters, k.lanes()).get(0);
      weights.packing().forEach(Runnable::run);
      this.plan = weights.plan;
      this.priors = new Priors(plan, parameters);
      this.workspace = new Workspace(weights, ROWS);
      this.gradients = new GradientRows(plan);
      gradients.clear(weights.matrices());
    }

    ArrayGraph graph() {
      return new ArrayGraph(values, inputs);
    }

    /** Random values of single precision that go into the block. */
    double[] given(String name, int... shape) {
      double[] drawn = weights(Arrays.stream(shape).reduce(1, (a, b) -> a * b));
      given.put(name, new ArrayTensor(drawn, shape));
      return drawn;
    }

    ArrayTensor tensor(String name) {
      return given.get(name);
    }

    void assertOutput(Tensor expected, double... actual) {
      assertClose("output", ((ArrayTensor) expected).values(), actual, OUTPUT);
    }

    void assertGradient(String name, double... actual) {
      assertClose(name, difference(name), actual, GRADIENT);
    }

    void assertParameters(String... names) {
      float[] flat = new float[parameters.values().length];
      weights.matrices().forEach(m -> m.scatter(gradients.of(m), flat));
      priors.scatter(gradients, flat);
      List<String> all = new ArrayList<>(List.of(names));
      all.forEach(
          name ->
              assertClose(
                  name,
                  difference(name),
                  FlatParameters.read(flat, parameters.place(name)),
                  GRADIENT));
    }

    /** Central differences of the cost. */
    double[] difference(String name) {
      double[] moved = (given.containsKey(name) ? given : values).get(name).values();
      double[] differences = new double[moved.length];
      for (int i = 0; i < moved.length; i++) {
        double original = moved[i];
        moved[i] = original + STEP;
        double up = cost.apply(graph());
        moved[i] = original - STEP;
        double down = cost.apply(graph());
        moved[i] = original;
        differences[i] = (up - down) / (2 * STEP);
      }
      return differences;
    }
  }

  private static void assertClose(
      String what, double[] expected, double[] actual, double tolerance) {
    double error = relativeError(expected, actual);
    assertTrue(
        error <= tolerance, () -> String.format(Locale.ROOT, "%s: off by %.3g", what, error));
  }

  private static double relativeError(double[] expected, double[] actual) {
    double squared = 0;
    double length = 0;
    for (int i = 0; i < expected.length; i++) {
      squared += (expected[i] - actual[i]) * (expected[i] - actual[i]);
      length += expected[i] * expected[i];
    }
    return expected.length == actual.length
        ? Math.sqrt(squared) / Math.max(Math.sqrt(length), Double.MIN_NORMAL)
        : Double.NaN;
  }

  private double[] weights(int count) {
    double[] drawn = new double[count];
    Arrays.setAll(drawn, i -> (float) (0.7 * random.nextGaussian()));
    return drawn;
  }

  private static double dot(Tensor tensor, double... weights) {
    double sum = 0;
    double[] values = ((ArrayTensor) tensor).values();
    for (int i = 0; i < weights.length; i++) {
      sum += values[i] * weights[i];
    }
    return sum;
  }

  private static double sum(Tensor tensor) {
    return Arrays.stream(((ArrayTensor) tensor).values()).sum();
  }

  private Rows rows(double[] values, int width) {
    int lanes = k.lanes();
    Rows rows = Rows.of(ROWS, (width + lanes - 1) / lanes * lanes);
    put(values, rows, width);
    return rows;
  }

  private static void put(double[] values, Rows to, int width) {
    for (int i = 0; i < values.length; i++) {
      to.values()[to.at(i / width) + i % width] = (float) values[i];
    }
  }

  private static double[] get(Rows from, int width) {
    double[] out = new double[from.rows() * width];
    Arrays.setAll(out, i -> from.values()[from.at(i / width) + i % width]);
    return out;
  }

  /** The part of bin t of an array over bins. */
  private static double[] bin(double[] all, int t, int bins) {
    int size = all.length / bins;
    return Arrays.copyOfRange(all, t * size, (t + 1) * size);
  }

  private static double[] bins(BinRows from, int bins, int column, int width) {
    return IntStream.range(0, bins)
        .mapToObj(from::bin)
        .flatMapToDouble(
            bin -> Arrays.stream(get(bin.rows(0, TRIALS).columns(column, width), width)))
        .toArray();
  }

  private static double[] states(CellTrace trace, int bins, int units) {
    return IntStream.range(0, bins)
        .mapToObj(trace::after)
        .flatMapToDouble(state -> Arrays.stream(get(state.rows(0, TRIALS), units)))
        .toArray();
  }

  private static ArrayTensor of(Batch batch, Input input, int bins, int width) {
    double[] out = new double[bins * TRIALS * width];
    float[] row = new float[width];
    for (int t = 0; t < bins; t++) {
      for (int r = 0; r < TRIALS; r++) {
        batch.copy(input, t, r, row, 0);
        for (int i = 0; i < width; i++) {
          out[(t * TRIALS + r) * width + i] = row[i];
        }
      }
    }
    return new ArrayTensor(out, bins, TRIALS, width);
  }
}
