package org.lfads4j.plots;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Trials by condition: in numerical order where every condition is a number, else by name. */
final class Groups {
  private Groups() {}

  static Map<String, List<Integer>> of(List<String> conditions, int trials) {
    if (conditions.size() != trials) {
      throw new IllegalArgumentException(
          "conditions must hold one label per trial, got "
              + conditions.size()
              + " for "
              + trials
              + " trials");
    }
    boolean numeric = conditions.stream().allMatch(Groups::isNumber);
    Comparator<String> byName = Comparator.naturalOrder();
    Comparator<String> order =
        numeric ? Comparator.comparingDouble(Double::parseDouble).thenComparing(byName) : byName;
    Map<String, List<Integer>> out = new TreeMap<>(order);
    for (int trial = 0; trial < trials; trial++) {
      out.computeIfAbsent(conditions.get(trial), c -> new ArrayList<>()).add(trial);
    }
    return out;
  }

  private static boolean isNumber(String text) {
    return text.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
  }
}
