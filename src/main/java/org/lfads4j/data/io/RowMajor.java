package org.lfads4j.data.io;

/** Where the elements of an array, in the order of a file, lie when the last axis runs fastest. */
final class RowMajor {
  private final int[] shape;
  private final int[] strides;
  private final int[] index;
  private final boolean firstAxisFastest;
  private int place;
  private int passed;

  RowMajor(int[] shape, boolean firstAxisFastest) {
    this.shape = shape;
    this.firstAxisFastest = firstAxisFastest && shape.length > 1;
    this.index = new int[shape.length];
    this.strides = new int[shape.length];
    int stride = 1;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= shape[axis];
    }
  }

  /** The place of the next element. */
  int next() {
    if (!firstAxisFastest) {
      return passed++;
    }
    int here = place;
    for (int axis = 0; axis < shape.length; axis++) {
      place += strides[axis];
      index[axis]++;
      if (index[axis] < shape[axis]) {
        break;
      }
      place -= strides[axis] * shape[axis];
      index[axis] = 0;
    }
    return here;
  }
}
