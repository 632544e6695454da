package org.lfads4j.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

final class CsvTest {
  @TempDir Path folder;

  private static Table awkward() {
    return Table.create(
        "awkward",
        IntColumn.create("bin", 1, 2, 3),
        DoubleColumn.create("time_ms", 0.1, 1234567.25, -20),
        WideTable.numbers("a,b", new float[] {0.1f, Float.NaN, 1.5e-8f}),
        FloatColumn.create("rate", 12345.678f, 3f, 1e10f),
        StringColumn.create("condition", "left, up", "say \"go\"", ""));
  }

  @Test
  void numbersKeepTheirDigitsAndTextIsQuotedWhereItMust() throws IOException {
    Path file = folder.resolve("deep/er/awkward.csv");
    Csv.write(awkward(), file);
    assertEquals(
        """
        bin,time_ms,"a,b",rate,condition
        1,0.1,0.1,12345.678,"left, up"
        2,1234567.25,,3,"say ""go""\"
        3,-20,1.5E-8,1.0E10,
        """,
        Files.readString(file));
  }

  @Test
  void noTextIsAFormula() {
    assertEquals(
        """
        '=1+1,'@x,'-n,"'+a,b",-45
        '=SUM(A1),'@,-,"'+1 ""s""\",-45
        -1.5e3,+2,'-1 deg,a=b,.5
        """,
        Csv.text(
            Table.create(
                "formulas",
                StringColumn.create("=1+1", "=SUM(A1)", "-1.5e3"),
                StringColumn.create("@x", "@", "+2"),
                StringColumn.create("-n", "-", "-1 deg"),
                StringColumn.create("+a,b", "+1 \"s\"", "a=b"),
                StringColumn.create("-45", "-45", ".5"))));
  }

  @Test
  void theLocaleChangesNothing() throws IOException {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      Csv.write(awkward(), folder.resolve("german.csv"));
      assertEquals("1.25", WideTable.numbers("x", new float[] {1.25f}).getString(0));
    } finally {
      Locale.setDefault(before);
    }
    Csv.write(awkward(), folder.resolve("english.csv"));
    assertEquals(-1, Files.mismatch(folder.resolve("german.csv"), folder.resolve("english.csv")));
  }

  @Test
  void aTableReadBackHoldsTheSameNumbers() {
    Path file = folder.resolve("factors.csv");
    Table factors =
        ResultTables.factors(
            Samples.labels(3, 1), Samples.cube(3, 4, 2).map(x -> Math.sin(x) * 1e-3));
    Csv.write(factors, file);
    Table back = Table.read().csv(file.toFile());
    assertEquals(factors.columnNames(), back.columnNames());
    for (String name : List.of("trial", "bin", "time_ms", "factor_0", "factor_1")) {
      for (int row = 0; row < factors.rowCount(); row++) {
        assertEquals(
            (float) factors.numberColumn(name).getDouble(row),
            (float) back.numberColumn(name).getDouble(row));
      }
    }
  }

  @Test
  void anOldFileIsReplacedAndNothingElseIsLeft() throws IOException {
    Path file = folder.resolve("t.csv");
    Files.writeString(file, "old");
    Csv.write(Table.create("t", IntColumn.create("a", new int[] {1})), file);
    assertEquals("a\n1\n", Files.readString(file));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void aTableWithoutRowsIsItsHeader() throws IOException {
    Path file = folder.resolve("empty.csv");
    Csv.write(Table.create("t", IntColumn.create("a"), StringColumn.create("b")), file);
    assertEquals("a,b\n", Files.readString(file));
  }

  @Test
  void aFileThatCannotBeWrittenIsNamed() throws IOException {
    Path notAFolder = Files.writeString(folder.resolve("plain"), "x");
    Path file = notAFolder.resolve("t.csv");
    var thrown =
        assertThrows(
            UncheckedIOException.class,
            () -> Csv.write(Table.create("t", IntColumn.create("a", new int[] {1})), file));
    assertEquals(
        "table must go to a file that can be written, got "
            + file
            + " (java.nio.file.FileAlreadyExistsException: "
            + notAFolder
            + ")",
        thrown.getMessage());
    assertTrue(Files.isRegularFile(notAFolder));
  }

  @Test
  void numbersOnTheScreenAreShort() {
    var column =
        WideTable.numbers(
            "x", new float[] {0, 0.1f, 12345.678f, -1.5e-5f, 1e10f, Float.NaN, 1f / 0, 3000});
    assertEquals(
        List.of("0", "0.1", "12346", "-1.5000e-05", "1.0000e+10", "", "Infinity", "3000"),
        Stream.iterate(0, i -> i + 1).limit(8).map(column::getString).toList());
  }
}
