package org.lfads4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.lfads4j.config.Hyperparameter;
import org.lfads4j.config.RunOptions;
import org.lfads4j.config.StopRule;
import org.lfads4j.config.ValidationObjective;
import org.lfads4j.population.SearchSpace;
import org.lfads4j.population.Searched;
import org.lfads4j.population.Searched.Limits;
import org.lfads4j.population.Searched.Start;
import org.lfads4j.population.Settings;
import org.lfads4j.training.EpochRecord;
import org.lfads4j.training.TrainingDivergedException;

/**
 * The fits of one recording and seed: a population, a random search of equal budget, the same
 * random search without coordinated dropout, and single runs. Each is written down when it ends, so
 * a study that was killed goes on with the fits that are missing.
 *
 * <p>The random search has as many models as the population, each trained for the population's
 * epochs over its models, the winner's last part included. Its settings are drawn from where the
 * population's start; what all members of a population start with is drawn from within its limits,
 * the learning rate by its order of magnitude. It shares initial parameters with the population.
 */
final class PopulationStudy {
  static final String POPULATION = "population";
  static final String RANDOM = "random";
  static final String COPYING = "without coordinated dropout";
  private static final String HEADER = "fit,validation_cost,rates_r2,seconds,epochs\n";

  /** The settings of the random search must not be the population's. */
  private static final long OTHER_SEED = 1000;

  /** Samples of the posterior for a fit's rates: fewer than the default, which take minutes. */
  private static final int SAMPLES = 64;

  /**
   * A row of the table.
   *
   * @param name which fit; of a random search with the model's number
   * @param cost reconstruction of the validation trials in the epoch that was kept, nats per trial;
   *     NaN if training diverged
   * @param ratesR2 R2 of rates against true rates in the validation trials; chooses nothing
   * @param seconds wall-clock time; the models of a random search are trained side by side
   * @param epochs of all its models together
   */
  record Fit(String name, double cost, double ratesR2, double seconds, int epochs) {
    static Fit of(String line) {
      String[] cells = line.split(",", -1);
      return new Fit(
          cells[0],
          Double.parseDouble(cells[1]),
          Double.parseDouble(cells[2]),
          Double.parseDouble(cells[3]),
          Integer.parseInt(cells[4]));
    }

    String line() {
      return String.join(",", name, cost + "", ratesR2 + "", seconds + "", epochs + "\n");
    }
  }

  private final Path folder;
  private final String name;
  private final AutoLfads auto;
  private final SearchSpace space;
  private final Map<String, Fit> fits = new LinkedHashMap<>();

  /**
   * A study, with what was done of it before.
   *
   * @param folder of its tables and populations
   * @param name of the recording and seed
   */
  PopulationStudy(Path folder, String name, AutoLfads auto) {
    this.folder = folder;
    this.name = name;
    this.auto = auto.withNumSamplesPosterior(SAMPLES);
    this.space = spread(auto.space());
    try {
      Files.createDirectories(folder);
      if (Files.exists(file())) {
        Files.readAllLines(file()).stream()
            .skip(1)
            .map(Fit::of)
            .forEach(fit -> fits.put(fit.name, fit));
      } else {
        Files.writeString(file(), HEADER);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file() {
    return folder.resolve(name + ".csv");
  }

  private static SearchSpace spread(SearchSpace space) {
    return new SearchSpace(space.searched().stream().map(PopulationStudy::spread).toList());
  }

  private static Searched spread(Searched one) {
    Limits limits = one.limits();
    if (one.start().low() < one.start().high()) {
      return one;
    }
    Start start =
        one.setting() == Hyperparameter.LEARNING_RATE_INIT
            ? Start.logUniform(limits.low(), limits.high())
            : Start.uniform(limits.low(), limits.high());
    return new Searched(one.setting(), one.isShareDropped(), start, one.width(), limits);
  }

  Fit population() {
    return fit(
        POPULATION,
        () -> auto.withFolder(folder.resolve(name)).train(),
        fit ->
            auto.epochs(fit.summary().population().orElseThrow().generations().size())
                + fit.outcome().epochs());
  }

  /** The models of the random search that did not diverge. */
  List<Fit> random() {
    return search(RANDOM, options -> options);
  }

  /** The same models, with no coordinated dropout. */
  List<Fit> copying() {
    return search(COPYING, options -> options.withCoordinatedDropout(0));
  }

  private List<Fit> search(String search, Function<RunOptions, RunOptions> change) {
    int members = auto.plan().members();
    StopRule end = StopRule.afterEpochs(population().epochs / members);
    return IntStream.range(0, members)
        .parallel()
        .mapToObj(member -> single(search + " " + member, drawn(member, end, change)))
        .filter(fit -> !Double.isNaN(fit.cost))
        .toList();
  }

  private LfadsRun drawn(int member, StopRule end, Function<RunOptions, RunOptions> change) {
    LfadsRun run = auto.run();
    Settings settings =
        space.apply(
            space.first(run.options().seed() + OTHER_SEED, member),
            new Settings(run.params(), run.options()));
    return run.withParams(settings.params())
        .withOptions(unused -> change.apply(settings.options()).with(end))
        .withValidationObjective(ValidationObjective.RECONSTRUCTION.word())
        .withThreads(1);
  }

  Fit single(String fit, LfadsRun run) {
    return fit(
        fit, run.withNumSamplesPosterior(SAMPLES)::train, trained -> trained.outcome().epochs());
  }

  private Fit fit(
      String fit, Supplier<FittedLfads> training, Function<FittedLfads, Integer> epochs) {
    return known(fit).orElseGet(() -> written(trained(fit, training, epochs)));
  }

  private synchronized Optional<Fit> known(String fit) {
    return Optional.ofNullable(fits.get(fit));
  }

  private static Fit trained(
      String name, Supplier<FittedLfads> training, Function<FittedLfads, Integer> epochs) {
    long start = System.nanoTime();
    try {
      FittedLfads fit = training.get();
      double seconds = (System.nanoTime() - start) / 1e9;
      EpochRecord kept = fit.log().get(fit.outcome().bestEpoch() - 1);
      return new Fit(
          name,
          kept.valid().reconstruction(),
          fit.score("rates_r2").lfads(),
          seconds,
          epochs.apply(fit));
    } catch (TrainingDivergedException e) {
      double seconds = (System.nanoTime() - start) / 1e9;
      return new Fit(name, Double.NaN, Double.NaN, seconds, e.epoch());
    }
  }

  private synchronized Fit written(Fit fit) {
    fits.put(fit.name, fit);
    try {
      Files.writeString(file(), fit.line(), StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    System.out.printf(
        Locale.ROOT,
        "%-10s %-30s cost %9.3f  R2 %6.3f  %6.1f s  %5d epochs%n",
        name,
        fit.name,
        fit.cost,
        fit.ratesR2,
        fit.seconds,
        fit.epochs);
    return fit;
  }

  /** The one that validation chooses. */
  static Fit chosen(List<Fit> search) {
    return search.stream().min(Comparator.comparingDouble(Fit::cost)).orElseThrow();
  }

  static double medianR2(List<Fit> search) {
    double[] sorted = search.stream().mapToDouble(Fit::ratesR2).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  static double bestR2(List<Fit> search) {
    return search.stream().mapToDouble(Fit::ratesR2).max().orElseThrow();
  }
}
