package org.lfads4j.backend;

import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.lfads4j.model.Input;

/** The arrays of one call, on the Java side. */
final class Feed {
  /** One array: values row by row, which nobody changes, and its shape. */
  static final class Array {
    final float[] values;
    final Shape shape;

    private Array(float[] values, Shape shape) {
      this.values = values;
      this.shape = shape;
    }
  }

  private final Map<Input, Array> arrays = new EnumMap<>(Input.class);

  void put(Input input, float[] values, long... shape) {
    Shape declared = new Shape(shape);
    if (declared.size() != values.length) {
      throw new IllegalArgumentException(
          input + " must hold " + declared + " values, got " + values.length);
    }
    arrays.put(input, new Array(values, declared));
  }

  /** Takes over an array of another feed, if that has it. */
  void share(Input input, Feed other) {
    Array array = other.arrays.get(input);
    if (array != null) {
      arrays.put(input, array);
    }
  }

  Set<Input> inputs() {
    return Collections.unmodifiableSet(arrays.keySet());
  }

  Array array(Input input) {
    return arrays.get(input);
  }
}
