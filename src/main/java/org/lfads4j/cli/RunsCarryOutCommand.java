package org.lfads4j.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import org.lfads4j.runs.Run;
import org.lfads4j.runs.RunPart;
import org.lfads4j.runs.RunRow;
import org.lfads4j.runs.RunState;
import org.lfads4j.runs.RunStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Carries out one run of a collection; for schedulers and scripts. */
@Command(
    name = "carry-out",
    sortOptions = false,
    description = {
      "Carry one run out, from where it stands to its end: training, posterior means, scores. It"
          + " can start in any working directory and on any machine that sees the folder of the"
          + " collection. A scheduler can start it again as often as needed: it continues from the"
          + " last checkpoint, and the result is the same.",
      ""
    },
    footer = {
      "",
      "The last line says how the run stands. Exit codes: 0 nothing is left to do; 1 it failed; 2"
          + " wrong usage; 3 it was stopped, and the same command continues it (with"
          + " --posterior-only: it is not trained yet); 4 another process is running it."
    })
final class RunsCarryOutCommand extends PrintingCommand {
  /** It was stopped before its end. */
  static final int STOPPED = 3;

  /** Another process is running it. */
  static final int ELSEWHERE = 4;

  @Parameters(
      paramLabel = "FOLDER",
      description = "The folder of the run: DIR and a folder that runs list DIR shows.")
  private Path folder;

  @Mixin private PartOptions part = new PartOptions();

  @Option(
      names = "--training-only",
      description = "Train, and leave posterior means and scores to a later call.")
  private boolean trainingOnly;

  RunsCarryOutCommand(PrintStream out) {
    super(out);
  }

  @Override
  public Integer call() {
    RunPart.Wanted wanted = trainingOnly ? RunPart.Wanted.TRAINING : part.wanted();
    if (trainingOnly && part.wanted() == RunPart.Wanted.POSTERIOR) {
      throw usage("--training-only must not be used together with --posterior-only");
    }
    Run run = Run.open(folder);
    NewNotices notices = NewNotices.of(run, run.status().state());
    StopSignal.listen();
    StopSignal.arm(Thread.currentThread());
    RunStatus status;
    try {
      status =
          run.carryOut(
              wanted,
              part.checkpointEvery(),
              (rows, turn) -> {
                if (turn && rows.get(0).status().state() == RunState.RUNNING) {
                  out.println(RunsLog.line(rows.get(0), run.label()));
                }
              });
    } finally {
      StopSignal.disarm();
    }
    notices.since().forEach(notice -> out.println("note: " + notice));
    if (status.state() != RunState.RUNNING) {
      out.println(RunsLog.line(RunRow.atRest(run, status), run.label()));
    }
    return exitCode(status.state(), wanted);
  }

  private static int exitCode(RunState state, RunPart.Wanted wanted) {
    if (state == RunState.TRAINED && wanted == RunPart.Wanted.TRAINING) {
      return Main.DONE;
    }
    return switch (state) {
      case DONE -> Main.DONE;
      case FAILED, UNKNOWN -> Main.FAILED;
      case RUNNING -> ELSEWHERE;
      // TRAINED: stopped after training. WAITING: posterior means were wanted of a run that is not
      // trained yet.
      case WAITING, STOPPED, TRAINED -> STOPPED;
    };
  }
}
