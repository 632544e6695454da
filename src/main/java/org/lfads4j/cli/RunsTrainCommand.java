package org.lfads4j.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lfads4j.Lfads;
import org.lfads4j.LfadsRun;
import org.lfads4j.config.Message;
import org.lfads4j.config.RunOption;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.Trials;
import org.lfads4j.runs.HandedOverException;
import org.lfads4j.runs.RunCollection;
import org.lfads4j.runs.RunPart;
import org.lfads4j.runs.RunSpec;
import org.lfads4j.runs.SessionSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Trains what is missing in a collection. */
@Command(
    name = "train",
    sortOptions = false,
    customSynopsis = {
      "lfads4j runs train DIR --data FILE... [--HYPERPARAMETER X]... [OPTIONS]",
      "       lfads4j runs train DIR"
    },
    description = {
      "Train every recording with every set of hyperparameters and every seed, as many at the same"
          + " time as the machine can run. Runs that are done are not repeated; runs that were"
          + " stopped continue. Without --data all runs in DIR continue.",
      "",
      "Ctrl-C (or SIGTERM or SIGHUP) stops all runs; the same command continues them, and the"
          + " result is the same. A second one ends the program at once.",
      ""
    })
final class RunsTrainCommand extends PrintingCommand {
  /** Options that say how to train and not what; all others need data. */
  private static final Set<String> WITHOUT_DATA =
      Stream.concat(
              Stream.of("--checkpoint-every", "--posterior-only", "--rerun", "--debug"),
              WhereOptions.names().stream())
          .collect(Collectors.toSet());

  @Mixin private RunsFolder folder;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      arity = "1..*",
      description =
          "Recordings, one model each: files of spike counts (HDF5, NumPy, MATLAB or CSV), NWB, or"
              + " folders of spike times (Phy, ALF, Open Ephys);"
              + " or lorenz or chaotic: generated data, with settings that suit them.")
  private List<String> data = new ArrayList<>();

  @Mixin private ReadingOptions reading;

  @Mixin private SweepOptions sweep;

  @Mixin private PartOptions part = new PartOptions();

  @Mixin private WhereOptions place = new WhereOptions();

  @Option(names = "--rerun", description = "Remove the results of the runs, and train them again.")
  private boolean rerun;

  RunsTrainCommand(PrintStream out) {
    super(out);
  }

  /** The command with an option for every setting; of seeds it takes several. */
  CommandLine commandLine() {
    CommandLine line = new CommandLine(this);
    SettingOptions.addTo(line.getCommandSpec(), RunOption.SEED, RunOption.ALTERNATIVES);
    return line;
  }

  @Override
  public Integer call() {
    boolean posteriorOnly = part.wanted() == RunPart.Wanted.POSTERIOR;
    if (rerun && posteriorOnly) {
      throw usage("--rerun must not be used together with --posterior-only");
    }
    UsageMessages.requireNoOption(spec.commandLine(), data);
    place.check(spec.commandLine());
    reading.check(spec.commandLine(), data);
    RunCollection plain = data.isEmpty() ? existing() : asked();
    RunCollection collection = working(plain);
    collection.notices().forEach(each -> out.println("note: " + each));
    RunsView view = RunsView.of(out, folder.path(), collection.runs());
    view.begin();
    StopSignal.listen();
    RunCollection watched =
        collection
            .withWatcher(view)
            .withExecutor(place.executor(folder.path(), goOn(posteriorOnly)));
    try {
      var unused = posteriorOnly ? watched.posterior() : rerun ? watched.rerun() : watched.train();
    } catch (HandedOverException e) {
      out.println(e.getMessage());
      return Main.DONE;
    } finally {
      StopSignal.disarm();
    }
    return view.end(posteriorOnly) ? Main.DONE : Main.FAILED;
  }

  /** The arguments that go on with the runs in the folder. */
  private List<String> goOn(boolean posteriorOnly) {
    List<String> arguments =
        new ArrayList<>(List.of("runs", "train", folder.path().toAbsolutePath().toString()));
    arguments.addAll(place.asGiven());
    arguments.add("--checkpoint-every=" + part.checkpointEvery());
    if (posteriorOnly) {
      arguments.add("--posterior-only");
    }
    return arguments;
  }

  /** All runs in the folder, with the settings that they have. */
  private RunCollection existing() {
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
      if (!WITHOUT_DATA.contains(option.longestName())) {
        throw usage(
            option.longestName()
                + " must be used with --data; without --data the runs in DIR continue with the"
                + " settings that they have");
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
    if (reading.isOwnWay()) {
      Trials trials = reading.load(file, spec.commandLine());
      return SessionSource.of(trials.withSession(SessionSource.of(file).name()));
    }
    return reading
        .binMs()
        .map(binMs -> SessionSource.of(file, binMs))
        .orElseGet(() -> SessionSource.of(file));
  }

  private RunCollection described(Optional<Demonstration> demonstration) {
    try {
      // The settings of a demonstration do not depend on its data, so any data will do here.
      LfadsRun empty = Lfads.run(Trials.of(new int[1][2][1], 1));
      LfadsRun base =
          SettingOptions.applied(
              demonstration.map(d -> d.suited(empty)).orElse(empty), spec.commandLine());
      for (String name : sweep.names()) {
        if (spec.commandLine().getParseResult().hasMatchedOption("--" + name)) {
          throw usage("--" + name + " must be given as one value or in --sweep, got both");
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
      return collection.withCheckpointEvery(part.checkpointEvery());
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    }
  }
}
