package org.lfads4j.data.io;

import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import java.util.Arrays;

/** Where the entries of each row of a table end in a column of several entries per row. */
final class NwbIndex {
  private static final String SUFFIX = "_index";

  private final int[] ends;

  private NwbIndex(int[] ends) {
    this.ends = ends;
  }

  /** The index of a column. */
  static NwbIndex of(String table, Group group, String column, int entries) {
    String name = table + "/" + column + SUFFIX;
    Dataset index =
        Hdf5Values.dataset(group, column + SUFFIX)
            .orElseThrow(() -> new ContentException(table + " must have " + column + SUFFIX));
    double[] ends = Hdf5Values.numbers(index);
    double before = 0;
    for (double end : ends) {
      if (!(end >= before && end <= entries && end == Math.rint(end))) {
        throw new ContentException(
            "%s must rise from 0 to at most %s, got %s after %s"
                .formatted(name, entries, end, before));
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
    return Hdf5Values.children(group).containsKey(column + SUFFIX);
  }

  /** Whether a name is that of an index of another column. */
  static boolean isIndex(Group group, String name) {
    return name.endsWith(SUFFIX)
        && Hdf5Values.children(group)
            .containsKey(name.substring(0, name.length() - SUFFIX.length()));
  }

  /** Where the entries of a row begin. */
  int begin(int row) {
    return row == 0 ? 0 : ends[row - 1];
  }
}
