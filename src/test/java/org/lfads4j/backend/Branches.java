package org.lfads4j.backend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.Cube;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.ParameterInventory;
import org.lfads4j.model.SessionSpec;

/** One small model for every branch that the structure can take, with data to run it on. */
enum Branches {
  DEFAULT(b -> b),
  NO_CONTROLLER(b -> b.withCoDim(0)),
  CAUSAL(b -> b.withDoCausalController(true)),
  LAG_0(b -> b.withControllerInputLag(0)),
  LAG_3(b -> b.withControllerInputLag(3)),
  LAG_BEYOND_TRIAL(b -> b.withControllerInputLag(9)),
  NO_FEEDBACK(b -> b.withDoFeedFactorsToController(false)),
  RATE_FEEDBACK(b -> b.withFeedbackFactorsOrRates("rates")),
  ENCODED_EXTERNAL_INPUTS(b -> b.withExtInputDim(2)),
  INJECTED_EXTERNAL_INPUTS(b -> b.withExtInputDim(2).withInjectExtInputToGen(true)),
  INJECTED_WITHOUT_CONTROLLER(b -> b.withExtInputDim(2).withInjectExtInputToGen(true).withCoDim(0)),
  GAUSSIAN(b -> b.withOutputDist("gaussian")),
  GAUSSIAN_RATE_FEEDBACK(b -> b.withOutputDist("gaussian").withFeedbackFactorsOrRates("rates")),
  TRAINED_PRIOR_VARIANCE(b -> b.withIcPriorVarMax(1.0)),
  FIXED_AR_PRIOR(b -> b.withDoTrainPriorArAtau(false).withDoTrainPriorArNvar(false)),
  CORRELATION_PENALTY(b -> b.withCoMeanCorrScale(0.7)),
  NO_INITIAL_CONDITION(b -> b.withIcDim(0)),
  NOTHING_INFERRED(b -> b.withIcDim(0).withCoDim(0)),
  IDENTITY_START(b -> b.withIcDim(3)),
  EARLY_BINS_FOR_IC(b -> b.withNumStepsForGenIc(2)),
  HELD_OUT_NEURONS(b -> b),
  TWO_SESSIONS(b -> b);

  static final int BINS = 4;
  static final int TRIALS = 3;
  private static final int NEURONS = 4;

  private final UnaryOperator<RunParams> change;

  Branches(UnaryOperator<RunParams> change) {
    this.change = change;
  }

  RunParams params() {
    return change.apply(
        RunParams.defaults()
            .withCoDim(2)
            .withIcDim(2)
            .withGenDim(3)
            .withFactorsDim(2)
            .withIcEncDim(2)
            .withCiEncDim(2)
            .withConDim(2)
            .withL2GenScale(3.0)
            .withL2ConScale(2.0)
            .withKlIcWeight(0.8)
            .withKlCoWeight(0.6)
            .withKeepProb(0.8));
  }

  ModelSpec spec() {
    List<Integer> seen = this == HELD_OUT_NEURONS ? List.of(0, 2, 3) : List.of(0, 1, 2, 3);
    List<SessionSpec> sessions = new ArrayList<>();
    sessions.add(new SessionSpec("a", NEURONS, seen, List.of(-0.5, 0.1, 0.2, -0.3)));
    if (this == TWO_SESSIONS) {
      sessions.add(new SessionSpec("b", 3, List.of(0, 1, 2), List.of(0.4, -0.1, 0.0)));
    }
    return ModelSpec.of(params(), BINS, sessions);
  }

  Batch batch(ModelSpec spec, int session) {
    Random random = new Random(11);
    int neurons = spec.sessions().get(session).neurons();
    float[] values = new float[TRIALS * BINS * neurons];
    for (int i = 0; i < values.length; i++) {
      values[i] = spec.isGaussian() ? (float) random.nextGaussian() : (float) random.nextInt(4);
    }
    int external = spec.params().extInputDim();
    float[] inputs = new float[TRIALS * BINS * external];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = (float) random.nextGaussian();
    }
    int[] trials = new int[TRIALS];
    Arrays.setAll(trials, i -> i);
    return Batch.of(
        spec,
        session,
        Cube.of(TRIALS, BINS, neurons, values),
        external == 0 ? Optional.empty() : Optional.of(Cube.of(TRIALS, BINS, external, inputs)),
        trials);
  }

  /** Parameters away from the symmetric start, so that every path carries a gradient. */
  ParameterValues parameters(ModelSpec spec) {
    Random random = new Random(5);
    ParameterValues values = ParameterValues.initial(ParameterInventory.of(spec), 3);
    for (String name : values.names()) {
      double[] moved = values.values(name);
      for (int i = 0; i < moved.length; i++) {
        moved[i] += 0.3 * random.nextGaussian();
      }
      values = values.with(name, moved);
    }
    return values;
  }
}
