package org.lfads4j.cli;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.lfads4j.runs.Run;
import org.lfads4j.runs.RunCounts;
import org.lfads4j.runs.RunRow;
import org.lfads4j.runs.RunState;
import org.lfads4j.runs.slurm.SlurmExecutor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the state of a collection. */
@Command(
    name = "status",
    description = "Say how many runs are in which state, what runs, what failed and why.")
final class RunsStatusCommand extends PrintingCommand {
  @Mixin private RunsFolder folder;

  RunsStatusCommand(PrintStream out) {
    super(out);
  }

  @Override
  public Integer call() {
    RunsFolder.Found found = folder.found();
    List<RunRow> rows = found.runs().stream().map(run -> RunRow.atRest(run, run.status())).toList();
    out.println(RunCounts.text(RunCounts.states(rows), " in " + folder.path()));
    for (RunRow row : rows) {
      String label = found.labels().of(row.run());
      switch (row.status().state()) {
        case RUNNING, STOPPED, TRAINED ->
            out.println(
                row.status().state().word() + ": " + label + ", " + RunWords.result(row.status()));
        case FAILED, UNKNOWN -> out.println(RunsLog.line(row, label));
        case WAITING, DONE -> {
          // The counts say it.
        }
      }
    }
    queue();
    notices(found, rows).forEach(each -> out.println("note: " + each));
    return Main.DONE;
  }

  /** What waits in a queue; the state of runs is known without it. */
  private void queue() {
    try {
      SlurmExecutor.queue(folder.path()).forEach(out::println);
    } catch (IllegalStateException | UncheckedIOException e) {
      out.println("note: " + e.getMessage());
    }
  }

  private static List<String> notices(RunsFolder.Found found, List<RunRow> rows) {
    List<String> all = new ArrayList<>(found.notices());
    all.addAll(otherData(found));
    Map<String, List<String>> bySentence = new LinkedHashMap<>();
    for (RunRow row : rows) {
      if (row.status().state() != RunState.UNKNOWN) {
        row.run()
            .notices()
            .forEach(
                sentence ->
                    bySentence
                        .computeIfAbsent(sentence, unused -> new ArrayList<>())
                        .add(found.labels().of(row.run())));
      }
    }
    bySentence.forEach(
        (sentence, of) ->
            all.add(
                of.size() == 1
                    ? of.get(0) + ": " + sentence
                    : sentence + " (" + of.size() + " runs)"));
    return all;
  }

  /** Settings that were trained before and after their data changed. */
  private static List<String> otherData(RunsFolder.Found found) {
    Map<String, List<Run>> bySettings =
        found.runs().stream()
            .collect(
                Collectors.groupingBy(
                    run -> run.name() + " " + run.paramHash().hex(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return bySettings.values().stream()
        .filter(runs -> runs.size() > 1)
        .map(
            runs ->
                "the data changed between these runs, which have the same settings: "
                    + runs.stream().map(RunsFolder::within).collect(Collectors.joining(", ")))
        .toList();
  }
}
