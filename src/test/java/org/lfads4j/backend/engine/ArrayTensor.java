package org.lfads4j.backend.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.lfads4j.model.Tensor;

/**
 * A tensor in plain Java, double precision, forward only: the oracle for finite differences, quick
 * on the smallest models and written without any engine.
 */
public final class ArrayTensor implements Tensor {
  final int[] shape;
  final double[] values;

  /** Takes over values, which may be changed. */
  public ArrayTensor(double[] values, int... shape) {
    this.values = values;
    this.shape = shape;
  }

  /** The values themselves. */
  public double[] values() {
    return values;
  }

  @Override
  public Tensor plus(Tensor other) {
    return combine(other, Double::sum);
  }

  @Override
  public Tensor minus(Tensor other) {
    return combine(other, (a, b) -> a - b);
  }

  @Override
  public Tensor times(Tensor other) {
    return combine(other, (a, b) -> a * b);
  }

  @Override
  public Tensor dividedBy(Tensor other) {
    return combine(other, (a, b) -> a / b);
  }

  @Override
  public Tensor plus(double constant) {
    return map(a -> a + constant);
  }

  @Override
  public Tensor times(double constant) {
    return map(a -> a * constant);
  }

  @Override
  public Tensor exp() {
    return map(Math::exp);
  }

  @Override
  public Tensor log() {
    return map(Math::log);
  }

  @Override
  public Tensor square() {
    return map(a -> a * a);
  }

  @Override
  public Tensor sqrt() {
    return map(Math::sqrt);
  }

  @Override
  public Tensor tanh() {
    return map(Math::tanh);
  }

  @Override
  public Tensor sigmoid() {
    return map(a -> 1 / (1 + Math.exp(-a)));
  }

  @Override
  public Tensor clipped(double low, double high) {
    return map(a -> Math.min(Math.max(a, low), high));
  }

  @Override
  public Tensor matmul(Tensor weights) {
    ArrayTensor w = (ArrayTensor) weights;
    int rows = shape[0];
    int inputs = shape[1];
    int outputs = w.shape[1];
    if (w.shape[0] != inputs) {
      throw new IllegalArgumentException(Arrays.toString(shape) + " x " + Arrays.toString(w.shape));
    }
    double[] out = new double[rows * outputs];
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < inputs; i++) {
        for (int o = 0; o < outputs; o++) {
          out[r * outputs + o] += values[r * inputs + i] * w.values[i * outputs + o];
        }
      }
    }
    return new ArrayTensor(out, rows, outputs);
  }

  @Override
  public Tensor affine(Tensor weights, Tensor bias) {
    return matmul(weights).plus(bias);
  }

  @Override
  public Tensor slice(int axis, int begin, int end) {
    int[] sliced = shape.clone();
    sliced[axis] = end - begin;
    int inner = product(axis + 1, shape.length);
    int outer = product(0, axis);
    double[] out = new double[outer * sliced[axis] * inner];
    for (int o = 0; o < outer; o++) {
      System.arraycopy(
          values,
          (o * shape[axis] + begin) * inner,
          out,
          o * sliced[axis] * inner,
          sliced[axis] * inner);
    }
    return new ArrayTensor(out, sliced);
  }

  @Override
  public Tensor sum(int axis) {
    ArrayTensor kept = (ArrayTensor) sumKept(axis);
    int[] without =
        IntStream.range(0, shape.length).filter(i -> i != axis).map(i -> shape[i]).toArray();
    return new ArrayTensor(kept.values, without);
  }

  @Override
  public Tensor sumKept(int axis) {
    int[] kept = shape.clone();
    kept[axis] = 1;
    int inner = product(axis + 1, shape.length);
    double[] out = new double[product(0, axis) * inner];
    for (int i = 0; i < values.length; i++) {
      out[i / (inner * shape[axis]) * inner + i % inner] += values[i];
    }
    return new ArrayTensor(out, kept);
  }

  @Override
  public Tensor sumAll() {
    return new ArrayTensor(new double[] {Arrays.stream(values).sum()}, 1);
  }

  @Override
  public List<Tensor> unstack(int count) {
    List<Tensor> parts = new ArrayList<>();
    int size = values.length / count;
    for (int t = 0; t < count; t++) {
      parts.add(
          new ArrayTensor(
              Arrays.copyOfRange(values, t * size, (t + 1) * size),
              Arrays.copyOfRange(shape, 1, shape.length)));
    }
    return parts;
  }

  @Override
  public Tensor flattenTime() {
    return new ArrayTensor(values, shape[0] * shape[1], shape[2]);
  }

  @Override
  public Tensor unflattenTime(int bins) {
    return new ArrayTensor(values, bins, shape[0] / bins, shape[1]);
  }

  @Override
  public Tensor repeatRows(int samples) {
    int axis = shape.length == 3 ? 1 : 0;
    int[] repeated = shape.clone();
    repeated[axis] *= samples;
    int inner = product(axis + 1, shape.length);
    double[] out = new double[values.length * samples];
    for (int row = 0; row < values.length / inner; row++) {
      for (int s = 0; s < samples; s++) {
        System.arraycopy(values, row * inner, out, (row * samples + s) * inner, inner);
      }
    }
    return new ArrayTensor(out, repeated);
  }

  @Override
  public Tensor averageSamples(int samples) {
    int inner = shape[2];
    double[] out = new double[values.length / samples];
    for (int i = 0; i < values.length; i++) {
      int row = i / inner;
      out[row / samples * inner + i % inner] += values[i] / samples;
    }
    return new ArrayTensor(out, shape[0], shape[1] / samples, inner);
  }

  @Override
  public Tensor copiedToRowsOf(Tensor rows) {
    int count = ((ArrayTensor) rows).shape[0];
    double[] out = new double[count * values.length];
    for (int r = 0; r < count; r++) {
      System.arraycopy(values, 0, out, r * values.length, values.length);
    }
    return new ArrayTensor(out, count, values.length);
  }

  private Tensor map(DoubleUnaryOperator function) {
    return new ArrayTensor(Arrays.stream(values).map(function).toArray(), shape);
  }

  /** Broadcasts as NumPy does. */
  private Tensor combine(Tensor other, DoubleBinaryOperator operator) {
    ArrayTensor that = (ArrayTensor) other;
    int rank = Math.max(shape.length, that.shape.length);
    int[] joint = new int[rank];
    for (int i = 0; i < rank; i++) {
      int a = length(shape, rank, i);
      int b = length(that.shape, rank, i);
      if (a != b && a != 1 && b != 1) {
        throw new IllegalArgumentException(
            Arrays.toString(shape) + " and " + Arrays.toString(that.shape));
      }
      joint[i] = Math.max(a, b);
    }
    double[] out = new double[Arrays.stream(joint).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < out.length; i++) {
      out[i] =
          operator.applyAsDouble(
              values[source(shape, joint, i)], that.values[source(that.shape, joint, i)]);
    }
    return new ArrayTensor(out, joint);
  }

  private static int source(int[] own, int[] joint, int index) {
    int at = 0;
    int stride = 1;
    int rest = index;
    for (int i = joint.length - 1; i >= 0; i--) {
      int position = rest % joint[i];
      rest /= joint[i];
      int length = length(own, joint.length, i);
      if (length > 1) {
        at += position * stride;
      }
      stride *= length;
    }
    return at;
  }

  private static int length(int[] own, int rank, int axis) {
    int i = axis - (rank - own.length);
    return i < 0 ? 1 : own[i];
  }

  private int product(int from, int to) {
    int product = 1;
    for (int i = from; i < to; i++) {
      product *= shape[i];
    }
    return product;
  }
}
