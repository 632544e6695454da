package org.lfads4j;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lfads4j.backend.Backend;
import org.lfads4j.backend.Backends;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.config.RunOptions;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.Split;
import org.lfads4j.data.Trials;
import org.lfads4j.inference.Generated;
import org.lfads4j.inference.Posterior;
import org.lfads4j.inference.PosteriorMeans;
import org.lfads4j.inference.Prior;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.training.Progress;
import org.lfads4j.weights.ImportedModel;
import org.lfads4j.weights.ModelParamsFile;
import org.lfads4j.weights.SavedModel;
import org.lfads4j.weights.WeightsFile;

/** A trained model without its recording: it smooths new trials and makes up others. */
public final class TrainedLfads {
  private static final String FILE = "model.h5";
  private static final String NEURONS = "neurons";
  private static final String BIN_MS = "binMs";

  /**
   * The neurons that a model knows.
   *
   * @param names in the order of the model
   * @param binMs width of its bins in ms
   */
  record Neurons(List<String> names, double binMs) {
    static Neurons of(Trials trials) {
      return new Neurons(trials.neuronNames(), trials.binMs());
    }
  }

  private final ModelSpec spec;
  private final ParameterValues values;
  private final RunOptions options;
  private final Neurons neurons;
  private final Progress progress;

  TrainedLfads(
      ModelSpec spec,
      ParameterValues values,
      RunOptions options,
      Neurons neurons,
      Progress progress) {
    this.spec = spec;
    this.values = values;
    this.options = options;
    this.neurons = neurons;
    this.progress = progress;
  }

  /** A model that was trained elsewhere on trials like these. */
  static TrainedLfads of(ImportedModel imported, Trials like) {
    int known = imported.spec().sessions().get(0).neurons();
    if (known != like.neurons()) {
      throw new IllegalArgumentException(
          "trials must have the imported model's number of neurons ("
              + known
              + "), got "
              + like.neurons());
    }
    return new TrainedLfads(
        imported.spec(), imported.values(), RunOptions.defaults(), Neurons.of(like), Progress.NONE);
  }

  /** Reads a folder that {@link #save} wrote. */
  static TrainedLfads load(Path folder) {
    SavedModel saved = read(folder);
    List<String> names =
        new Gson()
            .fromJson(metadata(saved, NEURONS, folder), new TypeToken<List<String>>() {}.getType());
    double binMs = Double.parseDouble(metadata(saved, BIN_MS, folder));
    return new TrainedLfads(
        saved.spec(),
        saved.values(),
        saved.options(),
        new Neurons(List.copyOf(names), binMs),
        Progress.NONE);
  }

  /** What is in the file of a folder that {@link #save} wrote. */
  static SavedModel read(Path folder) {
    return WeightsFile.load(folder.resolve(FILE));
  }

  /** The hyperparameters it was trained with. */
  public RunParams params() {
    return spec.params();
  }

  /** The options it was trained with. */
  public RunOptions options() {
    return options;
  }

  /** Its structure. */
  public ModelSpec model() {
    return spec;
  }

  /** Its parameters. */
  public ParameterValues parameters() {
    return values;
  }

  /** The neurons it knows, in its order. */
  public List<String> neuronNames() {
    return neurons.names();
  }

  /** Width of its bins in ms. */
  public double binMs() {
    return neurons.binMs();
  }

  /**
   * Smooths trials that it never saw.
   *
   * @param recording of the same neurons, as long, in bins that can be made as wide
   * @throws IllegalArgumentException if it does not fit the model
   */
  public LfadsResults apply(Trials recording) {
    return results(Fitting.of(recording, spec, neurons), Optional.empty(), params());
  }

  /** The same with posterior means made another way than the model was trained with. */
  public LfadsResults apply(Trials recording, String posteriorMeanKind, int samples) {
    return results(
        Fitting.of(recording, spec, neurons),
        Optional.empty(),
        params().withPosteriorMeanKind(posteriorMeanKind).withNumSamplesPosterior(samples));
  }

  /**
   * Makes up trials: initial conditions and inputs are drawn from their priors.
   *
   * @param trials how many, at least 1
   */
  public Generated generate(int trials) {
    try (Backend backend = open()) {
      return Prior.generate(backend, 0, trials, options.seed());
    }
  }

  /**
   * Writes the model into a folder, which is made if need be.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  public void save(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "folder " + folder + " must be writable, got " + e.getMessage(), e);
    }
    WeightsFile.save(
        folder.resolve(FILE),
        new SavedModel(
            spec,
            values,
            options,
            Map.of(
                NEURONS, new Gson().toJson(neurons.names()),
                BIN_MS, Double.toString(neurons.binMs()))));
  }

  /**
   * Writes the parameters as the original's {@code model_params} file, which LFADS Run Manager
   * reads: see {@link ModelParamsFile}.
   *
   * @throws UncheckedIOException if it cannot be written, with the path
   */
  public void writeModelParams(Path file) {
    ModelParamsFile.write(file, spec, values);
  }

  /**
   * The same model with the parameters of a {@code model_params} file: see {@link ModelParamsFile}.
   *
   * @throws IllegalArgumentException if one is missing or has another size, with the path
   * @throws UncheckedIOException if the file cannot be read, with the path
   */
  public TrainedLfads withModelParams(Path file) {
    return new TrainedLfads(spec, ModelParamsFile.read(file, spec), options, neurons, progress);
  }

  @Override
  public String toString() {
    return "trained " + spec + ", " + neurons.names().size() + " neurons";
  }

  LfadsResults results(Trials trials, Optional<Split> split, RunParams settings) {
    return new LfadsResults(trials, split, spec, () -> means(trials, settings));
  }

  private PosteriorMeans means(Trials trials, RunParams settings) {
    try (Backend backend = open()) {
      return Posterior.means(
          backend,
          0,
          trials.counts(),
          trials.externalInputs(),
          settings,
          options.seed(),
          progress::posterior);
    }
  }

  /** A backend with the trained parameters; it lives no longer than a call needs it. */
  private Backend open() {
    Backend backend = Backends.create(spec, options.execution());
    backend.set(values);
    return backend;
  }

  private static String metadata(SavedModel saved, String key, Path folder) {
    String value = saved.metadata().get(key);
    if (value == null) {
      throw new IllegalArgumentException(
          "model in " + folder + " must name its " + key + ", got none; save it again");
    }
    return value;
  }
}
