package org.lfads4j.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.lfads4j.runs.Run;
import org.lfads4j.runs.RunCollection;
import org.lfads4j.runs.RunLabels;
import picocli.CommandLine.Parameters;

/** The folder of a collection, as every command about runs takes it. */
final class RunsFolder {
  @Parameters(paramLabel = "DIR", description = "The folder of the runs.")
  private Path folder;

  Path path() {
    return folder;
  }

  /**
   * What is in the folder.
   *
   * @throws IllegalArgumentException if there is nothing
   */
  Found found() {
    if (!Files.exists(folder)) {
      throw new IllegalArgumentException(
          "DIR must be a folder with runs, got " + folder + ", which does not exist; " + maker());
    }
    RunCollection collection = RunCollection.in(folder);
    List<Run> runs = collection.runs();
    List<String> notices = collection.notices();
    if (runs.isEmpty() && notices.isEmpty()) {
      throw new IllegalArgumentException(
          "DIR must be a folder with runs, got " + folder + ", which has none; " + maker());
    }
    return new Found(collection, runs, RunLabels.of(runs), notices);
  }

  private String maker() {
    return "lfads4j runs train " + folder + " --data FILE makes one";
  }

  /**
   * What a folder holds.
   *
   * @param collection over it
   * @param runs in it
   * @param labels short names of them
   * @param notices what a user should know, one sentence each
   */
  record Found(RunCollection collection, List<Run> runs, RunLabels labels, List<String> notices) {}

  /** A run's folder within the collection's, as lists show it. */
  static String within(Run run) {
    Path folder = run.folder();
    return folder.getParent().getFileName() + "/" + folder.getFileName();
  }
}
