package org.lfads4j.backend.kernels;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Writes {@code Blocks.java}, the unrolled inner loops of the matrix products. Run it in the top
 * folder of the project:
 *
 * <pre>
 * java src/test/java/org/lfads4j/backend/kernels/UnrolledBlocks.java
 * </pre>
 */
public final class UnrolledBlocks {
  /** The generated file, from the top folder. */
  static final Path FILE =
      Path.of("src/main/java/org/lfads4j/backend/kernels/vector", "Blocks.java");

  private static final String HEAD =
      """
      // Generated; do not edit. To write it again, run in the top folder:
      //   java src/test/java/org/lfads4j/backend/kernels/UnrolledBlocks.java
      package org.lfads4j.backend.kernels.vector;

      import jdk.incubator.vector.FloatVector;
      import jdk.incubator.vector.VectorSpecies;
      import org.lfads4j.backend.kernels.Panels;
      import org.lfads4j.backend.kernels.Rows;
      import org.lfads4j.backend.kernels.SparseRows;

      /**
       * The inner loops of the matrix products: blocks of a fixed number of rows and vectors, whose sums
       * stay in registers while the inner index runs. One method for each shape of block, because a
       * vector that an array or another method holds does not stay in a register.
       */
      final class Blocks {
        private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
        private static final int L = S.length();

        private Blocks() {}
      """;

  private static final String PRODUCT =
      ", Panels weights, Rows start, Rows out, int row, int column";

  private static final Map<Integer, String> NAMES =
      Map.of(1, "One", 2, "Two", 4, "Four", 6, "Six", 8, "Eight");

  private final StringBuilder text = new StringBuilder(HEAD);
  private int depth = 1;

  private UnrolledBlocks() {}

  /** Writes the file. */
  public static void main(String[] arguments) throws IOException {
    Files.writeString(FILE, source());
  }

  /** What the file must hold. */
  static String source() {
    UnrolledBlocks blocks = new UnrolledBlocks();
    for (int rows : new int[] {6, 4}) {
      blocks.copied(rows);
      for (int vectors : new int[] {2, 1}) {
        blocks.strided(rows, vectors);
        blocks.transposed(rows, vectors);
      }
    }
    for (int vectors : new int[] {8, 2, 1}) {
      blocks.sparse(vectors);
      blocks.sparseTransposed(vectors);
    }
    return blocks.text.append("}\n").toString();
  }

  private void strided(int rows, int vectors) {
    begin("strided" + name(rows, vectors), "Rows a" + PRODUCT);
    line("float[] x = a.values();");
    line("int x0 = a.at(row);");
    each(1, rows, r -> line("int x%d = x%d + a.stride();", r, r - 1));
    line("int inner = weights.inner();");
    weights("column * weights.storedInner()");
    load(rows, vectors, "row");
    line("for (int k = 0; k < inner; k++) {");
    line("int at = wAt + k * %s;", width(vectors));
    step(rows, vectors, "w", r -> "x[x" + r + " + k]", true);
    line("}");
    store(rows, vectors, "row");
  }

  private void copied(int rows) {
    begin(
        "copied" + name(rows, 2),
        "CopiedRows a, int row, float[] w, int at, Rows start, Rows out, int column");
    line("float[] x = a.values;");
    line("int i = row * CopiedRows.STRIDE;");
    line("int inner = a.inner;");
    load(rows, 2, "a.first + row");
    int unrolled = rows == 6 ? 1 : 2;
    line("for (int k = 0; k < inner; k%s) {", unrolled == 1 ? "++" : " += 2");
    for (int u = 0; u < unrolled; u++) {
      step(rows, 2, "w", r -> "x[i" + plus(r, "CopiedRows.STRIDE") + "]", u == 0);
      line("i++;");
      line("at += 2 * L;");
    }
    line("}");
    store(rows, 2, "a.first + row");
  }

  private void transposed(int columns, int vectors) {
    begin(
        "transposed" + name(columns, vectors),
        "int rows, float[] x, int xAt, int xStride, float[] d, float[] out, int outAt");
    sums(
        columns,
        vectors,
        (c, v) -> "FloatVector c%d%d = FloatVector.fromArray(S, out, outAt%s);",
        (c, v) -> plus(c * vectors + v, "L"));
    int unrolled = columns == 6 && vectors == 2 ? 1 : 2;
    if (unrolled == 1) {
      line("d[rows * 2 * L] = TransposedProducts.touchNext(out, outAt + 12 * L);");
    }
    line("int i = xAt;");
    line("int at = 0;");
    line("for (int row = 0; row < rows; row%s) {", unrolled == 1 ? "++" : " += 2");
    for (int u = 0; u < unrolled; u++) {
      step(columns, vectors, "d", c -> "x[i" + (c == 0 ? "" : " + " + c) + "]", u == 0);
      line("i += xStride;");
      line("at += %s;", width(vectors));
    }
    line("}");
    sums(
        columns,
        vectors,
        (c, v) -> "c%d%d.intoArray(out, outAt%s);",
        (c, v) -> plus(c * vectors + v, "L"));
    line("}");
  }

  private void sparse(int vectors) {
    line("");
    line("static void sparse%s(", NAMES.get(vectors));
    line(
        "    SparseRows a, int aRow, Panels weights, Rows start, Rows out, int row, int column) {");
    line("int[] places = a.places();");
    line("float[] x = a.values();");
    weights("column * weights.storedInner()");
    if (vectors > 2) {
      line("int panel = 2 * L * weights.storedInner();");
    }
    load(1, vectors, "row");
    line("int end = a.ends()[aRow + 1];");
    line("for (int i = a.ends()[aRow]; i < end; i++) {");
    line("int at = wAt + places[i] * %s;", width(Math.min(2, vectors)));
    line("FloatVector v = FloatVector.broadcast(S, x[i]);");
    for (int v = 0; v < vectors; v++) {
      nextPanel(v);
      line("c0%d = v.fma(FloatVector.fromArray(S, w, at%s), c0%d);", v, plus(v % 2, "L"), v);
    }
    line("}");
    store(1, vectors, "row");
  }

  private void sparseTransposed(int vectors) {
    begin(
        "sparseTransposed" + NAMES.get(vectors),
        "SparseRows a, int aRow, Rows d, int row, Panels out, int column");
    line("int[] places = a.places();");
    line("float[] x = a.values();");
    line("float[] o = out.values();");
    line("int oAt = column * out.storedInner();");
    if (vectors > 2) {
      line("int panel = 2 * L * out.storedInner();");
    }
    line("int dAt = d.at(row) + column;");
    for (int v = 0; v < vectors; v++) {
      line("FloatVector d%d = FloatVector.fromArray(S, d.values(), dAt%s);", v, plus(v, "L"));
    }
    line("int end = a.ends()[aRow + 1];");
    line("for (int i = a.ends()[aRow]; i < end; i++) {");
    line("int at = oAt + places[i] * %s;", width(Math.min(2, vectors)));
    line("FloatVector v = FloatVector.broadcast(S, x[i]);");
    for (int v = 0; v < vectors; v++) {
      nextPanel(v);
      String to = "at" + plus(v % 2, "L");
      line("v.fma(d%d, FloatVector.fromArray(S, o, %s)).intoArray(o, %s);", v, to, to);
    }
    line("}");
    line("}");
  }

  private void begin(String name, String parameters) {
    line("");
    String whole = "static void " + name + "(" + parameters + ") {";
    if (whole.length() <= 98) {
      line(whole);
    } else {
      line("static void %s(", name);
      line("    %s) {", parameters);
    }
  }

  private void weights(String at) {
    line("float[] w = weights.values();");
    line("int wAt = %s;", at);
  }

  /** The sums start with the values of rows of {@code start}. */
  private void load(int rows, int vectors, String row) {
    line("float[] s = start.values();");
    line("int sAt = start.at(%s) + column;", row);
    if (rows > 1) {
      line("int sStride = start.stride();");
    }
    sums(
        rows,
        vectors,
        (r, v) -> "FloatVector c%d%d = FloatVector.fromArray(S, s, sAt%s);",
        (r, v) -> plus(r, "sStride") + plus(v, "L"));
  }

  private void store(int rows, int vectors, String row) {
    line("float[] o = out.values();");
    line("int oAt = out.at(%s) + column;", row);
    if (rows > 1) {
      line("int oStride = out.stride();");
    }
    sums(
        rows,
        vectors,
        (r, v) -> "c%d%d.intoArray(o, oAt%s);",
        (r, v) -> plus(r, "oStride") + plus(v, "L"));
    line("}");
  }

  /** One step of the inner index: the vectors of the right factor, times a value for each row. */
  private void step(
      int rows, int vectors, String right, IntFunction<String> left, boolean declares) {
    for (int v = 0; v < vectors; v++) {
      String declaration = declares ? "FloatVector " : "";
      line(
          "%s%s%d = FloatVector.fromArray(S, %s, at%s);",
          declaration, right, v, right, plus(v, "L"));
    }
    for (int r = 0; r < rows; r++) {
      String declaration = declares && r == 0 ? "FloatVector " : "";
      line("%sv = FloatVector.broadcast(S, %s);", declaration, left.apply(r));
      for (int v = 0; v < vectors; v++) {
        line("c%d%d = v.fma(%s%d, c%d%d);", r, v, right, v, r, v);
      }
    }
  }

  private void nextPanel(int vector) {
    if (vector > 0 && vector % 2 == 0) {
      line("at += panel;");
    }
  }

  /** One line for each sum: a format of row, vector and place. */
  private void sums(int rows, int vectors, Cell format, Cell place) {
    for (int r = 0; r < rows; r++) {
      for (int v = 0; v < vectors; v++) {
        line(format.of(r, v), r, v, place.of(r, v));
      }
    }
  }

  private interface Cell {
    String of(int row, int vector);
  }

  private static void each(int from, int to, IntConsumer action) {
    IntStream.range(from, to).forEach(action);
  }

  private static String name(int rows, int vectors) {
    return NAMES.get(rows) + "By" + NAMES.get(vectors);
  }

  private static String width(int vectors) {
    return vectors == 1 ? "L" : vectors + " * L";
  }

  private static String plus(int times, String of) {
    return times == 0 ? "" : times == 1 ? " + " + of : " + " + times + " * " + of;
  }

  /** One line, indented by the braces that are open. */
  private void line(String format, Object... values) {
    String line = String.format(Locale.ROOT, format, values);
    if (line.startsWith("}")) {
      depth--;
    }
    text.append(line.isEmpty() ? "" : "  ".repeat(depth)).append(line).append('\n');
    if (line.endsWith("{")) {
      depth++;
    }
  }
}
