package org.lfads4j.backend.engine;

import java.util.Map;
import java.util.Optional;
import org.lfads4j.backend.AdamState;
import org.lfads4j.backend.Backend;
import org.lfads4j.backend.Batch;
import org.lfads4j.backend.Gradients;
import org.lfads4j.backend.LossTerms;
import org.lfads4j.backend.NoiseKey;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.backend.Placement;
import org.lfads4j.backend.RampWeights;
import org.lfads4j.backend.RandomStream;
import org.lfads4j.backend.Values;
import org.lfads4j.config.RunParams;
import org.lfads4j.model.DropoutMask;
import org.lfads4j.model.Input;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.Program;
import org.lfads4j.model.Result;

/** A backend on a DJL engine: feeds what each program needs and lets an executor run it. */
final class EngineBackend implements Backend {
  private final ModelSpec spec;
  private final Placement placement;
  private final Parameters parameters;
  private final Executor executor;

  EngineBackend(ModelSpec spec, Placement placement, Parameters parameters, Executor executor) {
    this.spec = spec;
    this.placement = placement;
    this.parameters = parameters;
    this.executor = executor;
  }

  @Override
  public ModelSpec spec() {
    return spec;
  }

  @Override
  public Placement placement() {
    return placement;
  }

  @Override
  public ParameterValues values() {
    return parameters.values();
  }

  @Override
  public void set(ParameterValues values) {
    parameters.set(values);
  }

  @Override
  public AdamState newAdamState() {
    return new EngineAdamState(parameters);
  }

  @Override
  public Gradients lossAndGradients(Batch batch, RampWeights ramps, NoiseKey key) {
    return executor.differentiate(batch.session(), trainingFeed(spec, batch, ramps, key));
  }

  /** Everything that a training step is computed from. */
  static Feed trainingFeed(ModelSpec spec, Batch batch, RampWeights ramps, NoiseKey key) {
    Feed feed = objectiveFeed(spec, batch, ramps, key);
    addMasks(spec, feed, batch.session(), key);
    return feed;
  }

  @Override
  public LossTerms loss(Batch batch, RampWeights ramps, NoiseKey key) {
    Feed feed = objectiveFeed(spec, batch, ramps, key);
    return Executor.lossTerms(executor.run(Program.OBJECTIVE, batch.session(), 1, feed));
  }

  @Override
  public Values encode(Batch batch) {
    if (!spec.hasIcEncoder() && !spec.hasController()) {
      return Values.of(Map.of());
    }
    Feed feed = new Feed();
    feed.put(batch, batch.has(Input.ENCODER_SPIKES) ? Input.ENCODER_SPIKES : Input.SPIKES);
    if (spec.encodesExternalInputs()) {
      feed.put(batch, Input.EXTERNAL_INPUTS);
    }
    return Values.of(executor.run(Program.ENCODE, batch.session(), 1, feed));
  }

  @Override
  public Values decode(Batch batch, Values encoded, int samples, Optional<NoiseKey> key) {
    Feed feed = new Feed();
    feed.put(batch, Input.SPIKES, Input.LIKELIHOOD_WEIGHTS);
    feed.putTrials(batch);
    RunParams params = spec.params();
    int trials = batch.trials();
    if (spec.injectsExternalInputs()) {
      feed.put(batch, Input.EXTERNAL_INPUTS);
    }
    if (spec.hasIcEncoder()) {
      double[] logVariance = encoded.of(Result.IC_LOG_VARIANCE);
      feed.put(Input.IC_MEAN, encoded.of(Result.IC_MEAN), trials, params.icDim());
      feed.put(Input.IC_LOG_VARIANCE, logVariance, trials, params.icDim());
    }
    if (spec.hasController()) {
      int units = params.ciEncDim();
      double[] forward = encoded.of(Result.CONTROLLER_FORWARD);
      feed.put(Input.CONTROLLER_FORWARD, forward, spec.bins(), trials, units);
      if (spec.hasReverseControllerEncoder()) {
        double[] reverse = encoded.of(Result.CONTROLLER_REVERSE);
        feed.put(Input.CONTROLLER_REVERSE, reverse, spec.bins(), trials, units);
      }
    }
    key.ifPresent(k -> addNoise(spec, feed, k));
    return Values.of(executor.run(Program.DECODE, batch.session(), samples, feed));
  }

  @Override
  public Values generate(int session, int rows, float[] initialConditions, float[] inputs) {
    RunParams params = spec.params();
    Feed feed = new Feed();
    feed.putTrials(rows);
    if (spec.hasIcEncoder()) {
      feed.put(Input.IC_MEAN, initialConditions, rows, params.icDim());
    }
    if (spec.hasController()) {
      feed.put(Input.INFERRED_INPUTS, inputs, spec.bins(), rows, params.coDim());
    }
    return Values.of(executor.run(Program.GENERATE, session, 1, feed));
  }

  @Override
  public void close() {
    executor.close();
    parameters.close();
  }

  private static Feed objectiveFeed(ModelSpec spec, Batch batch, RampWeights ramps, NoiseKey key) {
    Feed feed = new Feed();
    feed.put(
        batch, Input.SPIKES, Input.ENCODER_SPIKES, Input.LIKELIHOOD_WEIGHTS, Input.EXTERNAL_INPUTS);
    feed.putTrials(batch);
    feed.put(Input.KL_WEIGHT, new double[] {ramps.kl()}, 1);
    feed.put(Input.L2_WEIGHT, new double[] {ramps.l2()}, 1);
    addNoise(spec, feed, key);
    return feed;
  }

  private static void addNoise(ModelSpec spec, Feed feed, NoiseKey key) {
    if (spec.hasIcEncoder()) {
      int units = spec.params().icDim();
      float[] noise = key.normals(RandomStream.Use.IC_NOISE, 1, units);
      feed.put(Input.IC_NOISE, noise, key.rows(), units);
    }
    if (spec.hasController()) {
      int units = spec.params().coDim();
      float[] noise = key.normals(RandomStream.Use.INPUT_NOISE, spec.bins(), units);
      feed.put(Input.INPUT_NOISE, noise, spec.bins(), key.rows(), units);
    }
  }

  private static void addMasks(ModelSpec spec, Feed feed, int session, NoiseKey key) {
    for (DropoutMask mask : DropoutMask.of(spec, spec.sessions().get(session))) {
      int bins = mask.isPerBin() ? spec.bins() : 1;
      RandomStream.Use use = RandomStream.Use.of(mask);
      float[] values = key.masks(use, bins, mask.units(), spec.params().keepProb());
      if (mask.isPerBin()) {
        feed.put(mask.input(), values, bins, key.rows(), mask.units());
      } else {
        feed.put(mask.input(), values, key.rows(), mask.units());
      }
    }
  }
}
