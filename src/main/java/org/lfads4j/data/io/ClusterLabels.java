package org.lfads4j.data.io;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** What sorting or its curation called each cluster: good, mua, noise. */
final class ClusterLabels {
  private static final List<String> IDS = List.of("cluster_id", "id");

  /** What Phy calls a cluster that nobody labelled. */
  static final String UNSORTED = "unsorted";

  private final String file;
  private final IntFunction<String> groups;

  /**
   * These labels.
   *
   * @param file the name of the file that says so
   * @param groups the label of each cluster
   */
  ClusterLabels(String file, IntFunction<String> groups) {
    this.file = file;
    this.groups = groups;
  }

  /**
   * The labels in a table with a row for each cluster; empty if it labels none. A cluster that it
   * does not label is unsorted.
   *
   * @param columns of labels; the first that is there and not blank counts
   * @throws IllegalArgumentException if the table does not fit, with the path
   */
  static Optional<ClusterLabels> read(Path file, List<String> columns) {
    Map<Integer, String> groups =
        FileReading.of(file, "a readable table", path -> groups(CsvTrials.table(path), columns));
    return groups.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ClusterLabels(
                file.getFileName().toString(), cluster -> groups.getOrDefault(cluster, UNSORTED)));
  }

  /** The same under other names. */
  ClusterLabels map(UnaryOperator<String> name) {
    return new ClusterLabels(file, cluster -> name.apply(groups.apply(cluster)));
  }

  /** The name of the file that says so. */
  String file() {
    return file;
  }

  /** The group of a cluster. */
  String of(int cluster) {
    return groups.apply(cluster);
  }

  /** How many of these clusters each group has, in words. */
  String counted(List<Integer> clusters) {
    Map<String, Long> sizes =
        clusters.stream()
            .collect(Collectors.groupingBy(this::of, TreeMap::new, Collectors.counting()));
    return sizes.entrySet().stream()
        .map(each -> each.getValue() + " " + each.getKey())
        .collect(Collectors.joining(", "));
  }

  private static Map<Integer, String> groups(Table table, List<String> columns) {
    Column<?> ids = column(table, IDS).orElseThrow(() -> lacking(table, IDS));
    if (column(table, columns).isEmpty()) {
      throw lacking(table, columns);
    }
    for (String label : columns) {
      Map<Integer, String> groups =
          column(table, List.of(label)).map(labels -> groups(ids, labels)).orElse(Map.of());
      if (!groups.isEmpty()) {
        return groups;
      }
    }
    return Map.of();
  }

  private static Map<Integer, String> groups(Column<?> ids, Column<?> labels) {
    Map<Integer, String> groups = new HashMap<>();
    for (int row = 0; row < ids.size(); row++) {
      String label = labels.getString(row).strip().toLowerCase(Locale.ROOT);
      String before = label.isEmpty() ? null : groups.put(id(ids, row), label);
      if (before != null && !before.equals(label)) {
        throw new ContentException(
            "table must give cluster %s one %s, got %s and %s"
                .formatted(id(ids, row), labels.name(), before, label));
      }
    }
    return groups;
  }

  private static int id(Column<?> ids, int row) {
    String text = ids.getString(row).strip();
    if (!text.matches("[0-9]{1,9}")) {
      throw new ContentException(
          "table row %s column \"%s\" must be a cluster's number, got \"%s\""
              .formatted(row, ids.name(), text));
    }
    return Integer.parseInt(text);
  }

  private static ContentException lacking(Table table, List<String> names) {
    return new ContentException(
        "table must have a column %s, got %s"
            .formatted(String.join(" or ", names), String.join(", ", table.columnNames())));
  }

  private static Optional<Column<?>> column(Table table, List<String> names) {
    return names.stream()
        .flatMap(
            name -> table.columns().stream().filter(c -> c.name().strip().equalsIgnoreCase(name)))
        .<Column<?>>map(each -> each)
        .findFirst();
  }
}
