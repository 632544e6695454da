package org.lfads4j.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lfads4j.config.Execution;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.ParameterInventory;
import org.lfads4j.model.ParameterSpec;

/**
 * Every trainable parameter's gradient against central differences in double precision (h = 1e-5),
 * in every branch of the structure, with dropout and all penalties on.
 */
class GradientTest {
  private static final double STEP = 1e-5;

  @ParameterizedTest
  @EnumSource(Branches.class)
  void gradient_agrees_with_central_differences(Branches branch) {
    ModelSpec spec = branch.spec();
    int session = spec.sessions().size() - 1;
    RampWeights ramps = new RampWeights(0.7, 0.4);
    NoiseKey key = NoiseKey.ofStep(1, 17, Branches.TRIALS);
    List<String> bad = new ArrayList<>();
    try (Backend backend = eager(spec, "PyTorch")) {
      Batch batch = branch.batch(spec, session);
      ParameterValues values = branch.parameters(spec);
      backend.set(values);
      try (Gradients gradients = backend.lossAndGradients(batch, ramps, key)) {
        Set<String> reached = reachable(spec, session);
        assertEquals(reached, withGradient(gradients));
        for (String name : reached) {
          double error = relativeError(backend, values, name, gradients, batch, ramps, key);
          if (!(error < 1e-6)) {
            bad.add(name + " " + error);
          }
        }
      }
    }
    assertTrue(bad.isEmpty(), bad::toString);
  }

  private static double relativeError(
      Backend backend,
      ParameterValues values,
      String name,
      Gradients gradients,
      Batch batch,
      RampWeights ramps,
      NoiseKey key) {
    double[] exact = gradients.values(name);
    double difference = 0;
    double length = 0;
    for (int i = 0; i < exact.length; i++) {
      double up = total(backend, values, name, i, STEP, batch, ramps, key);
      double down = total(backend, values, name, i, -STEP, batch, ramps, key);
      double numeric = (up - down) / (2 * STEP);
      difference += (exact[i] - numeric) * (exact[i] - numeric);
      length += numeric * numeric;
    }
    return difference == 0 ? 0 : Math.sqrt(difference / length);
  }

  private static double total(
      Backend backend,
      ParameterValues values,
      String name,
      int index,
      double step,
      Batch batch,
      RampWeights ramps,
      NoiseKey key) {
    double[] moved = values.values(name);
    moved[index] += step;
    backend.set(values.with(name, moved));
    try (Gradients gradients = backend.lossAndGradients(batch, ramps, key)) {
      return gradients.loss().total();
    }
  }

  private static Set<String> withGradient(Gradients gradients) {
    return Set.copyOf(gradients.names());
  }

  /** All trainable parameters but the other sessions' read-ins and read-outs. */
  private static Set<String> reachable(ModelSpec spec, int session) {
    String own = "_" + spec.sessions().get(session).name() + "_";
    return Set.copyOf(
        ParameterInventory.of(spec).parameters().stream()
            .filter(ParameterSpec::trainable)
            .map(ParameterSpec::name)
            .filter(
                n -> !(n.startsWith("x_to_infac") || n.startsWith("factors_to")) || n.contains(own))
            .toList());
  }

  private static Backend eager(ModelSpec spec, String engine) {
    return Backends.create(
        spec, new Execution(Optional.of(engine), Optional.of("eager"), 1), DataType.FLOAT64);
  }
}
