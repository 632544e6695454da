package org.lfads4j.plots;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.lfads4j.analysis.Calibration;
import org.lfads4j.config.Internal;

/** Rates beside counts. */
@Internal
public final class CalibrationCharts {
  private static final double MS_PER_SECOND = 1000;
  private static final int MARKER = 9;

  private CalibrationCharts() {}

  /**
   * A reliability chart: elements (a trial, bin and neuron each) in ten groups by rising rate, the
   * mean count of each over its mean rate, with a standard error to either side, and the line on
   * which both agree.
   *
   * @param binMs width of a bin
   */
  public static XYChart reliability(Calibration calibration, double binMs) {
    List<Calibration.Part> levels = calibration.levels();
    double[] rates = hz(levels, Calibration.Part::expected, binMs);
    double[] counts = hz(levels, Calibration.Part::counted, binMs);
    double[] errors = hz(levels, Calibration.Part::error, binMs);
    XYChart chart =
        HouseStyle.chart(
            title(calibration.all()), "predicted rate (spikes/s)", "mean count (spikes/s)");
    NiceRange range =
        NiceRange.aroundWithZero(DoubleStream.concat(DoubleStream.of(rates), tops(counts, errors)));
    double[] ends = {range.low(), range.high()};
    HouseStyle.line(chart.addSeries("as predicted", ends, ends), Palette.SOFT_INK, HouseStyle.LINE);
    XYSeries counted = chart.addSeries("counted", rates, counts, errors);
    HouseStyle.points(counted, Palette.BLUE);
    chart.getStyler().setMarkerSize(MARKER);
    chart.getStyler().setErrorBarsColor(Palette.BLUE);
    HouseStyle.xRange(chart, range);
    HouseStyle.yRange(chart, range);
    return chart;
  }

  private static String title(Calibration.Part all) {
    return all.counted() == 0
        ? "calibration"
        : String.format(
            Locale.ROOT, "calibration: rates %+.1f %% against counts", 100 * all.bias());
  }

  private static DoubleStream tops(double[] counts, double[] errors) {
    return IntStream.range(0, counts.length).mapToDouble(i -> counts[i] + errors[i]);
  }

  private static double[] hz(
      List<Calibration.Part> levels, ToDoubleFunction<Calibration.Part> sum, double binMs) {
    return levels.stream()
        .mapToDouble(each -> sum.applyAsDouble(each) / each.elements() * MS_PER_SECOND / binMs)
        .toArray();
  }
}
