package org.lfads4j.backend.engine;

import org.lfads4j.backend.NoiseKey;
import org.lfads4j.backend.RandomStream;
import org.lfads4j.config.RunParams;
import org.lfads4j.model.Input;
import org.lfads4j.model.ModelSpec;

/**
 * The places where units are dropped while training, all with {@code c_keep_prob}: what the
 * encoders read (one mask for all of them), external inputs, the initial-condition code, the
 * controller's inputs, and the way from generator to factors.
 */
final class Dropout {
  private Dropout() {}

  static void addMasks(Feed feed, ModelSpec spec, int session, NoiseKey key) {
    RunParams params = spec.params();
    double keep = params.keepProb();
    if (keep == 1) {
      return;
    }
    int bins = spec.bins();
    Masks masks = new Masks(feed, key, keep);
    int neurons = spec.sessions().get(session).encoderNeurons().size();
    masks.add(Input.SPIKE_MASK, RandomStream.Use.SPIKE_MASK, bins, neurons);
    if (params.extInputDim() > 0) {
      masks.add(Input.EXTERNAL_MASK, RandomStream.Use.EXTERNAL_MASK, bins, params.extInputDim());
    }
    if (spec.hasIcEncoder()) {
      int code = 2 * params.icEncDim();
      feed.put(
          Input.IC_CODE_MASK,
          key.masks(RandomStream.Use.IC_CODE_MASK, 1, code, keep),
          key.rows(),
          code);
    }
    if (spec.hasController()) {
      masks.add(
          Input.CONTROLLER_FORWARD_MASK,
          RandomStream.Use.CONTROLLER_FORWARD_MASK,
          bins,
          params.ciEncDim());
    }
    if (spec.hasReverseControllerEncoder()) {
      masks.add(
          Input.CONTROLLER_REVERSE_MASK,
          RandomStream.Use.CONTROLLER_REVERSE_MASK,
          bins,
          params.ciEncDim());
    }
    if (spec.hasFeedback()) {
      masks.add(Input.FEEDBACK_MASK, RandomStream.Use.FEEDBACK_MASK, bins, spec.feedbackUnits());
    }
    masks.add(Input.GENERATOR_MASK, RandomStream.Use.GENERATOR_MASK, bins, params.genDim());
  }

  /** Masks with a time axis. */
  private record Masks(Feed feed, NoiseKey key, double keep) {
    void add(Input input, RandomStream.Use use, int bins, int units) {
      feed.put(input, key.masks(use, bins, units, keep), bins, key.rows(), units);
    }
  }
}
