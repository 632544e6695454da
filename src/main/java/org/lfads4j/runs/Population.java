package org.lfads4j.runs;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.lfads4j.AutoLfads;
import org.lfads4j.LfadsRun;
import org.lfads4j.config.RunOptions;
import org.lfads4j.config.StopRule;
import org.lfads4j.population.Member;
import org.lfads4j.population.PopulationHistory;
import org.lfads4j.population.PopulationPlan;
import org.lfads4j.population.SearchSpace;
import org.lfads4j.population.Settings;
import org.lfads4j.population.SmoothedCost;
import org.lfads4j.population.Tournament;
import org.lfads4j.tables.Csv;
import org.lfads4j.tables.PopulationTable;
import tech.tablesaw.api.Table;

/**
 * A population in a folder: trains its members generation by generation, and then the best one
 * alone. All that it decides follows from what is in the folder, so it can be stopped or killed at
 * any time, and the same call goes on with the same result.
 */
final class Population {
  /** Checkpoints are kept of the last generation, from which the next one starts. */
  private static final int KEPT_GENERATIONS = 1;

  private static final String BEST = "best";
  private static final long POLL_MS = 1000;

  private final Path folder;
  private final List<SessionSource> sources;
  private final Settings base;
  private final PopulationPlan plan;
  private final SearchSpace space;
  private final RunExecutor executor;
  private final PopulationWatcher watcher;
  private final NewRuns newRuns;
  private final int rampEpochs;

  Population(
      Path folder,
      LfadsRun run,
      PopulationPlan plan,
      SearchSpace space,
      RunExecutor executor,
      PopulationWatcher watcher) {
    this.folder = folder;
    this.sources = run.given().stream().map(each -> SessionSource.of(each)).toList();
    String objective = AutoLfads.objective(run, space).word();
    this.base = new Settings(run.params(), run.options().withValidationObjective(objective));
    this.plan = plan;
    this.space = space;
    this.executor = executor;
    this.watcher = watcher;
    this.newRuns = new NewRuns(folder, new Recordings());
    this.rampEpochs = run.rampEpochs();
  }

  /** A member's part of a generation, before it is trained. */
  private record Planned(int donor, Map<String, Double> values, Run run) {}

  /**
   * What a population comes to.
   *
   * @param best the best run: of the whole training, or if it was stopped, so far
   * @param history all complete generations
   * @param isWhole whether it was not stopped
   */
  record Trained(Run best, PopulationHistory history, boolean isWhole) {}

  /**
   * Trains until the plan says that it ends, or until this thread is interrupted.
   *
   * @throws IllegalStateException if another process has the folder, all members of a generation
   *     failed, or one for another reason than that its training diverged
   * @throws UncheckedIOException if the folder cannot be written
   */
  Trained train() {
    try (RunLock lock = taken()) {
      return train(lock);
    }
  }

  /** The folder, for this one alone. */
  private RunLock taken() {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "folder of the population must be writable, got " + folder + " (" + e + ")", e);
    }
    return RunLock.tryTake(folder)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    ("population in %s must be trained by one process at a time, got one %s; wait"
                            + " for its end, or use another folder")
                        .formatted(folder, RunLock.takenBy(folder))));
  }

  private Trained train(RunLock lock) {
    JsonObject wanted = PopulationFile.wanted(plan, space, base, first(0).dataHash());
    PopulationFile file = new PopulationFile(folder);
    PopulationHistory history = file.history(wanted);
    watcher.begins(plan, history);
    while (!isEnded(history)) {
      List<Planned> generation = planned(history);
      if (!carryOut(generation.stream().map(Planned::run).toList(), RunPart.Wanted.TRAINING)) {
        return new Trained(bestSoFar(generation, history), history, false);
      }
      history = history.with(judged(generation, history.generations().size()));
      lock.requireHeld();
      // First, because a complete population that is called again writes nothing.
      Csv.write(PopulationTable.of(history.members()), folder.resolve("generations.csv"));
      file.write(wanted, history);
      removeCheckpoints(history);
      watcher.ended(history);
    }
    Run best = polished(run(best(history)));
    boolean whole = carryOut(List.of(best), RunPart.Wanted.EVERYTHING);
    return new Trained(hasFit(best) ? best : run(best(history)), history, whole);
  }

  /** Not if it was stopped, or its training diverged, before its first checkpoint. */
  private static boolean hasFit(Run run) {
    return run.files().hasModel() || run.newest(run.lfadsRun()).isPresent();
  }

  private boolean isEnded(PopulationHistory history) {
    int done = history.generations().size();
    return done >= plan.generations() || (done > 0 && plan.stagnation().ends(history.bests()));
  }

  private List<Planned> planned(PopulationHistory history) {
    int generation = history.generations().size();
    List<Planned> planned = new ArrayList<>();
    if (generation == 0) {
      for (int member = 0; member < plan.members(); member++) {
        Run run = first(member);
        newRuns.prepare(run, spec(member));
        planned.add(new Planned(member, space.first(plan.seed(), member), run));
      }
      return planned;
    }
    List<Member> last = history.last();
    double[] costs = last.stream().mapToDouble(Member::cost).toArray();
    int[] donors = Tournament.donors(plan.seed(), generation, costs);
    for (int member = 0; member < plan.members(); member++) {
      Member donor = last.get(donors[member]);
      Map<String, Double> values =
          donors[member] == member
              ? donor.values()
              : space.changed(donor.values(), plan.seed(), generation, member);
      Settings settings = space.apply(values, base);
      Run next =
          run(donor)
              .next(
                  name(generation, member),
                  settings.params(),
                  settings.options(),
                  StopRule.afterEpochs(plan.epochs()));
      planned.add(new Planned(donors[member], values, next));
    }
    return planned;
  }

  private RunSpec spec(int member) {
    return new RunSpec(name(0, member), sources);
  }

  private static String name(int generation, int member) {
    return "generation-%d-member-%d".formatted(generation, member);
  }

  /** A member's part of the first generation, which is longer by the ramps. */
  private Run first(int member) {
    Settings settings = space.apply(space.first(plan.seed(), member), base);
    StopRule end = StopRule.afterEpochs(plan.epochs() + rampEpochs);
    return newRuns.of(spec(member), settings.params(), settings.options().with(end));
  }

  /**
   * Whether all of them ended; false if this thread was interrupted. Runs that another process has,
   * or had when it was lost, are waited for.
   */
  private boolean carryOut(List<Run> runs, RunPart.Wanted wanted) {
    LiveRows rows = new LiveRows(runs, watcher);
    List<Run> left = runs;
    while (!left.isEmpty()) {
      List<RunPart> parts =
          left.stream().map(run -> new RunPart(run, wanted, RunPart.CHECKPOINT_EVERY)).toList();
      executor.carryOut(parts, executor.atOnce(parts), rows);
      // As they were told, because on a full disk a failure is not written.
      left.forEach(run -> requireNoOtherFailure(run, rows.of(run).status()));
      left = left.stream().filter(run -> !isEnded(rows.of(run), wanted)).toList();
      boolean elsewhere =
          left.stream().allMatch(run -> rows.of(run).status().state() == RunState.RUNNING);
      if (!elsewhere || !areFree(left)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isEnded(RunRow row, RunPart.Wanted wanted) {
    return switch (row.status().state()) {
      case DONE, FAILED -> true;
      case TRAINED -> wanted == RunPart.Wanted.TRAINING;
      case WAITING, RUNNING, STOPPED, UNKNOWN -> false;
    };
  }

  /** Waits until no other process has one of them; false if this thread was interrupted. */
  private static boolean areFree(List<Run> runs) {
    try {
      while (runs.stream().anyMatch(run -> RunLock.isTaken(run.folder()))) {
        Thread.sleep(POLL_MS);
      }
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private List<Member> judged(List<Planned> generation, int number) {
    List<Member> members = new ArrayList<>();
    for (int member = 0; member < generation.size(); member++) {
      Planned planned = generation.get(member);
      Path own = folder.toAbsolutePath().relativize(planned.run.folder().toAbsolutePath());
      members.add(
          new Member(
              number,
              member,
              planned.donor,
              planned.values,
              cost(planned.run),
              own.toString().replace('\\', '/')));
    }
    if (members.stream().allMatch(each -> Double.isNaN(each.cost()))) {
      throw new IllegalStateException(
          "a member of the population must train without diverging, got none in generation "
              + number
              + "; lower the highest c_learning_rate_init, or check the recording");
    }
    return members;
  }

  /** NaN if training diverged. */
  private static double cost(Run run) {
    return run.status().state() == RunState.FAILED ? Double.NaN : cost(run.fitLog());
  }

  /** A failure for another reason than that training diverged ends the population. */
  private static void requireNoOtherFailure(Run run, RunStatus status) {
    boolean failed = status.state() == RunState.FAILED && !Manifest.of(run.files()).diverged();
    if (failed || status.state() == RunState.UNKNOWN) {
      throw new IllegalStateException(
          "a member of the population failed, got %s; when that is mended, the same call goes on"
              .formatted(status.why().map(why -> why.inJava()).orElse(run.label())));
    }
  }

  private static double cost(Table log) {
    String column =
        log.columnNames().contains("valid_objective") ? "valid_objective" : "valid_total";
    return SmoothedCost.last(log.numberColumn(column).asDoubleArray());
  }

  private static Member best(PopulationHistory history) {
    return history.best().orElseThrow();
  }

  private Run run(Member member) {
    return Run.open(folder.resolve(member.run()));
  }

  /** The winner goes on alone, with its settings, until its cost no longer falls. */
  private Run polished(Run winner) {
    RunOptions options = winner.options();
    StopRule asked = base.options().stopRule();
    int patience = asked.patience().orElse(2 * plan.epochs());
    StopRule end = new StopRule(asked.maxEpochs(), asked.timeLimit(), OptionalInt.of(patience));
    return winner.next(BEST, winner.params(), options, end);
  }

  /**
   * Of a population that was stopped: the best of the last complete generation, or of those begun.
   */
  private Run bestSoFar(List<Planned> generation, PopulationHistory history) {
    if (!history.generations().isEmpty()) {
      return run(best(history));
    }
    Optional<Run> best =
        generation.stream()
            .map(Planned::run)
            .filter(run -> !run.fitLog().isEmpty())
            .min(Comparator.comparingDouble(run -> cost(run.fitLog())));
    return best.orElseThrow(
        () ->
            new IllegalStateException(
                "a population must train for an epoch before it has a fit; the same call goes on"));
  }

  private void removeCheckpoints(PopulationHistory history) {
    int old = history.generations().size() - KEPT_GENERATIONS;
    for (List<Member> generation : history.generations().subList(0, old)) {
      generation.stream()
          .filter(each -> new RunFolder(folder.resolve(each.run())).hasCheckpoints())
          .map(this::run)
          .forEach(Run::removeCheckpoints);
    }
  }
}
