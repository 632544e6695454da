package org.lfads4j.data.io;

import java.util.List;
import java.util.stream.Collectors;
import org.lfads4j.config.Internal;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Grid;

/** The arrays that a file holds by name, whatever its format, while it is open. */
@Internal
public final class StoredArrays {
  private static final int NAMED = 10;

  private final NamedArrays arrays;

  StoredArrays(NamedArrays arrays) {
    this.arrays = arrays;
  }

  /** Whether there is an array of this name. */
  public boolean has(String name) {
    return arrays.array(name).isPresent();
  }

  /**
   * Single-precision numbers of three axes.
   *
   * @throws ContentException if there are none of that name
   */
  public Cube cube(String name) {
    return array(name).cube();
  }

  /**
   * Single-precision numbers of two axes.
   *
   * @throws ContentException if there are none of that name
   */
  public Grid grid(String name) {
    return array(name).grid("rows x columns");
  }

  /**
   * Numbers of any shape, row by row.
   *
   * @throws ContentException if there are none of that name
   */
  public double[] numbers(String name) {
    return array(name).numbers();
  }

  /**
   * A single number.
   *
   * @throws ContentException if there is none of that name, or more than one
   */
  public double number(String name) {
    double[] numbers = numbers(name);
    requireOne(name, "number", numbers.length);
    return numbers[0];
  }

  /**
   * A single word.
   *
   * @throws ContentException if there is none of that name, or more than one
   */
  public String word(String name) {
    List<String> words = array(name).words();
    requireOne(name, "word", words.size());
    return words.get(0);
  }

  private static void requireOne(String name, String what, int got) {
    if (got != 1) {
      throw new ContentException(name + " must be one " + what + ", got " + got);
    }
  }

  private NamedArray array(String name) {
    return arrays
        .array(name)
        .orElseThrow(
            () -> new ContentException("file must hold " + name + ", got " + some(arrays.names())));
  }

  private static String some(List<String> names) {
    if (names.isEmpty()) {
      return "nothing";
    }
    String first = names.stream().sorted().limit(NAMED).collect(Collectors.joining(", "));
    return names.size() > NAMED ? first + " and " + (names.size() - NAMED) + " more" : first;
  }
}
