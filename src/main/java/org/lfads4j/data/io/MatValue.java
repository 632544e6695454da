package org.lfads4j.data.io;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/** A value of MATLAB's, out of a file of any version; arrays run along their first axis first. */
sealed interface MatValue {
  /**
   * Real numbers of any class; at least two axes.
   *
   * @param isInOrder whether its axes are known to be trials, bins, columns
   */
  record Numbers(List<Integer> shape, boolean isInOrder, IntToDoubleFunction values)
      implements MatValue {
    public Numbers {
      shape = List.copyOf(shape);
    }

    Numbers(List<Integer> shape, IntToDoubleFunction values) {
      this(shape, false, values);
    }

    int size() {
      return MatValue.size(shape);
    }
  }

  /** A text, or the rows of a block of characters. */
  record Words(List<String> rows) implements MatValue {
    public Words {
      rows = List.copyOf(rows);
    }
  }

  /** A cell array. */
  record Cells(List<Integer> shape, List<MatValue> items) implements MatValue {
    public Cells {
      shape = List.copyOf(shape);
      items = List.copyOf(items);
    }

    /** Whether it is a row or a column. */
    boolean isList() {
      return shape.stream().filter(axis -> axis != 1).count() <= 1;
    }
  }

  /** An array of structs: for each field, one value an element. */
  record Structs(int size, Map<String, List<MatValue>> fields) implements MatValue {
    public Structs {
      fields = new LinkedHashMap<>(fields);
    }
  }

  /**
   * Something that no session is made of, such as a function or an object.
   *
   * @param what it is, in words
   */
  record Other(String what) implements MatValue {}

  private static int size(List<Integer> shape) {
    return shape.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact);
  }
}
