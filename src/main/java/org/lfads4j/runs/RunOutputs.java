package org.lfads4j.runs;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lfads4j.FittedLfads;
import org.lfads4j.Lfads;
import org.lfads4j.analysis.ScoresFile;
import org.lfads4j.tables.Csv;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

/**
 * What a run left, for reading: each file is compared with its hash in the manifest first. Without
 * a manifest that can be read, or in one of an earlier version, files have no hash.
 */
final class RunOutputs {
  private static final String LOG = "fit log";

  private final RunFolder files;
  private final Optional<Manifest> manifest;

  private RunOutputs(RunFolder files, Optional<Manifest> manifest) {
    this.files = files;
    this.manifest = manifest;
  }

  static RunOutputs of(RunFolder files, Manifest manifest) {
    return new RunOutputs(files, Optional.of(manifest));
  }

  static RunOutputs of(RunFolder files) {
    try {
      return of(files, Manifest.of(files));
    } catch (IllegalArgumentException | UncheckedIOException e) {
      return new RunOutputs(files, Optional.empty());
    }
  }

  /** What is wrong with a file, in a sentence that begins with its path. */
  private Optional<String> damage(Path file) {
    return manifest.flatMap(known -> known.damage(file));
  }

  /** What is wrong with all of them, one sentence each. */
  List<String> damages() {
    Stream<String> names = manifest.map(Manifest::outputs).orElse(List.of()).stream();
    return names.map(files.path()::resolve).map(this::damage).flatMap(Optional::stream).toList();
  }

  /**
   * The fit. Posterior means whose file is damaged are left out, with a notice.
   *
   * @throws IllegalArgumentException if another file is damaged, with the path
   * @throws UncheckedIOException if one cannot be read, with the path
   */
  FittedLfads fit() {
    return Lfads.load(files.path(), this::damage);
  }

  /**
   * The scores and the diagnosis; absent before the run is done. Runs that an earlier version did
   * have scores alone.
   *
   * @throws IllegalArgumentException if their file is damaged, with the path
   * @throws UncheckedIOException if it cannot be read, with the path
   */
  Optional<ScoresFile> scores() {
    damage(files.scores())
        .ifPresent(
            sentence -> {
              throw new IllegalArgumentException(sentence);
            });
    return Files.exists(files.scores())
        ? Optional.of(ScoresFile.read(files.scores()))
        : Optional.empty();
  }

  /** What is wrong with results that reading the fit does not find, one sentence each. */
  List<String> missingResults() {
    List<String> sentences = new ArrayList<>();
    for (String name : manifest.map(Manifest::outputs).orElse(List.of())) {
      Path file = files.path().resolve(name);
      boolean scores = file.equals(files.scores());
      if (scores || (files.isResult(name) && !Files.exists(file))) {
        String what = scores ? "; the scores" : "; the posterior means";
        damage(file).ifPresent(s -> sentences.add(s + what + " are made again from the model"));
      }
    }
    return sentences;
  }

  /** What is wrong with the log, in a sentence. */
  Optional<String> damageOfLog() {
    return damage(files.log());
  }

  /** The training log of a fit, as it would be on disk. */
  static Table log(FittedLfads fit) {
    String text = Csv.text(fit.fitLog());
    return Table.read().usingOptions(CsvReadOptions.builderFromString(text).tableName(LOG));
  }

  /** The training log as it is on disk. */
  Table log() {
    return Files.exists(files.log())
        ? Table.read().usingOptions(CsvReadOptions.builder(files.log().toFile()).tableName(LOG))
        : Table.create(LOG);
  }
}
