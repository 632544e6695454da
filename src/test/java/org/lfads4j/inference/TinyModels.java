package org.lfads4j.inference;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.lfads4j.backend.Backend;
import org.lfads4j.backend.Backends;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.config.Execution;
import org.lfads4j.config.RunOptions;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.Cube;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.ParameterInventory;
import org.lfads4j.model.SessionSpec;

/** Models of a few units with parameters drawn at random, for tests of inference. */
final class TinyModels {
  static final int BINS = 8;
  static final int NEURONS = 3;

  private TinyModels() {}

  static RunParams params() {
    return RunParams.defaults()
        .withGenDim(4)
        .withIcDim(2)
        .withFactorsDim(2)
        .withCoDim(2)
        .withIcEncDim(3)
        .withCiEncDim(3)
        .withConDim(3)
        .withDevice("cpu");
  }

  static RunParams pushingMeans() {
    return params().withPosteriorMeanKind("posterior_push_mean");
  }

  /** Eager, with parameters away from their symmetric start. */
  static Backend backend(RunParams params) {
    ModelSpec spec =
        ModelSpec.of(
            params,
            BINS,
            List.of(new SessionSpec("a", NEURONS, List.of(0, 1, 2), List.of(0.1, -0.2, 0.3))));
    Backend backend =
        Backends.create(spec, Execution.automatic().withEngine("MXNet").withBackend("eager"));
    Random random = new Random(5);
    ParameterValues values = ParameterValues.initial(ParameterInventory.of(spec), 3);
    for (String name : values.names()) {
      double[] moved = values.values(name);
      for (int i = 0; i < moved.length; i++) {
        moved[i] += 0.3 * random.nextGaussian();
      }
      values = values.with(name, moved);
    }
    backend.set(values);
    return backend;
  }

  /** Sets all elements of one parameter. */
  static void fill(Backend backend, String name, double value) {
    double[] values = backend.values().values(name);
    Arrays.fill(values, value);
    backend.set(backend.values().with(name, values));
  }

  static Cube counts(int trials) {
    Random random = new Random(9);
    float[] counts = new float[trials * BINS * NEURONS];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = random.nextInt(4);
    }
    return Cube.of(trials, BINS, NEURONS, counts);
  }

  static PosteriorMeans means(Backend backend, Cube counts, RunParams params, long seed) {
    return means(backend, counts, params, RunOptions.defaults().withSeed(seed));
  }

  static PosteriorMeans means(Backend backend, Cube counts, RunParams params, RunOptions options) {
    return Posterior.means(
        backend, 0, counts, Optional.empty(), params, options, PosteriorProgress.NONE);
  }

  /** The largest difference. */
  static double distance(float[] a, float[] b) {
    double largest = a.length == b.length ? 0 : Double.POSITIVE_INFINITY;
    for (int i = 0; i < Math.min(a.length, b.length); i++) {
      largest = Math.max(largest, Math.abs(a[i] - b[i]));
    }
    return largest;
  }

  /** Root of the mean squared difference. */
  static double rms(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (double) (a[i] - b[i]);
    }
    return Math.sqrt(sum / a.length);
  }
}
