package org.lfads4j.alignment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.lfads4j.data.Trials;

/**
 * The conditions of a session that can be averaged, found without averaging.
 *
 * @param session its name
 * @param conditions by name; none where conditions are averaged and no trial has one
 */
record SessionConditions(String session, Set<String> conditions) {
  /** The one label where all trials are averaged. */
  static final String ALL_TRIALS = "all trials";

  SessionConditions {
    conditions = Collections.unmodifiableSet(new TreeSet<>(conditions));
  }

  static SessionConditions of(Trials trials, Average average) {
    return new SessionConditions(trials.session(), trialsOf(trials, average).keySet());
  }

  /**
   * The trials to average for each condition, as indices from 0. A trial whose label is blank or
   * {@code NaN} has no condition.
   */
  static SortedMap<String, List<Integer>> trialsOf(Trials trials, Average average) {
    SortedMap<String, List<Integer>> groups = new TreeMap<>();
    for (int i = 0; i < trials.trials(); i++) {
      String label = average == Average.TIME ? ALL_TRIALS : label(trials, i);
      if (!label.isBlank() && !label.equals("NaN")) {
        groups.computeIfAbsent(label, l -> new ArrayList<>()).add(i);
      }
    }
    return groups;
  }

  private static String label(Trials trials, int trial) {
    return trials.conditions().map(c -> c.get(trial)).orElse("");
  }

  /** All conditions of any session: in numerical order where all are numbers, else by name. */
  static List<String> union(List<SessionConditions> sessions) {
    Set<String> all = new TreeSet<>();
    sessions.forEach(s -> all.addAll(s.conditions()));
    List<String> sorted = new ArrayList<>(all);
    if (all.stream().allMatch(SessionConditions::isNumber)) {
      sorted.sort(Comparator.comparingDouble(Double::parseDouble));
    }
    return sorted;
  }

  private static boolean isNumber(String text) {
    return text.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
  }
}
