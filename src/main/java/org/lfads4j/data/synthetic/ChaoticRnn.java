package org.lfads4j.data.synthetic;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.lfads4j.data.Behaviour;
import org.lfads4j.data.Cube;
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
  /** The usual seed of the noise of {@link #gaussianTrials}: 0. */
  public static final long NOISE_SEED = 0;

  private static final String INPUT = "input";

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
    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public Options {
      Repeats unused = new Repeats(conditions, repeats);
      Sizes.requirePositive("neurons", neurons);
      Sizes.requireNotNegative("gain", gain);
      Sizes.requireNotNegative("inputMagnitude", inputMagnitude);
      Sizes.requireNotNegative("maxRateHz", maxRateHz);
    }

    /** The same with this number of starts of the network, >= 1; 400 by default. */
    public Options withConditions(int conditions) {
      return new Options(conditions, repeats, neurons, gain, inputMagnitude, maxRateHz, seed);
    }

    /** The same with this number of trials of each condition, >= 2; 10 by default. */
    public Options withRepeats(int repeats) {
      return new Options(conditions, repeats, neurons, gain, inputMagnitude, maxRateHz, seed);
    }

    /** The same with this number of units, all of them seen, >= 1; 50 by default. */
    public Options withNeurons(int neurons) {
      return new Options(conditions, repeats, neurons, gain, inputMagnitude, maxRateHz, seed);
    }

    /** The same with another g, >= 0; 1.5 by default. */
    public Options withGain(double gain) {
      return new Options(conditions, repeats, neurons, gain, inputMagnitude, maxRateHz, seed);
    }

    /** The same with a pulse of this size, >= 0; 0, no input, by default. */
    public Options withInputMagnitude(double inputMagnitude) {
      return new Options(conditions, repeats, neurons, gain, inputMagnitude, maxRateHz, seed);
    }

    /** The same with another highest rate, spikes per second, >= 0; 30 by default. */
    public Options withMaxRateHz(double maxRateHz) {
      return new Options(conditions, repeats, neurons, gain, inputMagnitude, maxRateHz, seed);
    }

    /** The same drawn from another seed, 0 to 2^32 - 1; 5 by default. */
    public Options withSeed(long seed) {
      return new Options(conditions, repeats, neurons, gain, inputMagnitude, maxRateHz, seed);
    }
  }

  /** 400 conditions x 10 trials of 50 neurons, g 1.5, no input, at most 30 spikes/s, seed 5. */
  public static Options defaults() {
    return new Options(400, 10, 50, 1.5, 0, 30, 5);
  }

  /**
   * Trials, condition by condition, with {@code truthHz}, conditions, split, and, where there is an
   * input, the behaviour {@code input} (its size in the bin that it hits, 0 elsewhere).
   */
  public static Trials trials(Options options) {
    return new Generator(options).session("chaotic", 0, options.neurons());
  }

  /**
   * The same network seen through Gaussian noise in place of spikes: the rate in spikes per second
   * plus noise of a standard deviation of half {@code maxRateHz}, as the original has it. There the
   * noise comes from NumPy's global generator, whose seed nobody set; here it has a stated one.
   *
   * @param noiseSeed of the noise alone, 0 to 2^32 - 1; {@link #NOISE_SEED} unless it matters
   */
  public static Trials gaussianTrials(Options options, long noiseSeed) {
    return new Generator(options).gaussianSession(new NumpyRandom(noiseSeed));
  }

  /**
   * Sessions that each see other units of one network: session k the units from {@code k seen} to
   * {@code (k + 1) seen - 1}, which its neurons are named after. All have the same conditions, and
   * spikes (and pulses, where there is an input) of their own, drawn session after session.
   *
   * @param seen units that a session sees, 1 to {@code options.neurons()}; units that do not fill a
   *     last session are seen in none
   */
  public static List<Trials> sessions(Options options, int seen) {
    if (seen < 1 || seen > options.neurons()) {
      throw new IllegalArgumentException(
          "seen must be from 1 to the network's " + options.neurons() + " units, got " + seen);
    }
    Generator generator = new Generator(options);
    return IntStream.range(0, options.neurons() / seen)
        .mapToObj(k -> generator.session("chaotic_n" + k, k * seen, seen))
        .toList();
  }

  /**
   * The bin, from 0, that the pulse of each trial hits.
   *
   * @throws IllegalArgumentException if the trials have no behaviour {@code input}
   */
  public static List<Integer> hitBins(Trials trials) {
    Cube input =
        trials.behaviour().stream()
            .filter(series -> series.name().equals(INPUT))
            .map(Behaviour::values)
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "trials must have the behaviour \"input\";"
                            + " give the network an inputMagnitude above 0"));
    return IntStream.range(0, trials.trials())
        .map(e -> IntStream.range(0, trials.bins()).filter(t -> input.at(e, t, 0) != 0).sum())
        .boxed()
        .toList();
  }

  /** A network with its starts, and the random numbers that all sessions share in turn. */
  private static final class Generator {
    private final Options options;
    private final Repeats repeats;
    private final NumpyRandom random;
    private final ChaoticNetwork network;
    private final double[][] startsCN;

    Generator(Options options) {
      this.options = options;
      this.repeats = new Repeats(options.conditions(), options.repeats());
      this.random = new NumpyRandom(options.seed());
      this.network = ChaoticNetwork.draw(options.neurons(), random);
      double[] unused = random.normals(options.neurons());
      this.startsCN = random.normals(options.conditions(), options.neurons());
    }

    Trials session(String name, int from, int seen) {
      Observation spikes = Observation.poisson(options.maxRateHz());
      return observed(name, pulses(), from, seen, activity -> spikes.of(activity, random))
          .withNeuronNames(IntStream.range(from, from + seen).mapToObj(n -> "n" + n).toList());
    }

    Trials gaussianSession(NumpyRandom noise) {
      Observation noisy = Observation.gaussian(options.maxRateHz());
      return observed(
          "gaussian_chaotic",
          pulses(),
          0,
          options.neurons(),
          activity -> noisy.of(activity, noise));
    }

    private Trials observed(
        String name, double[][] pulsesBT, int from, int seen, UnaryOperator<double[][]> see) {
      Recording recording = new Recording(repeats, seen, options.maxRateHz());
      double[][] activityTN = {};
      for (int e = 0; e < repeats.trials(); e++) {
        if (options.inputMagnitude() != 0 || repeats.isFirst(e)) {
          double[] startN = startsCN[repeats.condition(e)];
          double[][] allTN = network.run(startN, options.gain(), pulsesBT[e]);
          activityTN = Activity.stretch(Activity.columns(allTN, from, seen));
        }
        recording.put(e, activityTN, see.apply(activityTN));
      }
      Trials made = recording.trials(name);
      return options.inputMagnitude() == 0
          ? made
          : made.withBehaviour(FixedBins.series(INPUT, "pulse", pulsesBT));
    }

    private double[][] pulses() {
      double[][] pulsesBT = new double[repeats.trials()][FixedBins.COUNT];
      if (options.inputMagnitude() != 0) {
        for (double[] pulsesT : pulsesBT) {
          int hit = FixedBins.COUNT / 4 + random.below(FixedBins.COUNT / 2);
          pulsesT[hit] = options.inputMagnitude();
        }
      }
      return pulsesBT;
    }
  }
}
