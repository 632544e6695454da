package org.lfads4j.data;

import java.util.List;

/**
 * When something happened in each trial: a go cue, the onset of a movement.
 *
 * @param name what happened, such as {@code go_cue}
 * @param timesMs one time per trial on the trial's own clock, ms; NaN where it did not happen; it
 *     may lie outside the trial's bins
 */
public record Event(String name, List<Double> timesMs) {
  /**
   * Checks the name and the times.
   *
   * @throws IllegalArgumentException if the name is blank or a time is infinite
   */
  public Event {
    timesMs = List.copyOf(timesMs);
    NameRules.requireNotBlank("event name", List.of(name));
    for (int e = 0; e < timesMs.size(); e++) {
      if (Double.isInfinite(timesMs.get(e))) {
        throw new IllegalArgumentException(
            "event \"%s\" must have finite times, NaN where there is none, got %s (trial %s)"
                .formatted(name, timesMs.get(e), e));
      }
    }
  }
}
