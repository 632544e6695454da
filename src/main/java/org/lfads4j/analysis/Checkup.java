package org.lfads4j.analysis;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lfads4j.config.Internal;

/**
 * What was looked for in a fit, and what was found.
 *
 * @param checked what could be looked for: not everything can be in every fit
 * @param findings what was found
 */
@Internal
public record Checkup(Set<Finding.Kind> checked, List<Finding> findings) {
  /** Nothing was looked for. */
  public static final Checkup NOTHING = new Checkup(Set.of(), List.of());

  /** Keeps its own copies; findings in the order of their kinds. */
  public Checkup {
    checked = Set.copyOf(checked);
    findings = findings.stream().sorted((a, b) -> a.kind().compareTo(b.kind())).toList();
  }

  /** One kind was looked for. */
  static Checkup of(Finding.Kind kind, Optional<Finding> found) {
    return of(kind, found.stream().toList());
  }

  /** One kind was looked for in several places. */
  static Checkup of(Finding.Kind kind, List<Finding> found) {
    return new Checkup(Set.of(kind), found);
  }

  /** Both. */
  public Checkup and(Checkup other) {
    Set<Finding.Kind> kinds = EnumSet.noneOf(Finding.Kind.class);
    kinds.addAll(checked);
    kinds.addAll(other.checked);
    List<Finding> all = new ArrayList<>(findings);
    all.addAll(other.findings);
    return new Checkup(kinds, all);
  }

  /** The same of one session among several. */
  public Checkup ofSession(String session) {
    return new Checkup(
        checked, findings.stream().map(finding -> finding.ofSession(session)).toList());
  }
}
