package org.lfads4j.backend.bench;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lfads4j.backend.Batch;
import org.lfads4j.backend.RandomStream;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.Cube;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.SessionSpec;

/** Trials to measure on: spikes of one in ten bins, at the sizes asked for. */
final class MadeUp {
  private static final double SPIKE_PROBABILITY = 0.1;

  private MadeUp() {}

  static ModelSpec spec(RunParams params, int bins, int neurons) {
    List<Integer> all = IntStream.range(0, neurons).boxed().toList();
    List<Double> bias = Collections.nCopies(neurons, Math.log(SPIKE_PROBABILITY));
    return ModelSpec.of(params, bins, List.of(new SessionSpec("made_up", neurons, all, bias)));
  }

  static Batch batch(ModelSpec spec, int trials) {
    int neurons = spec.sessions().get(0).neurons();
    float[] counts = new float[trials * spec.bins() * neurons];
    RandomStream stream = new RandomStream(0, RandomStream.Phase.TRAINING, RandomStream.Use.COUNTS);
    for (int i = 0; i < counts.length; i++) {
      counts[i] = stream.uniform(0, i) < SPIKE_PROBABILITY ? 1 : 0;
    }
    int[] all = new int[trials];
    Arrays.setAll(all, b -> b);
    Cube cube = Cube.of(trials, spec.bins(), neurons, counts);
    return Batch.of(spec, 0, cube, Optional.empty(), all);
  }
}
