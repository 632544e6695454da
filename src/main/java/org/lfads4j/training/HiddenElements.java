package org.lfads4j.training;

import java.util.Arrays;
import org.lfads4j.backend.Batch;
import org.lfads4j.backend.RandomStream;
import org.lfads4j.config.Hiding;
import org.lfads4j.config.RunOptions;
import org.lfads4j.model.ModelSpec;

/**
 * Draws the elements that batches hide from the encoders (see {@link Hiding}). What is shown is
 * scaled by 1 / (share shown) and what counts by 1 / (share that counts), so that both keep their
 * size on average and costs compare with those of a run that hides nothing.
 */
final class HiddenElements {
  private final ModelSpec spec;
  private final Hiding hiding;
  private final long seed;

  HiddenElements(ModelSpec spec, RunOptions options) {
    this.spec = spec;
    this.hiding = options.hiding();
    this.seed = options.seed();
  }

  /** Whether validation uses hidden elements, of training and validation trials. */
  boolean judgeValidation() {
    return hiding.sampleValidation() > 0;
  }

  /** A training batch with the elements hidden that one step does not see. */
  Batch inTraining(Batch batch, EpochOrder.Part part, int step) {
    if (!hiding.any()) {
      return batch;
    }
    float[] sampled = shown(part);
    float[] dropped = ones(part);
    double share = hiding.coordinatedDropout();
    if (share > 0) {
      fill(
          dropped,
          part,
          RandomStream.Use.COORDINATED_MASK,
          1 - share,
          b -> ((long) step << 32) | b);
    }
    boolean[] unseen = unseen(part.session);
    float[] seen = new float[sampled.length];
    float[] counted = new float[sampled.length];
    for (int i = 0; i < seen.length; i++) {
      seen[i] = sampled[i] * dropped[i];
      boolean always = share == 0 || unseen[i % unseen.length];
      counted[i] = always ? sampled[i] : dropped[i] == 0 ? (float) (sampled[i] / share) : 0;
    }
    return batch.hiding(seen, counted);
  }

  /** A batch of which the hidden elements count, for the validation cost. */
  Batch inValidation(Batch batch, EpochOrder.Part part) {
    if (!judgeValidation()) {
      return batch;
    }
    float[] seen = shown(part);
    float[] counted = new float[seen.length];
    for (int i = 0; i < seen.length; i++) {
      counted[i] = seen[i] == 0 ? (float) (1 / hiding.sampleValidation()) : 0;
    }
    return batch.hiding(seen, counted);
  }

  /** A batch of which the elements count that training shows, for the reconstruction. */
  Batch reconstructed(Batch batch, EpochOrder.Part part) {
    float[] sampled = shown(part);
    return batch.hiding(sampled, sampled);
  }

  /** A batch of which only the held-out neurons count. */
  Batch ofHeldOutNeurons(Batch batch, EpochOrder.Part part) {
    return ofNeurons(batch, part, true);
  }

  /** A batch of which only the neurons count that encoders see. */
  Batch ofSeenNeurons(Batch batch, EpochOrder.Part part) {
    return ofNeurons(batch, part, false);
  }

  private Batch ofNeurons(Batch batch, EpochOrder.Part part, boolean heldOut) {
    float[] seen = shown(part);
    boolean[] unseen = unseen(part.session);
    float[] counted = new float[seen.length];
    for (int i = 0; i < counted.length; i++) {
      counted[i] = unseen[i % unseen.length] == heldOut ? 1 : 0;
    }
    return batch.hiding(seen, counted);
  }

  /**
   * The factor by which each element is shown in all of training: 0 for those that are hidden for
   * validation.
   */
  float[] shown(EpochOrder.Part part) {
    float[] shown = ones(part);
    if (judgeValidation()) {
      fill(
          shown,
          part,
          RandomStream.Use.SAMPLE_MASK,
          1 - hiding.sampleValidation(),
          b -> ((long) part.session << 32) | part.trials[b]);
    }
    return shown;
  }

  private void fill(
      float[] masks, EpochOrder.Part part, RandomStream.Use use, double keep, RowIds rows) {
    RandomStream stream = new RandomStream(seed, RandomStream.Phase.TRAINING, use);
    int neurons = neurons(part.session);
    int trials = part.trials.length;
    for (int b = 0; b < trials; b++) {
      stream.masks(rows.of(b), spec.bins(), neurons, keep, masks, b * neurons, trials * neurons);
    }
  }

  /** The identity of a batch's row in a stream of random numbers. */
  private interface RowIds {
    long of(int row);
  }

  private float[] ones(EpochOrder.Part part) {
    float[] ones = new float[spec.bins() * part.trials.length * neurons(part.session)];
    Arrays.fill(ones, 1);
    return ones;
  }

  private boolean[] unseen(int session) {
    boolean[] unseen = new boolean[neurons(session)];
    Arrays.fill(unseen, true);
    spec.sessions().get(session).encoderNeurons().forEach(n -> unseen[n] = false);
    return unseen;
  }

  private int neurons(int session) {
    return spec.sessions().get(session).neurons();
  }
}
