package org.lfads4j.data.io;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The layouts that {@link MatTrials} describes, made into that of {@link TrialLayout}. */
final class MatLayouts {
  private static final List<String> SPIKES = List.of("spikes", "counts", "data");
  private static final String TIMES = "timeVecMs";

  /** Names of a trial's fields, and what {@link TrialLayout} calls them. */
  private static final Map<String, String> PER_TRIAL =
      Map.of(
          "condition", "cond",
          "conditionId", "cond",
          "cond", "cond",
          "trial_id", "trial_id",
          "trialId", "trial_id",
          "externalInputs", "ext_input");

  private MatLayouts() {}

  /** The variables as named arrays, trials x bins x columns. */
  static MatArrays arrays(Map<String, MatValue> variables, MatTrials.Orientation orientation) {
    if (variables.containsKey("counts") && variables.containsKey(TIMES)) {
      return new MatArrays(runManager(variables));
    }
    Optional<String> structs =
        variables.keySet().stream().filter(n -> holdsSpikes(variables.get(n))).findFirst();
    if (structs.isEmpty()) {
      return new MatArrays(variables);
    }
    Map<String, MatValue> rest = new LinkedHashMap<>(variables);
    MatValue trials = rest.remove(structs.get());
    rest.putAll(standard(structs.get(), trials, orientation));
    return new MatArrays(rest);
  }

  private static boolean holdsSpikes(MatValue value) {
    if (value instanceof MatValue.Cells cells) {
      return !cells.items().isEmpty() && cells.items().stream().allMatch(MatLayouts::isMatrix);
    }
    return value instanceof MatValue.Structs structs
        && structs.size() > 0
        && (structs.fields().containsKey("train_data")
            || SPIKES.stream().anyMatch(structs.fields()::containsKey));
  }

  private static boolean isMatrix(MatValue value) {
    return value instanceof MatValue.Numbers numbers
        && numbers.shape().size() == 2
        && numbers.size() > 1;
  }

  private static Map<String, MatValue> standard(
      String name, MatValue value, MatTrials.Orientation orientation) {
    if (value instanceof MatValue.Cells cells) {
      return Map.of("data", stacked(name, cells.items(), orientation));
    }
    MatValue.Structs structs = (MatValue.Structs) value;
    Map<String, MatValue> first = new LinkedHashMap<>();
    structs.fields().forEach((field, values) -> first.put(field, values.get(0)));
    boolean oneRecording =
        structs.size() == 1
            && (first.containsKey("train_data")
                || SPIKES.stream().anyMatch(n -> first.containsKey(n) && !isMatrix(first.get(n))));
    if (!oneRecording) {
      return perTrial(name, structs, orientation);
    }
    return first.containsKey("counts") ? runManager(first) : first;
  }

  private static Map<String, MatValue> perTrial(
      String name, MatValue.Structs structs, MatTrials.Orientation orientation) {
    String spikes = SPIKES.stream().filter(structs.fields()::containsKey).findFirst().orElseThrow();
    MatValue.Numbers counts =
        stacked(name + "." + spikes, structs.fields().get(spikes), orientation);
    Map<String, MatValue> out = new LinkedHashMap<>();
    out.put("data", counts);
    structs
        .fields()
        .forEach(
            (field, values) -> {
              String standard = PER_TRIAL.getOrDefault(field, field);
              if (standard.equals("cond") || standard.equals("trial_id")) {
                out.put(standard, new MatValue.Cells(values));
              } else if (!field.equals(spikes) && isBeside(values, counts, orientation)) {
                out.put(standard, stacked(name + "." + field, values, orientation));
              }
            });
    return out;
  }

  private static boolean isBeside(
      List<MatValue> values, MatValue.Numbers counts, MatTrials.Orientation orientation) {
    int axis = orientation == MatTrials.Orientation.BINS_BY_NEURONS ? 0 : 1;
    return values.stream()
        .allMatch(
            value ->
                value instanceof MatValue.Numbers numbers
                    && numbers.shape().size() == 2
                    && numbers.shape().get(axis).equals(counts.shape().get(1)));
  }

  /** Matrices, one a trial, as one array trials x bins x columns. */
  private static MatValue.Numbers stacked(
      String name, List<MatValue> trials, MatTrials.Orientation orientation) {
    List<MatValue.Numbers> matrices =
        IntStream.range(0, trials.size()).mapToObj(e -> matrix(name, trials, e)).toList();
    boolean binsFirst = orientation == MatTrials.Orientation.BINS_BY_NEURONS;
    List<Integer> shape = matrices.get(0).shape();
    int bins = shape.get(binsFirst ? 0 : 1);
    int columns = shape.get(binsFirst ? 1 : 0);
    return new MatValue.Numbers(
        List.of(trials.size(), bins, columns),
        i -> {
          int bin = i / trials.size() % bins;
          int column = i / trials.size() / bins;
          return matrices
              .get(i % trials.size())
              .values()
              .applyAsDouble(binsFirst ? bin + bins * column : column + columns * bin);
        });
  }

  private static MatValue.Numbers matrix(String name, List<MatValue> trials, int trial) {
    if (!(trials.get(trial) instanceof MatValue.Numbers numbers) || numbers.shape().size() != 2) {
      throw new ContentException(
          "%s must be a matrix of numbers in each trial, got another in trial %s (counted from 0)"
              .formatted(name, trial));
    }
    List<Integer> first = ((MatValue.Numbers) trials.get(0)).shape();
    if (!numbers.shape().equals(first)) {
      throw new ContentException(
          ("%s must be as large in each trial as in the first (%s), got %s in trial %s (counted"
                  + " from 0); cut all trials to one length")
              .formatted(name, text(first), text(numbers.shape()), trial));
    }
    return numbers;
  }

  /** Of {@code counts}, trials x neurons x bins, and what lies beside them. */
  private static Map<String, MatValue> runManager(Map<String, MatValue> fields) {
    Map<String, MatValue> out = new LinkedHashMap<>();
    MatValue.Numbers counts = turned("counts", fields);
    out.put("data", counts);
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
    double startMs = times.values().applyAsDouble(0);
    if (bins == 1) {
      return Map.of("start_ms", one(startMs));
    }
    double binMs = (times.values().applyAsDouble(bins - 1) - startMs) / (bins - 1);
    for (int t = 1; t < bins; t++) {
      double step = times.values().applyAsDouble(t) - times.values().applyAsDouble(t - 1);
      if (!(Math.abs(step - binMs) <= 1e-6 * Math.abs(binMs))) {
        throw new ContentException(
            "%s must be equal steps, got %s ms before bin %s where the average is %s ms"
                .formatted(TIMES, step, t, binMs));
      }
    }
    return Map.of("start_ms", one(startMs), "bin_ms", one(binMs));
  }

  private static MatValue.Numbers one(double value) {
    return new MatValue.Numbers(List.of(1, 1), i -> value);
  }

  private static String text(List<Integer> shape) {
    return shape.get(0) + " x " + shape.get(1);
  }
}
