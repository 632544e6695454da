package org.lfads4j.runs;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.knowm.xchart.XYChart;
import org.lfads4j.config.Message;
import org.lfads4j.config.OptionWithers;
import org.lfads4j.config.RunOptions;
import org.lfads4j.config.RunParams;
import org.lfads4j.config.Sweep;
import org.lfads4j.data.Trials;
import tech.tablesaw.api.Table;

/**
 * Many runs in one folder: every spec (a session, or several together) with every set of
 * hyperparameters and every set of options. Immutable; every {@code with} method gives another one.
 *
 * <pre>{@code
 * var runs = RunCollection.in(Path.of("sweep"))
 *     .withSession(Path.of("monday.h5"))
 *     .withParams(RunParams.defaults().sweep("c_co_dim", 0, 2, 4).sweep("c_keep_prob", .9, .95))
 *     .withSeeds(0, 1)
 *     .withMaxEpochs(200);
 * runs.train();
 * }</pre>
 *
 * <p>The same lines in another session find what is in the folder: {@link #train()} does only what
 * is missing and continues runs that were stopped. Several processes may train one collection at
 * the same time.
 */
public final class RunCollection implements OptionWithers<RunCollection> {
  private static final AtomicReference<Supplier<RunsWatcher>> WATCHER =
      new AtomicReference<>(() -> RunsWatcher.NONE);

  private final Path folder;
  private final List<RunSpec> specs;
  private final List<RunParams> params;
  private final List<RunOptions> options;
  private final Working working;
  private final Recordings recordings;

  /**
   * How runs are carried out.
   *
   * @param atOnce most runs at the same time; empty if the executor decides
   * @param checkpointEvery least time between checkpoints
   * @param watcher the watcher; empty if {@link #watchTrainingBy} decides
   * @param executor where
   */
  private record Working(
      OptionalInt atOnce,
      Duration checkpointEvery,
      Optional<RunsWatcher> watcher,
      RunExecutor executor) {}

  private RunCollection(
      Path folder,
      List<RunSpec> specs,
      List<RunParams> params,
      List<RunOptions> options,
      Working working,
      Recordings recordings) {
    this.folder = folder;
    this.specs = List.copyOf(specs);
    this.params = List.copyOf(params);
    this.options = List.copyOf(options);
    this.working = working;
    this.recordings = recordings;
  }

  /** A collection in a folder, which is made when something is trained. */
  public static RunCollection in(Path folder) {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new IllegalArgumentException("collection must be a folder, got the file " + folder);
    }
    return new RunCollection(
        folder,
        List.of(),
        List.of(),
        List.of(RunOptions.defaults()),
        new Working(
            OptionalInt.empty(),
            RunPart.CHECKPOINT_EVERY,
            Optional.empty(),
            RunExecutor.inProcess()),
        new Recordings());
  }

  /** The folder. */
  public Path folder() {
    return folder;
  }

  /**
   * With a file that states its bin width as another session: one run for each set of parameters.
   */
  public RunCollection withSession(Path file) {
    return withSpec(RunSpec.of(SessionSource.of(file)));
  }

  /** With a file that does not state its bin width as another session. */
  public RunCollection withSession(Path file, double binMs) {
    return withSpec(RunSpec.of(SessionSource.of(file, binMs)));
  }

  /** With a recording in memory as another session, under its own name. */
  public RunCollection withSession(Trials trials) {
    return withSpec(RunSpec.of(SessionSource.of(trials)));
  }

  /**
   * With another session, or several that share a model: one run for each set of parameters.
   *
   * @throws IllegalArgumentException if there is another spec of that name
   */
  public RunCollection withSpec(RunSpec spec) {
    if (specs.stream().anyMatch(known -> known.name().equals(spec.name()))) {
      throw new IllegalArgumentException(
          "runs must have different names, got \"" + spec.name() + "\" twice");
    }
    List<RunSpec> more = new ArrayList<>(specs);
    more.add(spec);
    return new RunCollection(folder, more, params, options, working, recordings);
  }

  /** With more sets of hyperparameters. Without any, all runs have the defaults. */
  public RunCollection withParams(RunParams... more) {
    return withParams(Arrays.asList(more));
  }

  /** With all sets of hyperparameters of a sweep. */
  public RunCollection withParams(Sweep sweep) {
    return withParams(sweep.params());
  }

  private RunCollection withParams(List<RunParams> more) {
    Set<RunParams> all = new LinkedHashSet<>(params);
    all.addAll(more);
    return new RunCollection(folder, specs, List.copyOf(all), options, working, recordings);
  }

  /** With changed options for every run. */
  @Override
  public RunCollection withOptions(UnaryOperator<RunOptions> change) {
    List<RunOptions> changed = options.stream().map(change).toList();
    changed.forEach(
        each ->
            each.requireNoAlternatives("a collection", "; give the collection these parameters"));
    return new RunCollection(folder, specs, params, changed, working, recordings);
  }

  /** With these seeds: every run once with each of them. Earlier seeds are replaced. */
  public RunCollection withSeeds(long... seeds) {
    Set<RunOptions> all = new LinkedHashSet<>();
    LongStream.of(seeds).forEach(seed -> options.forEach(each -> all.add(each.withSeed(seed))));
    if (all.isEmpty()) {
      throw new IllegalArgumentException("seeds must be at least one");
    }
    return new RunCollection(folder, specs, params, List.copyOf(all), working, recordings);
  }

  /**
   * With at most this number of runs at the same time. By default the executor decides; in this
   * process that is one run per GPU, or one run with one thread per processor, as many as fit into
   * Java's memory. Backends that use all processors run one after the other.
   */
  public RunCollection withAtOnce(int runs) {
    if (runs < 1) {
      throw new IllegalArgumentException("runs at once must be >= 1, got " + runs);
    }
    return with(
        new Working(
            OptionalInt.of(runs), working.checkpointEvery, working.watcher, working.executor));
  }

  /**
   * With this time between two checkpoints, at the least; default 10 s. If a process is killed, it
   * loses at most this much work, or one epoch if that takes longer.
   */
  public RunCollection withCheckpointEvery(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("time between checkpoints must be >= 0, got " + time);
    }
    return with(new Working(working.atOnce, time, working.watcher, working.executor));
  }

  /** With a watcher, which gets the rows of all runs whenever one changes. */
  public RunCollection withWatcher(RunsWatcher watcher) {
    return with(
        new Working(
            working.atOnce, working.checkpointEvery, Optional.of(watcher), working.executor));
  }

  /** Carried out by this executor; the default is {@link RunExecutor#inProcess}. */
  public RunCollection withExecutor(RunExecutor executor) {
    return with(new Working(working.atOnce, working.checkpointEvery, working.watcher, executor));
  }

  /**
   * Sets who watches the collections of this process that have no watcher of their own ({@link
   * #withWatcher}).
   *
   * @param watcher called once for each training
   */
  public static void watchTrainingBy(Supplier<RunsWatcher> watcher) {
    WATCHER.set(watcher);
  }

  /** The watcher of a training that has none of its own. */
  static RunsWatcher watcher() {
    return WATCHER.get().get();
  }

  private RunCollection with(Working changed) {
    return new RunCollection(folder, specs, params, options, changed, recordings);
  }

  /**
   * The runs: every spec with all parameters and options; without any spec, all that are in the
   * folder. Sessions are read for their content hashes.
   *
   * @throws IllegalArgumentException if a session's file does not fit, with the path
   * @throws UncheckedIOException if a file cannot be read, with the path
   */
  public List<Run> runs() {
    return specs.isEmpty() ? found() : List.copyOf(planned().keySet());
  }

  private Map<Run, RunSpec> planned() {
    List<RunParams> sets = params.isEmpty() ? List.of(RunParams.defaults()) : params;
    Map<Run, RunSpec> runs = new LinkedHashMap<>();
    NewRuns newRuns = new NewRuns(folder, recordings);
    for (RunSpec spec : specs) {
      for (RunParams set : sets) {
        for (RunOptions each : options) {
          runs.putIfAbsent(newRuns.of(spec, set, each), spec);
        }
      }
    }
    return runs;
  }

  /** The planned runs whose recordings could be read. */
  private List<Run> read() {
    return planned().entrySet().stream()
        .filter(each -> each.getValue().sessions().stream().noneMatch(recordings::isTooLarge))
        .map(Map.Entry::getKey)
        .toList();
  }

  private List<Run> found() {
    return RunSearch.in(folder).runs();
  }

  /**
   * What a user should know about the collection as a whole, one sentence each: data that changed,
   * folders that cannot be read.
   */
  public List<String> notices() {
    RunSearch search = RunSearch.in(folder);
    List<String> notices = new ArrayList<>(search.notices());
    if (!specs.isEmpty()) {
      notices.addAll(search.otherData(read()));
    }
    return List.copyOf(notices);
  }

  /**
   * Does what is missing: trains, continues runs that were stopped, computes posterior means and
   * scores. If a run fails, its row says why and the others continue. Runs that another process is
   * running are left to it. An interrupt of this thread stops all runs; the next call continues
   * them.
   *
   * @return {@link #table()} afterwards
   */
  public Table train() {
    return work(RunPart.Wanted.EVERYTHING);
  }

  /** Computes posterior means and scores of trained models that have none. Nothing is trained. */
  public Table posterior() {
    return work(RunPart.Wanted.POSTERIOR);
  }

  /**
   * Removes the results of all runs and trains them from the beginning.
   *
   * @throws IllegalStateException if a process is running one of them
   */
  public Table rerun() {
    runs().forEach(Run::clean);
    return train();
  }

  private Table work(RunPart.Wanted wanted) {
    RunTable.load();
    Map<Run, RunStatus> refused = new LinkedHashMap<>();
    List<Run> runs = specs.isEmpty() ? found() : prepared(refused);
    List<RunPart> ready =
        runs.stream()
            .filter(run -> !refused.containsKey(run))
            .map(run -> new RunPart(run, wanted, working.checkpointEvery))
            .toList();
    LiveRows rows = new LiveRows(runs, working.watcher.orElseGet(RunCollection::watcher));
    refused.forEach((run, why) -> rows.turn(run, why.state(), why.why()));
    if (!ready.isEmpty()) {
      int atOnce = working.atOnce.orElseGet(() -> working.executor.atOnce(ready));
      working.executor.carryOut(ready, atOnce, rows);
    }
    // All runs of the folder, which may be more than those of this object.
    RunTable.write(RunTable.of(found().stream().map(rows::of).toList()), folder);
    return RunTable.of(runs.stream().map(rows::of).toList());
  }

  /**
   * Writes data and descriptions of all runs; runs for which that fails are refused with the
   * reason.
   */
  private List<Run> prepared(Map<Run, RunStatus> refused) {
    Map<Run, RunSpec> planned = planned();
    NewRuns newRuns = new NewRuns(folder, recordings);
    boolean stopped = false;
    for (Map.Entry<Run, RunSpec> each : planned.entrySet()) {
      Run run = each.getKey();
      stopped |= Thread.interrupted();
      if (stopped) {
        refused.put(run, run.status());
        continue;
      }
      try {
        run.requireKnown();
        newRuns.prepare(run, each.getValue());
      } catch (NewerFormatException e) {
        refused.put(run, RunStatus.of(RunState.UNKNOWN, Message.of(e)));
      } catch (CancellationException e) {
        stopped = true;
        refused.put(run, run.status());
      } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
        stopped |= RunExecution.isInterrupt(e);
        refused.put(run, stopped ? run.status() : RunStatus.of(RunState.FAILED, Message.of(e)));
      } catch (OutOfMemoryError e) {
        refused.put(run, RunStatus.of(RunState.FAILED, RunExecution.sentence(e)));
      }
    }
    return List.copyOf(planned.keySet());
  }

  /**
   * One row a run: its name, the settings in which runs differ, its state, epochs, best epoch,
   * validation cost (nats per trial; {@link #best(String)} says which can be compared), seconds of
   * training, the scores of LFADS on validation trials, why it failed, and its folder.
   */
  public Table table() {
    return RunTable.of(runs().stream().map(LiveRows::row).toList());
  }

  /**
   * The run with the lowest validation cost among those that are trained.
   *
   * @throws IllegalArgumentException if no run has one, or they cannot be compared: see {@link
   *     #best(String)}
   */
  public Run best() {
    return best("validation_cost");
  }

  /**
   * The best run among those that have a score. The validation cost is the total cost, whatever the
   * validation objective was. It is compared only between runs of the same data that measure the
   * same cost: with the same validation objective, output distribution, sample validation, and KL
   * and L2 weights. Other scores compare runs with any settings; the message of a refusal names
   * one.
   *
   * @param score its name, as a column of {@link #table()}
   * @throws IllegalArgumentException if no run has it, or costs cannot be compared
   */
  public Run best(String score) {
    return RunScores.of(runs(), score).best();
  }

  /** Validation costs over epochs: one line for each run that has started. */
  public XYChart plotLearningCurves() {
    return RunFigures.learningCurves(runs());
  }

  /**
   * A score against the values of a hyperparameter: one point per run, and a line through the
   * means.
   *
   * @param parameter page name, such as {@code c_co_dim}
   * @param score its name, as a column of {@link #table()}
   * @throws IllegalArgumentException if the parameter is unknown, no run has the score, or costs
   *     cannot be compared: see {@link #best(String)}
   */
  public XYChart plotScore(String parameter, String score) {
    return RunFigures.scores(RunScores.of(runs(), score).comparable(), parameter);
  }

  @Override
  public String toString() {
    return RunCounts.text(
        runs().stream().map(run -> run.status().state()).toList(), " in " + folder);
  }
}
