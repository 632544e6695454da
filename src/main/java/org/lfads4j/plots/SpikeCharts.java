package org.lfads4j.plots;

import java.awt.Color;
import java.util.BitSet;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.lfads4j.config.Internal;
import org.lfads4j.data.Cube;

/**
 * Spikes, and rates over them. A bin with k spikes shows k ticks, evenly spread over the bin; of
 * ticks that would lie on each other one is drawn, so that no recording draws more than a chart has
 * places.
 */
@Internal
public final class SpikeCharts {
  private static final float TICK = 1.2f;

  private SpikeCharts() {}

  /**
   * The spikes of one trial, a row per neuron.
   *
   * @param counts whole counts per bin
   * @param trial index from 0
   */
  public static XYChart raster(Signal counts, int trial) {
    counts.requireTrial(trial);
    XYChart chart = LineCharts.timeChart("spikes, trial " + trial, counts, "neuron");
    addRaster(chart, counts, trial);
    chart.getStyler().setLegendVisible(false);
    RowAxis.label(chart, counts.names());
    return chart;
  }

  /**
   * Values of one trial as colours: a row per column, a cell per bin, a colour bar with the unit.
   *
   * @param trial index from 0
   */
  public static XYChart heatMap(Signal signal, int trial) {
    return heat(signal, trial, ColourScale.VIRIDIS, signal.quantity() + "s, trial " + trial);
  }

  /**
   * The spikes of one trial, a row per neuron, over the rates as colours.
   *
   * @param rates of the same shape as the counts
   * @param counts whole counts per bin
   * @param trial index from 0
   */
  public static XYChart ratesOverSpikes(Signal rates, Signal counts, int trial) {
    rates.requireSameShape(counts);
    XYChart chart = heat(rates, trial, ColourScale.PAPER, "spikes and rates, trial " + trial);
    addRaster(chart, counts, trial);
    return chart;
  }

  /**
   * One neuron in one trial: its rate as a line, its spikes as ticks below, the true rate wide and
   * pale if it is known. Real-valued data are drawn as a thin grey line in place of ticks.
   *
   * @param rates of the same shape as the counts
   * @param counts counts per bin, or real-valued data
   * @param truth of the same shape and unit as the rates, if known
   * @param trial index from 0
   * @param neuron index from 0
   */
  public static XYChart neuron(
      Signal rates, Signal counts, Optional<Signal> truth, int trial, int neuron) {
    rates.requireTrial(trial);
    rates.requireColumn(neuron);
    rates.requireSameShape(counts);
    truth.ifPresent(rates::requireSameShape);
    XYChart chart =
        LineCharts.timeChart(
            rates.names().get(neuron) + ", trial " + trial, rates, rates.axisTitle());
    boolean spikes = isWhole(counts.values());
    if (!spikes) {
      HouseStyle.line(
          chart.addSeries("data", counts.timesMs(), counts.line(trial, neuron)),
          new Color(0x999999),
          1);
    }
    truth.ifPresent(
        t -> HouseStyle.truth(chart.addSeries("true rate", t.timesMs(), t.line(trial, neuron))));
    HouseStyle.estimate(
        chart.addSeries("inferred rate", rates.timesMs(), rates.line(trial, neuron)));
    DoubleStream y = LineCharts.allY(chart);
    NiceRange range = spikes ? NiceRange.aroundWithZero(y) : NiceRange.around(y);
    if (spikes) {
      addTicksBelow(chart, counts, trial, neuron, range);
    } else {
      HouseStyle.yRange(chart, range);
    }
    return chart;
  }

  private static void addTicksBelow(
      XYChart chart, Signal counts, int trial, int neuron, NiceRange range) {
    double unit = range.high() - range.low();
    Marks marks = new Marks(counts, trial);
    marks.startRow();
    marks.add(neuron, range.low() - 0.10 * unit, range.low() - 0.03 * unit);
    HouseStyle.line(marks.addTo(chart, "spikes"), Palette.SOFT_INK, TICK);
    double bottom = range.low() - 0.12 * unit;
    HouseStyle.yRange(chart, bottom, range.high() + 0.015 * unit);
    // The strip of ticks has no rate: one blank there, longer ones below it (see yLabels).
    HouseStyle.yLabels(
        chart,
        value ->
            value < range.low() - unit / 1000
                ? " ".repeat(1 + (int) Math.max(0, Math.rint(10 * (bottom - value) / unit)))
                : TickNumbers.plain(value));
  }

  private static XYChart heat(Signal signal, int trial, ColourScale scale, String title) {
    signal.requireTrial(trial);
    Cube values = signal.values();
    double[] shown = new double[values.bins() * values.columns()];
    boolean negative = false;
    for (int i = 0; i < shown.length; i++) {
      shown[i] = values.at(trial, i / values.columns(), i % values.columns());
      negative |= shown[i] < 0;
    }
    DoubleStream stream = DoubleStream.of(shown);
    NiceRange range = negative ? NiceRange.around(stream) : NiceRange.aroundWithZero(stream);
    boolean rate = signal.unit().equals("spikes/s");
    HeatChart chart =
        HouseStyle.titled(
            new HeatChart(range, scale, signal.axisTitle()),
            title,
            LineCharts.TIME,
            rate ? "neuron" : signal.quantity());
    HouseStyle.xRange(chart, signal.startMs(), signal.endMs());
    chart.addHeat(signal, trial);
    chart.getStyler().setLegendVisible(false);
    RowAxis.label(chart, signal.names());
    return chart;
  }

  private static void addRaster(XYChart chart, Signal counts, int trial) {
    if (!isWhole(counts.values())) {
      throw new IllegalArgumentException(
          counts.quantity()
              + " must be whole counts >= 0 to be drawn as ticks, got other numbers; draw a heat"
              + " map");
    }
    Marks marks = new Marks(counts, trial);
    int neurons = counts.names().size();
    long row = -1;
    for (int n = 0; n < neurons; n++) {
      // Neurons that share a row of places on the chart share their ticks.
      long own = neurons <= HouseStyle.HEIGHT ? n : (long) n * HouseStyle.HEIGHT / neurons;
      if (own != row) {
        marks.startRow();
        row = own;
      }
      marks.add(n, n - 0.38, n + 0.38);
    }
    HouseStyle.line(marks.addTo(chart, "spikes"), Palette.INK, TICK);
  }

  private static boolean isWhole(Cube values) {
    int perTrial = values.bins() * values.columns();
    for (int b = 0; b < values.trials(); b++) {
      for (int i = 0; i < perTrial; i++) {
        float x = values.at(b, i / values.columns(), i % values.columns());
        if (!(x >= 0) || x != Math.rint(x)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Vertical ticks as one line with gaps, so that they stay in place at any size of the chart. */
  private static final class Marks {
    private final Signal counts;
    private final int trial;
    private final DoubleStream.Builder x = DoubleStream.builder();
    private final DoubleStream.Builder y = DoubleStream.builder();
    private BitSet taken = new BitSet();
    private boolean any;

    Marks(Signal counts, int trial) {
      this.counts = counts;
      this.trial = trial;
    }

    /** From now on ticks lie in another row: all its places are free. */
    void startRow() {
      taken = new BitSet();
    }

    void add(int neuron, double bottom, double top) {
      int bins = counts.values().bins();
      int most = (HouseStyle.WIDTH + bins - 1) / bins;
      for (int t = 0; t < bins; t++) {
        int spikes = (int) Math.min(most, counts.values().at(trial, t, neuron));
        for (int i = 0; i < spikes; i++) {
          double at = t + (i + 0.5) / spikes;
          int place = (int) (at * HouseStyle.WIDTH / bins);
          if (!taken.get(place)) {
            taken.set(place);
            add(counts.startMs() + at * counts.binMs(), bottom, top);
          }
        }
      }
    }

    private void add(double ms, double bottom, double top) {
      x.add(ms).add(ms).add(ms);
      y.add(bottom).add(top).add(Double.NaN);
      any = true;
    }

    XYSeries addTo(XYChart chart, String name) {
      if (!any) {
        // XChart refuses an empty series; a point that is not a number draws nothing.
        x.add(chart.getStyler().getXAxisMin());
        y.add(Double.NaN);
      }
      return chart.addSeries(name, x.build().toArray(), y.build().toArray());
    }
  }
}
