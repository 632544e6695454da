package org.lfads4j.backend.fused;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
import org.lfads4j.backend.RunningTrial;
import org.lfads4j.backend.Values;
import org.lfads4j.backend.kernels.Kernels;
import org.lfads4j.backend.kernels.Panels;
import org.lfads4j.model.L2Penalty;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.Objective;
import org.lfads4j.model.ParameterInventory;
import org.lfads4j.model.ParameterSpec;

/**
 * LFADS on the CPU without an engine: forward and backward pass are written by hand over a few
 * kernels. A tile of trials runs through all bins forward, then backward, on one thread. Gradients
 * of tiles are added up in a fixed order, so the bits do not depend on the number of threads.
 */
public final class FusedBackend implements Backend {
  private final ModelSpec spec;
  private final Placement placement;
  private final Kernels kernels;
  private final FlatParameters parameters;
  private final L2Penalty penalty;
  private final Objective.Weights objective;
  private final List<Weights> sessions;
  private final Workers workers;
  private final WorkspacePool workspaces;
  private final List<GradientRows> strips = new ArrayList<>();
  private final List<float[]> spareGradients = new ArrayList<>();
  private int packedSession = -1;

  /** What users call it. */
  static final String NAME = "fused";

  /**
   * A backend on all processors, all parameters zero.
   *
   * @throws IllegalArgumentException if Java was started without the module of the Vector API
   */
  public static FusedBackend create(ModelSpec spec, List<String> notices) {
    return create(spec, Runtime.getRuntime().availableProcessors(), notices);
  }

  /**
   * A backend on so many threads, all parameters zero.
   *
   * @throws IllegalArgumentException if Java was started without the module of the Vector API
   */
  public static FusedBackend create(ModelSpec spec, int threads, List<String> notices) {
    Kernels kernels = VectorModule.required();
    String workers = threads + (threads == 1 ? " thread" : " threads");
    Placement placement = new Placement(kernels.name() + ", " + workers, NAME, "cpu", notices);
    return new FusedBackend(spec, placement, kernels, threads);
  }

  /** A backend on given kernels, all parameters zero. */
  public FusedBackend(ModelSpec spec, Placement placement, Kernels kernels, int threads) {
    this.spec = spec;
    this.placement = placement;
    this.kernels = kernels;
    this.parameters = new FlatParameters(ParameterInventory.of(spec));
    this.penalty = L2Penalty.of(spec);
    this.objective = Objective.Weights.of(spec);
    this.sessions = Weights.ofSessions(spec, parameters, kernels.lanes());
    this.workers = new Workers(threads);
    this.workspaces = new WorkspacePool(rows -> new Workspace(sessions.get(0), rows));
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
    return parameters.named(parameters.values(), "");
  }

  @Override
  public void set(ParameterValues values) {
    parameters.set(values);
    packedSession = -1;
  }

  @Override
  public AdamState newAdamState() {
    return new FusedAdamState(parameters, () -> packedSession = -1);
  }

  @Override
  public Gradients lossAndGradients(Batch batch, RampWeights ramps, NoiseKey key) {
    Weights weights = packed(batch.session());
    Priors priors = priors(weights);
    TermWeights termWeights = TermWeights.of(objective, ramps, batch.trials());
    ObjectiveCall call = new ObjectiveCall(weights, priors, kernels, batch, termWeights, key, true);
    Tiling tiling = Tiling.of(batch.trials());
    while (strips.size() < tiling.strips()) {
      strips.add(new GradientRows(weights.plan));
    }
    int[] order = tiling.longestFirst();
    workers.run(order.length, i -> runStrip(call, weights, tiling, order[i]));
    float[] flat = takeGradient();
    reduce(weights, priors, tiling.strips(), flat);
    addPenaltyGradient(ramps.l2(), flat);
    LossTerms loss = loss(call.terms(), ramps);
    return new FusedGradients(
        loss, parameters, weights.reached(), flat, () -> spareGradients.add(flat));
  }

  @Override
  public LossTerms loss(Batch batch, RampWeights ramps, NoiseKey key) {
    Weights weights = packed(batch.session());
    Priors priors = priors(weights);
    TermWeights termWeights = TermWeights.of(objective, ramps, batch.trials());
    ObjectiveCall call =
        new ObjectiveCall(weights, priors, kernels, batch, termWeights, key, false);
    Tiling.of(batch.trials()).forEachTile(workers, workspaces, call::forward);
    return loss(call.terms(), ramps);
  }

  @Override
  public Values encode(Batch batch) {
    Weights weights = packed(batch.session());
    EncodeCall call = new EncodeCall(weights, priors(weights), kernels, batch);
    Tiling.of(batch.trials()).forEachTile(workers, workspaces, call::run);
    return call.values();
  }

  @Override
  public Values decode(Batch batch, Values encoded, int samples, Optional<NoiseKey> key) {
    Weights weights = packed(batch.session());
    return new DecodeCall(weights, priors(weights), kernels, batch, encoded, samples, key)
        .run(workers, workspaces);
  }

  @Override
  public Values generate(int session, int rows, float[] initialConditions, float[] inputs) {
    if (spec.injectsExternalInputs()) {
      throw new IllegalStateException("input EXTERNAL_INPUTS must be fed");
    }
    Weights weights = packed(session);
    return new GenerateCall(weights, priors(weights), kernels, rows, initialConditions, inputs)
        .run(workers, workspaces);
  }

  @Override
  public RunningTrial running(int session, int initialBins) {
    ModelSpec window = FusedTrial.window(spec, initialBins);
    FusedBackend own = new FusedBackend(window, placement, kernels, 1);
    own.set(values());
    try (own) {
      Weights weights = own.packed(session);
      return new FusedTrial(weights, own.priors(weights), kernels);
    }
  }

  @Override
  public void close() {
    workers.close();
  }

  private Priors priors(Weights weights) {
    return new Priors(weights.plan, parameters);
  }

  private Weights packed(int session) {
    Weights weights = sessions.get(session);
    if (packedSession != session) {
      List<Runnable> tasks = weights.packing();
      workers.run(tasks.size(), i -> tasks.get(i).run());
      packedSession = session;
    }
    return weights;
  }

  private void runStrip(ObjectiveCall call, Weights weights, Tiling tiling, int strip) {
    GradientRows gradients = strips.get(strip);
    gradients.clear(weights.matrices());
    Workspace w = workspaces.take(tiling.rows());
    for (int i = tiling.firstTile(strip); i < tiling.firstTile(strip + 1); i++) {
      Tile tile = tiling.tile(i);
      call.forward(w, tile);
      call.back(w, tile, gradients);
    }
    workspaces.giveBack(w);
  }

  /** Adds the gradients of strips, in their order, into a flat gradient. */
  private void reduce(Weights weights, Priors priors, int used, float[] flat) {
    List<Matrix> matrices = weights.matrices();
    FactorMap factorMap = weights.shared.factorMap;
    workers.run(
        matrices.size(),
        i -> {
          Matrix matrix = matrices.get(i);
          Panels sum = strips.get(0).of(matrix);
          for (int s = 1; s < used; s++) {
            add(strips.get(s).of(matrix).values(), sum.values());
          }
          if (matrix == factorMap.weights()) {
            factorMap.unscale(sum);
          }
          matrix.scatter(sum, flat);
        });
    for (int s = 0; s < used; s++) {
      priors.scatter(strips.get(s), flat);
    }
  }

  private static void add(float[] from, float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += from[i];
    }
  }

  private float[] takeGradient() {
    if (spareGradients.isEmpty()) {
      return new float[parameters.values().length];
    }
    float[] flat = spareGradients.remove(spareGradients.size() - 1);
    Arrays.fill(flat, 0);
    return flat;
  }

  private void addPenaltyGradient(double ramp, float[] flat) {
    for (L2Penalty.Share share : penalty.shares()) {
      float scale = (float) penalty.slope(share, ramp);
      FlatParameters.Place place = parameters.place(share.parameter().name());
      for (int i = place.at(); i < place.at() + place.size(); i++) {
        flat[i] += scale * parameters.values()[i];
      }
    }
  }

  private double squares(ParameterSpec parameter) {
    FlatParameters.Place place = parameters.place(parameter.name());
    double squares = 0;
    for (int i = place.at(); i < place.at() + place.size(); i++) {
      squares += (double) parameters.values()[i] * parameters.values()[i];
    }
    return squares;
  }

  private LossTerms loss(RowTerms rows, RampWeights ramps) {
    Objective.Terms<Double> terms =
        new Objective.Terms<>(
            mean(rows.reconstruction),
            mean(rows.icDivergence),
            mean(rows.inputDivergence),
            penalty.value(this::squares),
            mean(rows.correlation));
    return LossTerms.of(objective.total(terms, ramps.kl(), ramps.l2()), terms);
  }

  private static double mean(double... rows) {
    double sum = 0;
    for (double row : rows) {
      sum += row;
    }
    return sum / rows.length;
  }
}
