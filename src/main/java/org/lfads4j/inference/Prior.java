package org.lfads4j.inference;

import java.util.Optional;
import org.lfads4j.backend.Backend;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.backend.RandomStream;
import org.lfads4j.backend.Values;
import org.lfads4j.config.Internal;
import org.lfads4j.data.Cube;
import org.lfads4j.model.ArProcess;
import org.lfads4j.model.Gaussians;
import org.lfads4j.model.IcPrior;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.Names;
import org.lfads4j.model.Result;

/** New trials from the model alone. */
@Internal
public final class Prior {
  /** Trials that are generated at once. */
  private static final int ROWS = 512;

  private final Backend backend;
  private final ModelSpec spec;
  private final ParameterValues values;
  private final long seed;

  private Prior(Backend backend, long seed) {
    this.backend = backend;
    this.spec = backend.spec();
    this.values = backend.values();
    this.seed = seed;
  }

  /**
   * Generates trials.
   *
   * @param session whose neurons are read out
   * @param trials how many, at least 1
   * @throws IllegalArgumentException if {@code trials} is below 1
   * @throws IllegalStateException if external inputs are injected into the generator, which then
   *     cannot run without them
   */
  public static Generated generate(Backend backend, int session, int trials, long seed) {
    if (trials < 1) {
      throw new IllegalArgumentException("generated trials must be >= 1, got " + trials);
    }
    if (backend.spec().injectsExternalInputs()) {
      throw new IllegalStateException(
          "generating trials must do without external inputs, got a model with"
              + " c_inject_ext_input_to_gen; train one with c_inject_ext_input_to_gen false");
    }
    return new Prior(backend, seed).generate(session, trials);
  }

  /** Whole counts drawn from Poisson rates, trials x bins x neurons, by inversion. */
  static Cube drawCounts(Cube expected, long seed) {
    RandomStream stream = new RandomStream(seed, RandomStream.Phase.PRIOR, RandomStream.Use.COUNTS);
    int row = expected.bins() * expected.columns();
    float[] counts = expected.toArray();
    for (int e = 0; e < expected.trials(); e++) {
      for (int i = 0; i < row; i++) {
        int at = e * row + i;
        counts[at] = Poisson.count(counts[at], stream.uniform(e, i));
      }
    }
    return Cube.adopt(expected.trials(), expected.bins(), expected.columns(), counts);
  }

  private Generated generate(int session, int trials) {
    int neurons = spec.sessions().get(session).neurons();
    Rows mean = new Rows(trials, neurons);
    Rows variance = new Rows(trials, neurons);
    Rows factors = new Rows(trials, spec.params().factorsDim());
    Rows states = new Rows(trials, spec.params().genDim());
    Rows inputs = new Rows(trials, spec.params().coDim());
    for (int first = 0; first < trials; first += ROWS) {
      int rows = Math.min(ROWS, trials - first);
      float[] paths = inputPaths(first, rows);
      Values block = backend.generate(session, rows, initialConditions(first, rows), paths);
      mean.add(first, rows, block.of(Result.OUTPUT_MEAN));
      factors.add(first, rows, block.of(Result.FACTORS));
      states.add(first, rows, block.of(Result.GENERATOR_STATES));
      if (spec.output().hasVariance()) {
        variance.add(first, rows, block.of(Result.OUTPUT_VARIANCE));
      }
      double[] wide = new double[paths.length];
      for (int i = 0; i < wide.length; i++) {
        wide[i] = paths[i];
      }
      inputs.add(first, rows, wide);
    }
    return new Generated(
        mean.cube(),
        spec.output().hasVariance() ? Optional.of(variance.cube()) : Optional.empty(),
        factors.cube(),
        states.cube(),
        spec.hasController() ? Optional.of(inputs.cube()) : Optional.empty());
  }

  private float[] initialConditions(int first, int rows) {
    int width = spec.params().icDim();
    float[] out = new float[rows * width];
    if (!spec.hasIcEncoder()) {
      return out;
    }
    double[] mean = values.values(Names.PRIOR_MEAN);
    double[] sd = priorStandardDeviations(width);
    RandomStream stream = stream(RandomStream.Use.IC_NOISE);
    for (int r = 0; r < rows; r++) {
      stream.normals(first + r, out, r * width, width);
      for (int z = 0; z < width; z++) {
        out[r * width + z] = (float) (mean[z] + sd[z] * out[r * width + z]);
      }
    }
    return out;
  }

  private double[] priorStandardDeviations(int width) {
    IcPrior prior = IcPrior.of(spec);
    double[] sd = new double[width];
    for (int z = 0; z < width; z++) {
      double parameter = prior.isTrained() ? values.values(Names.PRIOR_VARIANCE)[z] : 0;
      sd[z] = Math.sqrt(prior.variance(parameter));
    }
    return sd;
  }

  /** Paths of the AR(1) prior, bins x rows x inputs. */
  private float[] inputPaths(int first, int rows) {
    int width = spec.params().coDim();
    int bins = spec.bins();
    float[] paths = new float[bins * rows * width];
    if (!spec.hasController()) {
      return paths;
    }
    double[] logTau = values.values(Names.AR_LOG_TAU);
    double[] logVariance = values.values(Names.AR_LOG_VARIANCE);
    RandomStream stream = stream(RandomStream.Use.INPUT_NOISE);
    float[] noise = new float[bins * width];
    for (int r = 0; r < rows; r++) {
      stream.normals(first + r, noise, 0, noise.length);
      for (int u = 0; u < width; u++) {
        ArProcess process = ArProcess.of(logTau[u], logVariance[u]);
        double value = Gaussians.deviation(process.logProcess(), noise[u]);
        paths[r * width + u] = (float) value;
        for (int t = 1; t < bins; t++) {
          double innovation = Gaussians.deviation(process.logInnovation(), noise[t * width + u]);
          value = process.phi() * value + innovation;
          paths[(t * rows + r) * width + u] = (float) value;
        }
      }
    }
    return paths;
  }

  private RandomStream stream(RandomStream.Use use) {
    return new RandomStream(seed, RandomStream.Phase.PRIOR, use);
  }

  /** Blocks of bins x rows x columns, gathered trial by trial. */
  private final class Rows {
    private final int trials;
    private final int columns;
    private final float[] values;

    Rows(int trials, int columns) {
      this.trials = trials;
      this.columns = columns;
      this.values = new float[trials * spec.bins() * columns];
    }

    void add(int first, int rows, double[] block) {
      for (int t = 0; t < spec.bins(); t++) {
        for (int r = 0; r < rows; r++) {
          for (int k = 0; k < columns; k++) {
            values[((first + r) * spec.bins() + t) * columns + k] =
                (float) block[(t * rows + r) * columns + k];
          }
        }
      }
    }

    Cube cube() {
      return Cube.adopt(trials, spec.bins(), columns, values);
    }
  }
}
