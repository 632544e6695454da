package org.lfads4j.data.io;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** What sorting or its curation called each cluster: good, mua, noise. */
final class PhyGroups {
  /**
   * The first that labels any cluster counts: what was decided by hand before what Kilosort says.
   */
  private static final List<String> FILES =
      List.of("cluster_group.tsv", "cluster_groups.csv", "cluster_KSLabel.tsv", "cluster_info.tsv");

  private static final List<String> LABELS = List.of("group", "KSLabel");
  private static final List<String> IDS = List.of("cluster_id", "id");

  /** What Phy calls a cluster that nobody labelled. */
  private static final String UNSORTED = "unsorted";

  private final String file;
  private final Map<Integer, String> groups;

  private PhyGroups(String file, Map<Integer, String> groups) {
    this.file = file;
    this.groups = groups;
  }

  /**
   * The groups in a folder.
   *
   * @throws IllegalArgumentException if a file of them does not fit, with the path
   */
  static Optional<PhyGroups> of(Path folder) {
    return FILES.stream()
        .map(folder::resolve)
        .filter(Files::exists)
        .map(
            file ->
                new PhyGroups(
                    file.getFileName().toString(),
                    FileReading.of(
                        file, "a readable table", path -> groups(CsvTrials.table(path)))))
        .filter(found -> !found.groups.isEmpty())
        .findFirst();
  }

  /** The name of the file that says so. */
  String file() {
    return file;
  }

  /** The group of a cluster. */
  String of(int cluster) {
    return groups.getOrDefault(cluster, UNSORTED);
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

  private static Map<Integer, String> groups(Table table) {
    Column<?> ids = column(table, IDS).orElseThrow(() -> lacking(table, IDS));
    if (column(table, LABELS).isEmpty()) {
      throw lacking(table, LABELS);
    }
    for (String label : LABELS) {
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
