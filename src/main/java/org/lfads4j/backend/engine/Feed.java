package org.lfads4j.backend.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.lfads4j.backend.Batch;
import org.lfads4j.model.Input;

/** The inputs of one call, as Java arrays in the precision in which they were given. */
final class Feed {
  /** One array: its shape, and how its values are copied to a device. They must not change. */
  static final class Array {
    final Shape shape;
    private final BiFunction<NDManager, DataType, NDArray> maker;
    private final Supplier<double[]> values;

    private Array(
        Shape shape, BiFunction<NDManager, DataType, NDArray> maker, Supplier<double[]> values) {
      this.shape = shape;
      this.maker = maker;
      this.values = values;
    }

    /** A copy of the values, row by row. */
    double[] toDoubles() {
      return values.get();
    }

    /** A copy on the device, in the precision of the call. */
    NDArray create(NDManager manager, DataType type) {
      return maker.apply(manager, type);
    }
  }

  private final Map<Input, Array> arrays = new EnumMap<>(Input.class);

  void put(Input input, float[] values, long... shape) {
    Shape declared = checked(input, values.length, shape);
    arrays.put(
        input,
        new Array(
            declared,
            (m, type) -> EngineArrays.create(m, type, values, declared),
            () -> EngineArrays.widened(values)));
  }

  /** The same for values in double precision. */
  void put(Input input, double[] values, long... shape) {
    Shape declared = checked(input, values.length, shape);
    arrays.put(
        input,
        new Array(
            declared, (m, type) -> EngineArrays.create(m, type, values, declared), values::clone));
  }

  /** Adds those of a batch's arrays that it has; they are shared, not copied. */
  void put(Batch batch, Input... inputs) {
    int trials = batch.trials();
    for (Input input : inputs) {
      if (batch.has(input)) {
        float[] values = batch.array(input);
        put(input, values, batch.bins(), trials, values.length / (batch.bins() * trials));
      }
    }
  }

  /** Adds each trial's log k! (counts only) and its weight in means over the batch. */
  void putTrials(Batch batch) {
    double[] logFactorials = batch.logFactorials();
    if (logFactorials.length > 0) {
      put(Input.LOG_FACTORIALS, logFactorials, logFactorials.length);
    }
    putTrials(batch.trials());
  }

  /** Adds equal weights of so many trials. */
  void putTrials(int trials) {
    double[] weights = new double[trials];
    Arrays.fill(weights, 1.0 / trials);
    put(Input.TRIAL_WEIGHTS, weights, trials);
  }

  Set<Input> inputs() {
    return Collections.unmodifiableSet(arrays.keySet());
  }

  Array array(Input input) {
    return arrays.get(input);
  }

  private static Shape checked(Input input, int length, long... shape) {
    Shape declared = new Shape(shape);
    if (declared.size() != length) {
      throw new IllegalArgumentException(
          input + " must hold " + declared + " values, got " + length);
    }
    return declared;
  }
}
