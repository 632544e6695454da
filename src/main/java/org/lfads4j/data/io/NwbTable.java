package org.lfads4j.data.io;

import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.util.List;
import java.util.stream.IntStream;

/** The trials table: one column per dataset, one row per trial. */
final class NwbTable {
  private final Group group;
  private final int rows;

  private NwbTable(Group group, int rows) {
    this.group = group;
    this.rows = rows;
  }

  static NwbTable trials(Group root) {
    Group group = Hdf5Values.group(root, "intervals/trials");
    Dataset start =
        Hdf5Values.dataset(group, "start_time")
            .orElseThrow(
                () -> new ContentException("intervals/trials must have a column start_time"));
    return new NwbTable(group, Hdf5Values.numbers(start).length);
  }

  /** Names of the columns that have one value per trial. */
  List<String> columns() {
    return Hdf5Values.children(group).values().stream()
        .filter(node -> isColumn(node))
        .map(Node::getName)
        .toList();
  }

  private boolean isColumn(Node node) {
    if (!(node instanceof Dataset set) || set.getName().equals("id")) {
      return false;
    }
    int[] shape = Hdf5Values.shape(set);
    return shape.length == 1 && shape[0] == rows;
  }

  List<String> timeColumns() {
    return columns().stream().filter(name -> name.endsWith("_time")).toList();
  }

  double[] numbers(String column) {
    return Hdf5Values.numbers(column(column));
  }

  /** The words of a column for some trials. */
  List<String> words(String column, int[] trials) {
    List<String> words = Hdf5Values.words(column(column));
    return IntStream.of(trials).mapToObj(words::get).toList();
  }

  private Dataset column(String name) {
    if (!columns().contains(name)) {
      throw new ContentException(
          "intervals/trials must have the column \"%s\", got %s"
              .formatted(name, String.join(", ", columns())));
    }
    return Hdf5Values.dataset(group, name).orElseThrow();
  }

  /** The file's own ids of some trials, or their places in the table. */
  List<String> ids(int[] trials) {
    List<String> ids =
        Hdf5Values.dataset(group, "id")
            .map(Hdf5Values::words)
            .filter(words -> words.size() == rows)
            .orElseGet(() -> IntStream.range(0, rows).mapToObj(Integer::toString).toList());
    return IntStream.of(trials).mapToObj(ids::get).toList();
  }
}
