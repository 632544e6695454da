package org.lfads4j.runs.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lfads4j.config.Message;
import org.lfads4j.data.io.Folders;
import org.lfads4j.data.io.WholeFile;
import org.lfads4j.runs.Run;
import org.lfads4j.runs.RunPart;
import org.lfads4j.runs.RunState;
import org.lfads4j.runs.RunStatus;
import org.lfads4j.runs.RunsWatcher;

/**
 * A part of a run on its way to an executor.
 *
 * @param collection the folder of the collection, absolute
 * @param folder of the run, within it
 * @param wanted how much of it
 * @param checkpointEvery least time between two checkpoints
 * @param threads processors that it may use
 * @param files what it reads, by path within the collection; none if the executor sees the folder
 */
record Errand(
    String collection,
    String folder,
    RunPart.Wanted wanted,
    Duration checkpointEvery,
    int threads,
    Map<String, byte[]> files)
    implements Serializable {
  /**
   * What is left to do of a part.
   *
   * @param isShared whether executors see the folder of the collection
   */
  static Errand of(RunPart part, Path collection, int threads, boolean isShared) {
    Map<String, byte[]> files = isShared ? Map.of() : packed(part.run().reads(), collection);
    return new Errand(
        collection.toString(),
        collection.relativize(part.run().folder().toAbsolutePath().normalize()).toString(),
        part.wanted(),
        part.checkpointEvery(),
        threads,
        files);
  }

  /**
   * What an errand leaves.
   *
   * @param files of the run, by path within the collection, in the order in which they are to be
   *     written; none if they are there already
   */
  record Result(Map<String, byte[]> files) implements Serializable {
    /** Writes the files into the collection, in their order. */
    void bringHome(Path collection) {
      files.forEach((name, content) -> write(collection.resolve(name), content));
    }
  }

  /** Carries it out, on an executor. */
  Result run() {
    if (files.isEmpty()) {
      Run unused = carriedOut(Path.of(collection));
      return new Result(Map.of());
    }
    try {
      Path here = Files.createTempDirectory("lfads4j-spark-");
      try {
        files.forEach((name, content) -> write(here.resolve(name), content));
        return new Result(packed(carriedOut(here).leaves(), here.toAbsolutePath().normalize()));
      } finally {
        Folders.remove(here);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a temporary folder must be writable, got " + e, e);
    }
  }

  private Run carriedOut(Path here) {
    Run run = Run.open(here.resolve(folder));
    RunStatus status =
        new RunPart(run, wanted, checkpointEvery)
            .carryOut(run.options().execution().withThreads(threads), RunsWatcher.NONE);
    if (status.state() == RunState.FAILED && run.status().state() != RunState.FAILED) {
      // On a full disk not even that could be written.
      throw new IllegalStateException(status.why().map(Message::inJava).orElse(run.label()));
    }
    return run;
  }

  /** The contents of files by their paths within a collection, in the same order. */
  private static Map<String, byte[]> packed(List<Path> files, Path collection) {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    for (Path file : files) {
      try {
        contents.put(collection.relativize(file).toString(), Files.readAllBytes(file));
      } catch (IOException e) {
        throw new UncheckedIOException(file + " must be readable, got " + e, e);
      }
    }
    return contents;
  }

  private static void write(Path file, byte[] content) {
    try {
      Files.createDirectories(file.getParent());
      WholeFile.write(file, part -> Files.write(part, content));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " must be writable, got " + e, e);
    }
  }
}
