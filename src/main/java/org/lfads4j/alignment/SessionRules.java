package org.lfads4j.alignment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.lfads4j.data.Alignment;
import org.lfads4j.data.Trials;

/** What sessions must have in common to be aligned, and what to do where they do not. */
final class SessionRules {
  private static final int SHOWN = 4;
  private static final String BY_TIME =
      "; set alignmentExtraArgs to average=time to align by averages over all trials";

  private SessionRules() {}

  static void require(List<Trials> sessions, int factors) {
    if (sessions.isEmpty()) {
      throw new IllegalArgumentException("alignment must have at least one session");
    }
    if (factors < 1) {
      throw new IllegalArgumentException("alignment must have factors >= 1, got " + factors);
    }
    Map<String, List<String>> byBins = new LinkedHashMap<>();
    for (Trials session : sessions) {
      String bins = session.bins() + " bins of " + session.binMs() + " ms";
      byBins.computeIfAbsent(bins, b -> new ArrayList<>()).add(session.session());
    }
    if (byBins.size() > 1) {
      throw new IllegalArgumentException(
          "sessions must have the same bins to be aligned, got "
              + byBins.entrySet().stream()
                  .map(e -> some(e.getValue()) + ": " + e.getKey())
                  .collect(Collectors.joining("; "))
              + "; rebin them alike and cut them to windows of one length");
    }
  }

  static void requireFit(Trials session, Alignment given, int factors) {
    if (given.matrix().rows() != session.neurons() || given.matrix().columns() != factors) {
      throw new IllegalArgumentException(
          "alignment matrix of session "
              + session.session()
              + " must have its "
              + session.neurons()
              + " neurons and as many factors as the first ("
              + factors
              + "), got "
              + given.matrix());
    }
  }

  /** The conditions that every session has, at least one. */
  static List<String> shared(List<SessionConditions> sessions) {
    List<String> unlabelled =
        sessions.stream()
            .filter(s -> s.conditions().isEmpty())
            .map(SessionConditions::session)
            .toList();
    if (!unlabelled.isEmpty()) {
      throw unlabelled(unlabelled);
    }
    List<String> shared =
        SessionConditions.union(sessions).stream()
            .filter(c -> sessions.stream().allMatch(s -> s.conditions().contains(c)))
            .toList();
    if (shared.isEmpty()) {
      throw new IllegalArgumentException(
          "sessions must share a condition that all of them have in training trials, got "
              + sessions.stream()
                  .limit(SHOWN)
                  .map(s -> s.session() + ": " + some(s.conditions()))
                  .collect(Collectors.joining("; "))
              + (sessions.size() > SHOWN
                  ? "; and " + (sessions.size() - SHOWN) + " more sessions"
                  : "")
              + BY_TIME);
    }
    return shared;
  }

  /** The conditions that another session shares with those aligned, at least one. */
  static List<String> shared(ConditionAverages session, Aligned aligned) {
    if (session.bins() != aligned.globalPcs().bins()) {
      throw new IllegalArgumentException(
          "session "
              + session.session()
              + " must have the "
              + aligned.globalPcs().bins()
              + " bins of the sessions aligned, got "
              + session.bins()
              + "; rebin it alike and cut it to windows of one length");
    }
    Set<String> conditions = session.conditions().conditions();
    if (conditions.isEmpty()) {
      throw unlabelled(List.of(session.session()));
    }
    List<String> known = aligned.sharedConditions();
    List<String> shared = known.stream().filter(conditions::contains).toList();
    if (shared.isEmpty()) {
      throw new IllegalArgumentException(
          "session "
              + session.session()
              + " must share a condition with the sessions aligned ("
              + some(known)
              + "), got "
              + some(conditions)
              + BY_TIME);
    }
    return shared;
  }

  private static IllegalArgumentException unlabelled(List<String> sessions) {
    return new IllegalArgumentException(
        "sessions must have condition labels to be aligned by conditions, and there are none for "
            + some(sessions)
            + BY_TIME);
  }

  private static String some(Collection<String> names) {
    return names.stream().limit(SHOWN).collect(Collectors.joining(", "))
        + (names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "");
  }
}
