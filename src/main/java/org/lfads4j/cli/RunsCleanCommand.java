package org.lfads4j.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.lfads4j.config.NearestName;
import org.lfads4j.runs.Run;
import org.lfads4j.runs.RunState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Removes what runs made. */
@Command(
    name = "clean",
    sortOptions = false,
    customSynopsis = "lfads4j runs clean DIR (--run FOLDER... | --all) [--checkpoints]",
    description = {
      "Remove the results of runs; their descriptions and data stay, so that they can be trained"
          + " again. A run that is running is not touched.",
      ""
    })
final class RunsCleanCommand extends PrintingCommand {
  private static final double BYTES_PER_MB = 1e6;

  @Mixin private RunsFolder folder;

  @Option(
      names = "--run",
      paramLabel = "FOLDER",
      arity = "1..*",
      description = "Only these runs, by their folders as runs list shows them.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--all", description = "All runs.")
  private boolean all;

  @Option(
      names = "--checkpoints",
      description = "Only the checkpoints of trained runs, which are no longer needed.")
  private boolean checkpoints;

  RunsCleanCommand(PrintStream out) {
    super(out);
  }

  @Override
  public Integer call() {
    if (all == !names.isEmpty()) {
      throw usage(
          "clean must be given either --run FOLDER or --all, got " + (all ? "both" : "neither"));
    }
    RunsFolder.Found found = folder.found();
    List<Run> chosen =
        all ? found.runs() : names.stream().map(name -> named(found.runs(), name)).toList();
    long bytes = 0;
    int cleaned = 0;
    for (Run run : chosen) {
      long before = bytes(run.folder());
      if (remove(run, found.labels().of(run))) {
        bytes += before - bytes(run.folder());
        cleaned++;
      }
    }
    out.println(
        String.format(
            Locale.ROOT,
            "removed %s of %d %s, %.1f MB",
            checkpoints ? "the checkpoints" : "the results",
            cleaned,
            cleaned == 1 ? "run" : "runs",
            bytes / BYTES_PER_MB));
    return Main.DONE;
  }

  private boolean remove(Run run, String label) {
    RunState state = run.status().state();
    boolean trained = state == RunState.DONE || state == RunState.TRAINED;
    boolean alone =
        state == RunState.RUNNING || state == RunState.UNKNOWN || (checkpoints && !trained);
    if (alone) {
      out.println("not touched: " + label + " (" + state.word() + ")");
      return false;
    }
    try {
      if (checkpoints) {
        run.removeCheckpoints();
      } else {
        run.clean();
      }
    } catch (IllegalStateException e) {
      out.println("not touched: " + label + " (" + e.getMessage() + ")");
      return false;
    }
    return true;
  }

  private static Run named(List<Run> runs, String name) {
    List<String> folders = runs.stream().map(RunsFolder::within).toList();
    String plain = name.replace('\\', '/').replaceAll("/+$", "");
    List<Run> matching =
        runs.stream()
            .filter(
                run ->
                    plain.equals(RunsFolder.within(run))
                        || plain.endsWith("/" + RunsFolder.within(run)))
            .toList();
    if (matching.isEmpty()) {
      throw new IllegalArgumentException(
          "--run must be a folder that runs list shows, got "
              + name
              + (folders.isEmpty()
                  ? ""
                  : "; did you mean " + NearestName.to(plain, folders) + "?"));
    }
    return matching.get(0);
  }

  private static long bytes(Path folder) {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(RunsCleanCommand::size).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "run folder must be readable, got " + folder + " (" + e + ")", e);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      // Gone since it was listed.
      return 0;
    }
  }
}
