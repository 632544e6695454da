package org.lfads4j.backend.engine;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.lfads4j.model.Input;

/**
 * A shape of which the batch size is not known yet. A length of -m stands for m times the batch
 * size; all other lengths are plain.
 */
record BatchShape(List<Long> lengths) {
  BatchShape {
    lengths = List.copyOf(lengths);
  }

  /**
   * The shape of an input of any number of trials, taken from one that is fed.
   *
   * @param samples rows for each trial, where the input has a row for each sample
   */
  static BatchShape of(Input input, Shape fed, int samples) {
    List<Long> lengths = new ArrayList<>();
    for (long length : fed.getShape()) {
      lengths.add(length);
    }
    return switch (input) {
      case KL_WEIGHT, L2_WEIGHT -> new BatchShape(lengths);
      case IC_NOISE -> new BatchShape(lengths).with(0, -samples);
      case INPUT_NOISE, INFERRED_INPUTS -> new BatchShape(lengths).with(1, -samples);
      default -> new BatchShape(lengths).with(lengths.size() == 3 ? 1 : 0, -1);
    };
  }

  int rank() {
    return lengths.size();
  }

  long length(int axis) {
    return lengths.get(axis);
  }

  /** The shape of two operands that broadcast as in NumPy. */
  BatchShape broadcast(BatchShape other) {
    int rank = Math.max(rank(), other.rank());
    List<Long> joined = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      long mine = fromEnd(rank - axis);
      long theirs = other.fromEnd(rank - axis);
      if (mine != theirs && mine != 1 && theirs != 1) {
        throw new IllegalArgumentException(
            "operands must have shapes that broadcast, got " + this + " and " + other);
      }
      joined.add(mine == 1 ? theirs : mine);
    }
    return new BatchShape(joined);
  }

  BatchShape with(int axis, long length) {
    List<Long> changed = new ArrayList<>(lengths);
    changed.set(axis, length);
    return new BatchShape(changed);
  }

  BatchShape without(int axis) {
    List<Long> changed = new ArrayList<>(lengths);
    changed.remove(axis);
    return new BatchShape(changed);
  }

  BatchShape before(long length) {
    List<Long> changed = new ArrayList<>(lengths);
    changed.add(0, length);
    return new BatchShape(changed);
  }

  @Override
  public String toString() {
    return lengths.stream()
        .map(n -> n >= 0 ? Long.toString(n) : n == -1 ? "B" : -n + "B")
        .collect(Collectors.joining(" x ", "(", ")"));
  }

  private long fromEnd(int distance) {
    return distance > rank() ? 1 : lengths.get(rank() - distance);
  }
}
