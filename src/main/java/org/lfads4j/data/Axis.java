package org.lfads4j.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.lfads4j.config.Internal;

/** An axis of a block of counts. */
@Internal
public enum Axis {
  /** One repetition of a task, or one piece of a recording. */
  TRIALS,
  /** Time. */
  BINS,
  /** Neurons, or the columns of another block. */
  NEURONS;

  /**
   * An order of axes, such as {@code trials,bins,neurons} or, of one trial, {@code bins,neurons}.
   *
   * @throws IllegalArgumentException if it is none
   */
  static List<Axis> order(String text) {
    List<String> words =
        Arrays.stream(text.toLowerCase(Locale.ROOT).split("[,\\s]+", -1))
            .filter(word -> !word.isEmpty())
            .toList();
    List<String> known = Arrays.stream(values()).map(Axis::word).toList();
    boolean fits =
        words.size() >= 2
            && words.stream().distinct().count() == words.size()
            && known.containsAll(words)
            && words.contains("bins");
    if (!fits) {
      throw new IllegalArgumentException(
          "orientation must name the axes in their order, such as \"trials,bins,neurons\" or"
              + " \"neurons,bins\", got \""
              + text
              + "\"");
    }
    return words.stream().map(word -> valueOf(word.toUpperCase(Locale.ROOT))).toList();
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static String text(List<Axis> order) {
    return order.stream().map(Axis::word).collect(Collectors.joining(","));
  }
}
