package org.lfads4j.backend.fused;

import java.util.function.ToIntFunction;
import org.lfads4j.config.RunParams;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.SessionSpec;

/** The sizes of a model for one session, and how they are padded. */
final class Plan {
  final ModelSpec spec;
  final SessionSpec session;
  final int lanes;
  final int bins;
  final int neurons;
  final int seenNeurons;

  /** The largest numbers of neurons of any session; memory is allocated for these. */
  final int widestNeurons;

  final int widestSeen;
  final int external;
  final int encoderInputs;
  final int icEncoder;
  final int ciEncoder;
  final int controller;
  final int inputs;
  final int generator;
  final int factors;
  final int initial;
  final float clip;

  Plan(ModelSpec spec, SessionSpec session, int lanes) {
    RunParams params = spec.params();
    this.spec = spec;
    this.session = session;
    this.lanes = lanes;
    this.bins = spec.bins();
    this.neurons = session.neurons();
    this.seenNeurons = session.encoderNeurons().size();
    this.widestNeurons = widest(spec, SessionSpec::neurons);
    this.widestSeen = widest(spec, s -> s.encoderNeurons().size());
    this.external = params.extInputDim();
    this.encoderInputs = spec.encoderInputs();
    this.icEncoder = params.icEncDim();
    this.ciEncoder = params.ciEncDim();
    this.controller = params.conDim();
    this.inputs = params.coDim();
    this.generator = params.genDim();
    this.factors = params.factorsDim();
    this.initial = params.icDim();
    this.clip = (float) params.cellClipValue();
  }

  private static int widest(ModelSpec spec, ToIntFunction<SessionSpec> of) {
    return spec.sessions().stream().mapToInt(of).max().orElseThrow();
  }

  /** Columns as the kernels need them: whole vectors. */
  int padded(int columns) {
    return (columns + lanes - 1) / lanes * lanes;
  }

  /** Rows as the kernels need them: an even number, at least 4. */
  static int evenRows(int rows) {
    return Math.max(4, rows + (rows & 1));
  }

  /** Width of the controller's encodings: each direction padded. */
  int encodingColumns() {
    return padded(ciEncoder) * (spec.hasReverseControllerEncoder() ? 2 : 1);
  }

  /** Width of what is fed back to the controller, 0 if nothing is. */
  int feedback() {
    return spec.hasFeedback() ? spec.feedbackUnits() : 0;
  }
}
