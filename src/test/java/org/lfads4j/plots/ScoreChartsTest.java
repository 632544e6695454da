package org.lfads4j.plots;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.lfads4j.analysis.Method;
import org.lfads4j.analysis.Score;
import org.lfads4j.analysis.ScoreKind;

class ScoreChartsTest {
  private static final List<Score> SCORES =
      List.of(
          new Score(ScoreKind.of("reconstruction_nll", ""), Map.of(Method.LFADS, 400.0), 3),
          new Score(
              ScoreKind.of("co_smoothing", ""), Map.of(Method.LFADS, .2, Method.PSTH, -7.0), 3),
          new Score(
              ScoreKind.of("rates_r2", ""), Map.of(Method.LFADS, .9, Method.TRUE_RATES, 1.0), 3));

  @Test
  void everyMethodHasItsPointsWhereTheScoreIs() {
    XYChart chart = ScoreCharts.of(SCORES);
    assertArrayEquals(new double[] {.2, .9}, chart.getSeries("LFADS").getXData());
    assertArrayEquals(new double[] {2, 1}, chart.getSeries("LFADS").getYData());
    assertArrayEquals(
        new double[] {-.5}, chart.getSeries("PSTH").getXData(), "far below is at the edge");
    assertNull(chart.getSeries("PCA"));
    assertArrayEquals(new double[] {1}, chart.getSeries("true rates").getYData());
  }

  @Test
  void aBehaviourOfALongNameIsPainted() {
    XYChart chart =
        ScoreCharts.of(
            List.of(
                new Score(
                    ScoreKind.of("decoding_filtered_hand_velocity", ""),
                    Map.of(Method.LFADS, .4),
                    3)));
    assertEquals(
        "decoding .. velocity",
        chart.getStyler().getYAxisTickLabelsFormattingFunction().apply(1.0));
    int width =
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Charts.image(chart).getWidth());
    assertEquals(1280, width);
  }

  @Test
  void aChartOfNothingIsRefused() {
    assertEquals(
        "a chart of scores must show at least one",
        assertThrows(IllegalArgumentException.class, () -> ScoreCharts.of(SCORES.subList(0, 1)))
            .getMessage());
  }
}
