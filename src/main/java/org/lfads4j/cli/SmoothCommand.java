package org.lfads4j.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lfads4j.FittedLfads;
import org.lfads4j.Lfads;
import org.lfads4j.LfadsRun;
import org.lfads4j.data.Trials;
import org.lfads4j.runs.TrainingFolder;
import org.lfads4j.training.Outcome;
import org.lfads4j.training.TrainingDivergedException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Smooths a session, or several with one model, and leaves a folder of results. */
@Command(
    name = "smooth",
    sortOptions = false,
    customSynopsis = "lfads4j smooth DATA... --out DIR [--HYPERPARAMETER X]... [OPTIONS]",
    description = {
      "Train LFADS on a recording session and write tables (CSV), charts (PNG), the model, and an"
          + " index.html that shows them. Of several files one model is made (stitching); each"
          + " session has a read-in and a read-out of its own, which --useAlignmentMatrix true"
          + " starts so that sessions agree.",
      "",
      "Ctrl-C (or SIGTERM or SIGHUP) while the model trains ends the training; the best parameters"
          + " so far are used and everything is written. A second one ends the program at once."
          + " Once training has ended the model is saved, and stays if a table or chart fails.",
      "",
      "While the model trains, checkpoints are written into DIR/unfinished. If the program or the"
          + " machine goes down, or disk or memory is full, the same command goes on where it was,"
          + " and the result is the same.",
      ""
    })
final class SmoothCommand extends PrintingCommand {
  @Parameters(
      paramLabel = "DATA",
      arity = "1..*",
      description =
          "A file of spike counts (HDF5, NumPy, MATLAB or CSV) or a recording (NWB, or a"
              + " folder of spike times, as Phy has), or several, a session each;"
              + " or lorenz or chaotic: a recording that the program generates, with settings that"
              + " suit it.")
  private List<String> data;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description =
          "The folder of results; made if it is missing, refused if it is not empty, unless this"
              + " command was ended before its end there.")
  private Path folder;

  @Option(
      names = "--overwrite",
      description =
          "Replace the folder if it holds an earlier result (the whole folder), or another training"
              + " that was not finished.")
  private boolean overwrite;

  @Mixin private ReadingOptions reading;

  @Option(
      names = "--quick",
      description = "Start from settings for a small recording: seconds to minutes.")
  private boolean quick;

  @Mixin private CheckpointOption checkpoints = new CheckpointOption();

  SmoothCommand(PrintStream out) {
    super(out);
  }

  /** The command with an option for every setting. */
  CommandLine commandLine() {
    CommandLine line = new CommandLine(this);
    SettingOptions.addTo(line.getCommandSpec());
    return line;
  }

  @Override
  public Integer call() {
    UsageMessages.requireNoOption(spec.commandLine(), data);
    Optional<Demonstration> demonstration = Demonstration.alone("DATA", data, spec.commandLine());
    if (quick && data.size() > 1) {
      throw usage("--quick must go with one recording, got " + data.size() + "; leave --quick out");
    }
    reading.check(spec.commandLine(), data);
    // Wrong settings are found before any data are read.
    LfadsRun unused = settings(base(List.of(Trials.of(new int[1][2][1], 1))), demonstration);
    try (OutputFolder output = OutputFolder.open(folder, overwrite)) {
      List<Trials> sessions = reading.sessions(demonstration, data, spec.commandLine(), out);
      LfadsRun run = settings(base(sessions), demonstration);
      run.check();
      demonstration.ifPresent(d -> out.println(d.description()));
      sessions.forEach(out::println);
      String whose =
          demonstration.isPresent()
              ? " (the demonstration's unless you gave them; every one can be changed)"
              : "";
      RunWords.settings(run.params(), run.options(), whose).forEach(out::println);
      Optional<FittedLfads> kept = output.begin(run);
      if (kept.isPresent()) {
        out.println("training ended before; goes on with its tables and charts");
        return reported(
            kept.get().withProgress(Terminal.progress(out, run.options().stopRule())), output);
      }
      return trainedAndReported(run, output);
    }
  }

  private int trainedAndReported(LfadsRun run, OutputFolder output) {
    try {
      FittedLfads fit = trained(run, output.training());
      fit.outcome().requireEpoch();
      output.keep(fit::save);
      return reported(fit, output);
    } catch (TrainingDivergedException e) {
      FittedLfads fit = Lfads.lastFit().orElseThrow(() -> e);
      output.keep(fit::save);
      int unusedCode = reported(fit, output);
      throw e;
    } catch (RuntimeException | Error e) {
      output
          .lastEpoch()
          .ifPresent(epoch -> out.println("the same command goes on from epoch " + epoch));
      throw e;
    }
  }

  private int reported(FittedLfads fit, OutputFolder output) {
    int code = new FitWords(out).report(fit, output.path());
    output.finish();
    boolean diverged = fit.outcome().reason() == Outcome.Reason.DIVERGED;
    return diverged ? Main.FAILED : code;
  }

  private LfadsRun base(List<Trials> sessions) {
    return quick ? Lfads.quick(sessions.get(0)) : Lfads.run(sessions);
  }

  private LfadsRun settings(LfadsRun plain, Optional<Demonstration> demonstration) {
    LfadsRun run = demonstration.filter(d -> !quick).map(d -> d.suited(plain)).orElse(plain);
    return SettingOptions.applied(run, spec.commandLine());
  }

  private FittedLfads trained(LfadsRun run, TrainingFolder place) {
    StopSignal.listen();
    TerminalProgress progress = Terminal.progress(out, run.options().stopRule());
    try {
      return place.train(
          run.withProgress(new StoppableProgress(progress, place::placed)), checkpoints.every());
    } finally {
      StopSignal.disarm();
    }
  }
}
