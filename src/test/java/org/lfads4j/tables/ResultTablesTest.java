package org.lfads4j.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Grid;
import org.lfads4j.data.Split;
import org.lfads4j.data.Trials;
import org.lfads4j.inference.PosteriorMeans;
import tech.tablesaw.api.Table;

final class ResultTablesTest {
  @Test
  void ratesAreIntensitiesPerBinTimesBinsPerSecond() {
    Cube intensity = Samples.cube(2, 3, 2);
    Table rates =
        ResultTables.rates(
            Samples.labels(2, 2), new PosteriorMeans.Output(intensity, Optional.empty()));
    assertEquals("rates (spikes/s)", rates.name());
    assertEquals(
        List.of("trial", "trial_id", "split", "bin", "time_ms", "n0", "n1"), rates.columnNames());
    assertEquals(6, rates.rowCount());
    // 20 ms bins: 50 bins a second; the row of trial 1, bin 2 has intensities 120 and 121.
    assertEquals(6000, rates.numberColumn("n0").getDouble(5));
    assertEquals(6050, rates.numberColumn("n1").getDouble(5));
    assertEquals(1, rates.intColumn("trial").get(5));
    assertEquals("t101", rates.stringColumn("trial_id").get(5));
    assertEquals("train", rates.stringColumn("split").get(5));
    assertEquals(2, rates.intColumn("bin").get(5));
    assertEquals(0.0, rates.doubleColumn("time_ms").get(5));
    assertEquals(0, rates.intColumn("trial").get(0));
    assertEquals("valid", rates.stringColumn("split").get(0));
    assertEquals(0, rates.intColumn("bin").get(0));
    assertEquals(-40.0, rates.doubleColumn("time_ms").get(0));
  }

  @Test
  void gaussianOutputKeepsTheUnitOfTheDataAndHasAVariance() {
    Cube mean = Samples.cube(1, 2, 2);
    var output = new PosteriorMeans.Output(mean, Optional.of(mean.map(x -> x + 0.5)));
    Table means = ResultTables.rates(Samples.labels(1, 2), output);
    assertEquals("output mean (unit of the data)", means.name());
    assertEquals(11, means.numberColumn("n1").getDouble(1));
    Table variance = ResultTables.outputVariance(Samples.labels(1, 2), output).orElseThrow();
    assertEquals("output variance (unit of the data squared)", variance.name());
    assertEquals(11.5, variance.numberColumn("n1").getDouble(1));
    assertEquals(
        Optional.empty(),
        ResultTables.outputVariance(
            Samples.labels(1, 2), new PosteriorMeans.Output(mean, Optional.empty())));
  }

  @Test
  void sessionComesFirstAndConditionAfterTheSplit() {
    RowLabels labels = Samples.with(Samples.labels(2, 1), "monday", List.of("left", "right"));
    Table factors = ResultTables.factors(labels, Samples.cube(2, 2, 3));
    assertEquals(
        List.of(
            "session",
            "trial",
            "trial_id",
            "split",
            "condition",
            "bin",
            "time_ms",
            "factor_0",
            "factor_1",
            "factor_2"),
        factors.columnNames());
    assertEquals(
        List.of("monday", "monday", "monday", "monday"), factors.stringColumn("session").asList());
    assertEquals(
        List.of("left", "left", "right", "right"), factors.stringColumn("condition").asList());
    assertEquals(112, factors.numberColumn("factor_2").getDouble(3));
  }

  @Test
  void anInputHasItsMeanItsPosteriorMeanAndItsStandardDeviation() {
    Cube mean = Samples.cube(2, 2, 2);
    var inputs =
        new PosteriorMeans.InferredInputs(mean, mean.map(x -> x + 1000), mean.map(x -> x * x));
    Table table = ResultTables.inferredInputs(Samples.labels(2, 1), inputs);
    assertEquals(
        List.of(
            "input_0",
            "input_0_posterior_mean",
            "input_0_posterior_sd",
            "input_1",
            "input_1_posterior_mean",
            "input_1_posterior_sd"),
        table.columnNames().subList(5, 11));
    assertEquals(111, table.numberColumn("input_1").getDouble(3));
    assertEquals(1111, table.numberColumn("input_1_posterior_mean").getDouble(3));
    assertEquals(111, table.numberColumn("input_1_posterior_sd").getDouble(3), 1e-4);
    assertEquals(110, table.numberColumn("input_0_posterior_sd").getDouble(3), 1e-4);
  }

  @Test
  void initialConditionsAreOneRowPerTrial() {
    Grid mean = Samples.grid(3, 2);
    var conditions =
        new PosteriorMeans.InitialConditions(
            mean,
            Grid.of(3, 2, new float[] {1, 4, 9, 16, 25, 36}),
            Grid.of(1, 2, new float[] {7, 8}),
            Grid.of(1, 2, new float[] {0.25f, 0.01f}),
            Samples.grid(3, 4));
    RowLabels labels = Samples.labels(3, 1);
    Table posterior = ResultTables.initialConditions(labels, conditions);
    assertEquals(
        List.of("trial", "trial_id", "split", "ic_0", "ic_0_sd", "ic_1", "ic_1_sd"),
        posterior.columnNames());
    assertEquals(3, posterior.rowCount());
    assertEquals(21, posterior.numberColumn("ic_1").getDouble(2));
    assertEquals(6, posterior.numberColumn("ic_1_sd").getDouble(2));
    assertEquals(5, posterior.numberColumn("ic_0_sd").getDouble(2));

    Table prior = ResultTables.initialConditionPrior(conditions);
    assertEquals(List.of("dimension", "prior_mean", "prior_sd"), prior.columnNames());
    assertEquals(List.of(0, 1), prior.intColumn("dimension").asList());
    assertEquals(8, prior.numberColumn("prior_mean").getDouble(1));
    assertEquals(0.5, prior.numberColumn("prior_sd").getDouble(0));

    Table start = ResultTables.generatorInitialStates(labels, conditions);
    assertEquals(
        List.of("trial", "trial_id", "split", "unit_0", "unit_1", "unit_2", "unit_3"),
        start.columnNames());
    assertEquals(23, start.numberColumn("unit_3").getDouble(2));
  }

  @Test
  void costsNameTheirTermsAndUnit() {
    var costs = new PosteriorMeans.TrialCosts(Samples.grid(2, 3), Samples.grid(2, 2));
    Table table = ResultTables.costs(Samples.labels(2, 1), costs);
    assertEquals(
        List.of(
            "reconstruction_nats",
            "kl_ic_nats",
            "kl_co_nats",
            "negative_elbo_nats",
            "negative_iwae_nats"),
        table.columnNames().subList(3, 8));
    assertEquals(12, table.numberColumn("kl_co_nats").getDouble(1));
    assertEquals(10, table.numberColumn("negative_elbo_nats").getDouble(1));
    assertEquals(11, table.numberColumn("negative_iwae_nats").getDouble(1));
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "1,3,2", "3,1,1", "2,2,0", "7,11,5"})
  void everySizeHasARowPerTrialAndBin(int trials, int bins, int columns) {
    Table states =
        ResultTables.generatorStates(
            Samples.labels(trials, 1), Samples.cube(trials, bins, columns));
    assertEquals(trials * bins, states.rowCount());
    assertEquals(5 + columns, states.columnCount());
    if (columns > 0) {
      assertEquals(
          100 * (trials - 1) + 10 * (bins - 1) + columns - 1,
          states.numberColumn("unit_" + (columns - 1)).getDouble(trials * bins - 1));
    }
  }

  @Test
  void labelsComeFromTheRecording() {
    Trials trials =
        Trials.of(new int[4][3][2], 20)
            .withStartMs(-40)
            .withTrialIds(List.of("a", "b", "c", "d"))
            .withConditions(List.of("l", "r", "l", "r"))
            .withNeuronNames(List.of("x", "y"));
    Split split = Split.of(new int[] {1, 3}, new int[] {0});
    RowLabels labels = RowLabels.of(trials, Optional.of(split));
    assertEquals(
        new RowLabels(
            Optional.empty(),
            List.of("a", "b", "c", "d"),
            List.of("valid", "train", "unused", "train"),
            Optional.of(List.of("l", "r", "l", "r")),
            List.of("x", "y"),
            20,
            -40),
        labels);
    assertEquals(trials.timeMs(2), labels.timeMs(2));
    assertEquals(
        List.of("new", "new", "new", "new"), RowLabels.of(trials, Optional.empty()).splits());
    assertEquals(Optional.of("monday"), labels.withSession("monday").session());
  }

  @Test
  void sizesThatDisagreeAreRefused() {
    assertMessage(
        "factors must hold one block per labelled trial, got 2 for 3",
        () -> ResultTables.factors(Samples.labels(3, 1), Samples.cube(2, 1, 1)));
    assertMessage(
        "rates (spikes/s) must have one name per column, got 3 for 2",
        () ->
            ResultTables.rates(
                Samples.labels(1, 3),
                new PosteriorMeans.Output(Samples.cube(1, 1, 2), Optional.empty())));
    assertMessage(
        "counts must have columns of different names (ignoring case), got \"Bin\" twice; rename the"
            + " neuron or label",
        () ->
            ResultTables.perBin(
                Samples.labels(1, 1), "counts", List.of("Bin"), Samples.cube(1, 1, 1)));
    assertMessage(
        "splits must hold one label per trial, got 0 for 1 trials",
        () ->
            new RowLabels(
                Optional.empty(), List.of("a"), List.of(), Optional.empty(), List.of(), 1, 0));
    assertMessage(
        "conditions must hold one label per trial, got 0 for 1 trials",
        () ->
            new RowLabels(
                Optional.empty(),
                List.of("a"),
                List.of("train"),
                Optional.of(List.of()),
                List.of(),
                1,
                0));
    assertMessage(
        "binMs must be > 0 and finite, got NaN",
        () ->
            new RowLabels(
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                Double.NaN,
                0));
    assertMessage(
        "startMs must be finite, got Infinity",
        () ->
            new RowLabels(
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                1,
                Double.POSITIVE_INFINITY));
  }

  private static void assertMessage(
      String message, org.junit.jupiter.api.function.Executable code) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, code).getMessage());
  }
}
