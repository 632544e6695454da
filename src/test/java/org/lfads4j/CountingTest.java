package org.lfads4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.lfads4j.data.Behaviour;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Split;
import org.lfads4j.data.Trials;
import tech.tablesaw.api.Table;

/** Trials, bins, neurons and factors count from 0 wherever they are named by a number. */
final class CountingTest {
  private static final int LAST = TinyRuns.TRIALS - 1;
  private static FittedLfads fit;

  /**
   * Each trial has spikes in a number of bins of its own; ids and conditions differ from places.
   */
  @BeforeAll
  static void train() {
    int[][][] counts = new int[TinyRuns.TRIALS][TinyRuns.BINS][TinyRuns.NEURONS];
    for (int e = 0; e < counts.length; e++) {
      for (int n = 0; n < TinyRuns.NEURONS; n++) {
        counts[e][(e + n) % TinyRuns.BINS][n] = 1 + e;
      }
    }
    Trials trials = Trials.of(counts, 2);
    Cube hand = trials.counts().selectColumns(0);
    fit =
        TinyRuns.run(
                trials
                    .withTrialIds(
                        IntStream.range(0, TinyRuns.TRIALS)
                            .mapToObj(e -> "lab" + (40 - e))
                            .toList())
                    .withConditions(List.of("b", "a", "b", "a", "b", "a", "b", "a"))
                    .withBehaviour(new Behaviour("hand", List.of("x"), "cm", hand))
                    .withSplit(Split.of(new int[] {0, 1, 2, 3, 4, 6}, new int[] {5, LAST})))
            .withMaxEpochs(1)
            .train();
  }

  @Test
  void theValidationTrialOfTheSplitIsTheOneThatIsShown() {
    XYChart chart = fit.plotRates(fit.split().valid()[0]);
    assertEquals("spikes and rates, trial 5", chart.getTitle());
    // Trial 5 has 6 spikes of each neuron, in bins (5 + n) % 6 of 2 ms: three marks for a spike.
    double[] x = chart.getSeries("spikes").getXData();
    assertEquals(3 * 6 * TinyRuns.NEURONS, x.length);
    assertArrayEquals(
        new double[] {5, 0, 1},
        IntStream.range(0, TinyRuns.NEURONS).mapToDouble(n -> Math.floor(x[18 * n] / 2)).toArray());
    assertEquals("factors, trial 5", fit.plotFactors().getTitle());
  }

  private static Map<String, IntFunction<XYChart>> chartsOfATrial(LfadsResults results) {
    return new TreeMap<>(
        Map.of(
            "plotFactors", results::plotFactors,
            "plotRates", results::plotRates,
            "plotRateMap", results::plotRateMap,
            "plotSpikes", results::plotSpikes,
            "plotNeuron", trial -> results.plotNeuron(trial, "n2"),
            "plotBehaviour", trial -> results.plotBehaviour(trial, "hand"),
            "plotInferredInputs", results::plotInferredInputs));
  }

  @Test
  void everyChartOfATrialTakesItsIndexAndSaysIt() {
    LfadsResults fresh = fit.apply(fit.trials());
    assertEquals(plotsOf(LfadsResults.class, "trial"), chartsOfATrial(fit).keySet());
    assertEquals(plotsOf(FittedLfads.class, "trial"), chartsOfATrial(fit).keySet());
    for (var charts : List.of(chartsOfATrial(fit), chartsOfATrial(fresh))) {
      charts.forEach(
          (name, plot) -> {
            for (int trial : new int[] {0, 5, LAST}) {
              String title = plot.apply(trial).getTitle();
              assertTrue(title.endsWith(", trial " + trial), name + ": " + title);
            }
            String below =
                assertThrows(IllegalArgumentException.class, () -> plot.apply(-1)).getMessage();
            assertTrue(below.startsWith("trial must be from 0 to 7, got -1 ("), below);
            String above =
                assertThrows(IllegalArgumentException.class, () -> plot.apply(8)).getMessage();
            assertTrue(above.startsWith("trial must be from 0 to 7, got 8 ("), above);
          });
    }
  }

  /** Names of the plot methods whose first parameter is a number: of a factor, or of a trial. */
  private static Set<String> plotsOf(Class<?> type, String of) {
    Set<String> names = new TreeSet<>();
    for (Method method : type.getMethods()) {
      boolean factor = method.getName().startsWith("plotFactor") && !is(method, "plotFactors");
      if (method.getName().startsWith("plot")
          && method.getParameterCount() > 0
          && method.getParameterTypes()[0] == int.class
          && factor == of.equals("factor")) {
        names.add(method.getName());
      }
    }
    return names;
  }

  private static boolean is(Method method, String name) {
    return method.getName().equals(name);
  }

  @Test
  void linesAreThoseOfTheArrays() {
    Cube factors = fit.posteriorMeans().factors();
    Cube ratesHz = fit.ratesHz();
    for (int trial : new int[] {0, 5, LAST}) {
      int e = trial;
      for (int f = 0; f < factors.columns(); f++) {
        assertArrayEquals(
            line(factors, e, f), fit.plotFactors(e).getSeries("factor " + f).getYData());
      }
      assertArrayEquals(
          line(ratesHz, e, 2), fit.plotNeuron(e, "n2").getSeries("inferred rate").getYData());
      assertArrayEquals(
          line(fit.posteriorMeans().inferredInputs().orElseThrow().posteriorMean(), e, 1),
          fit.plotInferredInputs(e).getSeries("input 1").getYData());
      assertArrayEquals(
          line(fit.trials().behaviour("hand").values(), e, 0),
          fit.plotBehaviour(e, "hand").getSeries("x").getYData());
      assertEquals(
          3 * (e + 1) * TinyRuns.NEURONS, fit.plotSpikes(e).getSeries("spikes").getXData().length);
    }
  }

  @Test
  void factorsOfChartsAreThoseOfTheArrays() {
    assertEquals(
        new TreeSet<>(List.of("plotFactorByCondition")), plotsOf(LfadsResults.class, "factor"));
    assertEquals(
        new TreeSet<>(List.of("plotFactorAcrossSessions", "plotFactorByCondition")),
        plotsOf(FittedLfads.class, "factor"));
    Cube factors = fit.posteriorMeans().factors();
    double[] ofA = new double[factors.bins()];
    for (int e = 1; e < TinyRuns.TRIALS; e += 2) {
      double[] line = line(factors, e, 1);
      Arrays.setAll(ofA, t -> ofA[t] + line[t] / 4);
    }
    XYChart chart = fit.plotFactorByCondition(1);
    assertEquals("factor 1, mean of each condition", chart.getTitle());
    assertArrayEquals(ofA, chart.getSeries("a (n = 4)").getYData(), 1e-6);
    XYChart across = fit.plotFactorAcrossSessions(1);
    assertTrue(across.getTitle().startsWith("factor 1, "), across.getTitle());
    assertArrayEquals(ofA, across.getSeries("session, condition a").getYData(), 1e-6);
    Cube ratesHz = fit.ratesHz();
    double[] rateOfA = new double[ratesHz.bins()];
    for (int e = 1; e < TinyRuns.TRIALS; e += 2) {
      double[] line = line(ratesHz, e, 2);
      Arrays.setAll(rateOfA, t -> rateOfA[t] + line[t] / 4);
    }
    assertArrayEquals(
        rateOfA, fit.plotRateByCondition("n2").getSeries("a (n = 4)").getYData(), 1e-3);
    assertEquals(
        "column must be from 0 to 1, got 2 (factor)",
        assertThrows(IllegalArgumentException.class, () -> fit.plotFactorByCondition(2))
            .getMessage());
  }

  @Test
  void tablesNameTrialsAndBinsByTheirIndices() {
    Cube ratesHz = fit.ratesHz();
    Cube factors = fit.posteriorMeans().factors();
    Table rates = fit.rates();
    for (int row = 0; row < rates.rowCount(); row++) {
      int trial = rates.intColumn("trial").get(row);
      int bin = rates.intColumn("bin").get(row);
      assertEquals(row, trial * TinyRuns.BINS + bin);
      assertEquals("lab" + (40 - trial), rates.stringColumn("trial_id").get(row));
      assertEquals(fit.split().label(trial), rates.stringColumn("split").get(row));
      assertEquals(fit.trials().timeMs(bin), rates.doubleColumn("time_ms").get(row));
      assertEquals(ratesHz.at(trial, bin, 2), rates.floatColumn("n2").get(row));
      assertEquals(
          factors.at(trial, bin, 1), fit.factors().floatColumn("factor_1").get(row), "factor_1");
    }
    for (Table perTrial : List.of(fit.costs(), fit.initialConditions())) {
      assertEquals(
          IntStream.range(0, TinyRuns.TRIALS).boxed().toList(),
          perTrial.intColumn("trial").asList());
    }
    assertEquals(List.of(0, 1, 2), fit.initialConditionPrior().intColumn("dimension").asList());
    assertEquals(
        fit.posteriorMeans().initialConditions().posteriorMean().at(5, 0),
        fit.initialConditions().floatColumn("ic_0").get(5));
    assertEquals(
        fit.posteriorMeans().initialConditions().generator().at(5, 1),
        fit.generatorInitialConditions().floatColumn("unit_1").get(5));
    assertEquals(
        fit.posteriorMeans().inferredInputs().orElseThrow().mean().at(0, 1, 0),
        fit.inferredInputs().floatColumn("input_0").get(1));
  }

  private static double[] line(Cube cube, int trial, int column) {
    return IntStream.range(0, cube.bins()).mapToDouble(t -> cube.at(trial, t, column)).toArray();
  }
}
