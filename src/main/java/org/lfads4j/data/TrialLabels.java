package org.lfads4j.data;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the recording and its trials are called.
 *
 * @param session name of the recording session
 * @param ids one per trial, unique
 * @param conditions one per trial, if known
 */
record TrialLabels(String session, List<String> ids, Optional<List<String>> conditions) {
  TrialLabels {
    ids = List.copyOf(ids);
    conditions = conditions.map(List::copyOf);
    NameRules.requireNotBlank("session", List.of(session));
    NameRules.requireNotBlank("trial ids", ids);
    NameRules.requireUnique("trial ids", ids, false);
    if (conditions.isPresent()) {
      NameRules.requireCount("conditions", conditions.get(), ids.size(), "trial");
      NameRules.requireNotBlank("conditions", conditions.get());
    }
  }

  TrialLabels withIds(List<String> changed) {
    NameRules.requireCount("trial ids", changed, ids.size(), "trial");
    return new TrialLabels(session, changed, conditions);
  }

  TrialLabels select(int[] trials) {
    return select(trials, pick(ids, trials));
  }

  /** The labels of these trials, each as often as it is named, under new ids. */
  TrialLabels select(int[] trials, List<String> newIds) {
    return new TrialLabels(session, newIds, conditions.map(c -> pick(c, trials)));
  }

  private static List<String> pick(List<String> from, int[] trials) {
    return Arrays.stream(trials).mapToObj(from::get).toList();
  }
}
