package org.lfads4j.plots;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as an axis shows them, the same in every locale. */
final class TickNumbers {
  private TickNumbers() {}

  /** As many decimals as the distance between ticks needs. */
  static String tick(double value, double step) {
    int decimals = Math.max(0, (int) -Math.floor(Math.log10(step) + 1e-9));
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
    return rounded.signum() == 0 ? "0" : rounded.toPlainString();
  }

  /** At most six decimals, without zeros at the end. */
  static String plain(double value) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(6, RoundingMode.HALF_UP);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
