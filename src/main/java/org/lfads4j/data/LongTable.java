package org.lfads4j.data;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A table with a row for each count, or for each spike, made into trials. */
final class LongTable {
  private static final double MS_PER_SECOND = 1000;

  /** How far, in bins, a time may lie from the start of its bin: times are often rounded. */
  private static final double ROUNDING = 0.01;

  /** A table of fewer cells is always made, however few its rows are. */
  private static final long SMALL = 1 << 20;

  /** A recording has at least one spike in this number of cells. */
  private static final long CELLS_PER_ROW = 10_000;

  private static final String[] COUNTS = {"count", "counts", "spikes"};

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?[0-9]{1,30}(\\.[0-9]{0,30})?([eE][+-]?[0-9]{1,4})?");

  private final Table table;
  private final double binMs;
  private final Column<?> trial;
  private final Column<?> neuron;
  private final Column<?> time;
  private final Optional<Column<?>> count;

  private LongTable(Table table, double binMs) {
    this.table = table;
    this.binMs = binMs;
    this.trial = required("trial_id", "trial");
    this.neuron = required("neuron", "neuron_id", "unit");
    this.time = required("time_ms", "time", "time_s");
    this.count = column(COUNTS);
    List<String> all =
        table.columnNames().stream()
            .filter(name -> List.of(COUNTS).contains(name.strip().toLowerCase(Locale.ROOT)))
            .toList();
    if (all.size() > 1) {
      throw new IllegalArgumentException(
          "table must have one column of counts, got \"%s\"; leave the others out"
              .formatted(String.join("\" and \"", all)));
    }
  }

  static Trials trials(Table table, double binMs) {
    Clock unused = new Clock(binMs, 0);
    if (table.rowCount() == 0) {
      throw new IllegalArgumentException("table must have at least one row");
    }
    return new LongTable(table, binMs).trials();
  }

  private Trials trials() {
    double[] timesMs = timesMs();
    double startMs = startMs(timesMs);
    long[] bins = bins(timesMs, startMs);
    List<String> trialIds = inOrder(names(trial));
    List<String> neuronNames = inOrder(names(neuron));
    long length = Arrays.stream(bins).max().orElseThrow() + 1;
    requireDense(trialIds.size(), length, neuronNames.size());
    Cube counts = counts(trialIds, (int) length, neuronNames, bins);
    Trials trials =
        Trials.of(counts, binMs)
            .withStartMs(startMs)
            .withTrialIds(trialIds)
            .withNeuronNames(neuronNames)
            .withReading(List.of(taken(trialIds.size(), length, neuronNames.size())));
    return column("condition", "cond")
        .map(labels -> trials.withConditions(conditions(trialIds, labels)))
        .orElse(trials);
  }

  private String taken(int trials, long length, int neurons) {
    return "took counts from %s (%s trials x %s bins x %s neurons), times from \"%s\""
        .formatted(
            count.map(column -> '"' + column.name() + '"').orElse("the rows, one spike each"),
            trials,
            length,
            neurons,
            time.name());
  }

  private Cube counts(List<String> trialIds, int length, List<String> neuronNames, long[] bins) {
    Map<String, Integer> trialPlaces = places(trialIds);
    Map<String, Integer> neuronPlaces = places(neuronNames);
    List<String> trialOfRow = words(trial);
    List<String> neuronOfRow = words(neuron);
    float[] values = new float[trialIds.size() * length * neuronNames.size()];
    boolean[] given = new boolean[count.isPresent() ? values.length : 0];
    for (int row = 0; row < bins.length; row++) {
      int bin = trialPlaces.get(trialOfRow.get(row)) * length + (int) bins[row];
      int cell = bin * neuronNames.size() + neuronPlaces.get(neuronOfRow.get(row));
      if (count.isEmpty()) {
        values[cell]++;
        continue;
      }
      if (given[cell]) {
        throw new IllegalArgumentException(
            ("%s must give each trial, time and neuron one count, got a second one for "
                    + "trial %s, neuron %s")
                .formatted(at(row, trial), trialOfRow.get(row), neuronOfRow.get(row)));
      }
      given[cell] = true;
      values[cell] = (float) number(count.get(), row);
    }
    return Cube.adopt(trialIds.size(), length, neuronNames.size(), values);
  }

  private double[] timesMs() {
    double scale = time.name().equalsIgnoreCase("time_s") ? MS_PER_SECOND : 1;
    return IntStream.range(0, table.rowCount())
        .mapToDouble(row -> scale * number(time, row))
        .toArray();
  }

  /** Bins of counts begin at the first time, those of spikes at 0 or where negative times ask. */
  private double startMs(double[] timesMs) {
    double first = Arrays.stream(timesMs).min().orElseThrow();
    return count.isPresent() ? first : Math.min(0, Math.floor(first / binMs) * binMs);
  }

  private long[] bins(double[] timesMs, double startMs) {
    long[] bins = new long[timesMs.length];
    for (int row = 0; row < bins.length; row++) {
      double bin = (timesMs[row] - startMs) / binMs;
      bins[row] =
          count.isPresent() ? (long) Math.rint(bin) : Binning.bin(timesMs[row] - startMs, binMs);
      if (count.isPresent() && Math.abs(bin - bins[row]) > ROUNDING) {
        throw new IllegalArgumentException(
            "%s must be the start of a bin, %s ms and whole bins of %s ms, got %s ms"
                .formatted(
                    at(row, time),
                    Numbers.text(startMs),
                    Numbers.text(binMs),
                    Numbers.text(timesMs[row])));
      }
    }
    return bins;
  }

  private void requireDense(long trials, long length, long neurons) {
    long most = Math.min(Integer.MAX_VALUE - 8, Math.max(SMALL, CELLS_PER_ROW * table.rowCount()));
    if (length > most / trials / neurons) {
      throw new IllegalArgumentException(
          ("table must fill at least one of %s bins, got %s rows for %s trials x %s bins "
                  + "x %s neurons; give times in ms from the trial's start, or time_s in seconds")
              .formatted(CELLS_PER_ROW, table.rowCount(), trials, length, neurons));
    }
  }

  private List<String> conditions(List<String> trialIds, Column<?> labels) {
    List<String> unused = names(labels);
    Map<String, String> labelOf = new HashMap<>();
    for (int row = 0; row < table.rowCount(); row++) {
      String label = word(labels, row);
      String before = labelOf.put(word(trial, row), label);
      if (before != null && !before.equals(label)) {
        throw new IllegalArgumentException(
            "%s must be the trial's \"%s\" in each of its rows, got \"%s\""
                .formatted(at(row, labels), before, label));
      }
    }
    return trialIds.stream().map(labelOf::get).toList();
  }

  /** Each name of a column once; 1 and 1.0 are one name and must be written alike. */
  private List<String> names(Column<?> column) {
    Set<String> distinct = new LinkedHashSet<>(words(column));
    Map<Object, String> seen = new HashMap<>();
    for (String name : distinct) {
      String before = seen.put(meaning(name), name);
      if (before != null) {
        throw new IllegalArgumentException(
            "table column \"%s\" must write the same name in one way, got \"%s\" and \"%s\""
                .formatted(column.name(), before, name));
      }
    }
    return List.copyOf(distinct);
  }

  /** The number that a name is, or its letters however they are composed. */
  private static Object meaning(String name) {
    return NUMBER.matcher(name).matches()
        ? new BigDecimal(name).stripTrailingZeros()
        : Normalizer.normalize(name, Normalizer.Form.NFC);
  }

  private List<String> words(Column<?> column) {
    List<String> words = new ArrayList<>();
    for (int row = 0; row < table.rowCount(); row++) {
      words.add(word(column, row));
    }
    return words;
  }

  private String word(Column<?> column, int row) {
    String text =
        column instanceof NumericColumn<?> numbers && !column.isMissing(row)
            ? Numbers.text(numbers.getDouble(row))
            : column.getUnformattedString(row).strip();
    if (column.isMissing(row) || text.isEmpty()) {
      throw new IllegalArgumentException(at(row, column) + " must be given");
    }
    return text;
  }

  private double number(Column<?> column, int row) {
    String text = word(column, row);
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // The message below names its place.
    }
    throw new IllegalArgumentException(at(row, column) + " must be a number, got \"" + text + "\"");
  }

  private static String at(int row, Column<?> column) {
    return "table row " + row + " column \"" + column.name() + "\"";
  }

  /** By their numbers if all are whole, otherwise in the order of the rows. */
  private static List<String> inOrder(List<String> names) {
    List<String> distinct = new ArrayList<>(names);
    if (distinct.stream().allMatch(name -> name.matches("-?[0-9]{1,15}"))) {
      distinct.sort(Comparator.comparingLong(Long::parseLong));
    }
    return distinct;
  }

  private static Map<String, Integer> places(List<String> names) {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      places.put(names.get(i), i);
    }
    return places;
  }

  private Column<?> required(String... names) {
    return column(names)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "table must have a column %s (ignoring case), got %s"
                        .formatted(
                            String.join(" or ", names), String.join(", ", table.columnNames()))));
  }

  private Optional<Column<?>> column(String... names) {
    for (String name : names) {
      for (Column<?> column : table.columns()) {
        if (column.name().strip().equalsIgnoreCase(name)) {
          return Optional.of(column);
        }
      }
    }
    return Optional.empty();
  }
}
