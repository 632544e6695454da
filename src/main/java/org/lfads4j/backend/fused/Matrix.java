package org.lfads4j.backend.fused;

import java.util.ArrayList;
import java.util.List;
import org.lfads4j.backend.kernels.Panels;
import org.lfads4j.backend.kernels.Rows;

/**
 * A padded matrix made of parts of parameters; its gradient can be added to theirs. What no part
 * covers is zero.
 */
final class Matrix {
  /** A rectangle of a parameter. */
  record Part(
      String parameter, FlatParameters.Place place, int row, int column, int height, int width) {
    Part rows(int first, int count) {
      return new Part(parameter, place, row + first, column, count, width);
    }

    Part columns(int first, int count) {
      return new Part(parameter, place, row, column + first, height, count);
    }

    /** Where the first element of a row lies among all parameters. */
    private int at(int r) {
      return place.at() + (row + r) * place.columns() + column;
    }
  }

  /** A part, and where its first element goes. */
  private record Placed(Part part, int atRow, int atColumn) {}

  private final int rows;
  private final int columns;
  private final int lanes;
  private final Rows values;
  private final List<Placed> parts = new ArrayList<>();

  private Matrix(int rows, int columns, int lanes) {
    this.rows = rows;
    this.columns = columns;
    this.lanes = lanes;
    this.values = Rows.of(rows, columns);
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

    /** A whole parameter. */
    Part part(String parameter) {
      FlatParameters.Place place = parameters.place(parameter);
      return new Part(parameter, place, 0, 0, place.rows(), place.columns());
    }

    FlatParameters parameters() {
      return parameters;
    }

    /** All of them, in the order in which they were made. */
    List<Matrix> made() {
      return made;
    }
  }

  /** Adds a part of a parameter. */
  Matrix with(Part part, int atRow, int atColumn) {
    parts.add(new Placed(part, atRow, atColumn));
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

  /** The parameters of which it has parts. */
  List<String> parameters() {
    return parts.stream().map(placed -> placed.part.parameter).toList();
  }

  /** Copies the parts in. */
  void gather(float[] flat) {
    for (Placed p : parts) {
      for (int r = 0; r < p.part.height; r++) {
        int to = values.at(p.atRow + r) + p.atColumn;
        System.arraycopy(flat, p.part.at(r), values.values(), to, p.part.width);
      }
    }
  }

  /** Adds a gradient of this matrix to the flat gradient of the parameters. */
  void scatter(Panels gradient, float[] flat) {
    for (Placed p : parts) {
      int end = p.atColumn + p.part.width;
      for (int r = 0; r < p.part.height; r++) {
        int to = p.part.at(r);
        for (int c = p.atColumn; c < end; ) {
          int count = Math.min(end, gradient.endOf(c)) - c;
          int at = gradient.at(p.atRow + r, c);
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
}
