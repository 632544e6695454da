package org.lfads4j.backend.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.lfads4j.backend.Precision;

/** Copies between Java's arrays and an engine's, in either precision. */
final class EngineArrays {
  private static final NDIndex WHOLE = new NDIndex(":");

  private EngineArrays() {}

  /** The engine's type for a precision. */
  static DataType type(Precision precision) {
    return precision == Precision.SINGLE ? DataType.FLOAT32 : DataType.FLOAT64;
  }

  static NDArray create(NDManager manager, DataType type, float[] values, Shape shape) {
    if (type == DataType.FLOAT32) {
      return manager.create(values, shape);
    }
    return manager.create(widened(values), shape);
  }

  static NDArray create(NDManager manager, DataType type, double[] values, Shape shape) {
    return type == DataType.FLOAT64
        ? manager.create(values, shape)
        : manager.create(toFloats(values), shape);
  }

  /** Overwrites an array in place: by index, because PyTorch's plain set prints a warning. */
  static void set(NDArray array, double[] values) {
    try (NDArray source =
        create(array.getManager(), array.getDataType(), values, array.getShape())) {
      array.set(WHOLE, source);
    }
  }

  static double[] toDoubles(NDArray array) {
    if (array.getDataType() == DataType.FLOAT64) {
      return array.toDoubleArray();
    }
    return widened(array.toFloatArray());
  }

  static double[] widened(float[] values) {
    double[] wide = new double[values.length];
    Arrays.setAll(wide, i -> values[i]);
    return wide;
  }

  private static float[] toFloats(double[] values) {
    float[] narrow = new float[values.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (float) values[i];
    }
    return narrow;
  }
}
