package org.lfads4j.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lfads4j.backend.Backend;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.Cube;

/** Which bins of spikes reach which bins of the results, with the means pushed. */
class CausalityTest {
  private static final int SEEN_BY_IC = 2;
  private static final int CHANGED = 5;

  /**
   * A causal controller of lag l has seen spikes up to bin t - l when it infers the input of bin t;
   * the other one has seen those from bin t + l on as well, so a late spike reaches the first bin.
   */
  @ParameterizedTest
  @CsvSource({
    "true, 0, 5",
    "true, 1, 6",
    "true, 2, 7",
    "true, 3, 8",
    "false, 0, 0",
    "false, 1, 0",
    "false, 3, 0"
  })
  void theFirstInputThatALaterSpikeReaches(boolean causal, int lag, int first) {
    RunParams params =
        TinyModels.pushingMeans()
            .withDoCausalController(causal)
            .withControllerInputLag(lag)
            .withNumStepsForGenIc(SEEN_BY_IC);
    assertEquals(first, firstChange(params, CHANGED));
  }

  @ParameterizedTest
  @CsvSource({"0, true", "1, true", "2, false", "7, false"})
  void theInitialConditionDependsOnItsBinsOnly(int bin, boolean reached) {
    RunParams params = TinyModels.pushingMeans().withNumStepsForGenIc(SEEN_BY_IC);
    try (Backend backend = TinyModels.backend(params)) {
      Cube counts = TinyModels.counts(2);
      PosteriorMeans before = TinyModels.means(backend, counts, params, 0);
      PosteriorMeans after = TinyModels.means(backend, changed(counts, bin), params, 0);
      assertEquals(
          reached,
          !before
              .initialConditions()
              .posteriorMean()
              .equals(after.initialConditions().posteriorMean()));
    }
  }

  /** The first bin of the first trial whose input changes; all bins if none does. */
  private static int firstChange(RunParams params, int bin) {
    try (Backend backend = TinyModels.backend(params)) {
      Cube counts = TinyModels.counts(2);
      PosteriorMeans before = TinyModels.means(backend, counts, params, 0);
      PosteriorMeans after = TinyModels.means(backend, changed(counts, bin), params, 0);
      Cube a = before.inferredInputs().orElseThrow().mean();
      Cube b = after.inferredInputs().orElseThrow().mean();
      assertEquals(a.selectTrials(1), b.selectTrials(1), "trials are strangers to each other");
      int inputs = firstDifference(a, b);
      assertEquals(inputs, firstDifference(before.factors(), after.factors()));
      assertEquals(inputs, firstDifference(before.output().mean(), after.output().mean()));
      return inputs;
    }
  }

  private static int firstDifference(Cube a, Cube b) {
    for (int t = 0; t < a.bins(); t++) {
      for (int k = 0; k < a.columns(); k++) {
        if (a.at(0, t, k) != b.at(0, t, k)) {
          return t;
        }
      }
    }
    return a.bins();
  }

  /** Two more spikes of every neuron in one bin of the first trial. */
  private static Cube changed(Cube counts, int bin) {
    float[] values = counts.toArray();
    for (int n = 0; n < counts.columns(); n++) {
      values[bin * counts.columns() + n] += 2;
    }
    return Cube.of(counts.trials(), counts.bins(), counts.columns(), values);
  }
}
