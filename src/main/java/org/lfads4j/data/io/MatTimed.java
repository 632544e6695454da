package org.lfads4j.data.io;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What LFADS Run Manager asks of a data set, made into the layout of {@link TrialLayout}. */
final class MatTimed {
  static final String COUNTS = "data";
  private static final String TIMES = "timeVecMs";

  private MatTimed() {}

  /** Whether variables or fields are those of the run manager. */
  static boolean fits(Map<String, MatValue> fields) {
    return fields.containsKey("counts") && fields.containsKey(TIMES);
  }

  /** Of {@code counts}, trials x neurons x bins, and what lies beside them. */
  static Map<String, MatValue> standard(Map<String, MatValue> fields) {
    Map<String, MatValue> out = new LinkedHashMap<>();
    MatValue.Numbers counts = turned("counts", fields);
    out.put(COUNTS, counts);
    if (fields.containsKey("truth")) {
      out.put("truth", turned("truth", fields));
    }
    if (numbers("externalInputs", fields).filter(inputs -> inputs.size() > 0).isPresent()) {
      out.put("ext_input", turned("externalInputs", fields));
    }
    if (fields.containsKey("conditionId")) {
      out.put("cond", fields.get("conditionId"));
    }
    numbers(TIMES, fields).ifPresent(times -> out.putAll(clock(times, counts.shape().get(1))));
    return out;
  }

  /** Trials x columns x bins as trials x bins x columns. */
  private static MatValue.Numbers turned(String name, Map<String, MatValue> fields) {
    MatValue.Numbers block =
        numbers(name, fields)
            .filter(n -> n.shape().size() == 3 || n.shape().size() == 2)
            .orElseThrow(
                () ->
                    new ContentException(
                        name + " must be numbers, trials x neurons x bins, got another value"));
    int trials = block.shape().get(0);
    int columns = block.shape().get(1);
    int bins = block.shape().size() == 3 ? block.shape().get(2) : 1;
    return new MatValue.Numbers(
        List.of(trials, bins, columns),
        true,
        i -> {
          int bin = i / trials % bins;
          int column = i / trials / bins;
          return block.values().applyAsDouble(i % trials + trials * (column + columns * bin));
        });
  }

  private static Optional<MatValue.Numbers> numbers(String name, Map<String, MatValue> fields) {
    return fields.get(name) instanceof MatValue.Numbers numbers
        ? Optional.of(numbers)
        : Optional.empty();
  }

  /** The width of a bin and the time of the first, from the times of all. */
  private static Map<String, MatValue> clock(MatValue.Numbers times, int bins) {
    if (times.size() != bins) {
      throw new ContentException(
          TIMES + " must be one time per bin, got " + times.size() + " for " + bins + " bins");
    }
    double[] ms = IntStream.range(0, bins).mapToDouble(times.values()).toArray();
    double startMs = TrialLayout.shortest(ms[0]);
    if (bins == 1) {
      return Map.of("start_ms", one(startMs));
    }
    double binMs = (ms[bins - 1] - ms[0]) / (bins - 1);
    double rounding = rounding(ms);
    for (int t = 1; t < bins; t++) {
      double step = ms[t] - ms[t - 1];
      if (!(Math.abs(step - binMs) <= Math.max(1e-6 * Math.abs(binMs), rounding))) {
        throw new ContentException(
            "%s must be equal steps, got %s ms before bin %s where the average is %s ms"
                .formatted(TIMES, step, t, binMs));
      }
    }
    return Map.of("start_ms", one(startMs), "bin_ms", one(plain(binMs, rounding / (bins - 1))));
  }

  /** How far a step may be off because its times are in single precision; 0 if they are not. */
  private static double rounding(double[] ms) {
    double most = 0;
    for (double time : ms) {
      if (time != (float) time) {
        return 0;
      }
      most = Math.max(most, Math.abs(time));
    }
    return 2 * Math.ulp((float) most);
  }

  /** The number of thousandths, or the width at a whole rate, that a width stands for. */
  private static double plain(double binMs, double rounding) {
    double thousandths = Math.rint(binMs * 1000) / 1000;
    double atWholeHz = 1000 / Math.rint(1000 / binMs);
    if (Math.abs(thousandths - binMs) <= rounding) {
      return thousandths;
    }
    return Math.abs(atWholeHz - binMs) <= rounding ? atWholeHz : binMs;
  }

  private static MatValue.Numbers one(double value) {
    return new MatValue.Numbers(List.of(1, 1), i -> value);
  }
}
