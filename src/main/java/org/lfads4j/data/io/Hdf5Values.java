package org.lfads4j.data.io;

import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lfads4j.data.Cube;

/** Numbers and words out of HDF5 nodes, whatever type they were stored as. */
final class Hdf5Values {
  private Hdf5Values() {}

  static Optional<Dataset> dataset(Group group, String name) {
    return Optional.ofNullable(group.getChildren().get(name))
        .filter(Dataset.class::isInstance)
        .map(Dataset.class::cast);
  }

  /** A block of numbers; refuses any rank but 3. */
  static Cube cube(Dataset dataset) {
    int[] shape = dataset.getDimensions();
    if (shape.length != 3) {
      throw new Hdf5File.ContentException(
          dataset.getName()
              + " must have rank 3 (trials x bins x columns), got rank "
              + shape.length
              + " ("
              + Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(" x "))
              + ")");
    }
    if (dataset.getSize() == 0) {
      return Cube.of(shape[0], shape[1], shape[2], new float[0]);
    }
    return Cube.adopt(shape[0], shape[1], shape[2], floats(dataset));
  }

  private static float[] floats(Dataset dataset) {
    Object flat = dataset.getDataFlat();
    if (flat instanceof float[] values) {
      return values;
    }
    List<Object> items = items(flat);
    float[] out = new float[items.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) number(dataset.getName(), items.get(i));
    }
    return out;
  }

  /** All values of a set of any rank, as numbers. */
  static double[] numbers(Dataset dataset) {
    return items(dataset.getDataFlat()).stream()
        .mapToDouble(item -> number(dataset.getName(), item))
        .toArray();
  }

  /** All values of a set of any rank, as words; whole numbers without a point. */
  static List<String> words(Dataset dataset) {
    return items(dataset.getDataFlat()).stream().map(Hdf5Values::word).toList();
  }

  /** A single number kept under this name, as a set of one value or an attribute. */
  static Optional<Double> number(Group group, String name) {
    return single(group, name).map(item -> number(name, item));
  }

  /** A single word kept under this name, as a set of one value or an attribute. */
  static Optional<String> word(Group group, String name) {
    return single(group, name).map(Hdf5Values::word);
  }

  /** The words of an attribute; none if it is absent. */
  static List<String> attributeWords(Node node, String name) {
    return attribute(node, name).stream().map(Hdf5Values::word).toList();
  }

  private static Optional<Object> single(Group group, String name) {
    return dataset(group, name)
        .map(set -> items(set.getDataFlat()))
        .or(() -> Optional.of(attribute(group, name)))
        .filter(items -> items.size() == 1)
        .map(items -> items.get(0));
  }

  private static List<Object> attribute(Node node, String name) {
    Attribute attribute = node.getAttributes().get(name);
    return attribute == null || attribute.isEmpty() ? List.of() : items(attribute.getData());
  }

  /** An array of any rank as a flat list; anything else as a list of one. */
  private static List<Object> items(Object value) {
    if (!value.getClass().isArray()) {
      return List.of(value);
    }
    List<Object> out = new ArrayList<>();
    for (int i = 0; i < Array.getLength(value); i++) {
      out.addAll(items(Array.get(value, i)));
    }
    return out;
  }

  private static double number(String name, Object item) {
    if (item instanceof Number number) {
      return number.doubleValue();
    }
    throw new Hdf5File.ContentException(name + " must hold numbers, got \"" + item + "\"");
  }

  private static String word(Object item) {
    if (item instanceof Number number
        && number.doubleValue() == Math.rint(number.doubleValue())
        && Math.abs(number.doubleValue()) < 1e15) {
      return Long.toString(number.longValue());
    }
    return item.toString();
  }
}
