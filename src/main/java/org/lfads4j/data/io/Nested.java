package org.lfads4j.data.io;

import java.lang.reflect.Array;
import java.util.List;

/** A block as Java's arrays of arrays, which jHDF writes. */
final class Nested {
  private Nested() {}

  static Object of(Block block) {
    return of(block.values(), block.shape(), 0);
  }

  private static Object of(Object flat, List<Integer> shape, int from) {
    if (shape.size() == 1) {
      Object row = Array.newInstance(flat.getClass().getComponentType(), shape.get(0));
      System.arraycopy(flat, from, row, 0, shape.get(0));
      return row;
    }
    List<Integer> rest = shape.subList(1, shape.size());
    int stride = rest.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact);
    int[] dimensions = shape.stream().mapToInt(Integer::intValue).toArray();
    Object out = Array.newInstance(flat.getClass().getComponentType(), dimensions);
    for (int i = 0; i < shape.get(0); i++) {
      Array.set(out, i, of(flat, rest, from + i * stride));
    }
    return out;
  }
}
