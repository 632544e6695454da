package org.lfads4j.tables;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.lfads4j.data.Trials;
import org.lfads4j.inference.PosteriorMeans;
import tech.tablesaw.api.Table;

/**
 * Posterior means of one session, or of several below one another with a column {@code session}, as
 * tables. Each is a table of {@link ResultTables}.
 */
public final class PosteriorTables {
  private final List<RowLabels> labels;
  private final List<PosteriorMeans> means;

  /**
   * Of sessions.
   *
   * @param sessions at least one; trials without a split are labelled {@code new}
   * @param named whether a column names the session of each row, as it must for several
   * @param means one for each session
   */
  public PosteriorTables(List<Trials> sessions, boolean named, List<PosteriorMeans> means) {
    this.labels =
        sessions.stream()
            .map(
                trials -> {
                  RowLabels own = RowLabels.of(trials, trials.split());
                  return named ? own.withSession(trials.session()) : own;
                })
            .toList();
    this.means = List.copyOf(means);
  }

  /** See {@link ResultTables#rates}. */
  public Table rates() {
    return stacked((rows, each) -> ResultTables.rates(rows, each.output()));
  }

  /** See {@link ResultTables#outputVariance}. */
  public Optional<Table> outputVariance() {
    return means.get(0).output().variance().isEmpty()
        ? Optional.empty()
        : Optional.of(
            stacked(
                (rows, each) -> ResultTables.outputVariance(rows, each.output()).orElseThrow()));
  }

  /** See {@link ResultTables#factors}. */
  public Table factors() {
    return stacked((rows, each) -> ResultTables.factors(rows, each.factors()));
  }

  /** See {@link ResultTables#generatorStates}. */
  public Table generatorStates() {
    return stacked((rows, each) -> ResultTables.generatorStates(rows, each.generatorStates()));
  }

  /**
   * See {@link ResultTables#inferredInputs}.
   *
   * @throws IllegalStateException if the model has no controller
   */
  public Table inferredInputs() {
    return stacked((rows, each) -> ResultTables.inferredInputs(rows, each.requireInferredInputs()));
  }

  /** See {@link ResultTables#initialConditions}. */
  public Table initialConditions() {
    return stacked((rows, each) -> ResultTables.initialConditions(rows, each.initialConditions()));
  }

  /** See {@link ResultTables#initialConditionPrior}; sessions share it. */
  public Table initialConditionPrior() {
    return ResultTables.initialConditionPrior(means.get(0).initialConditions());
  }

  /** See {@link ResultTables#generatorInitialStates}. */
  public Table generatorInitialStates() {
    return stacked(
        (rows, each) -> ResultTables.generatorInitialStates(rows, each.initialConditions()));
  }

  /** See {@link ResultTables#costs}. */
  public Table costs() {
    return stacked((rows, each) -> ResultTables.costs(rows, each.costs()));
  }

  /** Rates, factors, and inferred inputs where there are any, side by side. */
  public Table perBin() {
    boolean driven = means.get(0).inferredInputs().isPresent();
    return ResultTables.joined(
        "results",
        driven ? List.of(rates(), factors(), inferredInputs()) : List.of(rates(), factors()));
  }

  private Table stacked(BiFunction<RowLabels, PosteriorMeans, Table> table) {
    List<Table> each =
        IntStream.range(0, means.size())
            .mapToObj(i -> table.apply(labels.get(i), means.get(i)))
            .toList();
    return each.size() == 1 ? each.get(0) : SessionTables.stacked(each);
  }
}
