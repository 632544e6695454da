package org.lfads4j.data.io;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.lfads4j.data.Cube;
import org.lfads4j.data.LoadOptions;
import org.lfads4j.data.Trials;

/**
 * Counts out of a file, rounded where they are whole but for their last digits, and what is said of
 * them.
 */
final class ReadCounts {
  /** What arithmetic in single precision may leave of a whole number. */
  private static final double ROUNDING = 1e-5;

  private final Cube counts;
  private final boolean rounded;
  private final LoadOptions options;

  ReadCounts(Cube stored, LoadOptions options) {
    this.rounded = isNearlyWhole(stored);
    this.counts = rounded ? stored.map(Math::rint) : stored;
    this.options = options;
  }

  /** Whether all are whole numbers but for rounding, and some only so. */
  private static boolean isNearlyWhole(Cube stored) {
    boolean some = false;
    for (float value : stored.toArray()) {
      double off = Math.abs(value - Math.rint(value));
      if (!(off <= ROUNDING)) {
        return false;
      }
      some |= off > 0;
    }
    return some;
  }

  /** Whether an array holds whole numbers from 0 on. */
  static boolean canBe(Cube block) {
    for (float value : block.toArray()) {
      if (!(Math.abs(value - Math.rint(value)) <= ROUNDING && value > -ROUNDING)) {
        return false;
      }
    }
    return true;
  }

  Cube counts() {
    return counts;
  }

  Trials trials(double binMs, List<String> names) {
    return Trials.of(counts, binMs).withReading(reading(names, ""));
  }

  /**
   * What to say of them.
   *
   * @param names of the arrays that they are from
   * @param beside what else was taken, begins with a comma
   */
  List<String> reading(List<String> names, String beside) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "took counts from %s (%s trials x %s bins x %s neurons)%s"
            .formatted(
                names.stream().collect(Collectors.joining(" and ")),
                counts.trials(),
                counts.bins(),
                counts.columns(),
                beside));
    if (rounded) {
      lines.add("rounded counts that were not whole in their last digits");
    }
    if (options.orientation().isEmpty()) {
      doubts(lines);
    }
    return lines;
  }

  private void doubts(List<String> lines) {
    if (counts.columns() > counts.bins()) {
      lines.add(
          "more neurons (%s) than bins (%s): if it is the other way round, the orientation is"
                  .formatted(counts.columns(), counts.bins())
              + " trials,neurons,bins");
    }
    if (counts.trials() > 1
        && (counts.trials() == counts.bins() || counts.trials() == counts.columns())) {
      lines.add(
          "as many trials as %s (%s): their order could not be checked"
              .formatted(counts.trials() == counts.bins() ? "bins" : "neurons", counts.trials()));
    }
  }
}
