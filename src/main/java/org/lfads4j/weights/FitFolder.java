package org.lfads4j.weights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lfads4j.data.Trials;
import org.lfads4j.data.io.WholeFile;
import org.lfads4j.inference.PosteriorFile;
import org.lfads4j.inference.PosteriorMeans;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.population.PopulationHistory;

/**
 * A whole fit in a folder: the model, the recordings, how training went, and the posterior means
 * that were computed. The file of the training is written last and removed first, so that a folder
 * that has one is complete.
 */
public final class FitFolder {
  /** The file of the model. */
  public static final String MODEL = "model.h5";

  private static final String RECORDING = "recording";
  private static final String TRAINING = "training.npz";
  private static final String POSTERIOR = "posterior";
  private static final String POPULATION = "population.json";

  private FitFolder() {}

  /**
   * Writes a fit with its recordings; the folder is made if it is missing.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  public static void save(SavedFit fit, Path folder) {
    invalidate(folder);
    List<SavedRecording> saved = new ArrayList<>();
    for (int i = 0; i < fit.recordings().size(); i++) {
      Trials trials = fit.recordings().get(i);
      // Neurons that the options hold out are no part of the recording.
      boolean own = fit.model().options().heldOutNeurons().isEmpty();
      Trials recording = own ? trials : trials.withHeldOutNeurons();
      Path file = folder.resolve(name(RECORDING, i));
      recording.save(file);
      saved.add(new SavedRecording(file, recording.contentHash()));
    }
    save(fit, folder, saved);
  }

  /**
   * Writes a fit whose recordings are in files already.
   *
   * @param recordings in the order of the sessions
   * @throws UncheckedIOException if it cannot be written
   */
  public static void save(SavedFit fit, Path folder, List<SavedRecording> recordings) {
    invalidate(folder);
    WeightsFile.save(folder.resolve(MODEL), fit.model());
    savePosterior(fit, folder);
    savePopulation(fit, folder.resolve(POPULATION));
    Path from = folder.toAbsolutePath().normalize();
    TrainingFile.write(
        folder.resolve(TRAINING),
        new TrainingFile.Training(
            fit.training(),
            fit.placement(),
            recordings.stream()
                .map(
                    each ->
                        new TrainingFile.Recording(
                            from.relativize(each.file().toAbsolutePath().normalize())
                                .toString()
                                .replace('\\', '/'),
                            each.content()))
                .toList()));
  }

  /**
   * Writes the posterior means into the folder that the fit is in, and removes those that were not
   * computed.
   *
   * @throws UncheckedIOException if they cannot be written
   */
  public static void savePosterior(SavedFit fit, Path folder) {
    for (int i = 0; i < fit.recordings().size(); i++) {
      Path file = folder.resolve(name(POSTERIOR, i));
      Optional<PosteriorMeans> means = fit.means().get(i);
      if (means.isPresent()) {
        Trials trials = fit.recordings().get(i);
        PosteriorFile.write(means.get(), trials, trials.split(), file);
      } else {
        delete(file);
      }
    }
  }

  private static void savePopulation(SavedFit fit, Path file) {
    if (fit.population().isEmpty()) {
      delete(file);
      return;
    }
    try {
      WholeFile.text(file, PopulationJson.write(fit.population().get()));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " must be writable, got " + e, e);
    }
  }

  /** What is known of files besides what they say themselves. */
  @FunctionalInterface
  public interface Records {
    /** A sentence that begins with the file's path, if the file is not as it was written. */
    Optional<String> damage(Path file);
  }

  /** Whether a folder holds a complete fit. */
  public static boolean isIn(Path folder) {
    return Files.exists(folder.resolve(TRAINING));
  }

  /**
   * Reads a folder that {@link #save} wrote. Posterior means whose file is damaged are left out,
   * with a notice.
   *
   * @param records what is known of the files
   * @throws IllegalArgumentException if it holds no fit that can be read, a recording was changed,
   *     or the files are not those that are known
   * @throws UncheckedIOException if it cannot be read
   */
  public static SavedFit load(Path folder, Records records) {
    if (!isIn(folder)) {
      throw new IllegalArgumentException(
          ("folder must hold a saved fit, got %s without %s; fit.save(folder) writes one,"
                  + " Lfads.loadModel(folder) reads a model without its recording")
              .formatted(folder, TRAINING));
    }
    requireAsWritten(folder.resolve(MODEL), records);
    requireAsWritten(folder.resolve(TRAINING), records);
    SavedModel model = WeightsFile.load(folder.resolve(MODEL));
    TrainingFile.Training training = TrainingFile.read(folder.resolve(TRAINING), model.values());
    List<Trials> recordings =
        training.recordings().stream().map(each -> recording(folder, each)).toList();
    List<Optional<PosteriorMeans>> means = new ArrayList<>();
    List<String> notices = new ArrayList<>();
    for (int i = 0; i < recordings.size(); i++) {
      Path file = folder.resolve(name(POSTERIOR, i));
      means.add(
          Files.exists(file)
              ? means(file, records, model.spec(), recordings.get(i), notices)
              : Optional.empty());
    }
    Optional<PopulationHistory> population = population(folder.resolve(POPULATION), notices);
    return new SavedFit(
        model, training.result(), training.placement(), recordings, means, population, notices);
  }

  /** A fit is complete without the history of its population. */
  private static Optional<PopulationHistory> population(Path file, List<String> notices) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(PopulationJson.read(Files.readString(file, StandardCharsets.UTF_8)));
    } catch (IOException | RuntimeException e) {
      notices.add(file + " must hold the history of a population, got a damaged one; left out");
      return Optional.empty();
    }
  }

  private static void requireAsWritten(Path file, Records records) {
    records
        .damage(file)
        .ifPresent(
            sentence -> {
              throw new IllegalArgumentException(sentence);
            });
  }

  /** The posterior means in a file; without them, they are computed from the model. */
  private static Optional<PosteriorMeans> means(
      Path file, Records records, ModelSpec model, Trials trials, List<String> notices) {
    try {
      requireAsWritten(file, records);
      return Optional.of(PosteriorFile.read(file, model, trials));
    } catch (IllegalArgumentException | UncheckedIOException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw e;
      }
      notices.add(e.getMessage() + "; the posterior means are made again from the model");
      return Optional.empty();
    }
  }

  private static Trials recording(Path folder, TrainingFile.Recording recording) {
    Path file = folder.resolve(recording.path()).normalize();
    Trials trials = Trials.load(file);
    if (!trials.contentHash().equals(recording.content())) {
      throw new IllegalArgumentException(
          ("recording must be the one that the model was trained on, got %s with other content"
                  + " (hash %s, trained on %s)")
              .formatted(file, trials.contentHash(), recording.content()));
    }
    return trials;
  }

  /** A session's file; that of the first has no number, because it is usually the only one. */
  private static String name(String what, int session) {
    return session == 0 ? what + ".h5" : what + "-" + (session + 1) + ".h5";
  }

  private static void invalidate(Path folder) {
    makeFolder(folder);
    delete(folder.resolve(TRAINING));
  }

  /**
   * Makes a folder for files of a fit if it is missing.
   *
   * @throws UncheckedIOException if that fails, with the path
   */
  public static void makeFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "folder " + folder + " must be writable, got " + e.getMessage(), e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " must be removable, got " + e, e);
    }
  }
}
