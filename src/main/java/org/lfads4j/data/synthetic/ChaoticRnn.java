package org.lfads4j.data.synthetic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.lfads4j.data.Behaviour;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Split;
import org.lfads4j.data.Trials;

/**
 * Spikes of a chaotic recurrent network, the benchmark of LFADS (Sussillo, Jozefowicz, Abbott and
 * Pandarinath 2016), number by number as NumPy draws it: trials of 100 bins of 10 ms, each neuron's
 * activity stretched over [0, maxRateHz] within each trial. With an input, one pulse hits the
 * network at a random bin from 25 to 74 of each trial.
 *
 * <p>Drawn in this order: weights, input weights, as many normals that nothing uses, the starts of
 * the conditions, the pulses, then spikes by trial and neuron.
 */
public final class ChaoticRnn {
  private static final int BINS = 100;
  private static final double BIN_SECONDS = 0.01;

  private ChaoticRnn() {}

  /**
   * What to make.
   *
   * @param conditions starts of the network, >= 1
   * @param repeats trials of each, >= 2; of each condition the last fifth validates
   * @param neurons units, all of them seen, >= 1
   * @param gain g of the recurrent weights; above 1 the network is chaotic
   * @param inputMagnitude size of the pulse; 0 for no input
   * @param maxRateHz highest rate of each neuron in each trial, spikes per second
   * @param seed 0 to 2^32 - 1
   */
  public record Options(
      int conditions,
      int repeats,
      int neurons,
      double gain,
      double inputMagnitude,
      double maxRateHz,
      long seed) {
    /** 400 x 10 trials of 50 neurons, g 1.5, no input, at most 30 Hz, seed 5. */
    public static final Options NO_INPUTS = new Options(400, 10, 50, 1.5, 0, 30, 5);

    /** The same with a pulse of 20. */
    public static final Options INPUTS_G1P5 = new Options(400, 10, 50, 1.5, 20, 30, 5);

    /** The same with g 2.5. */
    public static final Options INPUTS_G2P5 = new Options(400, 10, 50, 2.5, 20, 30, 5);

    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public Options {
      Sizes.requirePositive("conditions", conditions);
      if (repeats < 2) {
        throw new IllegalArgumentException(
            "repeats must be >= 2, got " + repeats + "; the last fifth of them validates");
      }
      Sizes.requirePositive("neurons", neurons);
      requireNotNegative("gain", gain);
      requireNotNegative("inputMagnitude", inputMagnitude);
      requireNotNegative("maxRateHz", maxRateHz);
    }

    private static void requireNotNegative(String name, double value) {
      if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(name + " must be finite and >= 0, got " + value);
      }
    }

    /** The same with other numbers of conditions and repeats. */
    public Options withTrials(int conditions, int repeats) {
      return new Options(conditions, repeats, neurons, gain, inputMagnitude, maxRateHz, seed);
    }

    /** The same with another seed. */
    public Options withSeed(long seed) {
      return new Options(conditions, repeats, neurons, gain, inputMagnitude, maxRateHz, seed);
    }
  }

  /**
   * Trials, condition by condition, with {@code truthHz}, conditions, split, and, where there is an
   * input, the behaviour {@code input} (its size in the bin it hits, 0 elsewhere).
   */
  public static Trials trials(Options options) {
    NumpyRandom random = new NumpyRandom(options.seed());
    ChaoticNetwork network = ChaoticNetwork.draw(options.neurons(), random);
    double[] unused = random.normals(options.neurons());
    double[][] startsCN = new double[options.conditions()][];
    for (int c = 0; c < startsCN.length; c++) {
      startsCN[c] = random.normals(options.neurons());
    }
    int trials = Math.multiplyExact(options.conditions(), options.repeats());
    double[][] pulsesBT = pulses(trials, options.inputMagnitude(), random);
    int trialSize = BINS * options.neurons();
    float[] counts = new float[Math.multiplyExact(trials, trialSize)];
    float[] truth = new float[counts.length];
    for (int e = 0; e < trials; e++) {
      double[][] activityTN =
          network.run(startsCN[e / options.repeats()], options.gain(), pulsesBT[e]);
      stretch(activityTN);
      observe(activityTN, options.maxRateHz(), random, counts, truth, e * trialSize);
    }
    Trials made =
        Trials.of(Cube.adopt(trials, BINS, options.neurons(), counts), BIN_SECONDS * 1000)
            .withSession("chaotic")
            .withConditions(conditions(options))
            .withTruthHz(Cube.adopt(trials, BINS, options.neurons(), truth))
            .withSplit(split(options));
    return options.inputMagnitude() == 0 ? made : made.withBehaviour(input(pulsesBT));
  }

  private static double[][] pulses(int trials, double magnitude, NumpyRandom random) {
    double[][] pulsesBT = new double[trials][BINS];
    if (magnitude != 0) {
      for (double[] pulsesT : pulsesBT) {
        pulsesT[BINS / 4 + random.below(BINS / 2)] = magnitude;
      }
    }
    return pulsesBT;
  }

  /** Each neuron's activity to [0, 1] over the trial; one that never changes to 0. */
  static void stretch(double[][] activityTN) {
    for (int n = 0; n < activityTN[0].length; n++) {
      int neuron = n;
      double least = Arrays.stream(activityTN).mapToDouble(a -> a[neuron]).min().orElseThrow();
      double most = Arrays.stream(activityTN).mapToDouble(a -> a[neuron]).max().orElseThrow();
      for (double[] activity : activityTN) {
        activity[n] = most > least ? (activity[n] - least) / (most - least) : 0;
      }
    }
  }

  private static void observe(
      double[][] activityTN,
      double maxRateHz,
      NumpyRandom random,
      float[] counts,
      float[] truth,
      int offset) {
    int neurons = activityTN[0].length;
    for (int n = 0; n < neurons; n++) {
      for (int t = 0; t < BINS; t++) {
        int place = offset + t * neurons + n;
        double rateHz = activityTN[t][n] * maxRateHz;
        truth[place] = (float) rateHz;
        counts[place] = random.poisson(rateHz * BIN_SECONDS);
      }
    }
  }

  private static List<String> conditions(Options options) {
    List<String> labels = new ArrayList<>();
    for (int e = 0; e < options.conditions() * options.repeats(); e++) {
      labels.add(Integer.toString(e / options.repeats() + 1));
    }
    return labels;
  }

  private static Split split(Options options) {
    int trials = options.conditions() * options.repeats();
    return Split.of(
        IntStream.range(0, trials).filter(e -> !validates(e, options.repeats())).toArray(),
        IntStream.range(0, trials).filter(e -> validates(e, options.repeats())).toArray());
  }

  private static boolean validates(int trial, int repeats) {
    return trial % repeats + 1 > 0.8 * repeats;
  }

  private static Behaviour input(double[][] pulsesBT) {
    float[] values = new float[pulsesBT.length * BINS];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) pulsesBT[i / BINS][i % BINS];
    }
    return new Behaviour(
        "input", List.of("pulse"), "", Cube.adopt(pulsesBT.length, BINS, 1, values));
  }
}
