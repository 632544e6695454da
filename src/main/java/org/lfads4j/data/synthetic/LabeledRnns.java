package org.lfads4j.data.synthetic;

import java.util.Arrays;
import org.lfads4j.data.Trials;

/**
 * Spikes of two chaotic networks that take turns, the benchmark of LFADS with a known input: a
 * label of each trial, 0 or 1, says which network made it and is the external input in all its bins
 * ({@code c_ext_input_dim} 1). Both start from the same state, and their activities reach the
 * neurons through the same random mixing, after which each neuron is stretched over [0, maxRateHz]
 * within each trial. Trials have 100 bins of 10 ms.
 *
 * <p>Number by number as NumPy draws it. The networks come from the seeds {@code seed + 1} and
 * {@code seed + 2}; from {@code seed} itself the labels, the starts of the conditions, the mixing,
 * then spikes of the first network for all trials, then those of the second for all trials, of
 * which each trial keeps one.
 */
public final class LabeledRnns {
  private LabeledRnns() {}

  /**
   * What to make.
   *
   * @param conditions starts of both networks, >= 1
   * @param repeats trials of each, >= 2; of each condition the last fifth validates
   * @param neurons units of either network, >= 1
   * @param gain g of the recurrent weights
   * @param maxRateHz highest rate of each neuron in each trial, spikes per second
   * @param seed 0 to 2^32 - 3
   */
  public record Options(
      int conditions, int repeats, int neurons, double gain, double maxRateHz, long seed) {
    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public Options {
      Repeats unused = new Repeats(conditions, repeats);
      Sizes.requirePositive("neurons", neurons);
      Sizes.requireNotNegative("gain", gain);
      Sizes.requireNotNegative("maxRateHz", maxRateHz);
      Sizes.requireSeed(seed, 2);
    }

    /** The same with this number of starts of both networks, >= 1; 400 by default. */
    public Options withConditions(int conditions) {
      return new Options(conditions, repeats, neurons, gain, maxRateHz, seed);
    }

    /** The same with this number of trials of each condition, >= 2; 10 by default. */
    public Options withRepeats(int repeats) {
      return new Options(conditions, repeats, neurons, gain, maxRateHz, seed);
    }

    /** The same with this number of units of either network, >= 1; 50 by default. */
    public Options withNeurons(int neurons) {
      return new Options(conditions, repeats, neurons, gain, maxRateHz, seed);
    }

    /** The same with another g, >= 0; 1.5 by default. */
    public Options withGain(double gain) {
      return new Options(conditions, repeats, neurons, gain, maxRateHz, seed);
    }

    /** The same with another highest rate, spikes per second, >= 0; 30 by default. */
    public Options withMaxRateHz(double maxRateHz) {
      return new Options(conditions, repeats, neurons, gain, maxRateHz, seed);
    }

    /** The same drawn from another seed, 0 to 2^32 - 3; 5 by default. */
    public Options withSeed(long seed) {
      return new Options(conditions, repeats, neurons, gain, maxRateHz, seed);
    }
  }

  /** 400 conditions x 10 trials of 50 neurons, g 1.5, at most 30 spikes/s, seed 5. */
  public static Options defaults() {
    return new Options(400, 10, 50, 1.5, 30, 5);
  }

  /**
   * Trials, condition by condition, with {@code truthHz}, conditions (the starts), split and the
   * label as external input.
   */
  public static Trials trials(Options options) {
    Repeats repeats = new Repeats(options.conditions(), options.repeats());
    int units = options.neurons();
    NumpyRandom random = new NumpyRandom(options.seed());
    int[] labels = new int[repeats.trials()];
    Arrays.setAll(labels, e -> random.below(2));
    double[][] startsCN = random.normals(options.conditions(), units);
    double[][] mixingNN = Activity.mixing(units, random);
    Observation spikes = Observation.poisson(options.maxRateHz());
    Recording recording = new Recording(repeats, units, options.maxRateHz());
    for (int label = 0; label < 2; label++) {
      ChaoticNetwork network =
          ChaoticNetwork.draw(units, new NumpyRandom(options.seed() + 1 + label));
      double[][] activityTN = {};
      for (int e = 0; e < labels.length; e++) {
        if (repeats.isFirst(e)) {
          double[] startN = startsCN[repeats.condition(e)];
          double[][] statesTN = network.run(startN, options.gain(), new double[FixedBins.COUNT]);
          activityTN = Activity.stretch(Activity.mixed(mixingNN, statesTN));
        }
        double[][] countsTN = spikes.of(activityTN, random);
        if (labels[e] == label) {
          recording.put(e, activityTN, countsTN);
        }
      }
    }
    return recording.trials("labeled").withExternalInputs(FixedBins.cube(constant(labels)));
  }

  private static double[][] constant(int[] labels) {
    double[][] out = new double[labels.length][FixedBins.COUNT];
    for (int e = 0; e < labels.length; e++) {
      Arrays.fill(out[e], labels[e]);
    }
    return out;
  }
}
