package org.lfads4j.plots;

import java.util.stream.DoubleStream;

/**
 * An axis from one round number to another.
 *
 * @param low lower end
 * @param high upper end, above the lower
 * @param step distance between ticks: 1, 2 or 5 times a power of ten
 */
record NiceRange(double low, double high, double step) {
  private static final double TICKS = 5;

  /** The shortest such range around all finite values; 0 to 1 if there are none. */
  static NiceRange around(DoubleStream values) {
    double[] ends = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    values
        .filter(Double::isFinite)
        .forEach(
            x -> {
              ends[0] = Math.min(ends[0], x);
              ends[1] = Math.max(ends[1], x);
            });
    return ends[0] > ends[1] ? of(0, 1) : of(ends[0], ends[1]);
  }

  /** As {@link #around}, and 0 belongs to it; 0 to 1 where all is 0. For rates and counts. */
  static NiceRange aroundWithZero(DoubleStream values) {
    double[] some = values.filter(x -> x != 0).toArray();
    return around(some.length == 0 ? DoubleStream.of(0, 1) : withZero(some));
  }

  /** The shortest such range with 0 in its middle; -1 to 1 where all is 0. For weights. */
  static NiceRange aboutZero(DoubleStream values) {
    double largest = values.filter(Double::isFinite).map(Math::abs).max().orElse(0);
    return largest == 0 ? of(-1, 1) : of(-largest, largest);
  }

  private static DoubleStream withZero(double[] values) {
    return DoubleStream.concat(DoubleStream.of(values), DoubleStream.of(0));
  }

  private static NiceRange of(double low, double high) {
    if (low == high) {
      double half = low == 0 ? 0.5 : Math.abs(low) / 10;
      return of(low - half, high + half);
    }
    double step = step((high - low) / TICKS);
    return new NiceRange(Math.floor(low / step) * step, Math.ceil(high / step) * step, step);
  }

  static double step(double rough) {
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double digit = rough / power;
    return power * (digit < 1.5 ? 1 : digit < 3.5 ? 2 : digit < 7.5 ? 5 : 10);
  }
}
