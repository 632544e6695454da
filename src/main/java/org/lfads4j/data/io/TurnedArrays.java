package org.lfads4j.data.io;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lfads4j.data.Axis;
import org.lfads4j.data.Cube;

/**
 * Arrays whose axes lie in another order than trials, bins, columns.
 *
 * @param arrays as they lie in the file
 * @param order of their axes; those with more axes than this have trials first
 */
record TurnedArrays(NamedArrays arrays, List<Axis> order) implements NamedArrays {
  /** The same arrays if no order is given. */
  static NamedArrays of(NamedArrays arrays, List<Axis> order) {
    return order.isEmpty() ? arrays : new TurnedArrays(arrays, order);
  }

  @Override
  public List<String> names() {
    return arrays.names();
  }

  @Override
  public String described(String name) {
    return arrays.described(name);
  }

  @Override
  public List<String> deeper() {
    return arrays.deeper();
  }

  @Override
  public boolean dropsLastAxis() {
    return arrays.dropsLastAxis();
  }

  @Override
  public Optional<NamedArray> array(String name) {
    return arrays.array(name).map(array -> of(array, order));
  }

  /** The same array, or a view of one that is a block in this order. */
  static NamedArray of(NamedArray array, List<Axis> order) {
    List<Axis> axes = order.isEmpty() ? order : axes(array, order);
    return axes.isEmpty() ? array : new Turned(array, axes);
  }

  /** The axes of an array; none if it is no block. */
  private static List<Axis> axes(NamedArray array, List<Axis> order) {
    if (array.isNumbers(order.size())) {
      return order;
    }
    if (!array.isNumbers(3) || order.contains(Axis.TRIALS)) {
      return List.of();
    }
    List<Axis> axes = new ArrayList<>(List.of(Axis.TRIALS));
    axes.addAll(order);
    return axes;
  }

  @Override
  public Optional<Double> number(String name) {
    return arrays.number(name);
  }

  @Override
  public Optional<String> word(String name) {
    return arrays.word(name);
  }

  @Override
  public List<String> attributeWords(String name) {
    return arrays.attributeWords(name);
  }

  private record Turned(NamedArray array, List<Axis> axes) implements NamedArray {
    @Override
    public String name() {
      return array.name();
    }

    @Override
    public Kind kind() {
      return array.kind();
    }

    @Override
    public int[] shape() {
      return new int[] {length(Axis.TRIALS), length(Axis.BINS), length(Axis.NEURONS)};
    }

    private int length(Axis axis) {
      int place = axes.indexOf(axis);
      return place < 0 ? 1 : array.shape()[place];
    }

    /** How far apart two neighbours on an axis lie in the file's order. */
    private int stride(Axis axis) {
      int place = axes.indexOf(axis);
      int stride = 1;
      for (int after = place + 1; place >= 0 && after < axes.size(); after++) {
        stride *= array.shape()[after];
      }
      return stride;
    }

    @Override
    public Cube cube() {
      int[] shape = shape();
      float[] stored = axes.size() == 3 ? array.cube().toArray() : floats(array.numbers());
      float[] out = new float[stored.length];
      int trial = stride(Axis.TRIALS);
      int bin = stride(Axis.BINS);
      int neuron = stride(Axis.NEURONS);
      int at = 0;
      for (int e = 0; e < shape[0]; e++) {
        for (int t = 0; t < shape[1]; t++) {
          for (int n = 0; n < shape[2]; n++) {
            out[at++] = stored[e * trial + t * bin + n * neuron];
          }
        }
      }
      return Cube.adopt(shape[0], shape[1], shape[2], out);
    }

    private static float[] floats(double[] values) {
      float[] out = new float[values.length];
      for (int i = 0; i < out.length; i++) {
        out[i] = (float) values[i];
      }
      return out;
    }

    @Override
    public double[] numbers() {
      return array.numbers();
    }

    @Override
    public List<String> words() {
      return array.words();
    }

    @Override
    public List<String> attributeWords(String name) {
      return array.attributeWords(name);
    }
  }
}
