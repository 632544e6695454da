package org.lfads4j.data.io;

import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where the entries of each row of a table end in a column of several entries per row. The index of
 * a column is the set whose attribute {@code target} refers to it, or, without such attributes, the
 * one that is called like it with {@code _index} behind.
 */
final class NwbIndex {
  private static final String SUFFIX = "_index";
  private static final String TARGET = "target";

  private final int[] ends;

  private NwbIndex(int[] ends) {
    this.ends = ends;
  }

  /** The index of a column. */
  static NwbIndex of(String table, Group group, String column, int entries) {
    String name = nameOf(group, column).orElse(column + SUFFIX);
    Dataset index =
        Hdf5Values.dataset(group, name)
            .orElseThrow(() -> new ContentException(table + " must have " + name));
    double[] ends = Hdf5Values.numbers(index);
    double before = 0;
    for (double end : ends) {
      if (!(end >= before && end <= entries && end == Math.rint(end))) {
        throw new ContentException(
            "%s/%s must rise from 0 to at most %s, got %s after %s"
                .formatted(table, name, entries, end, before));
      }
      before = end;
    }
    return new NwbIndex(Arrays.stream(ends).mapToInt(end -> (int) end).toArray());
  }

  /** One per row, rising: the number of entries up to and including that row's. */
  int[] ends() {
    return ends;
  }

  static boolean isIndexed(Group group, String column) {
    return nameOf(group, column).isPresent();
  }

  /** Whether several lists of entries belong to each row. */
  static boolean isIndexedTwice(Group group, String column) {
    return nameOf(group, column).filter(index -> isIndexed(group, index)).isPresent();
  }

  /** The name of a column's index, if it has one. */
  static Optional<String> nameOf(Group group, String column) {
    Map<String, Node> inside = Hdf5Values.children(group);
    OptionalLong place = address(inside.get(column));
    for (Map.Entry<String, Node> each : inside.entrySet()) {
      OptionalLong target = target(each.getValue());
      if (target.isPresent() && target.equals(place)) {
        return Optional.of(each.getKey());
      }
    }
    Node called = inside.get(column + SUFFIX);
    return called == null || target(called).isPresent()
        ? Optional.empty()
        : Optional.of(column + SUFFIX);
  }

  /** Whether a name is that of an index of another column. */
  static boolean isIndex(Group group, String name) {
    Map<String, Node> inside = Hdf5Values.children(group);
    OptionalLong target = target(inside.get(name));
    if (target.isPresent()) {
      return inside.values().stream().anyMatch(node -> address(node).equals(target));
    }
    return name.endsWith(SUFFIX)
        && inside.containsKey(name.substring(0, name.length() - SUFFIX.length()));
  }

  private static OptionalLong address(Node node) {
    return node != null && Hdf5Links.isThere(node)
        ? OptionalLong.of(Hdf5Links.followed(node).getAddress())
        : OptionalLong.empty();
  }

  private static OptionalLong target(Node node) {
    return node != null && Hdf5Links.isThere(node)
        ? Hdf5Values.reference(Hdf5Links.followed(node), TARGET)
        : OptionalLong.empty();
  }

  /** Where the entries of a row begin. */
  int begin(int row) {
    return row == 0 ? 0 : ends[row - 1];
  }
}
