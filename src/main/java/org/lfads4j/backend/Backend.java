package org.lfads4j.backend;

import java.util.Optional;
import org.lfads4j.config.Internal;
import org.lfads4j.model.ModelSpec;

/**
 * How a model is executed. The calls are pure functions of the parameters (which {@link #set} alone
 * and an {@link AdamState} change), the batch, the ramps and the key of the noise.
 */
@Internal
public interface Backend extends AutoCloseable {
  /** The model that is executed. */
  ModelSpec spec();

  /** What the model runs on, in words for users. */
  Placement placement();

  /** A copy of all parameters. */
  ParameterValues values();

  /** Overwrites all parameters. */
  void set(ParameterValues values);

  /** A new memory of the optimiser for these parameters, all zero. */
  AdamState newAdamState();

  /** The objective of a batch with dropout, and its gradients. */
  Gradients lossAndGradients(Batch batch, RampWeights ramps, NoiseKey key);

  /** The objective of a batch without dropout; the posterior is sampled. */
  LossTerms loss(Batch batch, RampWeights ramps, NoiseKey key);

  /** Computes the posteriors of a batch from its spikes. */
  Values encode(Batch batch);

  /**
   * Computes rates from posteriors, averaged over samples of each trial.
   *
   * @param encoded what {@link #encode} gave for this batch
   * @param samples rows for each trial
   * @param key one row for each trial and sample; empty: the means of the posteriors are decoded
   */
  Values decode(Batch batch, Values encoded, int samples, Optional<NoiseKey> key);

  /** Computes rates from the means of posteriors, without any noise. */
  default Values decodeMean(Batch batch, Values encoded) {
    return decode(batch, encoded, 1, Optional.empty());
  }

  /**
   * Runs the generator from given initial conditions and inputs.
   *
   * @param session whose read-out is used
   * @param rows trials to generate
   * @param initialConditions rows x ic_dim; empty if {@code c_ic_dim} is 0
   * @param inputs bins x rows x co_dim; empty if {@code c_co_dim} is 0
   */
  Values generate(int session, int rows, float[] initialConditions, float[] inputs);

  /**
   * Trials of one session, to be decoded while they are recorded, with the parameters as they are
   * now.
   *
   * @param initialBins bins from which the initial condition is inferred, instead of {@code
   *     c_num_steps_for_gen_ic}
   * @throws IllegalArgumentException if the model needs later bins of a trial, or the backend takes
   *     whole trials only
   */
  default RunningTrial running(int session, int initialBins) {
    throw new IllegalArgumentException(
        "trials as they come must be decoded by the backend \"fused\", got \""
            + placement().backend()
            + "\"; use withBackend(\"fused\")");
  }

  @Override
  void close();
}
