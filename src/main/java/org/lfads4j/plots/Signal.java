package org.lfads4j.plots;

import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.lfads4j.config.Internal;
import org.lfads4j.data.Cube;

/**
 * Numbers over time with what an axis must say of them.
 *
 * @param quantity what a column is, such as {@code rate} or {@code factor}
 * @param unit such as {@code spikes/s}, or {@code a.u.} where there is none
 * @param names one name per column, all different
 * @param values trials x bins x columns, at least one of each
 * @param binMs width of a bin in ms, above 0
 * @param startMs time at which the first bin begins, in ms
 */
@Internal
public record Signal(
    String quantity, String unit, List<String> names, Cube values, double binMs, double startMs) {

  /**
   * Copies the names.
   *
   * @throws IllegalArgumentException if names and columns differ in number, a name appears twice,
   *     there is nothing to draw, the bin width is not above 0, or the start is not finite
   */
  public Signal {
    names = List.copyOf(names);
    if (names.size() != values.columns()) {
      throw new IllegalArgumentException(
          quantity
              + " must have one name per column, got "
              + names.size()
              + " for "
              + values.columns());
    }
    if (new HashSet<>(names).size() != names.size()) {
      throw new IllegalArgumentException(quantity + " must have different names, got " + names);
    }
    if (values.trials() < 1 || values.bins() < 1 || values.columns() < 1) {
      throw new IllegalArgumentException(
          quantity + " must hold at least one trial, bin and column, got " + values);
    }
    if (!(binMs > 0) || Double.isInfinite(binMs)) {
      throw new IllegalArgumentException("binMs must be > 0 and finite, got " + binMs);
    }
    if (!Double.isFinite(startMs)) {
      throw new IllegalArgumentException("startMs must be finite, got " + startMs);
    }
  }

  /** Factors named {@code factor 0}, {@code factor 1}, ...; they have no unit. */
  public static Signal factors(Cube values, double binMs, double startMs) {
    return new Signal("factor", "a.u.", numbered("factor ", values), values, binMs, startMs);
  }

  /** Inferred inputs named {@code input 0}, {@code input 1}, ...; they have no unit. */
  public static Signal inputs(Cube values, double binMs, double startMs) {
    return new Signal("inferred input", "a.u.", numbered("input ", values), values, binMs, startMs);
  }

  /** Firing rates in spikes per second, from values that already are spikes per second. */
  public static Signal ratesHz(Cube valuesHz, List<String> neurons, double binMs, double startMs) {
    return new Signal("rate", "spikes/s", neurons, valuesHz, binMs, startMs);
  }

  /** Spike counts per bin. */
  public static Signal counts(Cube values, List<String> neurons, double binMs, double startMs) {
    return new Signal("spikes", "count per bin", neurons, values, binMs, startMs);
  }

  private static List<String> numbered(String prefix, Cube values) {
    return IntStream.range(0, values.columns()).mapToObj(i -> prefix + i).toList();
  }

  double endMs() {
    return startMs + values.bins() * binMs;
  }

  /** The middle of every bin. */
  double[] timesMs() {
    return IntStream.range(0, values.bins())
        .mapToDouble(t -> startMs + (t + 0.5) * binMs)
        .toArray();
  }

  /** One column over one trial. */
  double[] line(int trial, int column) {
    return IntStream.range(0, values.bins())
        .mapToDouble(t -> values.at(trial, t, column))
        .toArray();
  }

  String axisTitle() {
    return quantity + " (" + unit + ")";
  }

  /** Checks indices that a caller gave. */
  void requireTrial(int trial) {
    requireIndex("trial", trial, values.trials());
  }

  void requireColumn(int column) {
    requireIndex("column", column, values.columns());
  }

  /** Checks that another signal can be drawn over this one. */
  void requireSameShape(Signal other) {
    if (other.values.trials() != values.trials()
        || other.values.bins() != values.bins()
        || other.values.columns() != values.columns()) {
      throw new IllegalArgumentException(
          other.quantity
              + " must have the shape of "
              + quantity
              + " ("
              + values
              + "), got "
              + other.values);
    }
  }

  private void requireIndex(String what, int got, int count) {
    if (got < 0 || got >= count) {
      throw new IllegalArgumentException(
          what + " must be from 0 to " + (count - 1) + ", got " + got + " (" + quantity + ")");
    }
  }
}
