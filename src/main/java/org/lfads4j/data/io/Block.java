package org.lfads4j.data.io;

import java.util.List;
import java.util.stream.IntStream;
import org.lfads4j.config.Internal;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Grid;

/** Numbers or words of some shape, on their way into a file; they lie row by row. Immutable. */
@Internal
public final class Block {
  private final List<Integer> shape;
  private final Object values;

  private Block(Object values, Integer... shape) {
    this.shape = List.of(shape);
    this.values = values;
  }

  /** Single-precision numbers, trials x bins x columns. */
  public static Block of(Cube cube) {
    return new Block(cube.toArray(), cube.trials(), cube.bins(), cube.columns());
  }

  /** Single-precision numbers, rows x columns. */
  public static Block of(Grid grid) {
    return new Block(grid.toArray(), grid.rows(), grid.columns());
  }

  /** Whole numbers below 2^24, trials x bins x columns, as 32-bit integers. */
  public static Block ofCounts(Cube cube) {
    float[] counts = cube.toArray();
    int[] whole = IntStream.range(0, counts.length).map(i -> (int) counts[i]).toArray();
    return new Block(whole, cube.trials(), cube.bins(), cube.columns());
  }

  /** Whole numbers, one axis. */
  public static Block ints(int... numbers) {
    return new Block(numbers.clone(), numbers.length);
  }

  /** Double-precision numbers, one axis. */
  public static Block numbers(double... numbers) {
    return new Block(numbers.clone(), numbers.length);
  }

  /** Double-precision numbers, rows x columns, row by row. */
  public static Block numbers(int rows, int columns, double... numbers) {
    if ((long) rows * columns != numbers.length) {
      throw new IllegalArgumentException(
          "block must hold rows x columns numbers, got " + numbers.length);
    }
    return new Block(numbers.clone(), rows, columns);
  }

  /** Words, one axis. */
  public static Block words(List<String> words) {
    return new Block(words.toArray(String[]::new), words.size());
  }

  /** Single-precision numbers of one or two axes, row by row. */
  public static Block floats(List<Integer> shape, double[] numbers) {
    float[] narrow = new float[numbers.length];
    IntStream.range(0, narrow.length).forEach(i -> narrow[i] = (float) numbers[i]);
    return new Block(narrow, shape.toArray(Integer[]::new));
  }

  List<Integer> shape() {
    return shape;
  }

  /** A {@code float[]}, {@code double[]}, {@code int[]} or {@code String[]}, never changed. */
  Object values() {
    return values;
  }

  int size() {
    return shape.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact);
  }
}
