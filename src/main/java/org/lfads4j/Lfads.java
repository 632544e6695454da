package org.lfads4j;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.lfads4j.data.Trials;
import org.lfads4j.tables.HyperparameterTable;
import org.lfads4j.weights.AutolfadsImporter;
import tech.tablesaw.api.Table;

/**
 * The door: LFADS (Latent Factor Analysis via Dynamical Systems; Pandarinath et al. 2018, Nature
 * Methods 15:805) for one recording session.
 *
 * <pre>{@code
 * var fit = Lfads.run(trials).withCoDim(4).withFactorsDim(16).train();
 * fit.rates();
 * }</pre>
 */
public final class Lfads {
  private static final AtomicReference<FittedLfads> LAST = new AtomicReference<>();

  private Lfads() {}

  /** A run over a recording, with all hyperparameters at their defaults. */
  public static LfadsRun run(Trials trials) {
    return LfadsRun.of(trials);
  }

  /**
   * A run with settings for a small recording: minutes on a laptop. Every setting can still be
   * changed.
   *
   * <p>No inferred inputs, up to 40 factors, a generator of 64 units, encoders of 32, half of all
   * spikes dropped.
   */
  public static LfadsRun quick(Trials trials) {
    return QuickSettings.of(trials);
  }

  /**
   * A model that {@link FittedLfads#save} wrote, without its recording.
   *
   * @throws IllegalArgumentException if the folder holds no model that can be read
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public static TrainedLfads load(Path folder) {
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
   * The last fit of this process, finished, stopped, or saved from a training that diverged: a
   * notebook drops the value of a cell that was stopped.
   */
  public static Optional<FittedLfads> lastFit() {
    return Optional.ofNullable(LAST.get());
  }

  static FittedLfads remember(FittedLfads fit) {
    LAST.set(fit);
    return fit;
  }
}
