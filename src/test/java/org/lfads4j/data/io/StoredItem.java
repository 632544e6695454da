package org.lfads4j.data.io;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** An array to write: numbers, row by row, or words. */
final class StoredItem {
  private final int[] shape;
  private final double[] values;
  private final List<String> words;

  /**
   * @param shape lengths of its axes
   * @param values none if it holds words
   * @param words none if it holds numbers
   */
  StoredItem(int[] shape, double[] values, List<String> words) {
    this.shape = shape;
    this.values = values;
    this.words = words;
  }

  int[] shape() {
    return shape;
  }

  double[] values() {
    return values;
  }

  List<String> words() {
    return words;
  }

  static StoredItem of(IntToDoubleFunction value, int... shape) {
    int size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    return new StoredItem(shape, IntStream.range(0, size).mapToDouble(value).toArray(), List.of());
  }

  static StoredItem words(String... words) {
    return new StoredItem(new int[] {words.length}, new double[0], List.of(words));
  }

  boolean isText() {
    return !words.isEmpty();
  }

  /** 0 or 1. */
  double[] asTruth() {
    return Arrays.stream(values).map(v -> v == 0 ? 0 : 1).toArray();
  }

  /** The value at a place of each axis. */
  double at(int... place) {
    int index = 0;
    for (int axis = 0; axis < shape.length; axis++) {
      index = index * shape[axis] + place[axis];
    }
    return values[index];
  }

  /** The same with its axes in another order. */
  StoredItem permuted(int... order) {
    int[] turned = Arrays.stream(order).map(axis -> shape[axis]).toArray();
    return of(
        i -> {
          int[] place = new int[order.length];
          int rest = i;
          for (int axis = order.length - 1; axis >= 0; axis--) {
            place[order[axis]] = rest % turned[axis];
            rest /= turned[axis];
          }
          return at(place);
        },
        turned);
  }

  /** The same with its axes in reverse. */
  StoredItem reversed() {
    return permuted(IntStream.range(0, shape.length).map(i -> shape.length - 1 - i).toArray());
  }
}
