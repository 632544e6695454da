package org.lfads4j.data.synthetic;

import java.util.Arrays;
import java.util.List;
import org.lfads4j.data.Behaviour;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Trials;

/**
 * Spikes of neurons that read a Lorenz system (Lorenz 1963: sigma 10, rho 28, beta 8/3): the state
 * is a smooth function of its start. Trials of one condition share their rates and differ in their
 * spikes only, unless their starts are to vary. Each coordinate is brought to mean 0 and variance 1
 * over the whole set; log rates are a base plus a random combination of the three. Trials lie
 * condition by condition.
 */
public final class Lorenz {
  /** Of the system's own time per second: about two turns round the lobes in a second. */
  private static final double TIME_PER_SECOND = 1.5;

  /** Long enough to come from anywhere near onto the attractor. */
  private static final double BURN_IN = 20;

  private static final int STEPS_PER_BIN = 8;
  private static final int BURN_IN_STEPS = 16000;

  private Lorenz() {}

  /**
   * How much to make.
   *
   * @param conditions starts of the system, >= 1
   * @param repeats trials of each, >= 1
   * @param bins bins in a trial, >= 1
   * @param neurons neurons, >= 1
   * @param binMs width of a bin, ms
   * @param variation standard deviation, from trial to trial of a condition, of where each
   *     coordinate starts, in units of its standard deviation over the whole set, >= 0
   * @param seed 0 to 2^32 - 1
   */
  public record Options(
      int conditions,
      int repeats,
      int bins,
      int neurons,
      double binMs,
      double variation,
      long seed) {
    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if one is below 1
     */
    public Options {
      Sizes.requirePositive("conditions", conditions);
      Sizes.requirePositive("repeats", repeats);
      Sizes.requirePositive("bins", bins);
      Sizes.requirePositive("neurons", neurons);
      if (!(binMs > 0 && binMs < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("binMs must be > 0, got " + binMs);
      }
      if (!(variation >= 0 && variation < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("variation must be >= 0, got " + variation);
      }
    }

    /** The same with this number of starts of the system, >= 1; 20 by default. */
    public Options withConditions(int conditions) {
      return new Options(conditions, repeats, bins, neurons, binMs, variation, seed);
    }

    /** The same with this number of trials of each condition, >= 1; 10 by default. */
    public Options withRepeats(int repeats) {
      return new Options(conditions, repeats, bins, neurons, binMs, variation, seed);
    }

    /** The same with this number of bins in a trial, >= 1; 100 by default. */
    public Options withBins(int bins) {
      return new Options(conditions, repeats, bins, neurons, binMs, variation, seed);
    }

    /** The same with this number of neurons, >= 1; 30 by default. */
    public Options withNeurons(int neurons) {
      return new Options(conditions, repeats, bins, neurons, binMs, variation, seed);
    }

    /** The same with bins of this width, ms, > 0; 10 by default. */
    public Options withBinMs(double binMs) {
      return new Options(conditions, repeats, bins, neurons, binMs, variation, seed);
    }

    /**
     * The same with this standard deviation, from trial to trial of a condition, of where the
     * system starts, >= 0; 0 by default, so that all trials of a condition have the same rates.
     */
    public Options withVariation(double variation) {
      return new Options(conditions, repeats, bins, neurons, binMs, variation, seed);
    }

    /** The same drawn from another seed, 0 to 2^32 - 1; 0 by default. */
    public Options withSeed(long seed) {
      return new Options(conditions, repeats, bins, neurons, binMs, variation, seed);
    }
  }

  /** 20 conditions x 10 trials x 100 bins of 10 ms x 30 neurons, seed 0. */
  public static Options defaults() {
    return new Options(20, 10, 100, 30, 10, 0, 0);
  }

  /** The trials of {@link #defaults}. */
  public static Trials trials() {
    return trials(defaults());
  }

  /**
   * Trials with {@code truthHz}, conditions and the behaviour {@code lorenz} (x, y, z; mean 0,
   * variance 1 over conditions). Drawn in this order: starts, loadings, base rates, then trial by
   * trial where it starts, if that varies, and its spikes.
   */
  public static Trials trials(Options options) {
    NumpyRandom random = new NumpyRandom(options.seed());
    double[][][] statesCTK = new double[options.conditions()][][];
    Arrays.setAll(statesCTK, c -> path(options, start(random)));
    double[][] loadingsNK = new double[options.neurons()][];
    Arrays.setAll(loadingsNK, n -> loading(random));
    double[] baseHz = new double[options.neurons()];
    Arrays.setAll(baseHz, n -> 4 + 6 * random.uniform());
    return observed(
        options, statesCTK, new Neurons(new Standard(statesCTK), loadingsNK, baseHz), random);
  }

  /** A state of the system, after a long time from a random one. */
  private static double[] start(NumpyRandom random) {
    double[] state = {8 * random.normal(), 8 * random.normal(), 25 + 8 * random.normal()};
    for (int i = 0; i < BURN_IN_STEPS; i++) {
      state = LorenzSystem.step(state, BURN_IN / BURN_IN_STEPS);
    }
    return state;
  }

  private static double[][] path(Options options, double[] start) {
    double step = TIME_PER_SECOND * options.binMs() / 1000 / STEPS_PER_BIN;
    double[][] statesTK = new double[options.bins()][];
    double[] state = start;
    for (int t = 0; t < statesTK.length; t++) {
      statesTK[t] = state;
      for (int i = 0; i < STEPS_PER_BIN; i++) {
        state = LorenzSystem.step(state, step);
      }
    }
    return statesTK;
  }

  /** A direction drawn evenly, of length 0.8 to 1.2. */
  private static double[] loading(NumpyRandom random) {
    double[] direction = random.normals(3);
    double length = Math.sqrt(dot(direction, direction));
    double gain = (0.8 + 0.4 * random.uniform()) / length;
    return new double[] {gain * direction[0], gain * direction[1], gain * direction[2]};
  }

  /** Mean and 1 / standard deviation of each coordinate. */
  private static final class Standard {
    private final double[] mean = new double[3];
    private final double[] scale = new double[3];

    Standard(double[][][] statesCTK) {
      for (int k = 0; k < 3; k++) {
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (double[][] statesTK : statesCTK) {
          for (double[] state : statesTK) {
            sum += state[k];
            squares += state[k] * state[k];
            count++;
          }
        }
        mean[k] = sum / count;
        double variance = squares / count - mean[k] * mean[k];
        scale[k] = variance > 0 ? 1 / Math.sqrt(variance) : 1;
      }
    }

    double[] of(double[] state) {
      double[] out = new double[3];
      Arrays.setAll(out, k -> (state[k] - mean[k]) * scale[k]);
      return out;
    }
  }

  /** Neurons that read the standardised state. */
  private static final class Neurons {
    private final Standard standard;
    private final double[][] loadingsNK;
    private final double[] baseHz;

    Neurons(Standard standard, double[][] loadingsNK, double[] baseHz) {
      this.standard = standard;
      this.loadingsNK = loadingsNK;
      this.baseHz = baseHz;
    }

    double rateHz(int neuron, double[] standardised) {
      return baseHz[neuron] * Math.exp(dot(loadingsNK[neuron], standardised));
    }
  }

  private static Trials observed(
      Options options, double[][][] statesCTK, Neurons neurons, NumpyRandom random) {
    int trials = options.conditions() * options.repeats();
    int bins = options.bins();
    float[] counts = new float[trials * bins * options.neurons()];
    float[] truth = new float[counts.length];
    float[] latents = new float[trials * bins * 3];
    int next = 0;
    int nextLatent = 0;
    for (int e = 0; e < trials; e++) {
      double[][] ofCondition = statesCTK[e / options.repeats()];
      double[][] statesTK =
          options.variation() > 0
              ? path(options, varied(ofCondition[0], options.variation(), neurons.standard, random))
              : ofCondition;
      for (int t = 0; t < bins; t++) {
        double[] state = neurons.standard.of(statesTK[t]);
        for (int n = 0; n < options.neurons(); n++) {
          double rateHz = neurons.rateHz(n, state);
          counts[next] = random.poisson(rateHz * options.binMs() / 1000);
          truth[next++] = (float) rateHz;
        }
        for (double coordinate : state) {
          latents[nextLatent++] = (float) coordinate;
        }
      }
    }
    Cube latentsBTK = Cube.adopt(trials, bins, 3, latents);
    return Trials.of(Cube.adopt(trials, bins, options.neurons(), counts), options.binMs())
        .withSession("lorenz")
        .withConditions(Repeats.labels(options.conditions(), options.repeats()))
        .withTruthHz(Cube.adopt(trials, bins, options.neurons(), truth))
        .withBehaviour(new Behaviour("lorenz", List.of("x", "y", "z"), "", latentsBTK));
  }

  private static double[] varied(
      double[] start, double variation, Standard standard, NumpyRandom random) {
    double[] out = new double[3];
    Arrays.setAll(out, k -> start[k] + variation / standard.scale[k] * random.normal());
    return out;
  }

  private static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }
}
