package org.lfads4j.runs.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.lfads4j.data.io.WholeFile;
import org.lfads4j.runs.Run;
import org.lfads4j.runs.RunPart;
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
  private static final String MANIFEST = "manifest.json";

  /**
   * What is left to do of a part.
   *
   * @param isShared whether executors see the folder of the collection
   */
  static Errand of(RunPart part, Path collection, int threads, boolean isShared) {
    Map<String, byte[]> files = new HashMap<>();
    if (!isShared) {
      part.run().reads().forEach(folder -> pack(folder, collection, files));
    }
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
   * @param folder of the run, within the collection
   * @param files of the run, by path within the collection; none if they are there already
   */
  record Result(String folder, Map<String, byte[]> files) implements Serializable {
    /** Writes the files into the collection; the manifest, which names the others, is the last. */
    void bringHome(Path collection) {
      String manifest = Path.of(folder).resolve(MANIFEST).toString();
      files.entrySet().stream()
          .sorted(Comparator.comparing(each -> each.getKey().equals(manifest)))
          .forEach(each -> write(collection.resolve(each.getKey()), each.getValue()));
    }
  }

  /** Carries it out, on an executor. */
  Result run() {
    if (files.isEmpty()) {
      carryOut(Path.of(collection));
      return new Result(folder, Map.of());
    }
    try {
      Path here = Files.createTempDirectory("lfads4j-spark-");
      try {
        files.forEach((name, content) -> write(here.resolve(name), content));
        carryOut(here);
        Map<String, byte[]> left = new HashMap<>();
        pack(here.resolve(folder), here, left);
        return new Result(folder, left);
      } finally {
        remove(here);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a temporary folder must be writable, got " + e, e);
    }
  }

  private void carryOut(Path here) {
    Run run = Run.open(here.resolve(folder));
    var unused =
        new RunPart(run, wanted, checkpointEvery)
            .carryOut(run.options().execution().withThreads(threads), RunsWatcher.NONE);
  }

  /** Adds the files of a folder, but those that lock it. */
  private static void pack(Path folder, Path collection, Map<String, byte[]> files) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        if (!name.startsWith("lock") && !name.startsWith("lease")) {
          files.put(
              collection.relativize(file.toAbsolutePath()).toString(), Files.readAllBytes(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " must be readable, got " + e, e);
    }
  }

  private static void write(Path file, byte[] content) {
    try {
      Files.createDirectories(file.getParent());
      WholeFile.write(file, part -> Files.write(part, content));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " must be writable, got " + e, e);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
