package org.lfads4j.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lfads4j.AutoLfads;
import org.lfads4j.FittedLfads;
import org.lfads4j.Lfads;
import org.lfads4j.config.RunOption;
import org.lfads4j.data.Trials;
import org.lfads4j.population.Member;
import org.lfads4j.population.PopulationPlan;
import org.lfads4j.report.FitReport;
import org.lfads4j.runs.FolderPopulations;
import org.lfads4j.runs.HandedOverException;
import org.lfads4j.training.EpochRecord;
import org.lfads4j.training.Progress;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds the settings for a session with a population of models, and smooths it with the best. */
@Command(
    name = "auto",
    sortOptions = false,
    customSynopsis = "lfads4j auto DATA... --out DIR [--HYPERPARAMETER X]... [OPTIONS]",
    description = {
      "AutoLFADS: train a population of LFADS models on a recording session, in generations. After"
          + " each, the worse models go on from the better ones with changed settings, so that"
          + " dropout, coordinated dropout, learning rate and the weights of the KL and L2 terms"
          + " need not be chosen. The best model leaves the tables, charts and page that smooth"
          + " leaves. A setting that you give holds for all models and is not searched.",
      "",
      "Ctrl-C (or SIGTERM or SIGHUP) ends it with the best model so far. The same command goes on"
          + " where it was, also after a kill or a loss of power, and comes to the same result.",
      ""
    })
final class AutoCommand extends PrintingCommand {
  /** The folder of the population within the folder of results. */
  static final String POPULATION = "population";

  /** Epochs by which the time of a population is foretold; the first one is not representative. */
  private static final int MEASURED_EPOCHS = 4;

  @Parameters(
      paramLabel = "DATA",
      arity = "1..*",
      description =
          "A file of spike counts (HDF5, NumPy, MATLAB or CSV) or a recording (NWB, or a"
              + " folder of spike times, as Phy has), or several, a session each;"
              + " or lorenz or chaotic: a recording that the program generates.")
  private List<String> data;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description =
          "The folder of results; made if it is missing. If it holds the same population, that goes"
              + " on.")
  private Path folder;

  @Mixin private ReadingOptions reading;

  @Option(
      names = "--members",
      paramLabel = "N",
      description = "Models that train side by side; default 8.")
  private Integer members;

  @Option(
      names = "--generation-epochs",
      paramLabel = "N",
      description =
          "Epochs of a generation; default 25. The first is longer by the ramps of KL and L2.")
  private Integer epochs;

  @Option(
      names = "--max-generations",
      paramLabel = "N",
      description = "Most generations; default 20. It ends earlier if nothing improves.")
  private Integer generations;

  @Mixin private WhereOptions place = new WhereOptions();

  @Option(
      names = "--dry-run",
      description = "Train nothing; say what would be trained, and about how long that takes.")
  private boolean dryRun;

  AutoCommand(PrintStream out) {
    super(out);
  }

  /** The command with an option for every setting, but for the time limit of a single training. */
  CommandLine commandLine() {
    CommandLine line = new CommandLine(this);
    SettingOptions.addTo(line.getCommandSpec(), RunOption.TIME_LIMIT, RunOption.ALTERNATIVES);
    return line;
  }

  @Override
  public Integer call() {
    UsageMessages.requireNoOption(spec.commandLine(), data);
    Optional<Demonstration> demonstration = Demonstration.alone("DATA", data, spec.commandLine());
    reading.check(spec.commandLine(), data);
    place.check(spec.commandLine());
    // Wrong settings are found before any data are read.
    AutoLfads unused = settings(Lfads.auto(Trials.of(new int[4][2][1], 1)));
    Path population = folder.resolve(POPULATION);
    requireOwn(population);
    List<Trials> sessions = reading.sessions(demonstration, data, spec.commandLine(), out);
    AutoLfads auto = settings(Lfads.auto(sessions)).withFolder(population);
    auto.check();
    sessions.forEach(out::println);
    RunWords.settings(
            auto.run().params(), auto.run().options(), " (those of auto unless you gave them)")
        .forEach(out::println);
    out.println(
        "searched: "
            + auto.space().searched().stream()
                .map(each -> Member.shownName(each.name()))
                .collect(Collectors.joining(", ")));
    out.println(plan(auto));
    if (dryRun) {
      foretell(auto);
      return Main.DONE;
    }
    try {
      return report(trained(auto));
    } catch (HandedOverException e) {
      out.println(e.getMessage());
      return Main.DONE;
    }
  }

  private AutoLfads settings(AutoLfads auto) {
    try {
      AutoLfads changed = SettingOptions.applied(auto, spec.commandLine());
      changed = members == null ? changed : changed.withMembers(members);
      changed = epochs == null ? changed : changed.withGenerationEpochs(epochs);
      return generations == null ? changed : changed.withMaxGenerations(generations);
    } catch (CommandLine.ParameterException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    }
  }

  /** A folder with something else in it is not touched. */
  private void requireOwn(Path population) {
    if (!Files.exists(folder) || Files.isDirectory(population)) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException("--out must be a folder, got the file " + folder);
    }
    try (Stream<Path> entries = Files.list(folder)) {
      if (entries.findAny().isPresent()) {
        throw new IllegalArgumentException(
            "--out must be new, empty, or the folder of a population that goes on, got "
                + folder
                + " with something else in it; name another folder");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("--out must be readable, got " + folder + " (" + e + ")", e);
    }
  }

  private static String plan(AutoLfads auto) {
    PopulationPlan plan = auto.plan();
    return "%s models, generations of %s: at most %s (the first has %s)"
        .formatted(
            plan.members(),
            plan.epochs() == 1 ? "1 epoch" : plan.epochs() + " epochs",
            plan.generations(),
            auto.firstGenerationEpochs());
  }

  /** Measures some epochs of one model. */
  private void foretell(AutoLfads auto) {
    List<EpochRecord> log =
        auto.run()
            .withOptions(options -> options.with(RunOption.MAX_EPOCHS, MEASURED_EPOCHS))
            .withProgress(Progress.NONE)
            .train()
            .log();
    double first = log.get(0).pace().seconds();
    double seconds = (log.get(log.size() - 1).pace().seconds() - first) / (log.size() - 1);
    PopulationPlan plan = auto.plan();
    int least = Math.min(plan.generations(), plan.stagnation().generations());
    out.println(
        String.format(
            Locale.ROOT,
            "an epoch of one model takes about %.2f s here: %s if it ends after %s generations, %s"
                + " for all %s; then the best model goes on alone",
            seconds,
            TerminalProgress.clock(seconds * auto.epochs(least)),
            least,
            TerminalProgress.clock(seconds * auto.epochs(plan.generations())),
            plan.generations()));
  }

  private FolderPopulations.Result trained(AutoLfads auto) {
    StopSignal.listen();
    StopSignal.arm(Thread.currentThread());
    try {
      List<String> same = spec.root().commandLine().getParseResult().originalArgs();
      return FolderPopulations.train(
          auto, place.executor(auto.folder(), same), PopulationView.of(out));
    } finally {
      StopSignal.disarm();
    }
  }

  private int report(FolderPopulations.Result result) {
    FittedLfads fit = result.fit();
    fit.save(folder.resolve(FitReport.MODEL));
    int code = new FitWords(out).report(fit, folder);
    if (!result.isWhole()) {
      out.println("stopped; this is the best model so far, and the same command goes on");
    }
    return code;
  }
}
