package org.lfads4j.cli;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.lfads4j.FittedLfads;
import org.lfads4j.Lfads;
import org.lfads4j.LfadsRun;
import org.lfads4j.data.Trials;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Smooths one session and leaves a folder of results. */
@Command(
    name = "smooth",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    customSynopsis = "lfads4j smooth DATA --out DIR [--HYPERPARAMETER X]... [OPTIONS]",
    description = {
      "Train LFADS on one recording session and write tables (CSV), charts (PNG), the model, and"
          + " an index.html that shows them.",
      "",
      "Ctrl-C while the model trains ends the training; the best parameters so far are used and"
          + " everything is written. A second Ctrl-C ends the program at once and writes nothing.",
      ""
    })
final class SmoothCommand implements Callable<Integer> {
  private final PrintStream out;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "DATA",
      description =
          "A file of spike counts (HDF5, NumPy, MATLAB or CSV), or lorenz or chaotic: a"
              + " recording that the program generates, with settings that suit it.")
  private String data;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "The folder of results; made if it is missing, refused if it is not empty.")
  private Path folder;

  @Option(
      names = "--overwrite",
      description = "Replace the folder if it holds an earlier result (the whole folder).")
  private boolean overwrite;

  @Option(
      names = "--bin-ms",
      paramLabel = "X",
      description = "Width of the file's bins, if the file does not state it.")
  private Double binMs;

  @Option(
      names = "--quick",
      description = "Start from settings for a small recording: seconds to minutes.")
  private boolean quick;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Where all randomness of training starts; default 0.")
  private Long seed;

  @Mixin private TrainingOptions training;

  SmoothCommand(PrintStream out) {
    this.out = out;
  }

  /** The command with an option for every hyperparameter. */
  CommandLine commandLine() {
    CommandLine line = new CommandLine(this);
    HyperparameterOptions.addTo(line.getCommandSpec());
    return line;
  }

  @Override
  public Integer call() {
    Optional<Demonstration> demonstration = Demonstration.named(data);
    // Wrong settings are found before any data are read.
    LfadsRun unused = settings(base(Trials.of(new int[1][2][1], 1)), demonstration);
    try (OutputFolder output = OutputFolder.open(folder, overwrite)) {
      Trials trials = demonstration.map(d -> d.trials(OptionalLong.empty())).orElseGet(this::load);
      LfadsRun run = settings(base(trials), demonstration);
      run.check();
      out.println(demonstration.map(d -> d.description() + "\n").orElse("") + trials);
      printSettings(run, demonstration.isPresent());
      FittedLfads fit = trained(run);
      Results results = Results.of(fit);
      out.println(
          "posterior means of "
              + trials.trials()
              + " trials, "
              + fit.posteriorMeans().source().samples()
              + " samples each, in "
              + TerminalProgress.clock(fit.posteriorMeans().source().seconds()));
      fit.notices().forEach(notice -> out.println("note: " + TerminalWords.of(notice)));
      results.write(output.work());
      output.finish();
      out.println();
      results.scoreLines().forEach(out::println);
      out.println();
      out.println("look at " + folder.resolve(IndexPage.FILE));
    }
    return Main.DONE;
  }

  private Trials load() {
    Path file = Path.of(data);
    if (!Files.exists(file)) {
      throw new IllegalArgumentException(
          "DATA must be a file, lorenz or chaotic, got " + data + "; no such file");
    }
    return binMs == null ? Trials.load(file) : Trials.load(file, binMs);
  }

  private LfadsRun base(Trials trials) {
    return quick ? Lfads.quick(trials) : Lfads.run(trials);
  }

  private LfadsRun settings(LfadsRun plain, Optional<Demonstration> demonstration) {
    try {
      LfadsRun run = demonstration.filter(d -> !quick).map(d -> d.suited(plain)).orElse(plain);
      run = seed == null ? run : run.withSeed(seed);
      return training
          .applied(run, spec.commandLine())
          .withParams(HyperparameterOptions.applied(run.params(), spec.commandLine()));
    } catch (ParameterException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), TerminalWords.of(e.getMessage()), e);
    }
  }

  private void printSettings(LfadsRun run, boolean demonstration) {
    List<Setting> settings = Setting.of(run.params(), run.options());
    out.println(
        settings.isEmpty()
            ? "settings: all defaults"
            : demonstration
                ? "settings that differ from the defaults (the demonstration's unless you gave"
                    + " them; every one can be changed):"
                : "settings that differ from the defaults:");
    settings.forEach(s -> out.println("  " + s.option() + " " + s.value()));
  }

  private FittedLfads trained(LfadsRun run) {
    StopSignal.listen();
    TerminalProgress progress = Terminal.progress(out, run.options().stopRule());
    try {
      return run.withProgress(new StoppableProgress(progress)).train();
    } finally {
      StopSignal.disarm();
    }
  }
}
