package org.lfads4j.backend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.Cube;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.ParameterInventory;
import org.lfads4j.model.SessionSpec;

/** One small model for every branch that the structure can take, with data to run it on. */
public enum Branches {
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
  IDENTITY_START(b -> b.withIcDim(b.genDim())),
  EARLY_BINS_FOR_IC(b -> b.withNumStepsForGenIc(2)),
  HELD_OUT_NEURONS(b -> b),
  TWO_SESSIONS(b -> b),
  HIDDEN_ELEMENTS(b -> b),
  HIDDEN_ELEMENTS_HELD_OUT(b -> b.withFeedbackFactorsOrRates("rates")),
  HIDDEN_ELEMENTS_GAUSSIAN(b -> b.withOutputDist("gaussian"));

  public static final int BINS = 4;
  public static final int TRIALS = 3;
  private static final int NEURONS = 4;

  private final UnaryOperator<RunParams> change;

  Branches(UnaryOperator<RunParams> change) {
    this.change = change;
  }

  /** How large everything is. */
  public enum Size {
    /** As few units as can show a mistake. */
    SMALL(BINS, NEURONS, 0.3) {
      @Override
      RunParams of(RunParams params) {
        return params
            .withIcDim(2)
            .withGenDim(3)
            .withFactorsDim(2)
            .withIcEncDim(2)
            .withCiEncDim(2)
            .withConDim(2);
      }
    },
    /** Nothing a multiple of anything, and wider than a vector. */
    ODD(7, 19, 0.1) {
      @Override
      RunParams of(RunParams params) {
        return params
            .withIcDim(5)
            .withGenDim(21)
            .withFactorsDim(11)
            .withIcEncDim(13)
            .withCiEncDim(17)
            .withConDim(9);
      }
    };

    private final int bins;
    private final int neurons;

    /** How far parameters are moved: not so far that log counts of hundreds are common. */
    private final double move;

    Size(int bins, int neurons, double move) {
      this.bins = bins;
      this.neurons = neurons;
      this.move = move;
    }

    int bins() {
      return bins;
    }

    abstract RunParams of(RunParams params);
  }

  public RunParams params() {
    return params(Size.SMALL);
  }

  private RunParams params(Size size) {
    return change.apply(
        size.of(
            RunParams.defaults()
                .withCoDim(2)
                .withL2GenScale(3.0)
                .withL2ConScale(2.0)
                .withKlIcWeight(0.8)
                .withKlCoWeight(0.6)
                .withKeepProb(0.8)));
  }

  public ModelSpec spec() {
    return spec(Size.SMALL);
  }

  public ModelSpec spec(Size size) {
    List<SessionSpec> sessions = new ArrayList<>();
    sessions.add(session("a", size.neurons, holdsOut() ? 1 : -1));
    if (this == TWO_SESSIONS) {
      sessions.add(session("b", size.neurons - 1, -1));
    }
    return ModelSpec.of(params(size), size.bins, sessions);
  }

  private static SessionSpec session(String name, int neurons, int heldOut) {
    List<Integer> seen = IntStream.range(0, neurons).filter(n -> n != heldOut).boxed().toList();
    List<Double> bias = IntStream.range(0, neurons).mapToObj(n -> 0.1 * (n % 5) - 0.3).toList();
    return new SessionSpec(name, neurons, seen, bias);
  }

  public Batch batch(ModelSpec spec, int session) {
    return batch(spec, session, TRIALS);
  }

  public Batch batch(ModelSpec spec, int session, int count) {
    Random random = new Random(11);
    int bins = spec.bins();
    int neurons = spec.sessions().get(session).neurons();
    float[] values = new float[count * bins * neurons];
    for (int i = 0; i < values.length; i++) {
      values[i] = spec.isGaussian() ? (float) random.nextGaussian() : (float) random.nextInt(4);
    }
    int external = spec.params().extInputDim();
    float[] inputs = new float[count * bins * external];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = (float) random.nextGaussian();
    }
    int[] trials = new int[count];
    Arrays.setAll(trials, i -> i);
    Batch batch =
        Batch.of(
            spec,
            session,
            Cube.of(count, bins, neurons, values),
            external == 0 ? Optional.empty() : Optional.of(Cube.of(count, bins, external, inputs)),
            trials);
    return hides() ? hiding(batch, random, values.length) : batch;
  }

  private boolean holdsOut() {
    return this == HELD_OUT_NEURONS || this == HIDDEN_ELEMENTS_HELD_OUT;
  }

  private boolean hides() {
    return name().startsWith("HIDDEN_ELEMENTS");
  }

  private static Batch hiding(Batch batch, Random random, int elements) {
    float[] seen = new float[elements];
    float[] counted = new float[elements];
    for (int i = 0; i < elements; i++) {
      seen[i] = random.nextInt(3) == 0 ? 0 : 1.5f;
      counted[i] = random.nextInt(3) == 0 ? 0 : 2 * random.nextFloat();
    }
    return batch.hiding(seen, counted);
  }

  /**
   * Parameters (of single precision) away from the symmetric start, so that every path carries a
   * gradient.
   */
  public ParameterValues parameters(ModelSpec spec) {
    return parameters(spec, Size.SMALL);
  }

  public ParameterValues parameters(ModelSpec spec, Size size) {
    Random random = new Random(5);
    ParameterValues values = ParameterValues.initial(ParameterInventory.of(spec), 3);
    for (String name : values.names()) {
      double[] moved = values.values(name);
      for (int i = 0; i < moved.length; i++) {
        moved[i] = (float) (moved[i] + size.move * random.nextGaussian());
      }
      values = values.with(name, moved);
    }
    return values;
  }
}
