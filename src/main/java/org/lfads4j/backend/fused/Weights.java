package org.lfads4j.backend.fused;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.Names;
import org.lfads4j.model.SessionSpec;

/**
 * The weights for the trials of one session, packed for the kernels. All threads share them while a
 * call runs; {@link #packing} updates them before.
 */
final class Weights {
  final Plan plan;
  final Shared shared;
  final Optional<Layer> readIn;

  /** Factors to log counts, or to means. */
  final Layer readOut;

  final Optional<Layer> logVariance;
  private final List<Matrix> matrices;
  private final FlatParameters parameters;
  private final Set<String> reached;

  private Weights(Plan plan, Shared shared, Matrix.Factory factory) {
    this.plan = plan;
    this.shared = shared;
    this.parameters = factory.parameters();
    int before = factory.made().size();
    boolean gaussian = plan.spec.isGaussian();
    String session = plan.session.name();
    this.readIn =
        when(
            plan.spec.hasReadIn(),
            () -> layer(plan, factory, plan.seenNeurons, plan.factors, Names.readIn(session)));
    String location = gaussian ? Names.means(session) : Names.logRates(session);
    this.readOut = layer(plan, factory, plan.factors, plan.neurons, location);
    String spread = Names.logVariances(session);
    this.logVariance =
        when(gaussian, () -> layer(plan, factory, plan.factors, plan.neurons, spread));
    List<Matrix> all = new ArrayList<>(shared.matrices);
    all.addAll(factory.made().subList(before, factory.made().size()));
    this.matrices = List.copyOf(all);
    Set<String> used = scalars(plan.spec);
    matrices.forEach(m -> used.addAll(m.parameters()));
    this.reached = new LinkedHashSet<>(parameters.names());
    reached.removeIf(name -> !used.contains(name) || !parameters.isTrainable(name));
  }

  /** The weights of every session of a model; what sessions share exists once. */
  static List<Weights> ofSessions(ModelSpec spec, FlatParameters parameters, int lanes) {
    Matrix.Factory factory = new Matrix.Factory(parameters, lanes);
    List<Weights> all = new ArrayList<>();
    Shared shared = new Shared(new Plan(spec, spec.sessions().get(0), lanes), factory);
    for (SessionSpec session : spec.sessions()) {
      all.add(new Weights(new Plan(spec, session, lanes), shared, factory));
    }
    return all;
  }

  /** Everything but a session's own read-in and read-out. */
  static final class Shared {
    final Optional<Cell> icForward;
    final Optional<Cell> icReverse;

    /** Code to [mean, raw log variance], each padded. */
    final Optional<Layer> icPosterior;

    final Optional<Layer> startMap;
    final Optional<Matrix> learnedStart;
    final Optional<Cell> ciForward;
    final Optional<Cell> ciReverse;
    final Optional<Cell> controller;

    /** Controller to [mean, log variance], side by side without padding. */
    final Optional<Layer> inputPosterior;

    final Cell generator;
    final FactorMap factorMap;
    private final List<Matrix> matrices;

    private Shared(Plan plan, Matrix.Factory factory) {
      ModelSpec spec = plan.spec;
      boolean ic = spec.hasIcEncoder();
      boolean con = spec.hasController();
      this.icForward = encoder(ic, plan, factory, Names.IC_FORWARD, plan.icEncoder);
      this.icReverse = encoder(ic, plan, factory, Names.IC_REVERSE, plan.icEncoder);
      int code = 2 * plan.icEncoder;
      int padded = plan.padded(plan.initial);
      this.icPosterior =
          when(
              ic,
              () -> posterior(plan, factory, code, padded, Names.IC_MEAN, Names.IC_LOG_VARIANCE));
      this.startMap =
          when(
              spec.hasGeneratorStartMap(),
              () -> layer(plan, factory, plan.initial, plan.generator, Names.START_MAP));
      this.learnedStart =
          when(
              !ic,
              () ->
                  factory
                      .matrix(1, plan.padded(plan.generator))
                      .with(factory.part(Names.GENERATOR_START), 0, 0));
      boolean reverse = spec.hasReverseControllerEncoder();
      this.ciForward = encoder(con, plan, factory, Names.CI_FORWARD, plan.ciEncoder);
      this.ciReverse = encoder(reverse, plan, factory, Names.CI_REVERSE, plan.ciEncoder);
      this.controller = when(con, () -> Cell.controller(plan, factory));
      this.inputPosterior =
          when(
              con,
              () ->
                  posterior(
                      plan,
                      factory,
                      plan.controller,
                      plan.inputs,
                      Names.INPUT_MEAN,
                      Names.INPUT_LOG_VARIANCE));
      this.generator = Cell.generator(plan, factory);
      this.factorMap = new FactorMap(plan, factory);
      this.matrices = List.copyOf(factory.made());
    }
  }

  /** The parameters that are in no matrix. */
  private static Set<String> scalars(ModelSpec spec) {
    Set<String> scalars = new HashSet<>();
    if (spec.hasIcEncoder()) {
      scalars.add(Names.PRIOR_MEAN);
    }
    if (spec.trainsIcPriorVariance()) {
      scalars.add(Names.PRIOR_VARIANCE);
    }
    if (spec.hasController()) {
      scalars.add(Names.AR_LOG_TAU);
      scalars.add(Names.AR_LOG_VARIANCE);
    }
    return scalars;
  }

  /** The trained parameters on which this session's trials depend, in the order of the model. */
  Set<String> reached() {
    return reached;
  }

  List<Matrix> matrices() {
    return matrices;
  }

  /** Tasks that copy the parameters to layers and cells; they do not depend on each other. */
  List<Runnable> packing() {
    float[] flat = parameters.values();
    List<Runnable> tasks = new ArrayList<>();
    for (Optional<Cell> cell :
        List.of(
            shared.icForward,
            shared.icReverse,
            shared.ciForward,
            shared.ciReverse,
            shared.controller)) {
      cell.ifPresent(c -> tasks.add(() -> c.pack(flat)));
    }
    tasks.add(() -> shared.generator.pack(flat));
    tasks.add(
        () -> {
          for (Optional<Layer> layer :
              List.of(
                  readIn,
                  shared.icPosterior,
                  shared.startMap,
                  shared.inputPosterior,
                  logVariance)) {
            layer.ifPresent(l -> l.pack(flat));
          }
          readOut.pack(flat);
          shared.factorMap.pack(flat);
          shared.learnedStart.ifPresent(s -> s.gather(flat));
        });
    return tasks;
  }

  private static <T> Optional<T> when(boolean present, Supplier<T> maker) {
    return present ? Optional.of(maker.get()) : Optional.empty();
  }

  private static Optional<Cell> encoder(
      boolean present, Plan plan, Matrix.Factory factory, String name, int units) {
    return when(present, () -> Cell.encoder(plan, factory, name, units));
  }

  private static Layer layer(
      Plan plan, Matrix.Factory factory, int inputs, int outputs, String name) {
    int columns = plan.padded(outputs);
    return new Layer(
        plan,
        factory.matrix(inputs, columns).with(factory.part(Names.weights(name)), 0, 0),
        factory.matrix(1, columns).with(factory.part(Names.bias(name)), 0, 0));
  }

  /**
   * A layer to mean and log variance, side by side.
   *
   * @param second the column at which the log variance begins
   */
  private static Layer posterior(
      Plan plan, Matrix.Factory factory, int inputs, int second, String mean, String logVariance) {
    int columns = plan.padded(2 * second);
    return new Layer(
        plan,
        factory
            .matrix(inputs, columns)
            .with(factory.part(Names.weights(mean)), 0, 0)
            .with(factory.part(Names.weights(logVariance)), 0, second),
        factory
            .matrix(1, columns)
            .with(factory.part(Names.bias(mean)), 0, 0)
            .with(factory.part(Names.bias(logVariance)), 0, second));
  }
}
