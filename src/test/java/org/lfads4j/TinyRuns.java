package org.lfads4j;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.config.RunOptions;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Trials;
import org.lfads4j.model.ParameterInventory;
import org.lfads4j.setup.Preparation;
import org.lfads4j.setup.RunSetup;

/** Recordings and runs that train in a fraction of a second. */
public final class TinyRuns {
  static final int TRIALS = 8;
  static final int BINS = 6;
  static final int NEURONS = 3;

  private TinyRuns() {}

  /** Counts 0 to 3, evenly drawn, in bins of 2 ms. */
  public static Trials trials() {
    return Trials.of(counts(TRIALS, BINS, NEURONS, 1), 2);
  }

  public static Trials trialsWithExternalInputs() {
    Random random = new Random(2);
    float[] inputs = new float[TRIALS * BINS * 2];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = (float) random.nextGaussian();
    }
    return trials().withExternalInputs(Cube.of(TRIALS, BINS, 2, inputs));
  }

  public static Cube counts(int trials, int bins, int neurons, long seed) {
    Random random = new Random(seed);
    float[] counts = new float[trials * bins * neurons];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = random.nextInt(4);
    }
    return Cube.of(trials, bins, neurons, counts);
  }

  /** A model of a few units, two epochs, ramps of two steps. */
  public static RunParams params() {
    return RunParams.defaults()
        .withGenDim(4)
        .withIcDim(3)
        .withFactorsDim(2)
        .withCoDim(2)
        .withIcEncDim(3)
        .withCiEncDim(3)
        .withConDim(3)
        .withBatchSize(6)
        .withKlIncreaseSteps(2)
        .withL2IncreaseSteps(2)
        .withNumSamplesPosterior(3);
  }

  public static LfadsRun run(Trials trials) {
    return run(List.of(trials));
  }

  public static LfadsRun run(List<Trials> sessions) {
    return Lfads.run(sessions).withParams(params()).withMaxEpochs(2).withBackend("eager");
  }

  /** Two sessions of 3 and 4 neurons under the same two conditions. */
  public static List<Trials> sessions() {
    List<String> conditions =
        List.of("left", "right", "left", "right", "left", "right", "left", "right");
    return List.of(
        trials().withSession("a").withConditions(conditions),
        Trials.of(counts(TRIALS, BINS, 4, 3), 2).withSession("b").withConditions(conditions));
  }

  /** Where training starts. */
  public static ParameterValues initial(Trials trials, RunParams params, RunOptions options) {
    Preparation prepared =
        new RunSetup(List.of(trials), params, options, Optional.empty()).prepared();
    return ParameterValues.initial(ParameterInventory.of(prepared.spec()), options.seed());
  }
}
