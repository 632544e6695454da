package org.lfads4j.training;

import java.io.UncheckedIOException;
import org.lfads4j.config.Internal;

/** Tells failures that a user can understand from their message alone from all others. */
@Internal
public final class ForeseenFailure {
  private ForeseenFailure() {}

  /** Whether a failure is of a kind that the program throws itself, with a message for the user. */
  public static boolean is(Throwable e) {
    boolean kind =
        e instanceof IllegalArgumentException
            || e instanceof IllegalStateException
            || e instanceof UncheckedIOException
            || e instanceof TrainingDivergedException;
    return kind && e.getMessage() != null;
  }
}
