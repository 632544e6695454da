package org.lfads4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.knowm.xchart.XYChart;
import org.lfads4j.data.Cube;
import org.lfads4j.dynamics.FixedPoint;
import org.lfads4j.plots.Charts;
import org.lfads4j.training.Progress;
import tech.tablesaw.api.Table;

class FixedPointsTest {
  private static final FittedLfads FIT =
      TinyRuns.run(
              TinyRuns.trialsWithExternalInputs()
                  .withConditions(List.of("a", "b", "a", "b", "a", "b", "a", "b")))
          .withParams(TinyRuns.params().withExtInputDim(2).withInjectExtInputToGen(true))
          .train();

  private static FixedPoints few() {
    return FIT.fixedPoints().withStarts(40);
  }

  @Test
  void itsTablesHaveARowForEachPointEigenvalueAndMode() {
    FixedPoints points = few();
    assertTrue(points.toString().contains("40 searches, inputs held at [0.0, 0.0, 0.0, 0.0], not"));
    Table table = points.table();
    int count = points.points().size();
    assertTrue(count > 0);
    assertEquals(count, table.rowCount());
    assertEquals("fixed points", table.name());
    assertEquals(4 * count, points.eigenvalues().rowCount());
    assertEquals(count, points.factors().rowCount());
    assertEquals(List.of("point", "n0", "n1", "n2"), points.rates().columnNames());
    assertEquals(
        List.of("input_0", "input_1", "input_2", "input_3"),
        points.inputsOnModes().columnNames().subList(6, 10));
    assertTrue(points.modes().columnNames().containsAll(List.of("part", "factor_0", "factor_1")));
    assertEquals(points.modes().rowCount(), points.modesOnNeurons().rowCount());
    assertTrue(points.toString().contains("fixed points ("), points.toString());
    for (int i = 0; i < count; i++) {
      FixedPoint point = points.points().get(i);
      assertEquals(point.starts(), table.intColumn("starts").get(i));
      assertEquals(
          2 * Math.log(0.5) / Math.log(point.eigenvalues().get(0).magnitude()),
          table.doubleColumn("half_life_ms").get(i),
          1e-9);
    }
  }

  /** What a point does to factors and neurons is what the model reads out of its state. */
  @Test
  void aPointIsReadOutAsTheModelReadsOutItsStates() {
    // The generator's start of the model's own trials, read out by hand.
    double[] state = few().points().get(0).state().stream().mapToDouble(v -> v).toArray();
    double[] map = FIT.parameters().values("gen_to_factors_W");
    double[] weights =
        FIT.parameters().values(FIT.model().output().locationLayer(FIT.sessions().get(0)) + "_W");
    double[] bias =
        FIT.parameters().values(FIT.model().output().locationLayer(FIT.sessions().get(0)) + "_b");
    Table factors = few().factors();
    Table rates = few().rates();
    double[] log = bias.clone();
    for (int f = 0; f < 2; f++) {
      double sum = 0;
      double squares = 0;
      for (int j = 0; j < 4; j++) {
        sum += state[j] * map[2 * j + f];
        squares += map[2 * j + f] * map[2 * j + f];
      }
      double factor = sum / Math.sqrt(squares);
      assertEquals(factor, factors.doubleColumn("factor_" + f).get(0), 1e-12);
      for (int n = 0; n < 3; n++) {
        log[n] += factor * weights[3 * f + n];
      }
    }
    for (int n = 0; n < 3; n++) {
      assertEquals(Math.exp(log[n]) * 500, rates.doubleColumn("n" + n).get(0), 1e-9);
    }
  }

  @Test
  void inputsAreHeldAtTheirMeans() {
    Cube inferred = FIT.posteriorMeans().requireInferredInputs().mean();
    Cube external = FIT.trials().externalInputs().orElseThrow();
    assertHeld(few().withMeanInputs(), inferred, external, 1, 0);
    assertHeld(few().withMeanInputs("b"), inferred, external, 2, 1);
    assertEquals(
        List.of(1.0, 2.0, 3.0, 4.0), few().withInputs(1, 2, 3, 4).points().get(0).inputs());
  }

  private static void assertHeld(
      FixedPoints points, Cube inferred, Cube external, int stride, int first) {
    for (int u = 0; u < 4; u++) {
      Cube cube = u < 2 ? inferred : external;
      int column = u % 2;
      double mean =
          IntStream.range(0, 8)
              .filter(trial -> trial % stride == first)
              .boxed()
              .flatMap(trial -> IntStream.range(0, 6).mapToObj(bin -> cube.at(trial, bin, column)))
              .mapToDouble(v -> v)
              .average()
              .orElseThrow();
      assertEquals(mean, points.points().get(0).inputs().get(u), 1e-9);
    }
  }

  @Test
  void aSweepHoldsOneInputAtSeveralDeviations() {
    FixedPoints sweep = few().withInputs(0, 0, 1, 0).withSweep(2, -1, 0, 2);
    Cube external = FIT.trials().externalInputs().orElseThrow();
    double mean = 0;
    double squares = 0;
    for (int i = 0; i < 48; i++) {
      double value = external.at(i / 6, i % 6, 0);
      mean += value / 48;
      squares += value * value / 48;
    }
    double sd = Math.sqrt(squares - mean * mean);
    List<Double> values =
        sweep.points().stream().map(p -> p.inputs().get(2)).distinct().sorted().toList();
    assertEquals(3, values.size());
    assertEquals(1 - sd, values.get(0), 1e-6);
    assertEquals(1, values.get(1), 0);
    assertEquals(1 + 2 * sd, values.get(2), 1e-6);
    XYChart chart = sweep.plotSweep(2);
    assertEquals("input 2 (a.u.)", chart.getXAxisTitle());
    assertTrue(Charts.png(chart).length > 0);
    assertTrue(
        sweep
            .toString()
            .startsWith(sweep.points().stream().filter(FixedPoint::isFixed).count() + " fixed"));
  }

  @Test
  void chartsShowTrialsAndPoints() {
    FixedPoints points = few();
    XYChart chart = points.plot();
    assertEquals("fixed points", chart.getTitle());
    assertTrue(chart.getXAxisTitle().startsWith("principal component 0 (a.u.; "));
    assertNotNull(chart.getSeries("trials"));
    assertTrue(
        Stream.of("stable", "unstable", "slow").anyMatch(name -> chart.getSeries(name) != null));
    assertEquals(
        "principal component 3", points.plot(1, 3).getYAxisTitle().replaceFirst(" \\(.*", ""));
    assertNotNull(points.plotFlow().getSeries("flow"));
    assertNotNull(FIT.flow().getSeries("flow"));
    assertNull(FIT.flow().getSeries("stable"));
    XYChart eigenvalues = points.plotEigenvalues();
    assertEquals("factor 1 (a.u.)", points.plotFlowInFactors(1, 0).getXAxisTitle());
    XYChart inFactors = points.plotInFactors(0, 1);
    assertEquals(
        FIT.posteriorMeans().factors().at(0, 2, 1),
        inFactors.getSeries("trials").getYData()[2],
        1e-6);
    assertNotNull(eigenvalues.getSeries("magnitude 1"));
    for (XYChart each : List.of(chart, points.plotFlow(), inFactors, eigenvalues)) {
      assertTrue(Charts.png(each).length > 0);
    }
  }

  @Test
  void refusalsSayWhatToDo() {
    assertRefused(
        "inputs of the generator must be 4 finite numbers (2 inferred, then external ones), got"
            + " [1.0]",
        () -> few().withInputs(1));
    assertRefused(
        "condition must be one of the trials', got \"c\"; did you mean a?",
        () -> few().withMeanInputs("c"));
    assertRefused(
        "input must be one of the generator's 4, which count from 0, got 4",
        () -> few().withSweep(4, 1));
    assertRefused(
        "deviations of an input must be finite numbers, at least one, got []",
        () -> few().withSweep(0));
    assertRefused(
        "components of a plane must be two different ones from 0 to 3, got 0 and 4",
        () -> few().plot(0, 4));
    assertRefused(
        "factors of a plane must be two different ones from 0 to 1, got 1 and 1",
        () -> few().plotFlowInFactors(1, 1));
    assertRefused("starts of fixed-point searches must be >= 1, got 0", () -> few().withStarts(0));
    assertEquals(
        "a flow must be of inputs that are held, got a sweep of 2 values; use withInputs(...)",
        assertThrows(IllegalStateException.class, () -> few().withSweep(0, 0, 1).plotFlow())
            .getMessage());
  }

  private static void assertRefused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  @Test
  void anInterruptEndsInWhatWasFoundAndIsUsedUp() {
    List<Integer> seen = new ArrayList<>();
    Progress stopping =
        new Progress() {
          @Override
          public void fixedPoints(int done, int starts) {
            seen.add(done);
            assertEquals(200, starts);
            if (done >= 64) {
              Thread.currentThread().interrupt();
            }
          }
        };
    FixedPoints points = FIT.withProgress(stopping).fixedPoints().withStarts(200);
    Table table = points.table();
    assertFalse(Thread.interrupted());
    assertEquals(List.of(32, 64), seen);
    assertEquals("fixed points; stopped after 64 of 200 searches", table.name());
    assertFalse(points.points().isEmpty());
    assertSame(points.points(), points.points());
  }

  @Test
  void sessionsShareTheGenerator() {
    FittedLfads both = TinyRuns.run(TinyRuns.sessions()).train();
    FixedPoints points = both.fixedPoints().withStarts(20).withMeanInputs("left");
    assertEquals(
        List.of("point", "a.n0", "a.n1", "a.n2", "b.n0", "b.n1", "b.n2", "b.n3"),
        points.rates().columnNames());
    assertTrue(both.session("b").fixedPoints().withStarts(20).table().rowCount() > 0);
  }
}
