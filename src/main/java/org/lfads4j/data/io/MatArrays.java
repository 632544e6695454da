package org.lfads4j.data.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lfads4j.data.Axis;
import org.lfads4j.data.Cube;

/**
 * MATLAB's variables, as arrays of numbers and lists of words.
 *
 * @param variables by name
 * @param orientation of blocks whose order is not known; empty for trials, bins, columns
 */
record MatArrays(Map<String, MatValue> variables, List<Axis> orientation) implements NamedArrays {
  /** What a trial without a label is labelled: NaN and '' in MATLAB. */
  private static final String UNLABELLED = "none";

  @Override
  public List<String> names() {
    return List.copyOf(variables.keySet());
  }

  @Override
  public Optional<NamedArray> array(String name) {
    MatValue value = variables.get(name);
    if (value == null || value instanceof MatValue.Structs) {
      return Optional.empty();
    }
    boolean isWords =
        value instanceof MatValue.Words
            || (value instanceof MatValue.Cells cells
                && cells.items().stream().allMatch(v -> isWord(v)));
    if (value instanceof MatValue.Numbers numbers) {
      Array array = new Array(name, value, this);
      boolean isTurned = numbers.isInOrder() || orientation.isEmpty();
      return Optional.of(isTurned ? array : TurnedArrays.of(array, orientation));
    }
    return Optional.of(
        isWords
            ? new Array(name, value, this)
            : new UnreadableArray(
                name,
                new ContentException(
                    name
                        + " must hold numbers or text, got "
                        + (value instanceof MatValue.Other other
                            ? other.what()
                            : "cells of others"))));
  }

  @Override
  public String described(String name) {
    return variables.get(name) instanceof MatValue.Structs structs
        ? "%s (%s with %s)"
            .formatted(
                name,
                structs.size() == 1 ? "a struct" : structs.size() + " structs",
                CountsChoice.some(List.copyOf(structs.fields().keySet())))
        : NamedArrays.super.described(name);
  }

  private static boolean isWord(MatValue item) {
    return item instanceof MatValue.Words
        || (item instanceof MatValue.Numbers numbers && numbers.size() <= 1);
  }

  @Override
  public boolean dropsLastAxis() {
    return true;
  }

  @Override
  public Optional<Double> number(String name) {
    return variables.get(name) instanceof MatValue.Numbers numbers && numbers.size() == 1
        ? Optional.of(numbers.values().applyAsDouble(0))
        : Optional.empty();
  }

  private record Array(String name, MatValue value, MatArrays file) implements NamedArray {
    @Override
    public Kind kind() {
      return value instanceof MatValue.Numbers ? Kind.NUMBERS : Kind.WORDS;
    }

    @Override
    public int[] shape() {
      return value instanceof MatValue.Numbers numbers
          ? numbers.shape().stream().mapToInt(Integer::intValue).toArray()
          : new int[] {words().size()};
    }

    @Override
    public Cube cube() {
      MatValue.Numbers numbers = requireNumbers();
      // MATLAB drops a last axis of one place.
      int[] shape = shape().length == 2 ? Arrays.copyOf(shape(), 3) : shape();
      if (shape.length != 3) {
        throw NamedArray.wrongRank(name, shape);
      }
      if (shape().length == 2) {
        shape[2] = 1;
      }
      float[] out = new float[sizeOf(numbers)];
      RowMajor places = new RowMajor(shape, true);
      for (int i = 0; i < out.length; i++) {
        out[places.next()] = (float) numbers.values().applyAsDouble(i);
      }
      return Cube.adopt(shape[0], shape[1], shape[2], out);
    }

    @Override
    public double[] numbers() {
      MatValue.Numbers numbers = requireNumbers();
      double[] out = new double[sizeOf(numbers)];
      RowMajor places = new RowMajor(shape(), true);
      for (int i = 0; i < out.length; i++) {
        out[places.next()] = numbers.values().applyAsDouble(i);
      }
      return out;
    }

    @Override
    public List<String> words() {
      if (value instanceof MatValue.Numbers) {
        return Arrays.stream(numbers())
            .mapToObj(number -> Double.isNaN(number) ? UNLABELLED : NamedArray.word(number))
            .toList();
      }
      List<String> words = new ArrayList<>();
      if (value instanceof MatValue.Words text) {
        words.addAll(text.rows());
      } else {
        ((MatValue.Cells) value).items().forEach(item -> words.add(word(item)));
      }
      return words.stream().map(word -> word.isBlank() ? UNLABELLED : word).toList();
    }

    private String word(MatValue item) {
      if (item instanceof MatValue.Words text) {
        return String.join("", text.rows());
      }
      if (item instanceof MatValue.Numbers numbers && numbers.size() <= 1) {
        return numbers.size() == 0 ? "" : NamedArray.word(numbers.values().applyAsDouble(0));
      }
      throw new ContentException(
          name + " must hold one word or number per cell, got something else");
    }

    @Override
    public List<String> attributeWords(String attribute) {
      return file.attributeWords(name + "_" + attribute);
    }

    private MatValue.Numbers requireNumbers() {
      if (value instanceof MatValue.Numbers numbers) {
        return numbers;
      }
      throw new ContentException(name + " must hold numbers, got text or cells");
    }

    /** The number of values, once the last is known to be there. */
    private int sizeOf(MatValue.Numbers numbers) {
      int size =
          ArraySizes.requireMemory(
              name, numbers.shape().stream().mapToLong(Integer::longValue).toArray());
      if (size > 0) {
        double unused = numbers.values().applyAsDouble(size - 1);
      }
      return size;
    }
  }
}
