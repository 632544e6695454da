package org.lfads4j.tables;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

/**
 * Five significant digits for the screen, the same in every locale. The column keeps every digit.
 */
final class ShortNumbers extends NumberColumnFormatter {
  private static final MathContext DIGITS = new MathContext(5);

  @Override
  public String format(float value) {
    return format((double) value);
  }

  @Override
  public String format(double value) {
    if (Double.isNaN(value)) {
      return "";
    }
    if (Double.isInfinite(value)) {
      return Double.toString(value);
    }
    double size = Math.abs(value);
    if (size != 0 && (size < 1e-4 || size >= 1e7)) {
      return String.format(Locale.ROOT, "%.4e", value);
    }
    BigDecimal rounded = new BigDecimal(value).round(DIGITS);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
