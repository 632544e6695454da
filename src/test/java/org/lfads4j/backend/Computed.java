package org.lfads4j.backend;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.lfads4j.config.PosteriorDraws;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.Result;

/** Everything that a backend makes of a batch, to be compared with what another makes of it. */
final class Computed {
  private static final RampWeights RAMPS = new RampWeights(0.7, 0.4);

  private Computed() {}

  /** What a backend computes, by name: a step's cost and gradients, or all that it can. */
  static Map<String, double[]> by(
      Backend backend, ParameterValues values, Batch batch, boolean everyProgram) {
    Map<String, double[]> arrays = new TreeMap<>();
    backend.set(values);
    NoiseKey key = NoiseKey.ofStep(1, 17, batch.trials());
    try (Gradients gradients = backend.lossAndGradients(batch, RAMPS, key)) {
      add(arrays, "loss with dropout", gradients.loss());
      gradients.names().forEach(n -> arrays.put("gradient " + n, gradients.values(n)));
    }
    add(arrays, "loss", backend.loss(batch, RAMPS, key));
    if (!everyProgram) {
      return arrays;
    }
    Values encoded = backend.encode(batch);
    add(arrays, "encode", encoded);
    add(arrays, "decode mean", backend.decodeMean(batch, encoded));
    int[] trials = new int[batch.trials()];
    Arrays.setAll(trials, b -> b);
    for (int samples : new int[] {1, 3, 30}) {
      if (samples * trials.length < 1000) {
        NoiseKey drawn = NoiseKey.ofSamples(4, 0, samples, trials);
        add(
            arrays,
            "decode " + samples,
            backend.decode(batch, encoded, samples, Optional.of(drawn)));
      }
    }
    for (PosteriorDraws draws : List.of(PosteriorDraws.ANTITHETIC, PosteriorDraws.STRATIFIED)) {
      Optional<NoiseKey> drawn = Optional.of(NoiseKey.ofSamples(4, draws, 31, 3, trials));
      add(arrays, "decode " + draws, backend.decode(batch, encoded, 3, drawn));
    }
    ModelSpec spec = backend.spec();
    if (!spec.injectsExternalInputs()) {
      Random random = new Random(8);
      int rows = 5;
      float[] initial = normals(random, rows * spec.params().icDim());
      float[] inputs = normals(random, spec.bins() * rows * spec.params().coDim());
      add(arrays, "generate", backend.generate(batch.session(), rows, initial, inputs));
    }
    return arrays;
  }

  private static void add(Map<String, double[]> arrays, String name, LossTerms loss) {
    arrays.put(name + " total", new double[] {loss.total()});
    arrays.put(name + " reconstruction", new double[] {loss.reconstruction()});
    arrays.put(name + " KL of initial condition", new double[] {loss.icDivergence()});
    arrays.put(name + " KL of inputs", new double[] {loss.inputDivergence()});
    arrays.put(name + " L2", new double[] {loss.l2()});
    arrays.put(name + " correlation", new double[] {loss.correlation()});
  }

  private static void add(Map<String, double[]> arrays, String name, Values values) {
    for (Result result : Result.values()) {
      if (values.has(result)) {
        arrays.put(name + " " + result, values.of(result));
      }
    }
  }

  /** The length of the difference, in lengths of what was expected. */
  static double relativeError(double[] expected, double[] actual) {
    double difference = 0;
    double length = 0;
    for (int i = 0; i < expected.length; i++) {
      difference += (expected[i] - actual[i]) * (expected[i] - actual[i]);
      length += expected[i] * expected[i];
    }
    return difference == 0 ? 0 : Math.sqrt(difference / length);
  }

  private static float[] normals(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
