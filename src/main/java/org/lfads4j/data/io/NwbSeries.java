package org.lfads4j.data.io;

import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.lfads4j.data.Cube;

/** A measured series with times of its own, taken at the centres of bins. */
final class NwbSeries {
  private static final String FOLDER = "processing/behavior";

  /** Containers lie one in the other no deeper than this. */
  private static final int DEPTH = 4;

  /** Samples farther apart than this number of steps leave a gap. */
  private static final double STEPS = 3;

  private final Dataset data;
  private final NwbTimes times;
  private final int columns;
  private final double conversion;
  private final double offset;

  private NwbSeries(Group group, Dataset data) {
    this.data = data;
    int[] shape = Hdf5Values.shape(data);
    if (shape.length < 1 || shape.length > 2) {
      throw new ContentException(
          group.getName()
              + "/data must have rank 1 or 2 (samples x coordinates), got rank "
              + shape.length);
    }
    this.columns = shape.length == 1 ? 1 : shape[1];
    this.times = NwbTimes.of(group, shape[0]);
    this.conversion = Hdf5Values.attributeNumber(data, "conversion").orElse(1.0);
    this.offset = Hdf5Values.attributeNumber(data, "offset").orElse(0.0);
  }

  /** Every series by its name, or by its path below the folder where a name is used twice. */
  static Map<String, Group> all(Group root) {
    Map<String, Group> found = new LinkedHashMap<>();
    if (Hdf5Values.has(root, FOLDER)) {
      Group group = Hdf5Values.group(root, FOLDER);
      collect(group, "", found, new HashSet<>(Set.of(group.getAddress())), 0);
    }
    return found;
  }

  private static void collect(
      Group group, String path, Map<String, Group> found, Set<Long> seen, int depth) {
    for (Map.Entry<String, Node> entry : Hdf5Values.children(group).entrySet()) {
      Node node = entry.getValue();
      if (Hdf5Links.isThere(node) && Hdf5Links.followed(node) instanceof Group child) {
        String name = entry.getKey();
        if (Hdf5Values.children(child).containsKey("data")) {
          Group unused = found.put(found.containsKey(name) ? path + name : name, child);
        } else if (depth < DEPTH && seen.add(child.getAddress())) {
          // A container that is linked from within itself is gone through once.
          collect(child, path + name + "/", found, seen, depth + 1);
        }
      }
    }
  }

  static NwbSeries named(Group root, String name) {
    Map<String, Group> all = all(root);
    Group group = all.get(name);
    if (group == null) {
      throw new ContentException(
          "%s must hold the series \"%s\", got %s"
              .formatted(FOLDER, name, all.isEmpty() ? "none" : String.join(", ", all.keySet())));
    }
    return new NwbSeries(
        group,
        Hdf5Values.dataset(group, "data")
            .orElseThrow(() -> new ContentException(name + "/data must be a dataset")));
  }

  String unit() {
    return String.join("", Hdf5Values.attributeWords(data, "unit"));
  }

  /** Values at the centres of bins, windows x bins x coordinates. */
  Cube at(double[] startsS, BinWindow window) {
    int size = window.bins() * columns;
    float[] out =
        new float[ArraySizes.requireMemory(data.getName(), startsS.length, window.bins(), columns)];
    Arrays.fill(out, Float.NaN);
    for (int w = 0; w < startsS.length; w++) {
      fill(startsS[w], window, out, w * size);
    }
    return Cube.adopt(startsS.length, window.bins(), columns, out);
  }

  private void fill(double startS, BinWindow window, float[] out, int at) {
    int first = Math.max(0, times.before(window.centreS(0, startS)));
    int last =
        Math.min(times.count() - 1, times.before(window.centreS(window.bins() - 1, startS)) + 1);
    if (first >= last) {
      return;
    }
    double[] samples = Hdf5Values.rows(data, first, last - first + 1);
    for (int t = 0; t < window.bins(); t++) {
      double centre = window.centreS(t, startS);
      int i = times.before(centre);
      if (i >= first && i < last && times.gap(i) <= STEPS * times.step()) {
        double share = (centre - times.at(i)) / times.gap(i);
        for (int c = 0; c < columns; c++) {
          double low = samples[(i - first) * columns + c];
          double high = samples[(i + 1 - first) * columns + c];
          out[at + t * columns + c] = (float) ((low + share * (high - low)) * conversion + offset);
        }
      }
    }
  }
}
