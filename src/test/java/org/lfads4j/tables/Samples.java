package org.lfads4j.tables;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Grid;

/** Small inputs whose every value tells where it came from. */
final class Samples {
  private Samples() {}

  /** The value at trial b, bin t, column c is 100 b + 10 t + c. */
  static Cube cube(int trials, int bins, int columns) {
    float[] values = new float[trials * bins * columns];
    for (int i = 0; i < values.length; i++) {
      int c = i % columns;
      int t = i / columns % bins;
      int b = i / columns / bins;
      values[i] = 100 * b + 10 * t + c;
    }
    return Cube.of(trials, bins, columns, values);
  }

  /** The value at row r, column c is 10 r + c. */
  static Grid grid(int rows, int columns) {
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = 10 * (i / columns) + i % columns;
    }
    return Grid.of(rows, columns, values);
  }

  static RowLabels labels(int trials, int neurons) {
    return new RowLabels(
        Optional.empty(),
        IntStream.range(0, trials).mapToObj(i -> "t" + (100 + i)).toList(),
        IntStream.range(0, trials).mapToObj(i -> i % 5 == 0 ? "valid" : "train").toList(),
        Optional.empty(),
        IntStream.range(0, neurons).mapToObj(i -> "n" + i).toList(),
        20,
        -40);
  }

  static RowLabels with(RowLabels labels, String session, List<String> conditions) {
    return new RowLabels(
        Optional.of(session),
        labels.trialIds(),
        labels.splits(),
        Optional.of(conditions),
        labels.neurons(),
        labels.binMs(),
        labels.startMs());
  }
}
