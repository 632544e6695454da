package org.lfads4j.plots;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Trials by condition: in numerical order where every condition is a number, else by name. */
final class Groups {
  private Groups() {}

  static Map<String, List<Integer>> of(List<String> conditions, int trials) {
    requireCount(conditions, trials);
    Map<String, List<Integer>> out = new TreeMap<>(order(conditions));
    for (int trial = 0; trial < trials; trial++) {
      out.computeIfAbsent(conditions.get(trial), c -> new ArrayList<>()).add(trial);
    }
    return out;
  }

  static void requireCount(List<String> conditions, int trials) {
    if (conditions.size() != trials) {
      throw new IllegalArgumentException(
          "conditions must hold one label per trial, got "
              + conditions.size()
              + " for "
              + trials
              + " trials");
    }
  }

  /** By number where all of these are numbers, else by name. */
  static Comparator<String> order(Collection<String> conditions) {
    Comparator<String> byName = Comparator.naturalOrder();
    return conditions.stream().allMatch(Groups::isNumber)
        ? Comparator.comparingDouble(Double::parseDouble).thenComparing(byName)
        : byName;
  }

  private static boolean isNumber(String text) {
    return text.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
  }
}
