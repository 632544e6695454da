package org.lfads4j.runs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.lfads4j.data.io.Folders;
import org.lfads4j.data.io.WholeFile;

/**
 * The files of a run.
 *
 * @param path of the folder
 */
record RunFolder(Path path) {
  /** What the run is. */
  Path description() {
    return path.resolve("run.json");
  }

  /** What happened to it. */
  Path manifest() {
    return path.resolve("manifest.json");
  }

  /** The same in words. */
  Path summary() {
    return path.resolve("summary.txt");
  }

  /** One line an epoch. */
  Path log() {
    return path.resolve("fit_log.csv");
  }

  Path checkpoints() {
    return path.resolve("checkpoints");
  }

  Path posterior() {
    return path.resolve("posterior.h5");
  }

  Path scores() {
    return path.resolve("scores.json");
  }

  private Path posterior(int session) {
    return path.resolve("posterior-" + session + ".h5");
  }

  /** Whether a file of that name holds posterior means or scores. */
  boolean isResult(String name) {
    return name.startsWith("posterior") || name.equals(scores().getFileName().toString());
  }

  /**
   * All files of a folder but those that lock it; the manifest of a run, which names the others, is
   * the last.
   *
   * @throws UncheckedIOException if they cannot be read
   */
  static List<Path> files(Path folder) {
    Path manifest = new RunFolder(folder).manifest();
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !RunLock.isFile(file.getFileName().toString()))
          .sorted(Comparator.comparing(manifest::equals))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " must be readable, got " + e, e);
    }
  }

  /** What a finished run leaves, apart from its checkpoints. */
  List<Path> outputs() {
    List<Path> outputs =
        new ArrayList<>(List.of(model(), training(), log(), posterior(), scores()));
    // Of a model of several sessions, those of the second and later ones.
    for (int session = 2; Files.exists(posterior(session)); session++) {
      outputs.add(posterior(session));
    }
    return List.copyOf(outputs);
  }

  Path model() {
    return path.resolve("model.h5");
  }

  /** The file of a fit that is written last. */
  Path training() {
    return path.resolve("training.npz");
  }

  /** Whether the fit is there. */
  boolean hasModel() {
    return Files.exists(training()) && Files.exists(model());
  }

  /** Renames a damaged file; returns the new path. */
  Path setAside(Path file) {
    try {
      return Files.move(file, aside(file), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static Path aside(Path file) {
    return file.resolveSibling("damaged-" + file.getFileName());
  }

  /** Whether there is a partial file of a process that died. */
  boolean hasPartial() {
    try {
      return WholeFile.hasPartial(path)
          || (Files.isDirectory(checkpoints()) && WholeFile.hasPartial(checkpoints()));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "run folder must be readable, got " + path + " (" + e + ")", e);
    }
  }

  /** Removes partial files of processes that died. */
  void removePartial() {
    try {
      int unused = WholeFile.removePartial(path);
      if (Files.isDirectory(checkpoints())) {
        unused = WholeFile.removePartial(checkpoints());
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Removes all results of the run; its description stays. */
  void clear() {
    try {
      // In this order the run never looks more complete than it is.
      Files.deleteIfExists(training());
      Files.deleteIfExists(manifest());
      for (Path output : outputs()) {
        Files.deleteIfExists(output);
      }
      Files.deleteIfExists(summary());
      for (Path file : List.of(manifest(), model(), training())) {
        Files.deleteIfExists(aside(file));
      }
      removeCheckpoints();
      removePartial();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  boolean hasCheckpoints() {
    return Files.isDirectory(checkpoints());
  }

  /** Removes the checkpoints, including damaged ones that were renamed. */
  void removeCheckpoints() {
    if (!Files.isDirectory(checkpoints())) {
      return;
    }
    try {
      Folders.remove(checkpoints());
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private UncheckedIOException failed(IOException e) {
    return new UncheckedIOException("run folder must be writable, got " + path + " (" + e + ")", e);
  }
}
