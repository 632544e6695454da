package org.lfads4j.population;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lfads4j.config.Hyperparameter;
import org.lfads4j.config.Internal;

/**
 * A member in one generation.
 *
 * @param generation from 0
 * @param member from 0
 * @param donor the member whose state at the end of the generation before it went on from; itself
 *     if it was not replaced, and in generation 0
 * @param values of what is searched, by name
 * @param cost by which it was judged, nats per trial; NaN if its training failed
 * @param run where its part of the training is
 */
@Internal
public record Member(
    int generation, int member, int donor, Map<String, Double> values, double cost, String run) {
  /** Copies the values. */
  public Member {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * The name of a searched setting as tables and charts show it. Of {@code c_keep_prob} the share
   * that is dropped is searched.
   */
  public static String shownName(String setting) {
    return setting.equals(Hyperparameter.KEEP_PROB.name()) ? "dropout" : setting;
  }

  /** Whether it copied another member's state. */
  public boolean isCopy() {
    return donor != member;
  }
}
