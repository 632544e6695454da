package org.lfads4j.backend.bench;

import org.lfads4j.backend.AdamState;
import org.lfads4j.backend.Backend;
import org.lfads4j.backend.Backends;
import org.lfads4j.backend.Batch;
import org.lfads4j.backend.Gradients;
import org.lfads4j.backend.NoiseKey;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.backend.Placement;
import org.lfads4j.backend.RampWeights;
import org.lfads4j.config.Execution;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.ParameterInventory;

/** One backend in training on one batch: loss, gradients, clipping and update, step after step. */
final class TrainingLoop implements AutoCloseable {
  private final Backend backend;
  private final Batch batch;
  private final AdamState adam;
  private final Seconds seconds = new Seconds();
  private int step;

  /** Trains with this backend, and closes it in the end. */
  TrainingLoop(Backend backend, Batch batch) {
    this.backend = backend;
    this.batch = batch;
    backend.set(ParameterValues.initial(ParameterInventory.of(backend.spec()), 0));
    this.adam = backend.newAdamState();
  }

  static TrainingLoop on(ModelSpec spec, Batch batch, Execution execution) {
    return new TrainingLoop(Backends.create(spec, execution), batch);
  }

  Placement placement() {
    return backend.placement();
  }

  void warmUp(int steps) {
    for (int i = 0; i < steps; i++) {
      step();
    }
  }

  void measure(int steps) {
    measure(steps, seconds);
  }

  /** The same; the times are added to others. */
  void measure(int steps, Seconds into) {
    into.measure(steps, this::step);
  }

  double medianMs() {
    return seconds.median() * 1e3;
  }

  private void step() {
    NoiseKey key = NoiseKey.ofStep(0, step++, batch.trials());
    double maxNorm = backend.spec().params().maxGradNorm();
    try (Gradients gradients = backend.lossAndGradients(batch, RampWeights.FULL, key)) {
      double scale = maxNorm / Math.max(gradients.globalNorm(), maxNorm);
      adam.update(gradients, scale, 1e-3, 0.9f, 0.999f, 0.1);
    }
  }

  @Override
  public void close() {
    backend.close();
  }
}
