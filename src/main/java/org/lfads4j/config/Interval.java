package org.lfads4j.config;

/**
 * The bounds between which a number is drawn, both of them in its hyperparameter's range.
 *
 * @param low the least value
 * @param high the greatest value
 * @param whole whether values are whole numbers; then so are the bounds
 */
record Interval(double low, double high, boolean whole) {

  /**
   * The part of an interval that a hyperparameter takes.
   *
   * @throws IllegalArgumentException if it takes no numbers, the bounds do not rise or one is out
   *     of range
   */
  static Interval of(String name, double low, double high) {
    Hyperparameter<?> hyperparameter = Hyperparameter.named(name);
    boolean whole = hyperparameter.type() == ValueType.WHOLE;
    String where = "draw of " + name;
    if (!whole && hyperparameter.type() != ValueType.NUMBER) {
      throw new IllegalArgumentException(
          "%s must be a choice, got bounds %s and %s; use Draw.choice(name, values...)"
              .formatted(where, low, high));
    }
    if (!(low < high)) {
      throw new IllegalArgumentException(
          where + " must have low < high, got " + low + " and " + high);
    }
    Interval interval =
        whole
            ? new Interval(Math.ceil(low), Math.floor(high), true)
            : new Interval(low, high, false);
    if (interval.low > interval.high) {
      throw new IllegalArgumentException(
          where + " must have a whole number from low to high, got " + low + " and " + high);
    }
    Object unused = hyperparameter.read(interval.low);
    Object unusedToo = hyperparameter.read(interval.high);
    return interval;
  }

  /** Where drawing begins: half below the first whole number, which is then drawn as often. */
  double from() {
    return whole ? low - 0.5 : low;
  }

  /** Where drawing ends: half above the last whole number. */
  double to() {
    return whole ? high + 0.5 : high;
  }

  /** A drawn number, rounded if values are whole; the bounds hold whatever rounding did. */
  Object value(double drawn) {
    double nearest = whole ? Math.floor(drawn + 0.5) : drawn;
    double inside = Math.max(low, Math.min(high, nearest));
    return whole ? (Object) (int) inside : (Object) inside;
  }
}
