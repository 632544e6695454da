package org.lfads4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.UnaryOperator;
import org.lfads4j.config.Hyperparameter;
import org.lfads4j.config.HyperparameterWithers;
import org.lfads4j.config.Internal;
import org.lfads4j.config.OptionWithers;
import org.lfads4j.config.RunOptions;
import org.lfads4j.data.Trials;
import org.lfads4j.population.PopulationPlan;
import org.lfads4j.population.SearchSpace;

/**
 * AutoLFADS (Keshtkaran et al. 2022, Nature Methods 19:1572): a population of models is trained in
 * generations. After each generation every model is compared with another one; the worse goes on
 * from the state of the better, with changed settings. So dropout, coordinated dropout, learning
 * rate and the weights of the KL and L2 terms need not be chosen. Immutable: every {@code withX}
 * gives a changed copy.
 *
 * <pre>{@code
 * var fit = Lfads.auto(trials).train();
 * }</pre>
 */
public final class AutoLfads implements HyperparameterWithers<AutoLfads>, OptionWithers<AutoLfads> {
  private final LfadsRun run;
  private final PopulationPlan plan;
  private final Optional<Path> folder;

  private AutoLfads(LfadsRun run, PopulationPlan plan, Optional<Path> folder) {
    this.run = run;
    this.plan = plan;
    this.folder = folder;
  }

  static AutoLfads of(LfadsRun run) {
    return new AutoLfads(run, PopulationPlan.DEFAULT, Optional.empty());
  }

  /** The same with one hyperparameter changed in all models; if it is searched, this is ignored. */
  @Override
  public <T> AutoLfads with(Hyperparameter<T> parameter, T value) {
    return new AutoLfads(run.with(parameter, value), plan, folder);
  }

  /** The same with the options changed in all models. */
  @Override
  public AutoLfads withOptions(UnaryOperator<RunOptions> change) {
    return new AutoLfads(run.withOptions(change), plan, folder);
  }

  /** The same with so many models, at least 2; default 8. */
  public AutoLfads withMembers(int members) {
    return new AutoLfads(run, plan.withMembers(members), folder);
  }

  /**
   * The same with so many epochs in a generation, at least 1; default 25. The first generation is
   * longer by the epochs of the KL and L2 ramps.
   */
  public AutoLfads withGenerationEpochs(int epochs) {
    return new AutoLfads(run, plan.withEpochs(epochs), folder);
  }

  /** The same with at most so many generations, at least 1; default 20. */
  public AutoLfads withMaxGenerations(int generations) {
    return new AutoLfads(run, plan.withGenerations(generations), folder);
  }

  /**
   * The same in a folder, which is made if it is missing. It holds every model, and {@code
   * generations.csv} with settings and costs. If training was stopped or killed, the same lines go
   * on with it, with the same result. Without this call a temporary folder is used.
   */
  public AutoLfads withFolder(Path path) {
    return new AutoLfads(run, plan, Optional.of(path));
  }

  /**
   * Trains the population, and then its best model alone until its validation cost no longer falls.
   * Models are judged by the cost of held-out neurons if there are any, else of hidden samples
   * ({@code withSampleValidation}), else by their reconstruction cost, which can be trusted under
   * coordinated dropout. An interrupt ends it with the best model so far.
   *
   * @throws IllegalArgumentException if the settings do not fit each other or the data
   * @throws IllegalStateException if all models of a generation diverged, one failed for another
   *     reason, or the folder holds a population of other settings or data
   */
  public FittedLfads train() {
    run.check();
    PopulationTrainer trainer =
        ServiceLoader.load(PopulationTrainer.class, AutoLfads.class.getClassLoader())
            .findFirst()
            .orElseThrow();
    return Lfads.remember(trainer.train(this));
  }

  /** The settings that all models have in common. */
  @Internal
  public LfadsRun run() {
    return run;
  }

  /** The numbers of models, epochs and generations, and the seed. */
  @Internal
  public PopulationPlan plan() {
    return plan.withSeed(run.options().seed());
  }

  /** What is searched, in ranges that suit the size of a trial. */
  @Internal
  public SearchSpace space() {
    return SearchSpace.autoLfads(elements(run), run.params().coDim() > 0);
  }

  /** Bins times neurons of a trial, on average over sessions. */
  static long elements(LfadsRun run) {
    List<Trials> recordings = run.recordings();
    long neurons = recordings.stream().mapToLong(Trials::neurons).sum();
    return recordings.get(0).bins() * neurons / recordings.size();
  }

  /** Where it is trained. */
  @Internal
  public Path folder() {
    return folder.orElseGet(AutoLfads::temporaryFolder);
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("lfads4j-auto-");
    } catch (IOException e) {
      throw new UncheckedIOException(
          "a temporary folder must be writable, got " + e + "; use withFolder", e);
    }
  }

  @Override
  public String toString() {
    return "AutoLFADS with " + plan.members() + " models, " + run;
  }
}
