package org.lfads4j.inference;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.lfads4j.backend.Values;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Grid;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.Result;

/** Gathers blocks of trials and samples, and averages in double precision. */
final class MeansBuilder {
  private final ModelSpec spec;
  private final int trials;
  private final Map<Result, double[]> sums = new EnumMap<>(Result.class);
  private final Map<Result, Integer> columns = new EnumMap<>(Result.class);
  private final LogMean[] importance;
  private double[] priorMean = new double[0];
  private double[] priorLogVariance = new double[0];

  /** As the sums of {@link Result#OUTPUT_MEAN}, of squares of each group's means. */
  private double[] squares = new double[0];

  /** What sums are multiplied by, because fewer samples were drawn than their shares assumed. */
  private double scale = 1;

  private int samples;

  MeansBuilder(ModelSpec spec, int session, int trials) {
    this.spec = spec;
    this.trials = trials;
    int inputs = spec.params().coDim();
    columns.put(Result.OUTPUT_MEAN, spec.sessions().get(session).neurons());
    columns.put(Result.OUTPUT_VARIANCE, spec.sessions().get(session).neurons());
    columns.put(Result.FACTORS, spec.params().factorsDim());
    columns.put(Result.GENERATOR_STATES, spec.params().genDim());
    columns.put(Result.GENERATOR_START, spec.params().genDim());
    columns.put(Result.INPUTS, inputs);
    columns.put(Result.INPUT_MEAN, inputs);
    columns.put(Result.INPUT_VARIANCE, inputs);
    columns.put(Result.IC_MEAN, spec.params().icDim());
    columns.put(Result.IC_LOG_VARIANCE, spec.params().icDim());
    this.importance = Stream.generate(LogMean::new).limit(trials).toArray(LogMean[]::new);
  }

  /** The posterior of the initial condition, which needs no averaging. */
  void addEncoded(int[] block, Values encoded) {
    if (!spec.hasIcEncoder()) {
      return;
    }
    priorMean = encoded.of(Result.IC_PRIOR_MEAN);
    priorLogVariance = encoded.of(Result.IC_PRIOR_LOG_VARIANCE);
    for (Result result : new Result[] {Result.IC_MEAN, Result.IC_LOG_VARIANCE}) {
      add(result, encoded.of(result), block, 1, 1);
    }
  }

  /**
   * One group of samples out of all that may be drawn.
   *
   * @param now samples in the group
   * @param all the most samples
   */
  void addDecoded(int[] block, Values decoded, int now, int all) {
    double share = (double) now / all;
    for (Result result : columns.keySet()) {
      if (result == Result.IC_MEAN || result == Result.IC_LOG_VARIANCE) {
        continue;
      }
      if (decoded.has(result)) {
        int bins = result == Result.GENERATOR_START ? 1 : spec.bins();
        add(result, decoded.of(result), block, bins, share);
      }
    }
    if (now < all) {
      // One group says nothing of its error.
      addSquares(block, decoded.of(Result.OUTPUT_MEAN), share);
    }
    addTerms(block, decoded, now, all);
  }

  /** All trials have this number of samples now, and may have had so many more. */
  void drawn(int done, int all) {
    samples = done;
    scale = (double) all / done;
  }

  /**
   * The standard error of the output's means, in units of the means themselves or, for Gaussian
   * output, of the output's standard deviation: the root of the mean square over trials, bins and
   * neurons. It follows from how much the means of groups differ, so draws may depend on one
   * another within a group and not across groups.
   *
   * @param groups that each trial's samples were drawn in
   * @return empty if there is one group, which says nothing, or an error is not a finite number
   */
  OptionalDouble relativeError(int groups) {
    if (groups < 2) {
      return OptionalDouble.empty();
    }
    double[] means = sums.get(Result.OUTPUT_MEAN);
    double[] variances = sums.get(Result.OUTPUT_VARIANCE);
    double sum = 0;
    for (int i = 0; i < means.length; i++) {
      double mean = means[i] * scale;
      double variance = Math.max(0, squares[i] * scale - mean * mean) / (groups - 1);
      double unit = variances == null ? mean * mean : variances[i] * scale;
      // What all samples agree on is certain, also where it is 0.
      sum += variance == 0 ? 0 : variance / unit;
    }
    double error = Math.sqrt(sum / means.length);
    return Double.isFinite(error) ? OptionalDouble.of(error) : OptionalDouble.empty();
  }

  PosteriorMeans build(PosteriorMeans.Source source) {
    return new PosteriorMeans(
        source,
        new PosteriorMeans.Output(cube(Result.OUTPUT_MEAN), optionalCube(Result.OUTPUT_VARIANCE)),
        cube(Result.FACTORS),
        cube(Result.GENERATOR_STATES),
        initialConditions(),
        spec.hasController()
            ? Optional.of(
                new PosteriorMeans.InferredInputs(
                    cube(Result.INPUTS), cube(Result.INPUT_MEAN), cube(Result.INPUT_VARIANCE)))
            : Optional.empty(),
        costs());
  }

  /** Adds T x B x K to trials x bins x K. */
  private void add(Result result, double[] block, int[] chosen, int bins, double share) {
    int width = columns.get(result);
    add(
        sums.computeIfAbsent(result, r -> new double[trials * bins * width]),
        block,
        chosen,
        bins,
        share);
  }

  private void add(double[] sum, double[] block, int[] chosen, int bins, double share) {
    int width = sum.length / (trials * bins);
    for (int t = 0; t < bins; t++) {
      for (int b = 0; b < chosen.length; b++) {
        int from = (t * chosen.length + b) * width;
        int to = (chosen[b] * bins + t) * width;
        for (int k = 0; k < width; k++) {
          sum[to + k] += share * block[from + k];
        }
      }
    }
  }

  private void addSquares(int[] chosen, double[] block, double share) {
    if (squares.length == 0) {
      squares = new double[sums.get(Result.OUTPUT_MEAN).length];
    }
    double[] squared = Arrays.stream(block).map(x -> x * x).toArray();
    add(squares, squared, chosen, spec.bins(), share);
  }

  private void addTerms(int[] block, Values decoded, int now, int all) {
    double[] reconstruction = decoded.of(Result.ROW_RECONSTRUCTION);
    double[] ic = decoded.of(Result.ROW_IC_DIVERGENCE);
    double[] input = decoded.of(Result.ROW_INPUT_DIVERGENCE);
    double[][] rows = {reconstruction, ic, input};
    Result[] names = {
      Result.ROW_RECONSTRUCTION, Result.ROW_IC_DIVERGENCE, Result.ROW_INPUT_DIVERGENCE
    };
    for (int b = 0; b < block.length; b++) {
      for (int s = 0; s < now; s++) {
        int row = b * now + s;
        for (int i = 0; i < names.length; i++) {
          double[] sum = sums.computeIfAbsent(names[i], r -> new double[trials]);
          sum[block[b]] += rows[i][row] / all;
        }
        importance[block[b]].add(-reconstruction[row] - ic[row] - input[row]);
      }
    }
  }

  private PosteriorMeans.InitialConditions initialConditions() {
    int width = spec.params().icDim();
    float[] mean = new float[trials * width];
    float[] variance = new float[trials * width];
    float[] priorMeans = new float[width];
    float[] priorVariance = new float[width];
    if (spec.hasIcEncoder()) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] = (float) sums.get(Result.IC_MEAN)[i];
        variance[i] = (float) StrictMath.exp(sums.get(Result.IC_LOG_VARIANCE)[i]);
      }
      for (int z = 0; z < width; z++) {
        priorMeans[z] = (float) priorMean[z];
        priorVariance[z] = (float) StrictMath.exp(priorLogVariance[z]);
      }
    }
    Cube start = cube(Result.GENERATOR_START);
    return new PosteriorMeans.InitialConditions(
        Grid.of(trials, width, mean),
        Grid.of(trials, width, variance),
        Grid.of(1, width, priorMeans),
        Grid.of(1, width, priorVariance),
        Grid.of(trials, start.columns(), start.toArray()));
  }

  private PosteriorMeans.TrialCosts costs() {
    float[] terms = new float[trials * 3];
    float[] bounds = new float[trials * 2];
    for (int e = 0; e < trials; e++) {
      double reconstruction = scale * sums.get(Result.ROW_RECONSTRUCTION)[e];
      double ic = scale * sums.get(Result.ROW_IC_DIVERGENCE)[e];
      double input = scale * sums.get(Result.ROW_INPUT_DIVERGENCE)[e];
      terms[e * 3] = (float) reconstruction;
      terms[e * 3 + 1] = (float) ic;
      terms[e * 3 + 2] = (float) input;
      bounds[e * 2] = (float) (reconstruction + ic + input);
      bounds[e * 2 + 1] = (float) -importance[e].value(samples);
    }
    return new PosteriorMeans.TrialCosts(Grid.of(trials, 3, terms), Grid.of(trials, 2, bounds));
  }

  private Optional<Cube> optionalCube(Result result) {
    return sums.containsKey(result) ? Optional.of(cube(result)) : Optional.empty();
  }

  private Cube cube(Result result) {
    double[] sum = sums.get(result);
    int width = columns.get(result);
    float[] narrow = new float[sum.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (float) (scale * sum[i]);
    }
    return Cube.adopt(trials, sum.length / (trials * width), width, narrow);
  }

  /**
   * Log of the mean of exponentials, computed relative to the largest so far so that nothing
   * overflows.
   */
  private static final class LogMean {
    private double largest = Double.NEGATIVE_INFINITY;
    private double scaled;

    void add(double log) {
      if (log > largest) {
        scaled = scaled * StrictMath.exp(largest - log) + 1;
        largest = log;
      } else {
        scaled += StrictMath.exp(log - largest);
      }
    }

    double value(int count) {
      return largest + StrictMath.log(scaled / count);
    }
  }
}
