package org.lfads4j.data.io;

import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.dataset.DatasetBase;
import io.jhdf.dataset.DatasetReader;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.Reference;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.lfads4j.data.Cube;

/** Numbers and words out of HDF5 nodes, whatever type they were stored as. */
final class Hdf5Values {
  private Hdf5Values() {}

  static Optional<Dataset> dataset(Group group, String name) {
    return child(group, name).filter(Dataset.class::isInstance).map(Dataset.class::cast);
  }

  /** What lies in a group under a name, its link followed; refuses what cannot be opened. */
  static Optional<Node> child(Group group, String name) {
    return Optional.ofNullable(children(group).get(name)).map(Hdf5Links::followed);
  }

  /**
   * What lies in a group, by name; links are not followed, and what cannot be opened is a {@link
   * Hdf5Unreadable}.
   */
  static Map<String, Node> children(Group group) {
    return asked(group::getChildren);
  }

  /** The set at a path such as {@code /session/counts}. */
  static Dataset datasetAt(Group root, String path) {
    if (at(root, path) instanceof Dataset set) {
      return set;
    }
    throw new ContentException("\"" + path + "\" must be a dataset, got a group");
  }

  /** The group at a path such as {@code intervals/trials}. */
  static Group group(Group root, String path) {
    if (at(root, path) instanceof Group group) {
      return group;
    }
    throw new ContentException("\"" + path + "\" must be a group, got a dataset");
  }

  private static Node at(Group root, String path) {
    Node node = root;
    for (String name : names(path)) {
      Map<String, Node> inside = node instanceof Group group ? children(group) : Map.of();
      node = inside.get(name);
      if (node == null) {
        throw new ContentException(
            "\"%s\" must be in the file, got no \"%s\"; there %s"
                .formatted(
                    path,
                    name,
                    inside.isEmpty() ? "is nothing" : "are " + String.join(", ", inside.keySet())));
      }
      node = Hdf5Links.followed(node);
    }
    return node;
  }

  private static List<String> names(String path) {
    return Arrays.stream(path.split("/", -1)).filter(name -> !name.isEmpty()).toList();
  }

  /** Whether there is something at a path. */
  static boolean has(Group root, String path) {
    Node node = root;
    for (String name : names(path)) {
      node = node instanceof Group group ? child(group, name).orElse(null) : null;
    }
    return node != null;
  }

  /** Sizes along each axis. */
  static int[] shape(Dataset dataset) {
    return asked(dataset::getDimensions);
  }

  /** Distinguishes what the library refuses from what this program refuses. */
  static <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A block of numbers; refuses any rank but 3. */
  static Cube cube(Dataset dataset) {
    int[] shape = shape(dataset);
    requireBlock(dataset.getName(), shape);
    if (Arrays.stream(shape).anyMatch(size -> size == 0)) {
      return Cube.of(shape[0], shape[1], shape[2], new float[0]);
    }
    requireStored(dataset);
    int size = ArraySizes.requireMemoryOrPart(dataset.getName(), shape[0], shape[1], shape[2]);
    Object flat = flat(dataset);
    float[] values = flat instanceof float[] floats ? floats : new float[size];
    if (values != flat) {
      int unused = NumberArrays.copy(dataset.getName(), flat, values, 0);
    }
    return Cube.adopt(shape[0], shape[1], shape[2], values);
  }

  /** Part of a set as nested arrays. */
  static Object part(Dataset dataset, long[] from, int[] sizes) {
    return asked(
        () ->
            Hdf5Types.isTruth(dataset.getDataType())
                ? truth(dataset, ((DatasetBase) dataset).getSliceDataBuffer(from, sizes), sizes)
                : dataset.getData(from, sizes));
  }

  /** Truth values as 0 and 1. */
  private static Object truth(Dataset dataset, ByteBuffer stored, int... sizes) {
    return DatasetReader.readDataset(
        ((EnumDataType) dataset.getDataType()).getBaseType(),
        stored,
        sizes,
        dataset.getHdfFile().getHdfBackingStorage());
  }

  static void requireStored(Dataset dataset) {
    Boolean unused =
        asked(
            () -> {
              Hdf5Sizes.requireStored(dataset);
              Hdf5Types.requirePacking(dataset);
              return true;
            });
  }

  /** All values of a set, which is there and as long as it says. */
  private static Object flat(Dataset dataset) {
    return asked(
        () -> {
          Hdf5Sizes.requireStored(dataset);
          Hdf5Types.requirePacking(dataset);
          Object values = dataset.isScalar() ? dataset.getData() : numbersOrWords(dataset);
          if (values == null) {
            throw new ContentException(dataset.getName() + " must hold values");
          }
          return values;
        });
  }

  private static Object numbersOrWords(Dataset dataset) {
    int size = ArraySizes.requireMemoryOrPart(dataset.getName(), dataset.getDimensionsAsLong());
    return Hdf5Types.isTruth(dataset.getDataType())
        ? truth(dataset, ((DatasetBase) dataset).getDataBuffer(), size)
        : dataset.getDataFlat();
  }

  static void requireBlock(String name, int[] shape) {
    if (shape.length != 3) {
      throw NamedArray.wrongRank(name, shape);
    }
  }

  /** All values of a set of any rank, as numbers. */
  static double[] numbers(Dataset dataset) {
    return NumberArrays.doubles(dataset.getName(), flat(dataset));
  }

  /** Some values of a set of rank 1. */
  static double[] numbers(Dataset dataset, int from, int count) {
    requireStored(dataset);
    return count == 0
        ? new double[0]
        : NumberArrays.doubles(
            dataset.getName(), part(dataset, new long[] {from}, new int[] {count}));
  }

  /** Some rows of a set of rank 1 or 2, one after the other. */
  static double[] rows(Dataset dataset, int from, int count) {
    int[] shape = shape(dataset);
    if (shape.length == 1) {
      return numbers(dataset, from, count);
    }
    requireStored(dataset);
    return NumberArrays.doubles(
        dataset.getName(), part(dataset, new long[] {from, 0}, new int[] {count, shape[1]}));
  }

  /** All values of a set of any rank, as words; whole numbers without a point. */
  static List<String> words(Dataset dataset) {
    return items(flat(dataset)).stream().map(Hdf5Values::word).toList();
  }

  /** A single number kept under this name, as a set of one value or an attribute. */
  static Optional<Double> number(Group group, String name) {
    return single(group, name).map(item -> NumberArrays.number(name, item));
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
        .map(set -> items(flat(set)))
        .or(() -> Optional.of(attribute(group, name)))
        .filter(items -> items.size() == 1)
        .map(items -> items.get(0));
  }

  /** The address that an attribute refers to; none if it holds no reference. */
  static OptionalLong reference(Node node, String name) {
    Attribute attribute = asked(() -> Hdf5Attributes.of(node).get(name));
    if (attribute == null || !(attribute.getDataType() instanceof Reference)) {
      return OptionalLong.empty();
    }
    List<Object> items = attribute(node, name);
    return items.size() == 1 && items.get(0) instanceof Long address
        ? OptionalLong.of(address)
        : OptionalLong.empty();
  }

  /** A single number kept as an attribute. */
  static Optional<Double> attributeNumber(Node node, String name) {
    List<Object> items = attribute(node, name);
    return items.size() == 1
        ? Optional.of(NumberArrays.number(name, items.get(0)))
        : Optional.empty();
  }

  private static List<Object> attribute(Node node, String name) {
    return asked(
        () -> {
          Attribute attribute = Hdf5Attributes.of(node).get(name);
          if (attribute == null || attribute.isEmpty()) {
            return List.of();
          }
          Hdf5Sizes.requireStored(attribute);
          return items(attribute.getData());
        });
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

  private static String word(Object item) {
    if (item instanceof Number number
        && number.doubleValue() == Math.rint(number.doubleValue())
        && Math.abs(number.doubleValue()) < 1e15) {
      return Long.toString(number.longValue());
    }
    return item.toString();
  }
}
