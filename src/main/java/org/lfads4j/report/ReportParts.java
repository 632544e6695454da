package org.lfads4j.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.lfads4j.config.FullMemory;
import org.lfads4j.config.Message;
import org.lfads4j.plots.MissingFonts;
import org.lfads4j.training.ForeseenFailure;

/**
 * Makes the parts of a report one after the other. A part that fails is left out, with a sentence
 * that says why; the others are made all the same.
 */
public final class ReportParts {
  private static final int NAMED = 3;

  private final UnaryOperator<Part> seen;
  private final List<Missing> missing = new ArrayList<>();

  /** Makes a part. */
  @FunctionalInterface
  public interface Work {
    /** Makes all of it. */
    void make() throws IOException;
  }

  /** A part by its name, which is that of its file where it has one, and what makes it. */
  record Part(String name, Work work) {}

  private record Missing(String part, String why) {}

  /** None is made yet. */
  public ReportParts() {
    this(UnaryOperator.identity());
  }

  /** Makes each part as this function changes it. */
  ReportParts(UnaryOperator<Part> seen) {
    this.seen = seen;
  }

  /**
   * Makes one part.
   *
   * @return whether it was made
   * @throws CancellationException if the thread is interrupted
   */
  public boolean make(String name, Work work) {
    try {
      seen.apply(new Part(name, work)).work.make();
      return true;
    } catch (CancellationException e) {
      throw e;
    } catch (IOException | RuntimeException | Error e) {
      // Every error: where there are no fonts, Java throws Error, InternalError or LinkageError.
      missing.add(new Missing(name, reason(e)));
      return false;
    }
  }

  /** Calculates one part; absent if that fails. */
  public <T> Optional<T> calculate(String name, Supplier<T> value) {
    List<T> made = new ArrayList<>(1);
    return make(name, () -> made.add(value.get())) ? Optional.of(made.get(0)) : Optional.empty();
  }

  private static String reason(Throwable e) {
    if (e instanceof OutOfMemoryError full) {
      return FullMemory.sentence("it", full, "leave it out");
    }
    return MissingFonts.sentence(e)
        .orElseGet(() -> ForeseenFailure.is(e) ? Message.of(e).onCommandLine() : String.valueOf(e));
  }

  /** One sentence for each part that is missing. */
  public List<String> notes() {
    return missing.stream().map(each -> each.part + " is missing: " + each.why).toList();
  }

  /** Whether none is missing. */
  public boolean isComplete() {
    return missing.isEmpty();
  }

  /** The names of the missing parts in a few words. */
  public String missing() {
    List<String> names = missing.stream().map(Missing::part).toList();
    return names.size() <= NAMED + 1
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, NAMED)) + " and " + (names.size() - NAMED) + " more";
  }

  /**
   * Makes sure that none is missing.
   *
   * @throws IllegalStateException with the sentence of each that is
   */
  public void requireComplete(Path folder) {
    if (!isComplete()) {
      throw new IllegalStateException(
          "report must be complete, got "
              + folder
              + " without "
              + missing()
              + "; the fit itself is in "
              + folder.resolve(FitReport.MODEL)
              + "\n"
              + String.join("\n", notes()));
    }
  }
}
