package org.lfads4j.analysis;

import java.util.List;
import java.util.stream.Collectors;
import org.lfads4j.config.Message;

/**
 * Whether a fit is good, and if not, what is the matter and what to do.
 *
 * @param findings what is not good; none if nothing was found
 * @param sentences one for each finding, or the one that says what was looked for
 */
public record Diagnosis(List<Finding> findings, List<Message> sentences) {
  /** Keeps its own copies. */
  public Diagnosis {
    findings = List.copyOf(findings);
    sentences = List.copyOf(sentences);
  }

  /** Whether nothing was found. */
  public boolean isGood() {
    return findings.isEmpty();
  }

  /** Whether something of that kind was found. */
  public boolean has(Finding.Kind kind) {
    return findings.stream().anyMatch(finding -> finding.kind() == kind);
  }

  /** The kinds of what was found in a few words, for a cell of a table. */
  public String inShort() {
    return isGood()
        ? "good"
        : findings.stream()
            .map(finding -> finding.kind().word().replace('_', ' '))
            .distinct()
            .collect(Collectors.joining(", "));
  }

  /** The sentences, a line each. */
  @Override
  public String toString() {
    return sentences.stream().map(Message::inJava).collect(Collectors.joining("\n"));
  }
}
