package org.lfads4j.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import org.lfads4j.Lfads;
import org.lfads4j.LfadsRun;
import org.lfads4j.config.Message;
import org.lfads4j.config.RunOption;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.Trials;
import org.lfads4j.runs.RunCollection;
import org.lfads4j.runs.RunPart;
import org.lfads4j.runs.RunSpec;
import org.lfads4j.runs.SessionSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains what is missing in a collection. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    customSynopsis = {
      "lfads4j runs train DIR --data FILE... [--HYPERPARAMETER X]... [OPTIONS]",
      "       lfads4j runs train DIR"
    },
    description = {
      "Train every recording with every set of hyperparameters and every seed, as many at once as"
          + " the machine serves. What is done already is left as it is; what was stopped goes on."
          + " Without --data everything in DIR goes on.",
      "",
      "Ctrl-C stops all runs; the same command goes on with them, to the same result. A second"
          + " Ctrl-C ends the program at once.",
      ""
    })
final class RunsTrainCommand implements Callable<Integer> {
  /** What says how to train, not what; all else needs data. */
  private static final Set<String> WITHOUT_DATA =
      Set.of("--at-once", "--checkpoint-every", "--posterior-only", "--rerun", "--debug");

  private final PrintStream out;

  @Spec private CommandSpec spec;

  @Mixin private RunsFolder folder;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      arity = "1..*",
      description =
          "Recordings, one model each: files of spike counts (HDF5, NumPy, MATLAB or CSV); or"
              + " lorenz or chaotic, generated, with settings that suit it.")
  private List<String> data = new ArrayList<>();

  @Option(
      names = "--bin-ms",
      paramLabel = "X",
      description = "Width of the files' bins, if the files do not state it.")
  private Double binMs;

  @Mixin private SweepOptions sweep;

  @Option(
      names = "--at-once",
      paramLabel = "N",
      description = "Most runs at once; default as many as processors, GPUs and memory serve.")
  private Integer atOnce;

  @Mixin private PartOptions part = new PartOptions();

  @Option(names = "--rerun", description = "Remove what the runs made, and train them anew.")
  private boolean rerun;

  RunsTrainCommand(PrintStream out) {
    this.out = out;
  }

  /** The command with an option for every setting; of seeds it takes several. */
  CommandLine commandLine() {
    CommandLine line = new CommandLine(this);
    SettingOptions.addTo(line.getCommandSpec(), RunOption.SEED);
    return line;
  }

  @Override
  public Integer call() {
    boolean posteriorOnly = part.wanted() == RunPart.Wanted.POSTERIOR;
    if (rerun && posteriorOnly) {
      throw usage("--rerun must not go with --posterior-only, got both");
    }
    UsageMessages.requireNoOption(spec.commandLine(), data);
    RunCollection plain = data.isEmpty() ? existing() : asked();
    RunCollection collection = working(plain);
    collection.notices().forEach(each -> out.println("note: " + each));
    RunsView view = RunsView.of(out, folder.path(), collection.runs());
    view.begin();
    StopSignal.listen();
    RunCollection watched = collection.withWatcher(view);
    try {
      var unused = posteriorOnly ? watched.posterior() : rerun ? watched.rerun() : watched.train();
    } finally {
      StopSignal.disarm();
    }
    return view.end(posteriorOnly) ? Main.DONE : Main.FAILED;
  }

  /** All runs in the folder, as they were asked for. */
  private RunCollection existing() {
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
      if (!WITHOUT_DATA.contains(option.longestName())) {
        throw usage(
            option.longestName()
                + " must go with --data, got none; without it the runs in DIR go on as they were"
                + " asked for");
      }
    }
    return folder.found().collection();
  }

  /** The runs that the command line describes. */
  private RunCollection asked() {
    Optional<Demonstration> demonstration = Demonstration.alone("--data", data, spec.commandLine());
    RunCollection described = described(demonstration);
    for (String each : data) {
      SessionSource source =
          demonstration
              .map(d -> SessionSource.of(d.trials(OptionalLong.empty()).withSession(d.word())))
              .orElseGet(() -> file(each));
      described = described.withSpec(RunSpec.of(source));
    }
    return described;
  }

  private SessionSource file(String name) {
    Path file = Demonstration.file("--data", name);
    return binMs == null ? SessionSource.of(file) : SessionSource.of(file, binMs);
  }

  private RunCollection described(Optional<Demonstration> demonstration) {
    try {
      // Settings of a demonstration do not depend on its data.
      LfadsRun empty = Lfads.run(Trials.of(new int[1][2][1], 1));
      LfadsRun base =
          SettingOptions.applied(
              demonstration.map(d -> d.suited(empty)).orElse(empty), spec.commandLine());
      for (String name : sweep.names()) {
        if (spec.commandLine().getParseResult().hasMatchedOption("--" + name)) {
          throw usage("--" + name + " must be given once or swept, got both");
        }
      }
      RunParams[] params = sweep.params(base.params()).toArray(RunParams[]::new);
      return RunCollection.in(folder.path())
          .withParams(params)
          .withOptions(unused -> base.options())
          .withSeeds(sweep.seeds());
    } catch (ParameterException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw usage(Message.of(e).onCommandLine());
    }
  }

  private RunCollection working(RunCollection collection) {
    try {
      RunCollection changed = collection.withCheckpointEvery(part.checkpointEvery());
      return atOnce == null ? changed : changed.withAtOnce(atOnce);
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
