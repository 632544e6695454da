package org.lfads4j.weights;

import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.lfads4j.data.io.ContentException;

/** The arrays below one group of an HDF5 file, asked for by name and shape. */
final class WeightGroup {
  private final Node group;

  /** The group {@code weights} of a file's root. */
  WeightGroup(Group root) {
    this.group = root.getChildren().get("weights");
    if (!(group instanceof Group)) {
      throw new ContentException("file must hold a group \"weights\"");
    }
  }

  boolean has(String name) {
    return find(name) != null;
  }

  /** The length of an array of two axes along one of them. */
  int length(String matrix, int axis) {
    int[] shape = dataset(matrix).getDimensions();
    if (shape.length != 2) {
      throw new ContentException(
          "weights must hold " + matrix + " with 2 axes, got " + text(shape));
    }
    return shape[axis];
  }

  /** All values, row by row; an array without values may be missing. */
  double[] values(String name, int... shape) {
    if (Arrays.stream(shape).anyMatch(n -> n == 0)) {
      return new double[0];
    }
    Dataset dataset = dataset(name);
    if (!Arrays.equals(dataset.getDimensions(), shape)) {
      throw new ContentException(
          "weights must hold %s of shape %s, got %s"
              .formatted(name, text(shape), text(dataset.getDimensions())));
    }
    double[] values = doubles(name, dataset.getDataFlat());
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new ContentException(
            "weights must hold finite numbers, got " + values[i] + " (" + name + ", " + i + ")");
      }
    }
    return values;
  }

  private Dataset dataset(String name) {
    if (find(name) instanceof Dataset dataset) {
      return dataset;
    }
    throw new ContentException("weights must hold " + name);
  }

  private Node find(String name) {
    Node node = group;
    for (String part : name.split("/", -1)) {
      node = node instanceof Group parent ? parent.getChildren().get(part) : null;
    }
    return node;
  }

  private static double[] doubles(String name, Object flat) {
    if (flat instanceof double[] wide) {
      return wide;
    }
    if (flat instanceof float[] narrow) {
      double[] wide = new double[narrow.length];
      Arrays.setAll(wide, i -> narrow[i]);
      return wide;
    }
    throw new ContentException(
        "weights must hold floating-point numbers, got %s (%s)"
            .formatted(flat.getClass().getSimpleName(), name));
  }

  private static String text(int[] shape) {
    return Arrays.stream(shape)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(" x ", "(", ")"));
  }
}
