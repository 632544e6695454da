package org.lfads4j.backend.fused;

import java.util.Optional;
import org.lfads4j.backend.kernels.Kernels;
import org.lfads4j.backend.kernels.Panels;
import org.lfads4j.backend.kernels.Rows;
import org.lfads4j.backend.kernels.SparseRows;
import org.lfads4j.model.Constants;
import org.lfads4j.model.Names;

/**
 * A gated recurrent unit on a tile of trials, forward and backward. A row of its state holds the
 * units (padded), and behind them the inputs that are known only bin by bin. Inputs that are known
 * for all bins beforehand enter through a projection: one product for many bins.
 */
final class Cell {
  private final Plan plan;
  private final int units;
  private final int paddedUnits;
  private final int extra;

  private final Matrix gates;
  private final Matrix candidate;
  private final Matrix bias;
  private final Optional<Matrix> projection;
  private final Optional<Matrix> start;
  private final Panels gatesForward;
  private final Panels gatesBackward;
  private final Panels candidateForward;
  private final Panels candidateBackward;
  private final Optional<Panels> projectionForward;
  private final Optional<Panels> projectionBackward;
  private final Sums biasSums;
  private final Rows zeros;

  private Cell(Plan plan, Matrix.Factory factory, String name, int units, int extra, Shape shape) {
    this.plan = plan;
    this.units = units;
    this.paddedUnits = plan.padded(units);
    this.extra = extra;
    this.gates = factory.matrix(paddedUnits + extra, 2 * paddedUnits);
    this.candidate = factory.matrix(paddedUnits + extra, paddedUnits);
    this.bias = factory.matrix(1, 3 * paddedUnits);
    this.projection =
        shape.projected > 0
            ? Optional.of(factory.matrix(shape.projected, 3 * paddedUnits))
            : Optional.empty();
    this.start =
        shape.learnedStart
            ? Optional.of(
                factory.matrix(1, paddedUnits).with(factory.part(Names.start(name)), 0, 0))
            : Optional.empty();
    int lanes = plan.lanes;
    int columns = columns();
    this.gatesForward = new Panels(paddedUnits + extra, 2 * paddedUnits, lanes);
    this.gatesBackward = new Panels(2 * paddedUnits, columns, lanes);
    this.candidateForward = new Panels(paddedUnits + extra, paddedUnits, lanes);
    this.candidateBackward = new Panels(paddedUnits, columns, lanes);
    this.projectionForward = projection.map(p -> new Panels(p.rows(), 3 * paddedUnits, lanes));
    this.projectionBackward =
        projection.map(p -> new Panels(3 * paddedUnits, plan.padded(p.rows()), lanes));
    this.biasSums = Sums.in(Rows.repeated(3 * paddedUnits), paddedUnits);
    this.zeros = Rows.repeated(columns);
  }

  /** How cells differ: the width of the inputs projected beforehand, and a learned start. */
  private record Shape(int projected, boolean learnedStart) {}

  /** An encoder: [input, state] in its parameters, the input projected. */
  static Cell encoder(Plan plan, Matrix.Factory factory, String name, int units) {
    int inputs = plan.encoderInputs;
    Cell cell = new Cell(plan, factory, name, units, 0, new Shape(inputs, true));
    Matrix.Part gates = factory.part(Names.weights(Names.encoderGates(name)));
    Matrix.Part candidate = factory.part(Names.weights(Names.encoderCandidate(name)));
    Matrix projection = cell.projection.orElseThrow();
    cell.addGates(projection, gates.rows(0, inputs), 0);
    cell.addGates(cell.gates, gates.rows(inputs, units), 0);
    projection.with(candidate.rows(0, inputs), 0, 2 * cell.paddedUnits);
    cell.candidate.with(candidate.rows(inputs, units), 0, 0);
    cell.addBiases(
        factory.part(Names.bias(Names.encoderGates(name))),
        factory.part(Names.bias(Names.encoderCandidate(name))));
    return cell;
  }

  /** The controller: encodings projected (each direction padded), feedback bin by bin. */
  static Cell controller(Plan plan, Matrix.Factory factory) {
    int encodings = plan.encodingColumns();
    Cell cell =
        new Cell(
            plan,
            factory,
            Names.CONTROLLER,
            plan.controller,
            plan.feedback(),
            new Shape(encodings, true));
    Matrix.Part gates = factory.part(Names.inputGates(Names.CONTROLLER));
    Matrix.Part candidate = factory.part(Names.inputCandidate(Names.CONTROLLER));
    Matrix projection = cell.projection.orElseThrow();
    int directions = plan.spec.hasReverseControllerEncoder() ? 2 : 1;
    for (int direction = 0; direction < directions; direction++) {
      int from = direction * plan.ciEncoder;
      int at = direction * plan.padded(plan.ciEncoder);
      cell.addGates(projection, gates.rows(from, plan.ciEncoder), at);
      projection.with(candidate.rows(from, plan.ciEncoder), at, 2 * cell.paddedUnits);
    }
    cell.addExtra(factory, Names.CONTROLLER, directions * plan.ciEncoder);
    cell.addState(factory, Names.CONTROLLER);
    return cell;
  }

  /** The generator: inferred and external inputs bin by bin. */
  static Cell generator(Plan plan, Matrix.Factory factory) {
    int inputs = plan.spec.generatorInputs();
    Cell cell =
        new Cell(plan, factory, Names.GENERATOR, plan.generator, inputs, new Shape(0, false));
    cell.addExtra(factory, Names.GENERATOR, 0);
    cell.addState(factory, Names.GENERATOR);
    return cell;
  }

  /** Adds both gates' columns, which lie side by side in a parameter, each at its padded place. */
  private void addGates(Matrix to, Matrix.Part part, int atRow) {
    for (int gate = 0; gate < 2; gate++) {
      to.with(part.columns(gate * units, units), atRow, gate * paddedUnits);
    }
  }

  private void addBiases(Matrix.Part gatesBias, Matrix.Part candidateBias) {
    addGates(bias, gatesBias, 0);
    bias.with(candidateBias, 0, 2 * paddedUnits);
  }

  private void addExtra(Matrix.Factory factory, String name, int from) {
    if (extra > 0) {
      addGates(gates, factory.part(Names.inputGates(name)).rows(from, extra), paddedUnits);
      candidate.with(factory.part(Names.inputCandidate(name)).rows(from, extra), paddedUnits, 0);
    }
  }

  private void addState(Matrix.Factory factory, String name) {
    String gatesOf = Names.stateGates(name);
    String candidateOf = Names.stateCandidate(name);
    addGates(gates, factory.part(Names.weights(gatesOf)), 0);
    candidate.with(factory.part(Names.weights(candidateOf)), 0, 0);
    addBiases(factory.part(Names.bias(gatesOf)), factory.part(Names.bias(candidateOf)));
  }

  /** Copies the parameters into the layout of the kernels. */
  void pack(float[] flat) {
    gates.gather(flat);
    candidate.gather(flat);
    bias.gather(flat);
    Rows biasRow = biasSums.all();
    biasRow.copy(bias.values());
    for (int i = 0; i < units; i++) {
      biasRow.values()[paddedUnits + i] += (float) Constants.UPDATE_GATE_OFFSET;
    }
    gatesForward.set(gates.values());
    gatesBackward.setTransposed(gates.values());
    candidateForward.set(candidate.values());
    candidateBackward.setTransposed(candidate.values());
    start.ifPresent(s -> s.gather(flat));
    if (projection.isPresent()) {
      Matrix p = projection.get();
      p.gather(flat);
      projectionForward.orElseThrow().set(p.values());
      projectionBackward.orElseThrow().setTransposed(p.values());
    }
  }

  int paddedUnits() {
    return paddedUnits;
  }

  /** Columns of a row of state: the units and the inputs of the bin, padded. */
  int columns() {
    return plan.padded(paddedUnits + extra);
  }

  /** The sums of any number of rows from inputs known beforehand. */
  void project(Kernels k, Rows in, Rows sums) {
    k.multiply(in, projectionForward.orElseThrow(), biasSums.all(), sums);
  }

  /** The same from spikes, of which only those that are not zero were kept. */
  void project(Kernels k, SparseRows in, int firstRow, Rows sums) {
    k.multiplySparse(in, firstRow, projectionForward.orElseThrow(), biasSums.all(), sums);
  }

  /** Copies the learned start to the first state. */
  void start(CellTrace trace) {
    float[] from = start.orElseThrow().values().values();
    Rows first = trace.firstState();
    for (int r = 0; r < first.rows(); r++) {
      System.arraycopy(from, 0, first.values(), first.at(r), paddedUnits);
    }
  }

  /** One bin, on top of the sums projected in place; on top of the bias, without a projection. */
  void step(Kernels k, CellTrace trace, int t) {
    step(k, trace, t, projection.isPresent() ? trace.gates(t) : biasSums);
  }

  /** One bin, on top of sums that were projected elsewhere. */
  void step(Kernels k, CellTrace trace, int t, Sums from) {
    Rows before = trace.before(t);
    Rows reset = trace.reset(t);
    Sums sums = trace.gates(t);
    k.multiply(before, gatesForward, from.all(), sums.all());
    k.gates(sums.all(), before, reset);
    if (extra > 0) {
      trace.copyExtra(t);
    }
    k.multiply(reset, candidateForward, from.candidate(), sums.candidate());
    k.next(plan.clip, sums.all(), before, trace.after(t));
  }

  /**
   * Backward through one bin: {@code trace.d} holds the gradient of the state after it and becomes
   * that of the state before it and of the inputs of the bin.
   */
  void back(Kernels k, CellTrace trace, int t) {
    trace.fetch(t);
    Rows before = trace.before(t);
    Sums sums = trace.gates(t);
    k.nextBack(plan.clip, sums.all(), before, trace.after(t), trace.d);
    k.multiply(sums.candidate(), candidateBackward, zeros, trace.dReset);
    k.resetBack(sums.all(), before, trace.reset(t), trace.dReset, trace.d);
    if (extra > 0) {
      trace.copyExtra(t);
    }
    k.multiply(sums.all(), gatesBackward, trace.d, trace.d);
  }

  /** Adds the weight gradients of bins [first, last), after {@link #back} through all of them. */
  void gradients(Kernels k, CellTrace trace, int first, int last, GradientRows gradients) {
    Rows sums = trace.gates(first, last);
    k.multiplyTransposed(trace.before(first, last), sums, gradients.of(gates));
    Rows candidates = sums.columns(2 * paddedUnits, paddedUnits);
    k.multiplyTransposed(trace.reset(first, last), candidates, gradients.of(candidate));
    k.addRows(sums, gradients.of(bias));
  }

  /** Adds the gradient of the projection, from what was projected and the gradient of the sums. */
  void projectionGradient(Kernels k, Rows in, Rows sums, GradientRows gradients) {
    k.multiplyTransposed(in, sums, gradients.of(projection.orElseThrow()));
  }

  /** The same where spikes were projected. */
  void projectionGradient(
      Kernels k, SparseRows in, int firstRow, Rows sums, GradientRows gradients) {
    k.multiplyTransposedSparse(in, firstRow, sums, gradients.of(projection.orElseThrow()));
  }

  /** out = from + the gradient of what was projected. */
  void projectionBack(Kernels k, Rows sums, Rows from, Rows out) {
    k.multiply(sums, projectionBackward.orElseThrow(), from, out);
  }

  /** Adds the gradient of the learned start. */
  void startGradient(Kernels k, CellTrace trace, GradientRows gradients) {
    k.addRows(trace.d, gradients.of(start.orElseThrow()));
  }
}
