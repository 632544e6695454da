package org.lfads4j.runs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYChart;

class RunFiguresTest {
  @TempDir private static Path folder;
  private static RunCollection runs;

  @BeforeAll
  static void trainOnce() {
    runs =
        RunCollection.in(folder)
            .withSession(SmallRuns.trials(1))
            .withParams(
                SmallRuns.params()
                    .sweep("c_co_dim", 0, 2)
                    .sweep("posterior_mean_kind", "posterior_push_mean"))
            .withSeeds(0, 1)
            .withMaxEpochs(3);
    var unused = runs.train();
  }

  @Test
  void aCurveARunUnderItsShortName() {
    XYChart chart = runs.plotLearningCurves();
    assertEquals(
        List.of("co_dim=0 seed=0", "co_dim=2 seed=0", "co_dim=0 seed=1", "co_dim=2 seed=1").stream()
            .sorted()
            .toList(),
        chart.getSeriesCollection().stream().map(each -> each.getName()).sorted().toList());
    assertArrayEquals(new double[] {1, 2, 3}, chart.getSeries("co_dim=0 seed=0").getXData());
    assertArrayEquals(
        runs.runs().get(0).fitLog().numberColumn("valid_total").asDoubleArray(),
        chart.getSeries("co_dim=0 seed=0").getYData());
  }

  @Test
  void aPointARunOverNumbers() {
    XYChart chart = runs.plotScore("c_co_dim", "reconstruction");
    assertEquals("reconstruction over c_co_dim", chart.getTitle());
    assertArrayEquals(new double[] {0, 2}, chart.getSeries("small").getXData());
    assertArrayEquals(new double[] {0, 0, 2, 2}, chart.getSeries("small, runs").getXData());
  }

  @Test
  void aPointARunOverWords() {
    XYChart chart = runs.plotScore("posterior_mean_kind", "reconstruction_nll");
    assertEquals("reconstruction nll", chart.getYAxisTitle());
    assertEquals(
        "posterior_push_mean", chart.getStyler().getXAxisTickLabelsFormattingFunction().apply(0.0));
  }

  @Test
  void costsThatCannotBeComparedAreNotDrawnBesideEachOther() {
    RunCollection weighted =
        SmallRuns.collection(folder.resolve("weights"))
            .withParams(SmallRuns.params().sweep("c_kl_ic_weight", 1, 2))
            .withMaxEpochs(3);
    var unused = weighted.train();
    assertEquals(
        assertThrows(IllegalArgumentException.class, weighted::best).getMessage(),
        assertThrows(
                IllegalArgumentException.class,
                () -> weighted.plotScore("c_kl_ic_weight", "validation_cost"))
            .getMessage());
    assertEquals(
        "reconstruction over c_kl_ic_weight",
        weighted.plotScore("c_kl_ic_weight", "reconstruction").getTitle());
  }

  @Test
  void whatIsNotThereIsRefused() {
    assertEquals(
        "hyperparameter must be one of the 61 known names, got \"c_codim\"; did you mean c_co_dim?",
        assertThrows(
                IllegalArgumentException.class, () -> runs.plotScore("c_codim", "reconstruction"))
            .getMessage());
    assertEquals(
        "learning curves must have a run that has started; train the collection",
        assertThrows(
                IllegalStateException.class,
                () -> RunCollection.in(folder.resolve("empty")).plotLearningCurves())
            .getMessage());
  }
}
