package org.lfads4j;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lfads4j.alignment.Aligned;
import org.lfads4j.analysis.Calibration;
import org.lfads4j.analysis.Checkup;
import org.lfads4j.analysis.HiddenSamples;
import org.lfads4j.analysis.Score;
import org.lfads4j.analysis.ScoreCard;
import org.lfads4j.analysis.SessionChecks;
import org.lfads4j.backend.Backend;
import org.lfads4j.backend.Backends;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.config.Internal;
import org.lfads4j.config.NearestName;
import org.lfads4j.config.ProgramVersion;
import org.lfads4j.config.RunOptions;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.Split;
import org.lfads4j.data.Trials;
import org.lfads4j.inference.Generated;
import org.lfads4j.inference.Posterior;
import org.lfads4j.inference.PosteriorMeans;
import org.lfads4j.inference.PosteriorProgress;
import org.lfads4j.inference.Prior;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.Names;
import org.lfads4j.model.ParameterInventory;
import org.lfads4j.model.SessionSpec;
import org.lfads4j.setup.KnownNeurons;
import org.lfads4j.setup.Preparation;
import org.lfads4j.tables.ResultTables;
import org.lfads4j.tables.RowLabels;
import org.lfads4j.training.CheckpointKeeper;
import org.lfads4j.training.Progress;
import org.lfads4j.weights.FitFolder;
import org.lfads4j.weights.ImportedModel;
import org.lfads4j.weights.ModelParamsFile;
import org.lfads4j.weights.SavedModel;
import org.lfads4j.weights.WeightsFile;
import tech.tablesaw.api.Table;

/** A trained model without its recording: it smooths new trials and generates others. */
public final class TrainedLfads {
  private static final String NEURONS = "neurons";
  private static final String BIN_MS = "binMs";

  /** For information only; it is never read. */
  private static final String VERSION = "lfads4j";

  private final ModelSpec spec;
  private final ParameterValues values;
  private final RunOptions options;
  private final List<KnownNeurons> neurons;
  private final Progress progress;

  TrainedLfads(
      ModelSpec spec,
      ParameterValues values,
      RunOptions options,
      List<KnownNeurons> neurons,
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
        imported.spec(),
        imported.values(),
        RunOptions.defaults(),
        List.of(KnownNeurons.of(like)),
        Lfads.watcher(RunOptions.defaults()));
  }

  /** Reads a folder that {@link #save} wrote. */
  static TrainedLfads load(Path folder) {
    SavedModel saved = WeightsFile.load(folder.resolve(FitFolder.MODEL));
    List<List<String>> names =
        new Gson()
            .fromJson(
                metadata(saved, NEURONS, folder), new TypeToken<List<List<String>>>() {}.getType());
    double binMs = Double.parseDouble(metadata(saved, BIN_MS, folder));
    return new TrainedLfads(
        saved.spec(),
        saved.values(),
        saved.options(),
        names.stream().map(each -> new KnownNeurons(each, binMs)).toList(),
        Lfads.watcher(saved.options()));
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
  @Internal
  public ModelSpec model() {
    return spec;
  }

  /** What watches its calculations. */
  Progress progress() {
    return progress;
  }

  /** Its parameters. */
  public ParameterValues parameters() {
    return values;
  }

  /** The names of the sessions that it was trained on. */
  public List<String> sessions() {
    return spec.sessions().stream().map(SessionSpec::name).toList();
  }

  /**
   * The names of the neurons that it was trained on.
   *
   * @throws IllegalStateException if there are several sessions
   */
  public List<String> neuronNames() {
    requireOne("neurons must be asked for by session", "neuronNames(session)");
    return neurons.get(0).names();
  }

  /**
   * The names of the neurons of one session.
   *
   * @throws IllegalArgumentException if it does not know the session
   */
  public List<String> neuronNames(String session) {
    return neurons.get(place(session)).names();
  }

  private void requireOne(String rule, String advice) {
    if (neurons.size() > 1) {
      throw new IllegalStateException(
          rule + ", got a model of " + String.join(", ", sessions()) + "; use " + advice);
    }
  }

  /** Width of its bins in ms. */
  public double binMs() {
    return neurons.get(0).binMs();
  }

  /**
   * Smooths trials that the model never saw; nothing is trained. A model of several sessions uses
   * the read-in and the read-out of the session that the trials name.
   *
   * @param recording of the same neurons, as long, in bins that can be made as wide
   * @throws IllegalArgumentException if the recording does not fit the model, or names a session
   *     that a model of several sessions does not know
   */
  public LfadsResults apply(Trials recording) {
    return apply(recording, params());
  }

  /** The same with posterior means made another way than the model was trained with. */
  public LfadsResults apply(Trials recording, String posteriorMeanKind, int samples) {
    return apply(
        recording,
        params().withPosteriorMeanKind(posteriorMeanKind).withNumSamplesPosterior(samples));
  }

  private LfadsResults apply(Trials recording, RunParams settings) {
    int session = neurons.size() == 1 ? 0 : placeForNew(recording.session());
    return results(session, matched(session, recording), settings);
  }

  /** Trials of one session's neurons, in the model's bins. */
  Trials matched(int session, Trials recording) {
    return neurons.get(session).matched(recording, spec);
  }

  /**
   * Trains a read-in and a read-out for a session that the model does not know, and leaves what
   * sessions share as it is.
   *
   * @param recording as long as the model's trials, in bins that can be made as wide
   * @param aligned how the model's sessions were aligned: the new read-in then starts so that it
   *     agrees with theirs, else at random
   * @throws IllegalArgumentException if the recording does not fit, or the model has no read-ins
   */
  FittedLfads adapt(Trials recording, Optional<Aligned> aligned) {
    if (!spec.hasReadIn()) {
      throw new IllegalArgumentException(
          "a model must have read-ins to take in another session, got one whose encoders see the"
              + " counts themselves; train it on several sessions, or"
              + " withUseSingleDatasetAlignmentMatrix(true)");
    }
    RunParams alone = params().withDoTrainReadin(true).withUseSingleDatasetAlignmentMatrix(false);
    // Held-out neurons may be those of the model's own sessions alone.
    String[] held =
        options.heldOutNeurons().stream()
            .filter(recording.neuronNames()::contains)
            .toArray(String[]::new);
    Lfads.run(recording)
        .withParams(alone)
        .withOptions(unused -> options.withHeldOutNeurons(held))
        .check();
    Preparation prepared = Preparation.adapting(recording, spec, options, aligned);
    Trials trials = prepared.sessions().get(0).trials();
    if (trials.bins() != spec.bins() || trials.binMs() != binMs()) {
      throw new IllegalArgumentException(
          "new trials must have the model's "
              + spec.bins()
              + " bins of "
              + binMs()
              + " ms, got "
              + trials.bins()
              + " of "
              + trials.binMs()
              + " ms");
    }
    return FittedLfads.train(
        prepared,
        started(prepared.spec()),
        options,
        progress,
        CheckpointKeeper.NONE,
        Optional.empty());
  }

  /** The trained values of what sessions share, and initial values of the rest. */
  private ParameterValues started(ModelSpec other) {
    ParameterValues start = ParameterValues.initial(ParameterInventory.of(other), options.seed());
    Set<String> own = Names.ofSession(other.sessions().get(0).name());
    for (String name : start.names()) {
      start = own.contains(name) ? start : start.with(name, values.values(name));
    }
    return start;
  }

  /**
   * Generates trials: initial conditions and inputs are drawn from their priors.
   *
   * @param trials how many, at least 1
   * @throws IllegalStateException if the model knows several sessions
   */
  public Generated generate(int trials) {
    requireOne("trials must be generated for one session", "generate(session, trials)");
    return generate(sessions().get(0), trials);
  }

  /**
   * Generates trials of the neurons of one session.
   *
   * @param trials how many, at least 1
   * @throws IllegalArgumentException if the model does not know the session
   */
  public Generated generate(String session, int trials) {
    try (Backend backend = open()) {
      return Prior.generate(backend, place(session), trials, options.seed());
    }
  }

  /**
   * Writes the model into a folder, which is made if need be.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  public void save(Path folder) {
    FitFolder.makeFolder(folder);
    WeightsFile.save(folder.resolve(FitFolder.MODEL), saved());
  }

  SavedModel saved() {
    return new SavedModel(
        spec,
        values,
        options,
        Map.of(
            NEURONS, new Gson().toJson(neurons.stream().map(KnownNeurons::names).toList()),
            BIN_MS, Double.toString(binMs()),
            VERSION, ProgramVersion.full()));
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
    return "trained "
        + spec
        + ", "
        + neurons.stream().mapToInt(each -> each.names().size()).sum()
        + " neurons";
  }

  /** The place of the session that new trials name. */
  private int placeForNew(String session) {
    if (!sessions().contains(session)) {
      throw new IllegalArgumentException(
          "trials must name one of the model's sessions ("
              + String.join(", ", sessions())
              + "), got \""
              + session
              + "\"; use trials.withSession(name) if they are of one of them, or fit.adapt(trials),"
              + " which trains a read-in and a read-out for a new session");
    }
    return place(session);
  }

  /** The place of a session in the model. */
  int place(String session) {
    int place = sessions().indexOf(session);
    if (place < 0) {
      throw new IllegalArgumentException(
          "session must be one of the model's ("
              + String.join(", ", sessions())
              + "), got \""
              + session
              + "\"; did you mean \""
              + NearestName.to(session, sessions())
              + "\"?");
    }
    return place;
  }

  SessionResults results(int session, Trials trials, RunParams settings) {
    return new SessionResults(this, session, trials, settings);
  }

  /** The results of one session's trials. */
  static final class SessionResults implements LfadsResults {
    private final TrainedLfads model;
    private final int session;
    private final Trials trials;
    private final RunParams settings;
    private PosteriorMeans means;
    private List<Score> scores;
    private Checkup checkup;
    private Calibration calibration;

    SessionResults(TrainedLfads model, int session, Trials trials, RunParams settings) {
      this.model = model;
      this.session = session;
      this.trials = trials;
      this.settings = settings;
    }

    @Override
    public ModelSpec model() {
      return model.spec;
    }

    @Override
    public TrainedLfads trained() {
      return model;
    }

    @Override
    public List<LfadsResults> bySession() {
      return List.of(this);
    }

    @Override
    public Trials trials() {
      return trials;
    }

    @Override
    public synchronized PosteriorMeans posteriorMeans() {
      if (means == null) {
        try (Backend backend = model.open()) {
          means =
              Posterior.means(
                  backend,
                  session,
                  trials.counts(),
                  trials.externalInputs(),
                  settings,
                  model.options,
                  model.progress::posterior);
        }
      }
      return means;
    }

    @Override
    public boolean hasPosteriorMeans() {
      return computedMeans().isPresent();
    }

    /** The posterior means if they were computed or read. */
    synchronized Optional<PosteriorMeans> computedMeans() {
      return Optional.ofNullable(means);
    }

    /** The scores if they were computed or adopted. */
    synchronized Optional<List<Score>> computedScores() {
      return Optional.ofNullable(scores);
    }

    /** Takes scores that were computed earlier. */
    synchronized void adopt(List<Score> computed) {
      scores = computed;
    }

    /** What is found in these results if it was looked for. */
    synchronized Optional<Checkup> computedCheckup() {
      return Optional.ofNullable(checkup);
    }

    /** Takes what was found earlier. */
    synchronized void adopt(Checkup computed) {
      checkup = computed;
    }

    @Override
    public synchronized Calibration calibrated() {
      if (calibration == null) {
        calibration = Calibration.of(trials, posteriorMeans());
      }
      return calibration;
    }

    /** What is found in these results, of trials that trained and validated the model. */
    synchronized Checkup checkup() {
      if (checkup == null) {
        Optional<Calibration> rates =
            model.spec.isGaussian() ? Optional.empty() : Optional.of(calibrated());
        Checkup own = SessionChecks.of(model.spec, trials, posteriorMeans(), scoreList(), rates);
        checkup = model.spec.isGaussian() ? own : own.and(copies());
      }
      return checkup;
    }

    /** Reads the validation trials once more, some counts hidden; takes as long as one sample. */
    private Checkup copies() {
      HiddenSamples hidden = new HiddenSamples(trials, model.spec.encodedBins());
      try (Backend backend = model.open()) {
        PosteriorMeans means =
            Posterior.means(
                backend,
                session,
                hidden.shown(),
                trials.externalInputs().map(inputs -> inputs.selectTrials(hidden.trials())),
                settings.withPosteriorMeanKind("posterior_push_mean"),
                model.options,
                PosteriorProgress.NONE);
        return SessionChecks.of(hidden.prediction(means.output().mean()));
      }
    }

    /** Takes posterior means that were computed earlier. */
    synchronized void adopt(PosteriorMeans computed) {
      means = computed;
    }

    @Override
    public synchronized List<Score> scoreList() {
      Split known = split();
      if (scores == null) {
        scores =
            model.spec.isGaussian()
                ? List.of()
                : ScoreCard.of(trials, known, posteriorMeans(), model.spec.encodedBins());
      }
      return scores;
    }

    /** Rates of another session's neurons in these trials. */
    Table ratesOf(int other, List<String> neurons) {
      try (Backend backend = model.open()) {
        PosteriorMeans.Output output =
            Posterior.readOutOf(
                backend,
                session,
                other,
                trials.counts(),
                trials.externalInputs(),
                settings,
                model.options,
                model.progress::posterior);
        return ResultTables.rates(
            RowLabels.of(trials, trials.split()).withSession(trials.session()).withNeurons(neurons),
            output);
      }
    }

    @Override
    public String toString() {
      return "LFADS results for " + trials;
    }
  }

  /**
   * Trials as they come: bins in, factors and rates out after each.
   *
   * @throws IllegalArgumentException if the model needs later bins of a trial
   * @throws IllegalStateException if the model knows several sessions
   */
  public OnlineLfads online() {
    requireOne("trials as they come must be of one session", "online(session)");
    return OnlineLfads.of(this, 0);
  }

  /**
   * The same of one session.
   *
   * @throws IllegalArgumentException if it does not know the session, or needs later bins
   */
  public OnlineLfads online(String session) {
    return OnlineLfads.of(this, place(session));
  }

  /** The same parameters in a model that has the same, and other options. */
  TrainedLfads with(ModelSpec other, RunOptions changed) {
    return new TrainedLfads(other, values, changed, neurons, progress);
  }

  /** A backend with the trained parameters, for one call. */
  Backend open() {
    Backend backend = Backends.create(spec, options.execution());
    backend.set(values);
    return backend;
  }

  private static String metadata(SavedModel saved, String key, Path folder) {
    String value = saved.metadata().get(key);
    if (value == null) {
      throw new IllegalArgumentException(
          "model in " + folder + " must name its " + key + "; save it again");
    }
    return value;
  }
}
