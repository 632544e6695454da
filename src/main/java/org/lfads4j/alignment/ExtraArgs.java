package org.lfads4j.alignment;

import java.util.Locale;
import java.util.Map;

/**
 * The settings beyond the approach.
 *
 * @param average what trials are averaged over
 * @param normalizeEach whether a ridge divides every neuron by its own standard deviation, or all
 *     by one
 */
record ExtraArgs(Average average, boolean normalizeEach) {
  static final ExtraArgs DEFAULT = new ExtraArgs(Average.CONDITION, false);
  private static final String AVERAGE = "average";
  private static final String NORMALIZE_EACH = "ridgeNormalizeEach";

  /** Reads the texts; a ridge has one more than least squares. */
  static ExtraArgs of(Map<String, String> texts, boolean ridge) {
    ExtraArgs out = DEFAULT;
    for (Map.Entry<String, String> text : texts.entrySet()) {
      out = out.with(text.getKey(), text.getValue(), ridge);
    }
    return out;
  }

  private ExtraArgs with(String name, String value, boolean ridge) {
    if (name.equals(AVERAGE)) {
      for (Average each : Average.values()) {
        if (each.name().toLowerCase(Locale.ROOT).equals(value)) {
          return new ExtraArgs(each, normalizeEach);
        }
      }
    }
    if (ridge && name.equals(NORMALIZE_EACH) && value.matches("true|false")) {
      return new ExtraArgs(average, Boolean.parseBoolean(value));
    }
    throw new IllegalArgumentException(
        "alignmentExtraArgs must be average (condition or time)"
            + (ridge ? " or ridgeNormalizeEach (true or false)" : "")
            + ", got "
            + name
            + " = "
            + value);
  }
}
