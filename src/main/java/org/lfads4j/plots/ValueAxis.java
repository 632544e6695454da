package org.lfads4j.plots;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;

/** Where the values of a hyperparameter lie on an x axis. */
sealed interface ValueAxis {
  /** Positive values that span this ratio are drawn on a logarithmic axis. */
  double LOGARITHMIC_SPAN = 20;

  /** At most this number of values have a tick each. */
  int MOST_PLACES = 12;

  /** Ratios of neighbours that differ by less count as equal. */
  double SAME_RATIO = 0.01;

  /** Where a value lies. */
  double place(Object value);

  /** Gives a chart this axis. */
  void apply(XYChart chart);

  /**
   * Words at equal distances, in the order in which they come; numbers on a linear axis, or a
   * logarithmic one where that helps.
   */
  static ValueAxis of(List<?> values) {
    if (!values.stream().allMatch(value -> value instanceof Number)) {
      return new Places(
          List.copyOf(
              values.stream()
                  .map(Object::toString)
                  .collect(Collectors.toCollection(LinkedHashSet::new))));
    }
    double[] numbers =
        values.stream()
            .mapToDouble(value -> ((Number) value).doubleValue())
            .sorted()
            .distinct()
            .toArray();
    double low = numbers[0];
    double high = numbers[numbers.length - 1];
    if (!(low > 0 && high >= LOGARITHMIC_SPAN * low)) {
      return new Linear(low, high, DoubleStream.of(numbers).allMatch(x -> x == Math.rint(x)));
    }
    return numbers.length <= MOST_PLACES && isGeometric(numbers)
        ? new Places(DoubleStream.of(numbers).mapToObj(Places::text).toList())
        : new Logarithmic(low, high);
  }

  private static boolean isGeometric(double[] numbers) {
    double ratio = numbers[1] / numbers[0];
    return IntStream.range(1, numbers.length)
        .allMatch(i -> Math.abs(numbers[i] / numbers[i - 1] / ratio - 1) < SAME_RATIO);
  }

  /**
   * A place for each value: words, or numbers each as many times the one before.
   *
   * @param labels in their order
   */
  record Places(List<String> labels) implements ValueAxis {
    private static final double PLOT = 520;
    private static final int LETTER = 8;

    @Override
    public double place(Object value) {
      return labels.indexOf(text(value));
    }

    private static String text(Object value) {
      String text = value.toString();
      return value instanceof Number ? text.replaceFirst("\\.0(?=E|$)", "") : text;
    }

    @Override
    public void apply(XYChart chart) {
      HouseStyle.xRange(chart, -0.5, labels.size() - 0.5);
      chart.getStyler().setXAxisTickLabelsFormattingFunction(this::label);
      double each = PLOT / labels.size();
      // So that there is a tick for each place and none between.
      chart.getStyler().setXAxisTickMarkSpacingHint((int) each);
      int letters =
          labels.stream().mapToInt(text -> HouseStyle.tickLabel(text).length()).max().orElse(0);
      if (letters * LETTER > each) {
        chart.getStyler().setXAxisLabelRotation(90);
      }
    }

    /**
     * Other places have blank labels that differ from each other, because XChart draws no ticks
     * where the labels of both ends are equal.
     */
    private String label(double place) {
      int index = (int) Math.rint(place);
      boolean known = Math.abs(place - index) < 1e-6 && index >= 0 && index < labels.size();
      return known ? HouseStyle.tickLabel(labels.get(index)) : place < 0 ? " " : "  ";
    }
  }

  /**
   * Numbers at distances like their differences.
   *
   * @param whole whether all are whole numbers
   */
  record Linear(double low, double high, boolean whole) implements ValueAxis {
    @Override
    public double place(Object value) {
      return ((Number) value).doubleValue();
    }

    @Override
    public void apply(XYChart chart) {
      double spare =
          high > low ? 0.05 * (high - low) : low == 0 ? 0.5 : Math.max(1e-3, 0.5 * Math.abs(low));
      HouseStyle.xRange(chart, low - spare, high + spare);
      if (whole) {
        RunCharts.wholeTicks(chart, high - low + 2 * spare);
      }
    }
  }

  /** Numbers at distances like their ratios, between powers of ten. */
  record Logarithmic(double low, double high) implements ValueAxis {
    @Override
    public double place(Object value) {
      return ((Number) value).doubleValue();
    }

    @Override
    public void apply(XYChart chart) {
      double bottom = Math.pow(10, Math.floor(Math.log10(low) + 1e-9));
      double top = Math.pow(10, Math.ceil(Math.log10(high) - 1e-9));
      // A little beyond the powers, because XChart draws no tick at the very end.
      double spare = Math.pow(top / bottom, 0.03);
      chart.getStyler().setXAxisLogarithmic(true);
      chart.getStyler().setXAxisLogarithmicDecadeOnly(true);
      chart.getStyler().setXAxisMin(bottom / spare);
      chart.getStyler().setXAxisMax(top * spare);
    }
  }
}
