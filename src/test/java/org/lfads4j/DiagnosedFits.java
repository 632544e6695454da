package org.lfads4j;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Split;
import org.lfads4j.data.Trials;
import org.lfads4j.data.synthetic.ChaoticRnn;
import org.lfads4j.data.synthetic.Lorenz;

/** Generated recordings, with settings under which LFADS fits them well in seconds. */
public enum DiagnosedFits {
  /** A system that runs by itself, from starts that differ from trial to trial. */
  LORENZ(0) {
    @Override
    public Trials trials(int seed) {
      return Lorenz.trials(
              Lorenz.defaults()
                  .withConditions(6)
                  .withRepeats(20)
                  .withBins(64)
                  .withNeurons(24)
                  .withVariation(0.15)
                  .withSeed(seed))
          .rebin(20);
    }
  },

  /** A chaotic network that runs by itself. */
  CHAOTIC(0) {
    @Override
    public Trials trials(int seed) {
      // Two trials a condition: with more, condition averages are as good as any model.
      Trials trials = ChaoticRnn.trials(network(seed).withConditions(75).withRepeats(2)).rebin(40);
      return trials.withSplit(Split.ofRatio(trials.trials(), TRAIN_TO_VALID));
    }
  },

  /** The same with a pulse at a random time of each trial. */
  PULSES(1) {
    @Override
    public Trials trials(int seed) {
      return ChaoticRnn.trials(network(seed).withInputMagnitude(20)).rebin(40);
    }
  },

  /** Three leaky integrators of noise, whose starts depend on the condition. */
  INTEGRATORS(2) {
    @Override
    public Trials trials(int seed) {
      return integrators(seed);
    }
  };

  private static final double BIN_MS = 20;
  private static final int TRAIN_TO_VALID = 4;

  private final int inputs;

  DiagnosedFits(int inputs) {
    this.inputs = inputs;
  }

  public abstract Trials trials(int seed);

  /** Every other seed holds out a fifth of the neurons. */
  public LfadsRun run(int seed) {
    return run(trials(seed), seed);
  }

  public LfadsRun run(Trials trials, int seed) {
    LfadsRun run =
        Lfads.quick(trials)
            .withAlternatives()
            .withKeepProb(0.8)
            .withGenDim(32)
            .withTrainToTestRatio(TRAIN_TO_VALID)
            .withPatience(30)
            .withNumSamplesPosterior(32)
            .withThreads(1)
            .withSeed(seed);
    if (inputs > 0) {
      run = run.withCoDim(inputs).withConDim(24).withCiEncDim(24);
    }
    return seed % 2 == 0
        ? run.withHeldOutNeurons(
            IntStream.range(0, trials.neurons())
                .filter(n -> n % 5 == 2)
                .mapToObj(trials.neuronNames()::get)
                .toArray(String[]::new))
        : run;
  }

  private static ChaoticRnn.Options network(int seed) {
    return ChaoticRnn.defaults()
        .withConditions(20)
        .withRepeats(6)
        .withNeurons(30)
        .withMaxRateHz(40)
        .withSeed(seed);
  }

  private static Trials integrators(int seed) {
    int trials = 120;
    int bins = 32;
    int neurons = 24;
    int conditions = 6;
    Random random = new Random(seed);
    double[][] loadings = normals(random, neurons, 3, 1);
    for (double[] loading : loadings) {
      // All neurons follow the integrators as closely: one that does not could not be explained.
      double length = Math.sqrt(Arrays.stream(loading).map(x -> x * x).sum());
      Arrays.setAll(loading, k -> loading[k] / length);
    }
    double[][] starts = normals(random, conditions, 3, 1.2);
    float[] hz = new float[trials * bins * neurons];
    float[] counts = new float[hz.length];
    for (int i = 0; i < trials; i++) {
      double[] state = starts[i % conditions].clone();
      for (int t = 0; t < bins; t++) {
        for (int k = 0; k < state.length; k++) {
          state[k] = 0.97 * state[k] + 0.15 * random.nextGaussian();
        }
        for (int n = 0; n < neurons; n++) {
          double log = -0.7;
          for (int k = 0; k < state.length; k++) {
            log += loadings[n][k] * state[k];
          }
          double expected = Math.min(3, Math.exp(log));
          int at = (i * bins + t) * neurons + n;
          hz[at] = (float) (expected * 1000 / BIN_MS);
          counts[at] = PoissonCount.of(expected, random);
        }
      }
    }
    return Trials.of(Cube.of(trials, bins, neurons, counts), BIN_MS)
        .withConditions(IntStream.range(0, trials).mapToObj(i -> "c" + i % conditions).toList())
        .withTruthHz(Cube.of(trials, bins, neurons, hz));
  }

  private static double[][] normals(Random random, int rows, int columns, double sd) {
    double[][] out = new double[rows][columns];
    for (double[] row : out) {
      Arrays.setAll(row, k -> sd * random.nextGaussian());
    }
    return out;
  }

  /** The same trials, the counts of some neurons in a random order over trials and bins. */
  public static Trials shuffled(Trials trials, List<Integer> neurons) {
    float[] counts = trials.counts().toArray();
    Random random = new Random(1);
    int width = trials.neurons();
    for (int neuron : neurons) {
      for (int i = counts.length / width - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        float moved = counts[i * width + neuron];
        counts[i * width + neuron] = counts[j * width + neuron];
        counts[j * width + neuron] = moved;
      }
    }
    return Trials.of(Cube.of(trials.trials(), trials.bins(), width, counts), trials.binMs());
  }
}
