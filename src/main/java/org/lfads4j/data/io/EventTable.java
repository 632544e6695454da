package org.lfads4j.data.io;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.lfads4j.config.RefusedException;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Trials in a file beside the spikes: a table of separated values with a header and a row for each
 * trial, or an .npy list of the times of one event, which has the file's name. Failures name the
 * file.
 */
final class EventTable implements TrialTable {
  private static final Pattern TIME = Pattern.compile(".*_times?");
  private static final Set<String> NONE = Set.of("", "nan", "na", "n/a", "none", "null");

  private final Path file;
  private final Map<String, List<String>> columns;
  private final int rows;
  private final RowIds ids;

  private EventTable(Path file, Map<String, List<String>> columns) {
    this.file = file;
    this.columns = columns;
    this.rows = columns.values().iterator().next().size();
    this.ids = RowIds.of("trials", named("trial", "trial_id", "id").map(columns::get), rows);
    if (rows == 0) {
      throw refused("table must have at least one row, got none");
    }
  }

  /** Columns of the same length; failures name this file or folder. */
  static EventTable of(Path file, Map<String, List<String>> columns) {
    return new EventTable(file, columns);
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException if its content does not fit, with the path
   * @throws java.io.UncheckedIOException if it cannot be read, with the path
   */
  static EventTable read(Path file) {
    Signature signature = Signature.ifReadable(file);
    if (signature == Signature.NUMPY) {
      String name = file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
      List<String> times =
          Arrays.stream(NpyVector.of(file).numbers()).mapToObj(Double::toString).toList();
      return new EventTable(file, Map.of(name, times));
    }
    if (signature != Signature.NONE) {
      throw new ContentException(
              "events must be a table (CSV or TSV) or an .npy list of times, got a file of another"
                  + " format by its first bytes")
          .of(file);
    }
    return new EventTable(
        file, FileReading.of(file, "a readable table", path -> cells(CsvTrials.table(path))));
  }

  private static Map<String, List<String>> cells(Table table) {
    Map<String, List<String>> cells = new LinkedHashMap<>();
    for (Column<?> column : table.columns()) {
      List<String> words =
          IntStream.range(0, table.rowCount())
              .mapToObj(row -> column.getString(row).strip())
              .toList();
      cells.put(column.name().strip(), words);
    }
    return cells;
  }

  /** The names of all columns. */
  List<String> columns() {
    return List.copyOf(columns.keySet());
  }

  /** The column that labels conditions where none is asked for. */
  Optional<String> conditions() {
    return named("condition", "cond");
  }

  @Override
  public List<String> ids() {
    return ids.words();
  }

  @Override
  public double[] timesS(String event) {
    List<String> cells = column(event);
    return IntStream.range(0, rows).mapToDouble(row -> time(event, row, cells.get(row))).toArray();
  }

  private double time(String column, int row, String cell) {
    try {
      double time = NONE.contains(lower(cell)) ? Double.NaN : Double.parseDouble(cell);
      if (!Double.isInfinite(time)) {
        return time;
      }
    } catch (NumberFormatException e) {
      // The message below names its place.
    }
    throw refused(
        ("table row %s column \"%s\" must be a time in seconds, with a decimal point, or blank, got"
                + " \"%s\"")
            .formatted(row, column, cell));
  }

  /** Columns that are called like times, hold nothing else, and lie beside their trials. */
  @Override
  public List<String> eventColumns(String aligned) {
    return called().filter(name -> whyNot(name, aligned).isEmpty()).toList();
  }

  private Stream<String> called() {
    return columns.keySet().stream().filter(name -> TIME.matcher(lower(name)).matches());
  }

  private Optional<String> whyNot(String column, String aligned) {
    try {
      return isBeside(timesS(column), timesS(aligned))
          ? Optional.empty()
          : Optional.of("it holds times far from their trials");
    } catch (RefusedException e) {
      return Optional.of("it does not hold times alone");
    }
  }

  /** Whether at least half of the times lie after the trial before and before the next trial. */
  private boolean isBeside(double[] times, double[] aligned) {
    int known = 0;
    int beside = 0;
    for (int row = 0; row < rows; row++) {
      if (Double.isFinite(times[row])) {
        known++;
        boolean isEarly = row > 0 && times[row] <= aligned[row - 1];
        boolean isLate = row + 1 < rows && times[row] >= aligned[row + 1];
        beside += isEarly || isLate ? 0 : 1;
      }
    }
    return 2 * beside >= known;
  }

  @Override
  public List<String> words(String column, int[] rows) {
    List<String> cells = column(column);
    for (int row : rows) {
      if (cells.get(row).isEmpty()) {
        throw refused(
            "table row %s column \"%s\" must be given, got a blank".formatted(row, column));
      }
    }
    return IntStream.of(rows).mapToObj(cells::get).toList();
  }

  @Override
  public List<String> notes(String event) {
    return ids.note().stream().toList();
  }

  @Override
  public List<String> notesBeside(String event) {
    return called()
        .filter(name -> !name.equals(event))
        .flatMap(
            name ->
                whyNot(name, event)
                    .map(why -> "\"%s\" became no event: %s".formatted(name, why))
                    .stream())
        .toList();
  }

  /** Makes sure that most times of an event lie in the recording: those in another unit do not. */
  void requireSeconds(String event, ClusterUnits units) {
    double startS = units.survey().startS();
    double lastS = units.survey().lastS();
    double[] known = Arrays.stream(timesS(event)).filter(Double::isFinite).toArray();
    double[] outside = Arrays.stream(known).filter(t -> !(t >= startS && t <= lastS)).toArray();
    if (2 * outside.length > known.length) {
      double largest = Arrays.stream(outside).max().orElseThrow();
      throw refused(
          ("column \"%s\" must hold times in seconds within the recording, %s to %s, got %s of %s"
                  + " outside, up to %s; %s")
              .formatted(
                  event,
                  WindowCounts.text(startS),
                  WindowCounts.text(lastS),
                  outside.length,
                  known.length,
                  largest,
                  advice(largest, lastS, units.perSecond())));
    }
  }

  private static String advice(double largest, double lastS, double samplesPerSecond) {
    if (largest > 0 && largest / BinWindow.MS_PER_SECOND <= lastS) {
      return "divide milliseconds by 1000";
    }
    return largest > 0 && largest / samplesPerSecond <= lastS
        ? "divide samples by " + NamedArray.word(samplesPerSecond)
        : "give seconds from the recording's start on";
  }

  private List<String> column(String name) {
    return named(name)
        .map(columns::get)
        .orElseThrow(
            () ->
                refused(
                    "table must have the column \"%s\", got %s"
                        .formatted(name, String.join(", ", columns.keySet()))));
  }

  /** The first of these that there is, ignoring case. */
  private Optional<String> named(String... names) {
    return Stream.of(names)
        .flatMap(name -> columns.keySet().stream().filter(name::equalsIgnoreCase))
        .findFirst();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private RefusedException refused(String sentence) {
    return new ContentException(sentence).of(file);
  }
}
