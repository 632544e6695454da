package org.lfads4j.runs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.lfads4j.analysis.Diagnosis;
import org.lfads4j.analysis.Score;
import org.lfads4j.analysis.ScoresFile;
import org.lfads4j.config.Hyperparameter;
import org.lfads4j.config.Message;
import org.lfads4j.data.io.WholeFile;
import org.lfads4j.tables.Csv;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Runs as a table, one row each. */
final class RunTable {
  private static final String FILE = "runs.csv";
  private static final String DIAGNOSIS = "diagnosis";
  private static final String SUMMARY = "summary.txt";

  private final List<RunRow> rows;
  private final Table table = Table.create("runs");

  private RunTable(List<RunRow> rows) {
    this.rows = rows;
  }

  /**
   * Loads the table library. It searches the class path when it is first used. If the thread is
   * interrupted during that search, either the interrupt is lost or the library never works again.
   */
  static void load() {
    boolean interrupted = Thread.interrupted();
    Table unused = Table.create();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  static Table of(List<RunRow> rows) {
    RunTable made = new RunTable(rows);
    made.fill();
    return made.table;
  }

  /** Writes the table into the collection's folder, for other programs. */
  static void write(Table table, Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    String text = table.printAll() + "\n";
    try {
      if (!WholeFile.hasPartial(folder) && text.equals(written(folder.resolve(SUMMARY)))) {
        return;
      }
      try (RunLock lock = RunLock.take(folder)) {
        // What a process left that was killed while it wrote here.
        int unused = WholeFile.removePartial(lock.folder());
        Csv.write(table, folder.resolve(FILE));
        // Written last: if it is up to date, both files are.
        WholeFile.text(folder.resolve(SUMMARY), text);
      }
    } catch (IOException | UncheckedIOException e) {
      // The disk is full or read-only. The rows of the runs say so, and the caller has the table.
      return;
    }
  }

  private static String written(Path file) throws IOException {
    return Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
  }

  private void fill() {
    add(text("run", row -> row.run().name()));
    differing().forEach(each -> add(settings(each)));
    if (distinct(row -> row.run().options().seed()) > 1) {
      add(text("seed", row -> Long.toString(row.run().options().seed())));
    }
    otherOptions();
    add(text("state", row -> row.status().state().word()));
    add(whole("epochs", row -> row.status().epochs()));
    add(whole("best_epoch", row -> row.status().bestEpoch()));
    add(number(RunScores.COST, row -> orNaN(row.status().validationCost())));
    add(number("seconds", row -> row.status().seconds()));
    List<Optional<ScoresFile>> files =
        rows.stream().map(row -> row.run().readableScoresFile()).toList();
    List<List<Score>> scores =
        files.stream().map(file -> file.map(ScoresFile::scores).orElse(List.of())).toList();
    scores.stream()
        .flatMap(List::stream)
        .map(Score::name)
        .distinct()
        .forEach(name -> add(score(name, scores)));
    if (files.stream().anyMatch(file -> file.flatMap(ScoresFile::diagnosis).isPresent())) {
      add(StringColumn.create(DIAGNOSIS, files.stream().map(RunTable::inShort).toList()));
    }
    if (rows.stream().anyMatch(row -> row.status().why().isPresent())) {
      add(text("why", row -> row.status().why().map(Message::inJava).orElse("")));
    }
    add(text("folder", row -> within(row.run().folder())));
  }

  /** A run's folder within the collection's. */
  private static String within(Path folder) {
    return folder.getParent().getFileName() + "/" + folder.getFileName();
  }

  /** Hyperparameters in which the runs differ, in page order. */
  private List<Hyperparameter<?>> differing() {
    return Hyperparameter.all().stream()
        .filter(each -> distinct(row -> row.run().params().value(each)) > 1)
        .toList();
  }

  /** Options other than the seed, if runs differ in them, in one column. */
  private void otherOptions() {
    Function<RunRow, String> rest =
        row -> row.run().options().withSeed(0).toJson().replaceAll("\\s+", " ");
    if (distinct(rest::apply) > 1) {
      add(text("options", rest));
    }
  }

  private long distinct(Function<RunRow, Object> value) {
    return rows.stream().map(value).distinct().count();
  }

  private <T> Column<?> settings(Hyperparameter<T> each) {
    if (each.defaultValue() instanceof Integer) {
      return whole(each.name(), row -> (Integer) row.run().params().value(each));
    }
    if (each.defaultValue() instanceof Double) {
      return number(each.name(), row -> (Double) row.run().params().value(each));
    }
    return text(each.name(), row -> each.text(row.run().params().value(each)));
  }

  private static String inShort(Optional<ScoresFile> file) {
    return file.flatMap(ScoresFile::diagnosis).map(Diagnosis::inShort).orElse("");
  }

  private static Column<?> score(String name, List<List<Score>> scores) {
    return DoubleColumn.create(
        name, scores.stream().mapToDouble(each -> orNaN(RunScores.ofLfads(each, name))).toArray());
  }

  private void add(Column<?> column) {
    Table unused = table.addColumns(column);
  }

  private StringColumn text(String name, Function<RunRow, String> value) {
    Stream<String> values = rows.stream().map(value);
    return StringColumn.create(name, values.toList());
  }

  private IntColumn whole(String name, ToIntFunction<RunRow> value) {
    return IntColumn.create(name, rows.stream().mapToInt(value));
  }

  private DoubleColumn number(String name, ToDoubleFunction<RunRow> value) {
    return DoubleColumn.create(name, rows.stream().mapToDouble(value).toArray());
  }

  private static double orNaN(OptionalDouble value) {
    return value.orElse(Double.NaN);
  }
}
