package org.lfads4j.inference;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.lfads4j.config.PosteriorDraws;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Grid;
import org.lfads4j.data.Trials;
import org.lfads4j.data.io.ContentException;
import org.lfads4j.data.io.StoredArrays;
import org.lfads4j.model.ModelSpec;

/** Reads posterior means from the arrays that {@link PosteriorFile} writes. */
final class PosteriorReader {
  private final StoredArrays arrays;
  private final int trials;
  private final int bins;

  private PosteriorReader(StoredArrays arrays, Cube factors) {
    this.arrays = arrays;
    this.trials = factors.trials();
    this.bins = factors.bins();
  }

  static PosteriorMeans read(StoredArrays arrays) {
    PosteriorMeans.Source source = source(arrays);
    Cube factors = arrays.cube("factors");
    PosteriorReader reader = new PosteriorReader(arrays, factors);
    Cube states = reader.cube("gen_states");
    return new PosteriorMeans(
        source,
        reader.output(),
        factors,
        states,
        reader.initialConditions(states.columns()),
        reader.inferredInputs(),
        reader.costs());
  }

  /** Refuses means of another model or of other trials, by the first size that differs. */
  static void requireFit(PosteriorMeans means, ModelSpec model, Trials trials) {
    RunParams params = model.params();
    Cube output = means.output().mean();
    Grid conditions = means.initialConditions().posteriorMean();
    int inputs = means.inferredInputs().map(u -> u.mean().columns()).orElse(0);
    int variances = means.output().variance().map(Cube::columns).orElse(0);
    requireSize("trials", trials.trials(), means.factors().trials());
    requireSize("bins", model.bins(), means.factors().bins());
    requireSize("neurons", trials.neurons(), output.columns());
    requireSize("c_gen_dim", params.genDim(), means.generatorStates().columns());
    requireSize("c_factors_dim", params.factorsDim(), means.factors().columns());
    requireSize("c_ic_dim", params.icDim(), conditions.columns());
    requireSize("c_co_dim", params.coDim(), inputs);
    requireSize("output variances", model.output().hasVariance() ? trials.neurons() : 0, variances);
  }

  private static void requireSize(String what, int size, int stored) {
    require(what, stored == size, size + " for this model and these trials", stored + "");
  }

  private static PosteriorMeans.Source source(StoredArrays arrays) {
    String kind = arrays.word(PosteriorFile.KIND);
    double samples = arrays.number(PosteriorFile.SAMPLES);
    if (!(samples >= 1 && samples <= Integer.MAX_VALUE && samples == Math.rint(samples))) {
      throw new ContentException(
          PosteriorFile.SAMPLES + " must be a whole number >= 1, got " + samples);
    }
    return new PosteriorMeans.Source(
        RunParams.defaults().withPosteriorMeanKind(kind).posteriorMeanKind(),
        (int) samples,
        arrays.number(PosteriorFile.SECONDS),
        arrays.has(PosteriorFile.DRAWS)
            ? PosteriorDraws.of(arrays.word(PosteriorFile.DRAWS))
            : PosteriorDraws.PLAIN,
        arrays.has(PosteriorFile.ERROR)
            ? OptionalDouble.of(arrays.number(PosteriorFile.ERROR))
            : OptionalDouble.empty());
  }

  private PosteriorMeans.Output output() {
    if (!arrays.has(PosteriorFile.OUTPUT_VARIANCE)) {
      return new PosteriorMeans.Output(cube("output_dist_params"), Optional.empty());
    }
    Cube variance = cube(PosteriorFile.OUTPUT_VARIANCE);
    Cube both = cube("output_dist_params", 2 * variance.columns());
    Cube mean = both.selectColumns(IntStream.range(0, variance.columns()).toArray());
    return new PosteriorMeans.Output(mean, Optional.of(variance));
  }

  private PosteriorMeans.InitialConditions initialConditions(int units) {
    Grid start = grid("gen_ics", trials, units);
    if (!arrays.has("post_g0_mean")) {
      Grid none = Grid.of(trials, 0, new float[0]);
      Grid noPrior = Grid.of(1, 0, new float[0]);
      return new PosteriorMeans.InitialConditions(none, none, noPrior, noPrior, start);
    }
    int width = arrays.grid("post_g0_mean").columns();
    float[] prior = grid("prior_g0_mean", trials, width).toArray();
    return new PosteriorMeans.InitialConditions(
        grid("post_g0_mean", trials, width),
        grid(PosteriorFile.POSTERIOR_VARIANCE, trials, width),
        Grid.of(1, width, Arrays.copyOf(prior, width)),
        grid(PosteriorFile.PRIOR_VARIANCE, 1, width),
        start);
  }

  private Optional<PosteriorMeans.InferredInputs> inferredInputs() {
    if (!arrays.has("controller_outputs")) {
      return Optional.empty();
    }
    Cube mean = cube("controller_outputs");
    return Optional.of(
        new PosteriorMeans.InferredInputs(
            mean,
            cube(PosteriorFile.INPUT_MEAN, mean.columns()),
            cube(PosteriorFile.INPUT_VARIANCE, mean.columns())));
  }

  private PosteriorMeans.TrialCosts costs() {
    float[] bounds = new float[2 * trials];
    put("nll_bound_vaes", bounds, 0);
    put("nll_bound_iwaes", bounds, 1);
    return new PosteriorMeans.TrialCosts(
        grid(PosteriorFile.COST_TERMS, trials, 3), Grid.of(trials, 2, bounds));
  }

  private void put(String name, float[] bounds, int column) {
    double[] values = arrays.numbers(name);
    require(name, values.length == trials, trials + " values", values.length + "");
    for (int e = 0; e < trials; e++) {
      bounds[2 * e + column] = (float) values[e];
    }
  }

  private Cube cube(String name) {
    Cube cube = arrays.cube(name);
    return requireShape(name, cube, cube.columns());
  }

  private Cube cube(String name, int columns) {
    return requireShape(name, arrays.cube(name), columns);
  }

  private Cube requireShape(String name, Cube cube, int columns) {
    require(
        name,
        cube.trials() == trials && cube.bins() == bins && cube.columns() == columns,
        trials + " x " + bins + " x " + columns,
        cube.trials() + " x " + cube.bins() + " x " + cube.columns());
    return cube;
  }

  private Grid grid(String name, int rows, int columns) {
    Grid grid = arrays.grid(name);
    require(
        name,
        grid.rows() == rows && grid.columns() == columns,
        rows + " x " + columns,
        grid.rows() + " x " + grid.columns());
    return grid;
  }

  private static void require(String name, boolean fits, String must, String got) {
    if (!fits) {
      throw new ContentException(name + " must be " + must + ", got " + got);
    }
  }
}
