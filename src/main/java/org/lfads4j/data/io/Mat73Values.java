package org.lfads4j.data.io;

import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.exceptions.HdfException;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * The variables of a file that MATLAB saved as version 7.3, which is HDF5: axes in reverse, so that
 * the elements lie in MATLAB's own order; cells, and the fields of an array of structs, as
 * references to sets in a group {@code #refs#}; the class in the attribute {@code MATLAB_class}.
 */
final class Mat73Values {
  private static final String CLASS = "MATLAB_class";
  private static final String EMPTY = "MATLAB_empty";
  private static final int DEEPEST = 32;

  private final Hdf5Group root;

  private Mat73Values(Hdf5Group root) {
    this.root = root;
  }

  static Map<String, MatValue> read(Group root) {
    Mat73Values values = new Mat73Values((Hdf5Group) root);
    Map<String, Node> members = root.getChildren();
    return new LazyMap<>(
        members.keySet().stream().filter(name -> !name.startsWith("#")).toList(),
        name -> values.value(members.get(name), 0));
  }

  private MatValue value(Node node, int depth) {
    if (depth > DEEPEST) {
      throw new ContentException(
          "file must hold variables nested at most " + DEEPEST + " deep, got deeper ones");
    }
    if (node instanceof Group group) {
      return Hdf5Attributes.of(group).containsKey("MATLAB_sparse")
          ? sparse(group)
          : structs(group, depth);
    }
    if (!(node instanceof Dataset set)) {
      return new MatValue.Other("something that cannot be read");
    }
    String kind = attribute(set, CLASS);
    if (isEmpty(set)) {
      return empty(kind);
    }
    return switch (kind) {
      case "cell" -> new MatValue.Cells(shape(set), referred(set, depth));
      case "char" -> text(set);
      default ->
          Hdf5Types.kind(set) == NamedArray.Kind.NUMBERS
              ? numbers(set)
              : new MatValue.Other(
                  set.isCompound() ? "complex numbers" : "something that cannot be read");
    };
  }

  private static MatValue empty(String kind) {
    return switch (kind) {
      case "cell" -> new MatValue.Cells(List.of(0, 0), List.of());
      case "char" -> new MatValue.Words(List.of(""));
      default -> new MatValue.Numbers(List.of(0, 0), i -> Double.NaN);
    };
  }

  /** A group is one struct, or an array of them if its fields are references. */
  private MatValue structs(Group group, int depth) {
    boolean many =
        !group.getChildren().isEmpty()
            && group.getChildren().values().stream().allMatch(Mat73Values::isReferences);
    Map<String, List<MatValue>> fields = new LinkedHashMap<>();
    group
        .getChildren()
        .forEach(
            (name, node) ->
                fields.put(
                    name,
                    many ? referred((Dataset) node, depth) : List.of(value(node, depth + 1))));
    int size = many ? fields.values().iterator().next().size() : 1;
    if (fields.values().stream().anyMatch(values -> values.size() != size)) {
      throw new ContentException(
          group.getName() + " must have as many values in each field, got other numbers of them");
    }
    return new MatValue.Structs(size, fields);
  }

  private static boolean isReferences(Node node) {
    return node instanceof Dataset set
        && !Hdf5Attributes.of(set).containsKey(CLASS)
        && set.getDataType() instanceof io.jhdf.object.datatype.Reference;
  }

  private List<MatValue> referred(Dataset set, int depth) {
    List<MatValue> out = new ArrayList<>();
    Object addresses = set.getDataFlat();
    for (int i = 0; i < Array.getLength(addresses); i++) {
      out.add(referred(Array.getLong(addresses, i), depth));
    }
    return out;
  }

  private MatValue referred(long address, int depth) {
    Node node;
    try {
      node = root.at(address);
    } catch (HdfException e) {
      return new MatValue.Other("a reference that leads nowhere");
    }
    return value(node, depth + 1);
  }

  private static MatValue text(Dataset set) {
    List<Integer> shape = shape(set);
    int rows = shape.get(0);
    Object codes = set.getDataFlat();
    StringBuilder[] words = new StringBuilder[rows];
    Arrays.setAll(words, i -> new StringBuilder());
    for (int i = 0; i < Array.getLength(codes); i++) {
      words[i % rows].append((char) Array.getInt(codes, i));
    }
    return new MatValue.Words(Arrays.stream(words).map(w -> w.toString().strip()).toList());
  }

  private static MatValue numbers(Dataset set) {
    return new MatValue.Numbers(shape(set), once(set));
  }

  /** Reads the values when the first is asked for. */
  private static IntToDoubleFunction once(Dataset set) {
    double[][] values = new double[1][];
    return i -> {
      if (values[0] == null) {
        values[0] = Hdf5Values.numbers(set);
      }
      return values[0][i];
    };
  }

  /** A sparse matrix with its zeros: values by column, their rows, and where columns begin. */
  private static MatValue sparse(Group group) {
    int rows = Hdf5Values.attributeNumber(group, "MATLAB_sparse").orElse(0.0).intValue();
    double[] begins =
        Hdf5Values.dataset(group, "jc").map(Hdf5Values::numbers).orElse(new double[1]);
    int columns = begins.length - 1;
    double[] full = new double[ArraySizes.requireMemory(group.getName(), rows, columns)];
    if (Hdf5Values.dataset(group, "data").isPresent()) {
      double[] values = Hdf5Values.numbers(Hdf5Values.dataset(group, "data").orElseThrow());
      double[] places = Hdf5Values.numbers(Hdf5Values.datasetAt(group, "ir"));
      for (int column = 0; column < columns; column++) {
        for (int i = (int) begins[column]; i < begins[column + 1]; i++) {
          if (i < 0 || i >= values.length || i >= places.length || !(places[i] < rows)) {
            throw new ContentException(
                "\"" + group.getName() + "\" must be a whole sparse matrix, got a damaged one");
          }
          full[(int) places[i] + rows * column] = values[i];
        }
      }
    }
    return new MatValue.Numbers(List.of(rows, columns), i -> full[i]);
  }

  /** MATLAB's axes: those of the set in reverse, two at least. */
  private static List<Integer> shape(Dataset set) {
    List<Integer> shape = new ArrayList<>();
    Arrays.stream(set.getDimensions()).forEach(shape::add);
    Collections.reverse(shape);
    while (shape.size() < 2) {
      shape.add(1);
    }
    return shape;
  }

  private static boolean isEmpty(Dataset set) {
    String empty = attribute(set, EMPTY);
    return set.getSize() == 0 || !(empty.isEmpty() || empty.equals("0"));
  }

  private static String attribute(Node node, String name) {
    Attribute attribute = Hdf5Attributes.of(node).get(name);
    return attribute == null || attribute.isEmpty() ? "" : String.valueOf(attribute.getData());
  }
}
