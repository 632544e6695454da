package org.lfads4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.lfads4j.config.Hyperparameter;
import org.lfads4j.config.HyperparameterWithers;
import org.lfads4j.config.Internal;
import org.lfads4j.config.OptionWithers;
import org.lfads4j.config.RunOption;
import org.lfads4j.config.RunOptions;
import org.lfads4j.config.ValidationObjective;
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
  private final Set<String> given;

  private AutoLfads(LfadsRun run, PopulationPlan plan, Optional<Path> folder, Set<String> given) {
    this.run = run;
    this.plan = plan;
    this.folder = folder;
    this.given = Set.copyOf(given);
  }

  static AutoLfads of(LfadsRun run) {
    // A population searches its own.
    return new AutoLfads(
        run.withAlternatives(), PopulationPlan.DEFAULT, Optional.empty(), Set.of());
  }

  /** The same with one hyperparameter set in all models; it is no longer searched. */
  @Override
  public <T> AutoLfads with(Hyperparameter<T> parameter, T value) {
    return new AutoLfads(run.with(parameter, value), plan, folder, given(parameter.name()));
  }

  /** The same with one hyperparameter set by its page name. */
  @Override
  public AutoLfads with(String name, Object value) {
    return new AutoLfads(run.with(name, value), plan, folder, given(name));
  }

  /**
   * The same with the options changed in all models; coordinated dropout that is set is no longer
   * searched. Epochs and patience say when the best model ends, which goes on alone after the last
   * generation.
   */
  @Override
  public AutoLfads withOptions(UnaryOperator<RunOptions> change) {
    boolean sets = sets(RunOption.COORDINATED_DROPOUT, 0.25, 0.75, change);
    return new AutoLfads(
        run.withOptions(change),
        plan,
        folder,
        sets ? given(RunOption.COORDINATED_DROPOUT.name()) : given);
  }

  /** Whether the outcome of a change has one value of an option, whatever the value before. */
  private <T> boolean sets(RunOption<T> option, T one, T other, UnaryOperator<RunOptions> change) {
    RunOptions options = run.options();
    return change
        .apply(options.with(option, one))
        .value(option)
        .equals(change.apply(options.with(option, other)).value(option));
  }

  private Set<String> given(String name) {
    Set<String> more = new HashSet<>(given);
    more.add(name);
    return more;
  }

  private AutoLfads with(PopulationPlan changed) {
    return new AutoLfads(run, changed, folder, given);
  }

  /** The same with so many models, at least 2; default 8. */
  public AutoLfads withMembers(int members) {
    return with(plan.withMembers(members));
  }

  /**
   * The same with so many epochs in a generation, at least 1; default 25. The first generation is
   * longer by the epochs of the KL and L2 ramps.
   */
  public AutoLfads withGenerationEpochs(int epochs) {
    return with(plan.withEpochs(epochs));
  }

  /** The same with at most so many generations, at least 1; default 20. */
  public AutoLfads withMaxGenerations(int generations) {
    return with(plan.withGenerations(generations));
  }

  /**
   * The same in a folder, which is made if it is missing. It holds every model, and {@code
   * generations.csv} with settings and costs. If training was stopped or killed, the same lines go
   * on with it, with the same result. Without this call a temporary folder is used.
   */
  public AutoLfads withFolder(Path path) {
    return new AutoLfads(run, plan, Optional.of(path), given);
  }

  /**
   * Trains the population, and then its best model alone until its validation cost no longer falls.
   * Models are judged by the cost of held-out neurons if there are any, else of hidden samples
   * ({@code withSampleValidation}), else by their reconstruction cost, which can be trusted under
   * coordinated dropout. An interrupt ends it with the best model so far.
   *
   * @throws IllegalArgumentException if the settings do not fit each other or the data
   * @throws IllegalStateException if all models of a generation diverged, one failed for another
   *     reason, the folder holds a population of other settings or data, or another process trains
   *     it now
   */
  public FittedLfads train() {
    check();
    PopulationTrainer trainer =
        ServiceLoader.load(PopulationTrainer.class, AutoLfads.class.getClassLoader())
            .findFirst()
            .orElseThrow();
    return Lfads.remember(trainer.train(this));
  }

  /**
   * Makes sure that it can be trained, before anything long begins.
   *
   * @throws IllegalArgumentException if the settings do not fit each other or the data
   */
  @Internal
  public void check() {
    if (run.options().stopRule().timeLimit().isPresent()) {
      throw new IllegalArgumentException(
          "a population must be limited by its generations, got a time limit, which would end its"
              + " members at chance; use withMaxGenerations, or stop it: the best model so far is"
              + " kept");
    }
    run.options().requireNoAlternatives("a population", "");
    run.check();
    ValidationObjective unused = objective(run, space());
  }

  /** The validation objective by which the members of a population are judged. */
  @Internal
  public static ValidationObjective objective(LfadsRun run, SearchSpace space) {
    boolean holdsOut =
        !run.options().heldOutNeurons().isEmpty()
            || run.given().stream().anyMatch(each -> !each.heldOutNeurons().isEmpty());
    return PopulationPlan.objective(run.options(), space, holdsOut);
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
    return SearchSpace.autoLfads(elements(run), run.params().coDim() > 0).without(given);
  }

  /** Bins times neurons of a trial, on average over sessions. */
  static long elements(LfadsRun run) {
    List<Trials> recordings = run.recordings();
    long neurons = recordings.stream().mapToLong(Trials::neurons).sum();
    return recordings.get(0).bins() * neurons / recordings.size();
  }

  /** Epochs of a model in the first generation, which is longer by the ramps of KL and L2. */
  @Internal
  public int firstGenerationEpochs() {
    return run.rampEpochs() + plan.epochs();
  }

  /** Epochs of all models together in so many generations. */
  @Internal
  public int epochs(int generations) {
    return plan.members() * (run.rampEpochs() + generations * plan.epochs());
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
