package org.lfads4j.data.synthetic;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Trials;

/**
 * The demonstration sets of the MATLAB run manager: several recordings, each of its own neurons and
 * number of trials, of the same conditions of one Lorenz system, in bins of 1 ms with at most one
 * spike each. Log rates are that of 5 spikes per second plus a random combination of the three
 * coordinates, each brought to mean 0 and divided by its largest (signed) value in the condition,
 * so that it reaches 1 but may fall far below -1. Where a rate calls for more than one spike a bin,
 * as unlucky combinations do, {@code truthHz} is what the recipe says and more than can be seen.
 *
 * <p>The recipe is the original's, its random numbers are not: MATLAB's normal and Poisson numbers
 * have no public algorithm. Conditions are drawn from {@code seed}; recording k, from 0, from
 * {@code seed + k + 1}: its numbers of neurons and trials, loadings, then spikes trial by trial.
 */
public final class LorenzDatasets {
  private static final double STEP = 0.006;
  private static final int BURN_IN_STEPS = 500;
  private static final double BIN_MS = 1;
  private static final double BASE_PER_BIN = 5 / 1000.0;

  /** Log rates are limited to this distance from 0. */
  private static final double LARGEST_LOG = 20;

  private LorenzDatasets() {}

  /** Which equations the system follows, by Euler steps of 0.006 per bin. */
  public enum Equations {
    /** dy/dt = x (rho - z), as the run manager coded it: the term -y is missing. */
    AS_CODED {
      @Override
      double[] velocity(double[] state) {
        double[] velocity = LorenzSystem.velocity(state);
        velocity[1] += state[1];
        return velocity;
      }
    },
    /** dy/dt = x (rho - z) - y, as Lorenz (1963) published it. */
    LORENZ {
      @Override
      double[] velocity(double[] state) {
        return LorenzSystem.velocity(state);
      }
    };

    abstract double[] velocity(double[] state);
  }

  /**
   * What to make.
   *
   * @param datasets recordings, >= 1
   * @param conditions starts of the system, the same in all recordings, >= 1
   * @param repeats trials of each condition, drawn once for each recording
   * @param neurons drawn once for each recording
   * @param bins of 1 ms, >= 1
   * @param equations of the system
   * @param seed 0 to 2^32 - 1 - {@code datasets}
   */
  public record Options(
      int datasets,
      int conditions,
      Between repeats,
      Between neurons,
      int bins,
      Equations equations,
      long seed) {
    /** 3 recordings of 65 conditions x 20 to 30 trials x 1000 bins x 25 to 35 neurons, seed 0. */
    public static final Options AS_CODED =
        new Options(3, 65, new Between(20, 30), new Between(25, 35), 1000, Equations.AS_CODED, 0);

    /** The same of the equations as published. */
    public static final Options CORRECTED =
        new Options(3, 65, new Between(20, 30), new Between(25, 35), 1000, Equations.LORENZ, 0);

    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public Options {
      Sizes.requirePositive("datasets", datasets);
      Sizes.requirePositive("conditions", conditions);
      Sizes.requirePositive("bins", bins);
      Sizes.requireSeed(seed, datasets);
    }

    /** The same with this number of recordings, >= 1; 3 by default. */
    public Options withDatasets(int datasets) {
      return new Options(datasets, conditions, repeats, neurons, bins, equations, seed);
    }

    /** The same with this number of starts of the system, >= 1; 65 by default. */
    public Options withConditions(int conditions) {
      return new Options(datasets, conditions, repeats, neurons, bins, equations, seed);
    }

    /** The same with other numbers of trials of each condition; 20 to 30 by default. */
    public Options withRepeats(Between repeats) {
      return new Options(datasets, conditions, repeats, neurons, bins, equations, seed);
    }

    /** The same with other numbers of neurons; 25 to 35 by default. */
    public Options withNeurons(Between neurons) {
      return new Options(datasets, conditions, repeats, neurons, bins, equations, seed);
    }

    /** The same with this number of bins of 1 ms, >= 1; 1000 by default. */
    public Options withBins(int bins) {
      return new Options(datasets, conditions, repeats, neurons, bins, equations, seed);
    }

    /** The same drawn from another seed, 0 to 2^32 - 1 - {@code datasets}; 0 by default. */
    public Options withSeed(long seed) {
      return new Options(datasets, conditions, repeats, neurons, bins, equations, seed);
    }
  }

  /** All recordings; see {@link #dataset} to hold one at a time. */
  public static List<Trials> datasets(Options options) {
    return IntStream.range(0, options.datasets()).mapToObj(k -> dataset(options, k)).toList();
  }

  /**
   * One recording: trials, condition by condition, with {@code truthHz} and conditions.
   *
   * @param index from 0, below {@code options.datasets()}
   */
  public static Trials dataset(Options options, int index) {
    if (index < 0 || index >= options.datasets()) {
      throw new IllegalArgumentException(
          "index must be from 0 to " + (options.datasets() - 1) + ", got " + index);
    }
    double[][][] coordinatesCTK = coordinates(options);
    NumpyRandom random = new NumpyRandom(options.seed() + index + 1);
    int neurons = options.neurons().draw(random);
    int repeats = options.repeats().draw(random);
    double[][] loadingsNK = loadings(neurons, random);
    int trials = Math.multiplyExact(options.conditions(), repeats);
    float[] counts = new float[Math.multiplyExact(trials, options.bins() * neurons)];
    float[] truth = new float[counts.length];
    int next = 0;
    for (int e = 0; e < trials; e++) {
      for (double[] coordinates : coordinatesCTK[e / repeats]) {
        for (double logGain : Activity.product(loadingsNK, coordinates)) {
          double perBin = perBin(logGain);
          truth[next] = (float) (perBin * 1000 / BIN_MS);
          counts[next++] = Math.min(1, random.poisson(perBin));
        }
      }
    }
    return Trials.of(Cube.adopt(trials, options.bins(), neurons, counts), BIN_MS)
        .withSession("lorenz_" + index)
        .withConditions(Repeats.labels(options.conditions(), repeats))
        .withTruthHz(Cube.adopt(trials, options.bins(), neurons, truth));
  }

  private static double perBin(double logGain) {
    double log = logGain + Math.log(BASE_PER_BIN);
    return Math.exp(Math.max(-LARGEST_LOG, Math.min(LARGEST_LOG, log)));
  }

  /** What the neurons read, conditions x bins x 3. */
  static double[][][] coordinates(Options options) {
    double[][][] coordinatesCTK = states(options);
    for (double[][] coordinatesTK : coordinatesCTK) {
      for (int k = 0; k < 3; k++) {
        centre(coordinatesTK, k);
      }
    }
    return coordinatesCTK;
  }

  /** States of the system, conditions x bins x 3; bin 0 is where the burn-in ended. */
  static double[][][] states(Options options) {
    NumpyRandom random = new NumpyRandom(options.seed());
    double[][][] statesCTK = new double[options.conditions()][options.bins()][];
    for (double[][] statesTK : statesCTK) {
      double[] state = random.normals(3);
      state[2] += 25;
      for (int i = 0; i < BURN_IN_STEPS; i++) {
        state = step(options.equations(), state);
      }
      for (int t = 0; t < statesTK.length; t++) {
        statesTK[t] = state;
        state = step(options.equations(), state);
      }
    }
    return statesCTK;
  }

  private static double[] step(Equations equations, double[] state) {
    double[] next = equations.velocity(state);
    for (int k = 0; k < next.length; k++) {
      next[k] = state[k] + STEP * next[k];
    }
    return next;
  }

  private static void centre(double[][] coordinatesTK, int k) {
    double mean = Arrays.stream(coordinatesTK).mapToDouble(s -> s[k]).average().orElseThrow();
    double most = Arrays.stream(coordinatesTK).mapToDouble(s -> s[k]).max().orElseThrow() - mean;
    for (double[] coordinates : coordinatesTK) {
      coordinates[k] = most > 0 ? (coordinates[k] - mean) / most : 0;
    }
  }

  /** Of size 1 to 2 and either sign, ordered by the first of each neuron. */
  private static double[][] loadings(int neurons, NumpyRandom random) {
    double[][] sizesNK = new double[neurons][3];
    for (double[] sizes : sizesNK) {
      Arrays.setAll(sizes, k -> random.uniform() + 1);
    }
    for (double[] sizes : sizesNK) {
      for (int k = 0; k < 3; k++) {
        sizes[k] *= random.normal() < 0 ? -1 : 1;
      }
    }
    return Stream.of(sizesNK)
        .sorted(Comparator.comparingDouble(loading -> loading[0]))
        .toArray(double[][]::new);
  }
}
