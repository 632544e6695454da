package org.lfads4j.backend.fused;

import java.util.Optional;
import org.lfads4j.backend.kernels.Kernels;
import org.lfads4j.backend.kernels.Panels;
import org.lfads4j.backend.kernels.Rows;
import org.lfads4j.backend.kernels.SparseRows;
import org.lfads4j.model.Constants;
import org.lfads4j.model.Names;

/**
 * A gated recurrent unit on a tile of trials, there and back. A row of its state holds the units
 * (padded) and behind them what comes in bin by bin; what is known for all bins beforehand comes in
 * through a projection, one product for many bins.
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
  private final Rows biasRow;
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
                factory.matrix(1, paddedUnits).with(factory.parameters(), Names.start(name), 0, 0))
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
    this.biasRow = Rows.repeated(3 * paddedUnits);
    this.zeros = Rows.repeated(columns);
  }

  /** What distinguishes cells: inputs projected beforehand, a learned start. */
  private record Shape(int projected, boolean learnedStart) {}

  /** An encoder: [input, state] in its parameters, the input projected. */
  static Cell encoder(Plan plan, Matrix.Factory factory, String name, int units) {
    int inputs = plan.encoderInputs;
    Cell cell = new Cell(plan, factory, name, units, 0, new Shape(inputs, true));
    FlatParameters all = factory.parameters();
    String gates = Names.weights(Names.encoderGates(name));
    String candidate = Names.weights(Names.encoderCandidate(name));
    int padded = cell.paddedUnits;
    Matrix projection = cell.projection.orElseThrow();
    for (int gate = 0; gate < 2; gate++) {
      projection.with(all, gates, 0, gate * units, inputs, units, 0, gate * padded);
      cell.gates.with(all, gates, inputs, gate * units, units, units, 0, gate * padded);
    }
    projection.with(all, candidate, 0, 0, inputs, units, 0, 2 * padded);
    cell.candidate.with(all, candidate, inputs, 0, units, units, 0, 0);
    cell.addBiases(
        all, Names.bias(Names.encoderGates(name)), Names.bias(Names.encoderCandidate(name)));
    return cell;
  }

  /** The controller: encodings projected (each direction padded), feedback bin by bin. */
  static Cell controller(Plan plan, Matrix.Factory factory) {
    int units = plan.controller;
    int feedback = plan.feedback();
    int encodings = plan.encodingColumns();
    Cell cell =
        new Cell(plan, factory, Names.CONTROLLER, units, feedback, new Shape(encodings, true));
    int directions = plan.spec.hasReverseControllerEncoder() ? 2 : 1;
    for (int direction = 0; direction < directions; direction++) {
      cell.addInput(
          factory.parameters(),
          Names.CONTROLLER,
          direction * plan.ciEncoder,
          plan.ciEncoder,
          cell.projection.orElseThrow(),
          direction * plan.padded(plan.ciEncoder));
    }
    cell.addExtra(factory.parameters(), Names.CONTROLLER, directions * plan.ciEncoder);
    cell.addState(factory.parameters(), Names.CONTROLLER);
    return cell;
  }

  /** The generator: inferred and external inputs bin by bin. */
  static Cell generator(Plan plan, Matrix.Factory factory) {
    int inputs = plan.spec.generatorInputs();
    Cell cell =
        new Cell(plan, factory, Names.GENERATOR, plan.generator, inputs, new Shape(0, false));
    cell.addExtra(factory.parameters(), Names.GENERATOR, 0);
    cell.addState(factory.parameters(), Names.GENERATOR);
    return cell;
  }

  private void addBiases(FlatParameters all, String gatesBias, String candidateBias) {
    bias.with(all, gatesBias, 0, 0, 1, units, 0, 0);
    bias.with(all, gatesBias, 0, units, 1, units, 0, paddedUnits);
    bias.with(all, candidateBias, 0, 0, 1, units, 0, 2 * paddedUnits);
  }

  private void addInput(
      FlatParameters all, String name, int from, int count, Matrix to, int atRow) {
    for (int gate = 0; gate < 2; gate++) {
      to.with(
          all, Names.inputGates(name), from, gate * units, count, units, atRow, gate * paddedUnits);
    }
    to.with(all, Names.inputCandidate(name), from, 0, count, units, atRow, 2 * paddedUnits);
  }

  private void addExtra(FlatParameters all, String name, int from) {
    if (extra == 0) {
      return;
    }
    for (int gate = 0; gate < 2; gate++) {
      gates.with(
          all,
          Names.inputGates(name),
          from,
          gate * units,
          extra,
          units,
          paddedUnits,
          gate * paddedUnits);
    }
    candidate.with(all, Names.inputCandidate(name), from, 0, extra, units, paddedUnits, 0);
  }

  private void addState(FlatParameters all, String name) {
    String gateWeights = Names.weights(Names.stateGates(name));
    for (int gate = 0; gate < 2; gate++) {
      gates.with(all, gateWeights, 0, gate * units, units, units, 0, gate * paddedUnits);
    }
    candidate.with(all, Names.weights(Names.stateCandidate(name)), 0, 0);
    addBiases(all, Names.bias(Names.stateGates(name)), Names.bias(Names.stateCandidate(name)));
  }

  /** Takes in the parameters. */
  void pack(float[] flat) {
    gates.gather(flat);
    candidate.gather(flat);
    bias.gather(flat);
    System.arraycopy(bias.values().values(), 0, biasRow.values(), 0, 3 * paddedUnits);
    for (int i = 0; i < units; i++) {
      biasRow.values()[paddedUnits + i] += (float) Constants.UPDATE_GATE_OFFSET;
    }
    gatesForward.set(gates.values());
    gatesBackward.setTransposed(gates.values(), gates.rows());
    candidateForward.set(candidate.values());
    candidateBackward.setTransposed(candidate.values(), candidate.rows());
    start.ifPresent(s -> s.gather(flat));
    if (projection.isPresent()) {
      Matrix p = projection.get();
      p.gather(flat);
      projectionForward.orElseThrow().set(p.values());
      projectionBackward.orElseThrow().setTransposed(p.values(), p.rows());
    }
  }

  int paddedUnits() {
    return paddedUnits;
  }

  /** Columns of a row of state: units and what comes in bin by bin, padded. */
  int columns() {
    return plan.padded(paddedUnits + extra);
  }

  /** Gate sums of any number of rows from inputs known beforehand. */
  void project(Kernels k, int rows, Rows in, int inAt, Rows sums, int sumsAt) {
    k.multiply(rows, in, inAt, projectionForward.orElseThrow(), biasRow, 0, sums, sumsAt);
  }

  /** The same from spikes, most of them zero, of which only the others were kept. */
  void project(Kernels k, int rows, SparseRows in, int firstRow, Rows sums, int sumsAt) {
    k.multiplySparse(in, firstRow, rows, projectionForward.orElseThrow(), biasRow, 0, sums, sumsAt);
  }

  /** Puts the learned start in the first state. */
  void start(CellTrace trace) {
    float[] from = start.orElseThrow().values().values();
    for (int r = 0; r < trace.rows; r++) {
      System.arraycopy(
          from,
          0,
          trace.state.values(),
          trace.firstState() + r * trace.state.stride(),
          paddedUnits);
    }
  }

  /** One bin, on top of sums that were projected in place (of the bias, without a projection). */
  void step(Kernels k, CellTrace trace, int t) {
    if (projection.isPresent()) {
      step(k, trace, t, trace.gates, trace.gates(t));
    } else {
      step(k, trace, t, biasRow, 0);
    }
  }

  /** One bin, on top of sums that were projected elsewhere. */
  void step(Kernels k, CellTrace trace, int t, Rows from, int fromAt) {
    int rows = trace.rows;
    int before = trace.before(t);
    int sums = trace.gates(t);
    int reset = trace.reset(t);
    k.multiply(rows, trace.state, before, gatesForward, from, fromAt, trace.gates, sums);
    k.gates(rows, paddedUnits, trace.gates, sums, trace.state, before, trace.reset, reset);
    if (extra > 0) {
      trace.copyExtra(before, reset, paddedUnits, extra);
    }
    int third = 2 * paddedUnits;
    k.multiply(
        rows,
        trace.reset,
        reset,
        candidateForward,
        from,
        fromAt + third,
        trace.gates,
        sums + third);
    k.next(
        rows,
        paddedUnits,
        plan.clip,
        trace.gates,
        sums,
        trace.state,
        before,
        trace.state,
        trace.after(t));
  }

  /**
   * Back through one bin: {@code trace.d} holds the gradient of the state after it and becomes that
   * of the state before and of what came in.
   */
  void back(Kernels k, CellTrace trace, int t) {
    trace.fetch(t);
    int rows = trace.rows;
    int before = trace.before(t);
    int sums = trace.gates(t);
    int reset = trace.reset(t);
    k.nextBack(
        rows,
        paddedUnits,
        plan.clip,
        trace.gates,
        sums,
        trace.state,
        before,
        trace.state,
        trace.after(t),
        trace.d,
        0);
    k.multiply(
        rows, trace.gates, sums + 2 * paddedUnits, candidateBackward, zeros, 0, trace.dReset, 0);
    k.resetBack(
        rows,
        paddedUnits,
        columns(),
        trace.gates,
        sums,
        trace.state,
        before,
        trace.reset,
        reset,
        trace.dReset,
        0,
        trace.d,
        0);
    if (extra > 0) {
      trace.copyExtra(before, reset, paddedUnits, extra);
    }
    k.multiply(rows, trace.gates, sums, gatesBackward, trace.d, 0, trace.d, 0);
  }

  /** Adds the gradients of bins [first, last), which were all gone back through. */
  void gradients(Kernels k, CellTrace trace, int first, int last, GradientRows gradients) {
    int rows = (last - first) * trace.rows;
    int sums = trace.gates(first);
    int inner = Plan.evenRows(paddedUnits + extra);
    k.multiplyTransposed(
        rows, trace.state, trace.before(first), inner, trace.gates, sums, gradients.of(gates));
    k.multiplyTransposed(
        rows,
        trace.reset,
        trace.reset(first),
        inner,
        trace.gates,
        sums + 2 * paddedUnits,
        gradients.of(candidate));
    k.addRows(rows, 3 * paddedUnits, trace.gates, sums, gradients.of(bias));
  }

  /** Adds the gradient of the projection of bins [first, last). */
  void projectionGradient(
      Kernels k, CellTrace trace, int first, int last, Rows in, int inAt, GradientRows gradients) {
    Matrix p = projection.orElseThrow();
    int rows = (last - first) * trace.rows;
    int inner = Plan.evenRows(p.rows());
    int sums = trace.gates(first);
    k.multiplyTransposed(rows, in, inAt, inner, trace.gates, sums, gradients.of(p));
  }

  /** The same where spikes were projected. */
  void projectionGradient(
      Kernels k, CellTrace trace, int first, int last, SparseRows in, GradientRows gradients) {
    int rows = (last - first) * trace.rows;
    Panels to = gradients.of(projection.orElseThrow());
    k.multiplyTransposedSparse(in, first * trace.rows, rows, trace.gates, trace.gates(first), to);
  }

  /** out = from + the gradient of what was projected, for bins [first, last). */
  void projectionBack(
      Kernels k, CellTrace trace, int first, int last, Rows from, int fromAt, Rows out, int outAt) {
    k.multiply(
        (last - first) * trace.rows,
        trace.gates,
        trace.gates(first),
        projectionBackward.orElseThrow(),
        from,
        fromAt,
        out,
        outAt);
  }

  /** Adds the gradient of the learned start. */
  void startGradient(Kernels k, CellTrace trace, GradientRows gradients) {
    k.addRows(trace.rows, paddedUnits, trace.d, 0, gradients.of(start.orElseThrow()));
  }
}
