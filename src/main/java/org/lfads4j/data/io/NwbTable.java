package org.lfads4j.data.io;

import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The trials table: one column per dataset, one row per trial. */
final class NwbTable implements TrialTable {
  private static final String NAME = "intervals/trials";
  private static final String TIME = "_time";

  /** Times farther from their trial than this number of its lengths are none of its events. */
  private static final double NEAR = 3;

  private final Group group;
  private final int rows;
  private final RowIds ids;

  private NwbTable(Group group, int rows, RowIds ids) {
    this.group = group;
    this.rows = rows;
    this.ids = ids;
  }

  static NwbTable trials(Group root) {
    Group group = Hdf5Values.group(root, NAME);
    Dataset start =
        Hdf5Values.dataset(group, "start_time")
            .orElseThrow(() -> new ContentException(NAME + " must have a column start_time"));
    int rows = Hdf5Values.numbers(start).length;
    return new NwbTable(
        group,
        rows,
        RowIds.of("trials", Hdf5Values.dataset(group, "id").map(Hdf5Values::words), rows));
  }

  /** Names of the columns that have one value per trial. */
  List<String> columns() {
    return names().filter(name -> isPlain(name)).toList();
  }

  private Stream<String> names() {
    return Hdf5Values.children(group).entrySet().stream()
        .filter(child -> Hdf5Links.isThere(child.getValue()))
        .map(Map.Entry::getKey)
        .filter(name -> !name.equals("id") && !NwbIndex.isIndex(group, name));
  }

  private boolean isPlain(String name) {
    return !NwbIndex.isIndexed(group, name)
        && Hdf5Values.dataset(group, name)
            .map(set -> Arrays.equals(Hdf5Values.shape(set), new int[] {rows}))
            .orElse(false);
  }

  /** Whether a column has several values per trial. */
  boolean isRagged(String name) {
    return NwbIndex.isIndexed(group, name);
  }

  /** Names of the columns that hold times, one or several per trial. */
  List<String> timeColumns() {
    return names()
        .filter(name -> name.endsWith(TIME) && (isPlain(name) || isRagged(name)) && isNumeric(name))
        .toList();
  }

  /** Those of times that are one per trial and lie in or near their trials. */
  @Override
  public List<String> eventColumns(String aligned) {
    return timeColumns().stream().filter(name -> isPlain(name) && isNear(name)).toList();
  }

  private boolean isNumeric(String name) {
    return Hdf5Values.dataset(group, name).map(NwbTable::isNumeric).orElse(false);
  }

  private static boolean isNumeric(Dataset set) {
    DataType type = set.getDataType();
    return type instanceof FixedPoint || type instanceof FloatingPoint;
  }

  /** Whether at least half of the times lie near their trials; durations do not. */
  boolean isNear(String name) {
    if (!columns().contains("stop_time") || !isNumeric("stop_time")) {
      return true;
    }
    double[] starts = timesS("start_time");
    double[] stops = timesS("stop_time");
    double[] times = timesS(name);
    int known = 0;
    int near = 0;
    for (int e = 0; e < rows; e++) {
      double lengthS = stops[e] - starts[e];
      if (Double.isFinite(times[e]) && lengthS > 0) {
        known++;
        near +=
            times[e] >= starts[e] - NEAR * lengthS && times[e] <= stops[e] + NEAR * lengthS ? 1 : 0;
      }
    }
    return 2 * near >= known;
  }

  @Override
  public List<String> notes(String event) {
    List<String> notes = new ArrayList<>(ids.note().stream().toList());
    if (isRagged(event)) {
      notes.add("the earliest \"" + event + "\" of each trial was taken");
    }
    if (!isNear(event)) {
      notes.add("\"" + event + "\" holds times far from their trials; are these durations?");
    }
    return notes;
  }

  /** Why columns that are called like times became no event. */
  @Override
  public List<String> notesBeside(String except) {
    return Hdf5Values.children(group).entrySet().stream()
        .filter(child -> child.getKey().endsWith(TIME) && !child.getKey().equals(except))
        .flatMap(child -> whyNot(child.getKey(), child.getValue()).stream())
        .toList();
  }

  private Optional<String> whyNot(String name, Node node) {
    if (!Hdf5Links.isThere(node)) {
      return said(name, node.isLink() ? "is a link that leads nowhere" : "cannot be read");
    }
    if (isRagged(name)) {
      return said(name, "holds several values per trial");
    }
    if (!isPlain(name)) {
      return said(name, "does not hold one value per trial");
    }
    if (!isNumeric(name)) {
      return said(name, "holds no numbers");
    }
    return isNear(name) ? Optional.empty() : said(name, "holds times far from their trials");
  }

  private static Optional<String> said(String name, String why) {
    return Optional.of("\"%s\" became no event: it %s".formatted(name, why));
  }

  /** Of several times per trial the earliest, NaN for none. */
  @Override
  public double[] timesS(String column) {
    if (isRagged(column)) {
      return earliest(column);
    }
    Dataset set = column(column);
    requireNumeric(column, set);
    return Hdf5Values.numbers(set);
  }

  private static void requireNumeric(String column, Dataset set) {
    if (!isNumeric(set)) {
      List<String> words = Hdf5Values.words(set);
      throw new ContentException(
          column + " must hold numbers, got \"" + (words.isEmpty() ? "" : words.get(0)) + "\"");
    }
  }

  private double[] earliest(String column) {
    Dataset set =
        Hdf5Values.dataset(group, column)
            .orElseThrow(() -> new ContentException(NAME + "/" + column + " must be a dataset"));
    requireNumeric(column, set);
    int[] shape = Hdf5Values.shape(set);
    if (shape.length != 1 || NwbIndex.isIndexedTwice(group, column)) {
      throw new ContentException(
          NAME + "/" + column + " must hold one list of values per trial, got lists of lists");
    }
    NwbIndex index = NwbIndex.of(NAME, group, column, shape[0]);
    if (index.ends().length != rows) {
      throw new ContentException(
          "%s/%s must be one per trial, got %s for %s"
              .formatted(
                  NAME, NwbIndex.nameOf(group, column).orElseThrow(), index.ends().length, rows));
    }
    double[] values = Hdf5Values.numbers(set);
    return IntStream.range(0, rows)
        .mapToDouble(
            e ->
                Arrays.stream(values, index.begin(e), index.ends()[e])
                    .filter(Double::isFinite)
                    .min()
                    .orElse(Double.NaN))
        .toArray();
  }

  @Override
  public List<String> words(String column, int[] trials) {
    if (isRagged(column)) {
      throw new ContentException(
          NAME + "/" + column + " must hold one value per trial, got several");
    }
    List<String> words = Hdf5Values.words(column(column));
    return IntStream.of(trials).mapToObj(words::get).toList();
  }

  private Dataset column(String name) {
    // A link that leads nowhere is named.
    Optional<Dataset> set = Hdf5Values.dataset(group, name);
    if (set.isEmpty() || !columns().contains(name)) {
      throw new ContentException(
          "%s must have the column \"%s\", got %s"
              .formatted(NAME, name, String.join(", ", columns())));
    }
    return set.get();
  }

  /** The file's own, or the places of the rows. */
  @Override
  public List<String> ids() {
    return ids.words();
  }
}
