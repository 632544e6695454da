package org.lfads4j.data.synthetic;

import java.util.Arrays;
import org.lfads4j.data.Trials;

/**
 * Spikes of a network that integrates white noise up to a bound, the benchmark of LFADS with an
 * input in every bin. Each condition is one input of 100 bins of 10 ms; its activities reach 50
 * neurons through a random mixing, after which each neuron is stretched over [0, maxRateHz]. The
 * network is one that was trained: {@link IntegratorWeights}.
 *
 * <p>Number by number as NumPy draws it: inputs from {@code seed + 1}; the mixing, then spikes
 * trial by trial, from {@code seed}. The original states {@code conversion_factor} the wrong way
 * round for this set; here {@code truthHz} is in spikes per second as everywhere.
 */
public final class IntegrationToBound {
  private IntegrationToBound() {}

  /**
   * What to make.
   *
   * @param conditions inputs, >= 1
   * @param repeats trials of each, >= 2; of each condition the last fifth validates
   * @param inputSd standard deviation of the input in each bin
   * @param maxRateHz highest rate of each neuron in each trial, spikes per second
   * @param seed 0 to 2^32 - 2
   */
  public record Options(int conditions, int repeats, double inputSd, double maxRateHz, long seed) {
    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public Options {
      Repeats unused = new Repeats(conditions, repeats);
      Sizes.requireNotNegative("inputSd", inputSd);
      Sizes.requireNotNegative("maxRateHz", maxRateHz);
      Sizes.requireSeed(seed, 1);
    }

    /** The same with this number of inputs, >= 1; 800 by default. */
    public Options withConditions(int conditions) {
      return new Options(conditions, repeats, inputSd, maxRateHz, seed);
    }

    /** The same with this number of trials of each input, >= 2; 5 by default. */
    public Options withRepeats(int repeats) {
      return new Options(conditions, repeats, inputSd, maxRateHz, seed);
    }

    /** The same with inputs of another standard deviation, >= 0; 0.25 by default. */
    public Options withInputSd(double inputSd) {
      return new Options(conditions, repeats, inputSd, maxRateHz, seed);
    }

    /** The same with another highest rate, spikes per second, >= 0; 30 by default. */
    public Options withMaxRateHz(double maxRateHz) {
      return new Options(conditions, repeats, inputSd, maxRateHz, seed);
    }

    /** The same drawn from another seed, 0 to 2^32 - 2; 5 by default. */
    public Options withSeed(long seed) {
      return new Options(conditions, repeats, inputSd, maxRateHz, seed);
    }
  }

  /** 800 conditions x 5 trials, inputs of 0.25, at most 30 spikes/s, seed 5. */
  public static Options defaults() {
    return new Options(800, 5, 0.25, 30, 5);
  }

  /**
   * Trials, condition by condition, with {@code truthHz}, conditions, split and two behaviours:
   * {@code input}, and {@code decision}, the network's own read-out.
   */
  public static Trials trials(IntegratorWeights network, Options options) {
    Repeats repeats = new Repeats(options.conditions(), options.repeats());
    double[][] inputsCT = inputs(options);
    NumpyRandom random = new NumpyRandom(options.seed());
    double[][] mixingNN = Activity.mixing(IntegratorWeights.UNITS, random);
    Observation spikes = Observation.poisson(options.maxRateHz());
    Recording recording = new Recording(repeats, IntegratorWeights.UNITS, options.maxRateHz());
    double[][] inputsBT = new double[repeats.trials()][];
    double[][] decisionsBT = new double[repeats.trials()][];
    for (int e = 0; e < repeats.trials(); e++) {
      inputsBT[e] = inputsCT[repeats.condition(e)];
      double[][] statesTN = network.run(inputsBT[e]);
      decisionsBT[e] = network.decision(statesTN);
      double[][] activityTN = Activity.stretch(Activity.mixed(mixingNN, statesTN));
      recording.put(e, activityTN, spikes.of(activityTN, random));
    }
    return recording
        .trials("integration_to_bound")
        .withBehaviour(
            FixedBins.series("input", "u", inputsBT),
            FixedBins.series("decision", "z", decisionsBT));
  }

  /** Inputs, conditions x bins. */
  static double[][] inputs(Options options) {
    double[][] inputsCT =
        new NumpyRandom(options.seed() + 1).normals(options.conditions(), FixedBins.COUNT);
    for (double[] inputT : inputsCT) {
      Arrays.setAll(inputT, t -> inputT[t] * options.inputSd());
    }
    return inputsCT;
  }
}
