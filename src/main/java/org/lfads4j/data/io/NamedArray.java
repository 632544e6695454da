package org.lfads4j.data.io;

import java.util.List;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Grid;

/** An array in a file; its shape is known before its values are read. */
interface NamedArray {
  /** What an array holds. */
  enum Kind {
    /** Numbers or truth values. */
    NUMBERS,
    /** Text. */
    WORDS,
    /** Something that no session is made of; asked for its values, it says what. */
    OTHER
  }

  String name();

  Kind kind();

  /** The lengths of its axes; none if they are unknown. */
  int[] shape();

  /** Whether it holds numbers with so many axes. */
  default boolean isNumbers(int axes) {
    return kind() == Kind.NUMBERS && shape().length == axes;
  }

  /** A block of numbers; refuses any rank but 3. */
  Cube cube();

  /** All values of any rank, row by row, as numbers. */
  double[] numbers();

  /** All values of any rank, row by row, as words; whole numbers without a point. */
  List<String> words();

  /** The words kept about this array under this name; none if there are none. */
  List<String> attributeWords(String name);

  /**
   * Numbers of two axes; refuses any other rank.
   *
   * @param axes what the axes are, for the refusal
   */
  default Grid grid(String axes) {
    int[] shape = shape();
    if (shape.length != 2) {
      throw new ContentException(
          name() + " must have rank 2 (" + axes + "), got rank " + shape.length);
    }
    double[] values = numbers();
    float[] narrow = new float[values.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (float) values[i];
    }
    return Grid.of(shape[0], shape[1], narrow);
  }

  /** What to say of an array that is no block of trials x bins x columns. */
  static ContentException wrongRank(String name, int[] shape) {
    return new ContentException(
        "%s must have rank 3 (trials x bins x columns), got rank %s (%s)"
            .formatted(name, shape.length, ArraySizes.text(shape)));
  }

  /** A number as a word: a whole one without a point. */
  static String word(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
