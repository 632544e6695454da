package org.lfads4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.lfads4j.data.Trials;
import org.lfads4j.inference.PosteriorFile;
import org.lfads4j.setup.Preparation;
import org.lfads4j.weights.SavedModel;
import org.lfads4j.weights.TrainingFile;

/**
 * A whole fit in a folder: the model, the recordings in the model's bins, how training went, and
 * the posterior means that were computed. The file of the training is written last and removed
 * first, so that a folder that has one is complete.
 */
final class FitFolder {
  private static final String RECORDING = "recording";
  private static final String TRAINING = "training.npz";
  private static final String POSTERIOR = "posterior";

  private FitFolder() {}

  /** Writes a fit with its recordings. */
  static void save(FittedLfads fit, Path folder) {
    invalidate(folder);
    List<SavedRecording> saved = new ArrayList<>();
    for (int i = 0; i < fit.allResults().size(); i++) {
      Trials recording = recording(fit, i);
      Path file = folder.resolve(name(RECORDING, i));
      recording.save(file);
      saved.add(new SavedRecording(file, recording.contentHash()));
    }
    save(fit, folder, saved);
  }

  /** Writes a fit whose recordings are in files already. */
  static void save(FittedLfads fit, Path folder, List<SavedRecording> recordings) {
    invalidate(folder);
    fit.trained().save(folder);
    for (int i = 0; i < recordings.size(); i++) {
      LfadsResults results = fit.allResults().get(i);
      Path file = folder.resolve(name(POSTERIOR, i));
      if (results.computedMeans().isPresent()) {
        writePosterior(results, file);
      } else {
        delete(file);
      }
    }
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

  /** Writes the posterior means of all sessions into the folder of a fit. */
  static void savePosterior(FittedLfads fit, Path folder) {
    for (int i = 0; i < fit.allResults().size(); i++) {
      writePosterior(fit.allResults().get(i), folder.resolve(name(POSTERIOR, i)));
    }
  }

  private static void writePosterior(LfadsResults results, Path file) {
    PosteriorFile.write(results.posteriorMeans(), results.trials(), results.split(), file);
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
    Preparation prepared =
        Preparation.restored(
            training.recordings().stream().map(each -> recording(folder, each)).toList(),
            model.spec(),
            model.options());
    FittedLfads fit =
        FittedLfads.of(
            prepared,
            model.options(),
            training.placement(),
            training.result(),
            Lfads.watcher(model.options()));
    for (int i = 0; i < prepared.sessions().size(); i++) {
      Path means = folder.resolve(name(POSTERIOR, i));
      if (Files.exists(means)) {
        fit.allResults()
            .get(i)
            .adopt(PosteriorFile.read(means, model.spec(), prepared.sessions().get(i).trials()));
      }
    }
    return fit;
  }

  private static Trials recording(Path folder, TrainingFile.Recording recording) {
    Path file = folder.resolve(recording.path()).normalize();
    Trials trials = Trials.load(file);
    if (!trials.contentHash().equals(recording.content())) {
      throw new IllegalArgumentException(
          "recording must be the one that the model was trained on, got "
              + file
              + " with other content (hash "
              + trials.contentHash()
              + ", trained on "
              + recording.content()
              + ")");
    }
    return trials;
  }

  /** A session's file; the first one needs no number, for it is usually the only one. */
  private static String name(String what, int session) {
    return session == 0 ? what + ".h5" : what + "-" + (session + 1) + ".h5";
  }

  /** As it is saved: with its split, and without the neurons that the options hold out. */
  private static Trials recording(FittedLfads fit, int session) {
    LfadsResults results = fit.allResults().get(session);
    Trials trials = results.trials().withSplit(results.split().orElseThrow());
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
