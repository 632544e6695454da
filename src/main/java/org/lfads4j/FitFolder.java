package org.lfads4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.lfads4j.config.Hash;
import org.lfads4j.data.Split;
import org.lfads4j.data.Trials;
import org.lfads4j.inference.PosteriorFile;
import org.lfads4j.inference.PosteriorMeans;
import org.lfads4j.training.Progress;
import org.lfads4j.weights.SavedModel;
import org.lfads4j.weights.TrainingFile;

/**
 * A whole fit in a folder: the model, the recording in the model's bins, how training went, and the
 * posterior means if they were computed. The file of the training is written last and removed
 * first, so that a folder that has one is complete.
 */
final class FitFolder {
  private static final String RECORDING = "recording.h5";
  private static final String TRAINING = "training.npz";
  private static final String POSTERIOR = "posterior.h5";

  private FitFolder() {}

  /** Writes a fit with its recording. */
  static void save(FittedLfads fit, Path folder) {
    invalidate(folder);
    Trials recording = recording(fit);
    recording.save(folder.resolve(RECORDING));
    save(fit, folder, folder.resolve(RECORDING), recording.contentHash());
  }

  /** Writes a fit whose recording is in a file already. */
  static void save(FittedLfads fit, Path folder, Path recording, Hash content) {
    invalidate(folder);
    fit.trained().save(folder);
    Optional<PosteriorMeans> means = fit.results().computedMeans();
    if (means.isPresent()) {
      PosteriorFile.write(
          means.get(), fit.trials(), Optional.of(fit.split()), folder.resolve(POSTERIOR));
    } else {
      delete(folder.resolve(POSTERIOR));
    }
    Path place =
        folder.toAbsolutePath().normalize().relativize(recording.toAbsolutePath().normalize());
    TrainingFile.write(
        folder.resolve(TRAINING),
        new TrainingFile.Training(
            fit.training(),
            fit.placement(),
            new TrainingFile.Recording(place.toString().replace('\\', '/'), content)));
  }

  /** Reads a folder that {@link #save} wrote. */
  static FittedLfads load(Path folder) {
    if (!Files.exists(folder.resolve(TRAINING))) {
      throw new IllegalArgumentException(
          "folder must hold a saved fit, got "
              + folder
              + " without "
              + TRAINING
              + "; fit.save(folder) writes one, Lfads.loadModel(folder) reads a model without its"
              + " recording");
    }
    SavedModel model = TrainedLfads.read(folder);
    TrainingFile.Training training = TrainingFile.read(folder.resolve(TRAINING), model.values());
    Path file = folder.resolve(training.recording().path()).normalize();
    Trials trials = Trials.load(file);
    if (!trials.contentHash().equals(training.recording().content())) {
      throw new IllegalArgumentException(
          "recording must be the one that the model was trained on, got "
              + file
              + " with other content (hash "
              + trials.contentHash()
              + ", trained on "
              + training.recording().content()
              + ")");
    }
    if (!model.options().heldOutNeurons().isEmpty()) {
      trials = trials.withHeldOutNeurons(model.options().heldOutNeurons());
    }
    Split split = trials.split().orElseThrow();
    FittedLfads fit =
        FittedLfads.of(
            new Preparation(trials, split, model.spec()),
            model.options(),
            training.placement(),
            training.result(),
            Progress.NONE);
    Path means = folder.resolve(POSTERIOR);
    if (Files.exists(means)) {
      fit.results().adopt(PosteriorFile.read(means, model.spec(), trials));
    }
    return fit;
  }

  /** As it is saved: with its split, and without the neurons that the options hold out. */
  private static Trials recording(FittedLfads fit) {
    Trials trials = fit.trials().withSplit(fit.split());
    return fit.options().heldOutNeurons().isEmpty() ? trials : trials.withHeldOutNeurons();
  }

  private static void invalidate(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "folder " + folder + " must be writable, got " + e.getMessage(), e);
    }
    delete(folder.resolve(TRAINING));
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " must be removable, got " + e, e);
    }
  }
}
