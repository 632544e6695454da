package org.lfads4j.backend;

import java.util.Optional;
import org.lfads4j.config.Internal;

/**
 * Whether a backend supports a run.
 *
 * @param reason why not, as the end of a sentence that begins with the backend, such as "must run
 *     in single precision, got double"; empty if it does
 * @param advice what to do so that it does; empty: use another backend
 * @param isNoticed whether a user is told where the program chooses another backend instead
 */
@Internal
public record Support(Optional<String> reason, Optional<String> advice, boolean isNoticed) {
  /** It does. */
  public static final Support YES = new Support(Optional.empty(), Optional.empty(), false);

  /** It does not, and is not meant to: only a user who asks for this backend is told. */
  public static Support notMeantFor(String reason) {
    return new Support(Optional.of(reason), Optional.empty(), false);
  }

  /** It does not; a user is told, for otherwise it might have been chosen. */
  public static Support no(String reason) {
    return new Support(Optional.of(reason), Optional.empty(), true);
  }

  /** The same, with what the user can do so that it does. */
  public static Support notUntil(String reason, String advice) {
    return new Support(Optional.of(reason), Optional.of(advice), true);
  }

  /** Whether it does. */
  public boolean isYes() {
    return reason.isEmpty();
  }
}
