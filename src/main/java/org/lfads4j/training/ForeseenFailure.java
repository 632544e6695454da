package org.lfads4j.training;

import java.io.UncheckedIOException;

/** Failures whose message says where, what rule, what value and what to do, and so stands alone. */
public final class ForeseenFailure {
  private ForeseenFailure() {}

  /** Whether this is one: of a kind that the program throws itself, with a message. */
  public static boolean is(Throwable e) {
    boolean kind =
        e instanceof IllegalArgumentException
            || e instanceof IllegalStateException
            || e instanceof UncheckedIOException
            || e instanceof TrainingDivergedException;
    return kind && e.getMessage() != null;
  }
}
