package org.lfads4j.runs.slurm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lfads4j.data.io.WholeFile;

/** The scripts, lists and ids of jobs in the folder of a collection. */
final class JobFolder {
  private static final String LIST = "list-";
  private static final String JOB = "job-";
  private static final String NEXT = "next-";

  /** How lines begin with which the program or Slurm tells of a failure. */
  private static final List<String> FAILURES = List.of("lfads4j: ", "slurmstepd: ");

  private final Path path;

  /**
   * @param collection the folder of the collection
   */
  JobFolder(Path collection) {
    this.path = collection.toAbsolutePath().normalize().resolve("slurm");
  }

  Path path() {
    return path;
  }

  Path log() {
    return path.resolve("log");
  }

  Path list(int number) {
    return path.resolve(LIST + number);
  }

  /**
   * Makes the folder.
   *
   * @throws IllegalArgumentException if lists and options of Slurm cannot hold its path
   */
  void make() {
    // A list has a line for each run; after a backslash sbatch replaces no %j.
    if (path.toString().contains("\n") || path.toString().contains("\\")) {
      throw new IllegalArgumentException(
          "folder of runs on Slurm must have a path without line breaks and backslashes, got "
              + path.getParent()
              + "; use another folder");
    }
    try {
      Files.createDirectories(log());
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** A script; it is written if it is missing, because a person may have changed it. */
  Path script(String name, String text) {
    Path script = path.resolve(name);
    try {
      if (!Files.exists(script)) {
        WholeFile.text(script, text);
      }
      if (!Files.isExecutable(script)
          && script.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Path unused =
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
      return script;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** How many lists there are; they are numbered from 1. */
  int lists() {
    int last = 0;
    while (Files.exists(list(last + 1))) {
      last++;
    }
    return last;
  }

  /**
   * Writes another list.
   *
   * @param epochs of each run so far, by its absolute folder
   * @return its number
   */
  int add(Map<Path, Integer> epochs) {
    int number = lists() + 1;
    String text =
        epochs.entrySet().stream()
            .map(each -> each.getValue() + " " + each.getKey() + "\n")
            .collect(Collectors.joining());
    write(list(number), text);
    return number;
  }

  /** The runs of a list with the epochs that they had then, in the order of the tasks. */
  Map<Path, Integer> runs(int number) {
    Map<Path, Integer> runs = new LinkedHashMap<>();
    for (String line : lines(list(number))) {
      int blank = line.indexOf(' ');
      runs.put(Path.of(line.substring(blank + 1)), Integer.parseInt(line.substring(0, blank)));
    }
    return runs;
  }

  void setJob(int number, String id) {
    write(path.resolve(JOB + number), id + "\n");
  }

  /** The job of a list, if it was submitted. */
  Optional<String> job(int number) {
    return id(path.resolve(JOB + number));
  }

  void setNext(int number, String id) {
    write(path.resolve(NEXT + number), id + "\n");
  }

  /** The job that goes on after that of a list, if it was submitted. */
  Optional<String> next(int number) {
    return id(path.resolve(NEXT + number));
  }

  /** The file of the log into which a job prints that goes on. */
  static String goOnLog(String job) {
    return "go-on-" + job + ".txt";
  }

  /** What the program or Slurm said last of a failure of a job that goes on. */
  Optional<String> lastWords(String job) {
    Path file = log().resolve(goOnLog(job));
    return Files.exists(file)
        ? lines(file).stream()
            .filter(line -> FAILURES.stream().anyMatch(line::startsWith))
            .reduce((first, last) -> last)
        : Optional.empty();
  }

  private Optional<String> id(Path file) {
    return Files.exists(file) ? lines(file).stream().findFirst() : Optional.empty();
  }

  private List<String> lines(Path file) {
    try {
      return new ArrayList<>(Files.readAllLines(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private void write(Path file, String text) {
    try {
      WholeFile.text(file, text);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private UncheckedIOException failed(IOException e) {
    return new UncheckedIOException(path + " must be writable, got " + e, e);
  }
}
