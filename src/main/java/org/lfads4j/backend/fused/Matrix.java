package org.lfads4j.backend.fused;

import java.util.ArrayList;
import java.util.List;
import org.lfads4j.backend.kernels.Panels;
import org.lfads4j.backend.kernels.Rows;

/**
 * A padded matrix put together from parts of parameters, and the way back for its gradient.
 * Everything that no part covers is zero.
 */
final class Matrix {
  /** A rectangle of a parameter and where its first element goes. */
  private record Part(
      FlatParameters.Place source,
      int fromRow,
      int fromColumn,
      int rows,
      int columns,
      int atRow,
      int atColumn) {}

  private final int rows;
  private final int columns;
  private final int lanes;
  private final Rows values;
  private final List<Part> parts = new ArrayList<>();
  private final List<String> parameters = new ArrayList<>();

  private Matrix(int rows, int columns, int lanes) {
    this.rows = rows;
    this.columns = columns;
    this.lanes = lanes;
    this.values = Rows.of(Plan.evenRows(rows), columns);
  }

  /** Makes matrices and keeps a list of them. */
  static final class Factory {
    private final FlatParameters parameters;
    private final int lanes;
    private final List<Matrix> made = new ArrayList<>();

    Factory(FlatParameters parameters, int lanes) {
      this.parameters = parameters;
      this.lanes = lanes;
    }

    Matrix matrix(int rows, int columns) {
      Matrix matrix = new Matrix(rows, columns, lanes);
      made.add(matrix);
      return matrix;
    }

    FlatParameters parameters() {
      return parameters;
    }

    /** All of them, in the order of their making. */
    List<Matrix> made() {
      return made;
    }
  }

  /** Adds a whole parameter. */
  Matrix with(FlatParameters all, String parameter, int atRow, int atColumn) {
    FlatParameters.Place place = all.place(parameter);
    return with(all, parameter, 0, 0, place.rows(), place.columns(), atRow, atColumn);
  }

  /** Adds a rectangle of a parameter. */
  Matrix with(
      FlatParameters all,
      String parameter,
      int fromRow,
      int fromColumn,
      int rowCount,
      int columnCount,
      int atRow,
      int atColumn) {
    parts.add(
        new Part(
            all.place(parameter), fromRow, fromColumn, rowCount, columnCount, atRow, atColumn));
    parameters.add(parameter);
    return this;
  }

  int rows() {
    return rows;
  }

  int columns() {
    return columns;
  }

  Rows values() {
    return values;
  }

  /** The parameters that it takes parts of. */
  List<String> parameters() {
    return parameters;
  }

  /** Copies the parts in. */
  void gather(float[] flat) {
    for (Part part : parts) {
      for (int r = 0; r < part.rows; r++) {
        int to = (part.atRow + r) * values.stride() + part.atColumn;
        System.arraycopy(flat, from(part, r), values.values(), to, part.columns);
      }
    }
  }

  /** Adds a gradient of this matrix to the flat gradient of the parameters. */
  void scatter(Panels gradient, float[] flat) {
    for (Part part : parts) {
      int end = part.atColumn + part.columns;
      for (int r = 0; r < part.rows; r++) {
        int to = from(part, r);
        for (int c = part.atColumn; c < end; ) {
          int count = Math.min(end, gradient.endOf(c)) - c;
          int at = gradient.at(part.atRow + r, c);
          for (int i = 0; i < count; i++) {
            flat[to + i] += gradient.values()[at + i];
          }
          to += count;
          c += count;
        }
      }
    }
  }

  /** Room for a gradient of this matrix. */
  Panels gradient() {
    return new Panels(Plan.evenRows(rows), columns, lanes);
  }

  private static int from(Part part, int row) {
    return part.source.at() + (part.fromRow + row) * part.source.columns() + part.fromColumn;
  }
}
