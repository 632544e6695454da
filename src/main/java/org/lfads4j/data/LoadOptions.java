package org.lfads4j.data;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lfads4j.config.Internal;

/**
 * How to read a file that does not say everything itself. Immutable; every {@code with} method
 * returns a changed copy.
 */
public final class LoadOptions {
  /** What the file says, and nothing else. */
  public static final LoadOptions DEFAULT =
      new LoadOptions(OptionalDouble.empty(), Optional.empty(), List.of());

  private final OptionalDouble binMs;
  private final Optional<String> counts;
  private final List<Axis> orientation;

  private LoadOptions(OptionalDouble binMs, Optional<String> counts, List<Axis> orientation) {
    this.binMs = binMs;
    this.counts = counts;
    this.orientation = orientation;
  }

  /** The width of a bin, ms, where the file does not state it. */
  public LoadOptions withBinMs(double ms) {
    return new LoadOptions(OptionalDouble.of(ms), counts, orientation);
  }

  /**
   * Which array holds the counts: its name, such as {@code spikes}; in MATLAB also a field of a
   * struct, such as {@code Data.counts}; in HDF5 also a path, such as {@code session/counts}. By
   * default the name that says so, or the one array that can be counts.
   */
  public LoadOptions withCounts(String name) {
    return new LoadOptions(binMs, Optional.of(name), orientation);
  }

  /**
   * The order of the axes of counts and of what lies beside them, such as {@code
   * "trials,neurons,bins"}, or of each trial's matrix or a single recording {@code "neurons,bins"}.
   * By default trials, bins, neurons.
   *
   * @throws IllegalArgumentException if it is no order of axes
   */
  public LoadOptions withOrientation(String axes) {
    return new LoadOptions(binMs, counts, Axis.order(axes));
  }

  /** The width of a bin, ms, if it was given. */
  public OptionalDouble binMs() {
    return binMs;
  }

  /** The name of the array that holds the counts, if it was given. */
  public Optional<String> counts() {
    return counts;
  }

  /** The order of the axes; empty if it was not given. */
  @Internal
  public List<Axis> orientation() {
    return orientation;
  }

  @Override
  public String toString() {
    return "bin width: %s, counts: %s, orientation: %s"
        .formatted(
            binMs.isPresent() ? Numbers.text(binMs.getAsDouble()) + " ms" : "as the file says",
            counts.orElse("as their name says"),
            orientation.isEmpty() ? "trials,bins,neurons" : Axis.text(orientation));
  }
}
