package org.lfads4j.backend.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lfads4j.backend.Backend;
import org.lfads4j.backend.Backends;
import org.lfads4j.backend.Batch;
import org.lfads4j.backend.Branches;
import org.lfads4j.backend.Gradients;
import org.lfads4j.backend.NoiseKey;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.backend.Precision;
import org.lfads4j.backend.RampWeights;
import org.lfads4j.config.Execution;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.ParameterInventory;
import org.lfads4j.model.ParameterSpec;

/**
 * Every trainable parameter's gradient on every engine and backend, in double precision, against
 * central differences (h = 1e-5) of the cost as plain Java computes it, in every branch of the
 * structure, with dropout and all penalties on.
 */
class GradientTest {
  private static final double STEP = 1e-5;
  private static final double TOLERANCE = 1e-6;
  private static final RampWeights RAMPS = new RampWeights(0.7, 0.4);

  @ParameterizedTest
  @EnumSource(Branches.class)
  void gradient_agrees_with_central_differences(Branches branch) {
    ModelSpec spec = branch.spec();
    int session = spec.sessions().size() - 1;
    Batch batch = branch.batch(spec, session);
    ParameterValues values = branch.parameters(spec);
    Map<String, double[]> numeric = numericGradients(spec, values, batch);
    List<String> bad = new ArrayList<>();
    for (String place : List.of("MXNet compiled", "MXNet eager", "PyTorch eager")) {
      Map<String, double[]> exact = gradients(place, spec, values, batch);
      numeric.forEach(
          (name, differences) -> {
            double error = relativeError(exact.get(name), differences);
            if (!(error < TOLERANCE)) {
              bad.add(place + ": " + name + " differs by " + error);
            }
          });
    }
    assertTrue(bad.isEmpty(), bad::toString);
  }

  private static Map<String, double[]> numericGradients(
      ModelSpec spec, ParameterValues values, Batch batch) {
    ArrayGraph graph =
        new ArrayGraph(spec, values, EngineBackend.trainingFeed(spec, batch, RAMPS, key()));
    Map<String, double[]> numeric = new LinkedHashMap<>();
    for (ParameterSpec parameter : ParameterInventory.of(spec).parameters()) {
      if (!parameter.trainable()) {
        continue;
      }
      double[] moved = graph.values(parameter.name());
      double[] differences = new double[moved.length];
      for (int i = 0; i < moved.length; i++) {
        double original = moved[i];
        moved[i] = original + STEP;
        double up = graph.total(spec, batch.session());
        moved[i] = original - STEP;
        double down = graph.total(spec, batch.session());
        moved[i] = original;
        differences[i] = (up - down) / (2 * STEP);
      }
      numeric.put(parameter.name(), differences);
    }
    return numeric;
  }

  /** A parameter that the cost does not reach has no gradient: zero. */
  private static Map<String, double[]> gradients(
      String place, ModelSpec spec, ParameterValues values, Batch batch) {
    Map<String, double[]> exact = new LinkedHashMap<>();
    try (Backend backend = create(place, spec)) {
      backend.set(values);
      try (Gradients gradients = backend.lossAndGradients(batch, RAMPS, key())) {
        for (String name : values.names()) {
          exact.put(
              name,
              gradients.names().contains(name)
                  ? gradients.values(name)
                  : new double[values.values(name).length]);
        }
      }
    }
    return exact;
  }

  private static double relativeError(double[] exact, double[] numeric) {
    double difference = 0;
    double length = 0;
    for (int i = 0; i < numeric.length; i++) {
      difference += (exact[i] - numeric[i]) * (exact[i] - numeric[i]);
      length += numeric[i] * numeric[i];
    }
    return difference == 0 ? 0 : Math.sqrt(difference / length);
  }

  private static NoiseKey key() {
    return NoiseKey.ofStep(1, 17, Branches.TRIALS);
  }

  private static Backend create(String place, ModelSpec spec) {
    String[] words = place.split(" ", -1);
    return Backends.create(
        spec, Execution.automatic().withEngine(words[0]).withBackend(words[1]), Precision.DOUBLE);
  }
}
