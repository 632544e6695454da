package org.lfads4j.backend;

import java.util.Optional;

/**
 * Whether a backend supports a run.
 *
 * @param reason why not, as the end of a sentence that begins with the backend, such as "must run
 *     in single precision, got double"; empty if it does
 * @param advice what to do so that it does; empty: use another backend
 * @param isNoticed whether a user is told, where the program chooses, that this backend was passed
 *     over
 */
public record Support(Optional<String> reason, Optional<String> advice, boolean isNoticed) {
  /** It does. */
  public static final Support YES = new Support(Optional.empty(), Optional.empty(), false);

  /** It does not, and is not meant to: nobody is told unless they ask for it. */
  public static Support notMeantFor(String reason) {
    return new Support(Optional.of(reason), Optional.empty(), false);
  }

  /** It does not, though it would be chosen. */
  public static Support no(String reason) {
    return new Support(Optional.of(reason), Optional.empty(), true);
  }

  /** It does not, though it would be chosen, until the user does something. */
  public static Support notUntil(String reason, String advice) {
    return new Support(Optional.of(reason), Optional.of(advice), true);
  }

  /** Whether it does. */
  public boolean isYes() {
    return reason.isEmpty();
  }
}
