package org.lfads4j;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.lfads4j.config.Internal;
import org.lfads4j.config.RunOptions;
import org.lfads4j.data.Trials;
import org.lfads4j.setup.AutoSettings;
import org.lfads4j.setup.QuickSettings;
import org.lfads4j.tables.HyperparameterTable;
import org.lfads4j.training.Progress;
import org.lfads4j.weights.AutolfadsImporter;
import org.lfads4j.weights.FitFolder;
import tech.tablesaw.api.Table;

/**
 * Starts runs and loads fits of LFADS (Latent Factor Analysis via Dynamical Systems; Pandarinath et
 * al. 2018, Nature Methods 15:805) for one recording session or several.
 *
 * <pre>{@code
 * var fit = Lfads.run(trials).withCoDim(4).withFactorsDim(16).train();
 * fit.rates();
 * }</pre>
 */
public final class Lfads {
  private static final AtomicReference<FittedLfads> LAST = new AtomicReference<>();
  private static final AtomicReference<Function<RunOptions, Progress>> WATCHER =
      new AtomicReference<>(options -> Progress.NONE);

  private Lfads() {}

  /** A run over a recording, with all hyperparameters at their defaults. */
  public static LfadsRun run(Trials trials) {
    return LfadsRun.of(List.of(trials));
  }

  /**
   * A run over several sessions with one model ("stitching"): encoders, controller, generator and
   * factors are shared, each session has a read-in and a read-out of its own. They may differ in
   * neurons and trials, not in bins. {@code withUseAlignmentMatrix(true)} starts the read-ins so
   * that sessions agree.
   *
   * @param sessions at least one, under different names ({@link Trials#session()})
   * @throws IllegalArgumentException if there is none, or two have the same name
   */
  public static LfadsRun run(List<Trials> sessions) {
    List<String> names = sessions.stream().map(Trials::session).toList();
    if (sessions.isEmpty()) {
      throw new IllegalArgumentException("sessions must be at least one");
    }
    if (names.stream().distinct().count() < names.size()) {
      throw new IllegalArgumentException(
          "sessions must have different names, got "
              + String.join(", ", names)
              + "; use trials.withSession(name), or a map of names to trials");
    }
    return LfadsRun.of(sessions);
  }

  /**
   * The same for sessions by name. The model has them in the order of their names, whatever the
   * order of the map ({@code Map.of} has another one in each process), so that the same sessions
   * with the same seed give the same fit.
   *
   * @param sessions at least one; the keys become the sessions' names
   * @throws IllegalArgumentException if there is none
   */
  public static LfadsRun run(Map<String, Trials> sessions) {
    return run(
        new TreeMap<>(sessions)
            .entrySet().stream().map(e -> e.getValue().withSession(e.getKey())).toList());
  }

  /**
   * A run with settings for a small recording: seconds to minutes on a laptop. Each can still be
   * changed.
   *
   * <p>It sets as many factors as neurons but at most 40, a generator of 64 units, encoders and an
   * initial condition of 32, {@code c_keep_prob} 0.7, a batch of a third of the trials but at most
   * 32, nine training trials for each validation trial unless the recording has its split, ramps of
   * 200 steps, {@code c_kl_ic_weight} 0.5, a patience of 100 epochs, stratified samples of the
   * posterior until the standard error of the mean rates is 0.005 of them, and bins of 10 ms where
   * the recording's are narrower. Trials shorter than 16 bins have no inferred inputs. Longer ones
   * get two, by a controller and an encoder of 32 units, a learning rate of 0.005, an Adam epsilon
   * of 0.001 and an alternative with less dropout and fewer factors ({@code c_keep_prob} 0.9, at
   * most 16): both are trained, and the one with the lower validation cost is kept ({@link
   * FittedLfads#attempts}).
   *
   * <p>Why: short trials were tried on four folds of the 128 training trials of a reaching task (9
   * bins of 100 ms, 66 neurons seen and 22 held out; Perich et al. 2018): of 27 settings these had
   * the best co-smoothing, and inferred inputs made no difference (0.232 bits/spike with and
   * without). For longer ones, four folds of the 172 training trials of a brain-computer interface
   * (24 bins of 45 ms, Hennig et al. 2018) and five generated families (Lorenz, chaotic network,
   * integrators, reaches; 20 to 100 ms) were compared. Inferred inputs raised co-smoothing of the
   * first from 0.069 to 0.088 bits/spike, and R2 of rates from 0.54 to 0.93 (Lorenz, 80 trials),
   * 0.60 to 0.68 (reaches), 0.83 to 0.86 (integrator). The smaller epsilon gave as much in fewer
   * epochs. Less dropout is better still on the real recording (0.092) and worse on the generated
   * ones; validation cost picked the better one of the two in all of these. With less dropout, 16
   * factors decode velocity better than 40 (R2 0.68, 0.67). Four inputs, a controller of 64, a
   * generator of 100, a learning rate of 0.01, {@code c_kl_ic_weight} 1 or {@code c_kl_co_weight}
   * 0.5 made no difference or lost.
   */
  public static LfadsRun quick(Trials trials) {
    return QuickSettings.of(run(trials), trials);
  }

  /**
   * A population of models over a recording, of which training finds the settings. Sizes are those
   * of {@link #quick}, with two inferred inputs: how much they may say is searched. Each can still
   * be changed.
   */
  public static AutoLfads auto(Trials trials) {
    LfadsRun sized = quick(trials).withCoDim(2).withConDim(32).withCiEncDim(32);
    return auto(AutoSettings.of(sized, AutoLfads.elements(sized)));
  }

  /**
   * A population of models over several sessions, with the default sizes ({@link #run(List)}).
   *
   * @throws IllegalArgumentException if there is none, or two have the same name
   */
  public static AutoLfads auto(List<Trials> sessions) {
    if (sessions.size() == 1) {
      return auto(sessions.get(0));
    }
    LfadsRun run = run(sessions);
    return auto(AutoSettings.of(run, AutoLfads.elements(run)));
  }

  /** A population of models with these sizes, options and recordings. */
  public static AutoLfads auto(LfadsRun run) {
    return AutoLfads.of(run);
  }

  /**
   * A fit that {@link FittedLfads#save} wrote, or that a run of a collection left in its folder,
   * with its recording. Posterior means whose file is damaged are computed again, and {@link
   * FittedLfads#notices} says so.
   *
   * @throws IllegalArgumentException if the folder holds no fit that can be read, a file of it is
   *     damaged, or its recording was changed, with the path
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public static FittedLfads load(Path folder) {
    return load(folder, file -> Optional.empty());
  }

  /** The same where more is known of the files. */
  @Internal
  public static FittedLfads load(Path folder, FitFolder.Records records) {
    return FittedLfads.load(folder, records);
  }

  /**
   * A model without its recording: that of a saved fit, or one that {@link TrainedLfads#save}
   * wrote.
   *
   * @throws IllegalArgumentException if the folder holds no model that can be read
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public static TrainedLfads loadModel(Path folder) {
    return TrainedLfads.load(folder);
  }

  /**
   * A model trained with autolfads-tf2, from its weights in HDF5 (TensorFlow's names, in a group
   * {@code weights}); it smooths like one of ours.
   *
   * @param like trials of the kind it was trained on: their length, bins and neurons name the
   *     model's
   * @throws IllegalArgumentException if a weight is missing or does not fit, or the trials do not
   *     have as many neurons as the model
   */
  public static TrainedLfads importAutolfads(Path weights, Trials like) {
    return TrainedLfads.of(AutolfadsImporter.load(weights, like.bins()), like);
  }

  /** All hyperparameters: name, default, range, how often it is tuned, what it does. */
  public static Table hyperparameters() {
    return HyperparameterTable.of();
  }

  /**
   * The last fit that this process trained, whether the training finished, was stopped, or
   * diverged; empty if there was none yet. It is there because a notebook drops the value of a cell
   * that was stopped: {@code var fit = Lfads.lastFit().orElseThrow();}
   */
  public static Optional<FittedLfads> lastFit() {
    return Optional.ofNullable(LAST.get());
  }

  /**
   * Sets who is told of the progress of runs and fits of this process that name no watcher of their
   * own ({@code withProgress}). A notebook sets it to show training while it runs.
   *
   * @param watcher called once for each training and for each fit that is loaded
   */
  public static void watchTrainingBy(Function<RunOptions, Progress> watcher) {
    WATCHER.set(watcher);
  }

  static Progress watcher(RunOptions options) {
    return WATCHER.get().apply(options);
  }

  static FittedLfads remember(FittedLfads fit) {
    LAST.set(fit);
    return fit;
  }
}
