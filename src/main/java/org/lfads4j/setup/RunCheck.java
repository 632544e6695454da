package org.lfads4j.setup;

import java.util.ArrayList;
import java.util.List;
import org.lfads4j.backend.Backends;
import org.lfads4j.config.Hyperparameter;
import org.lfads4j.config.Message;
import org.lfads4j.config.RunOption;
import org.lfads4j.config.RunOptions;
import org.lfads4j.config.RunParams;
import org.lfads4j.config.ValidationObjective;
import org.lfads4j.data.Split;
import org.lfads4j.data.Trials;
import org.lfads4j.model.OutputDistribution;

/** Rules across hyperparameters, and of hyperparameters against data. */
final class RunCheck {
  private final RunSetup run;
  private final RunParams params;
  private final RunOptions options;
  private final List<Message> problems = new ArrayList<>();

  private RunCheck(RunSetup run) {
    this.run = run;
    this.params = run.params();
    this.options = run.options();
  }

  /** Every reason why a run cannot be trained, one sentence each. */
  static List<Message> problems(RunSetup run) {
    RunCheck check = new RunCheck(run);
    check.checkParameters();
    List<Trials> recordings = run.recordings();
    for (int i = 0; i < recordings.size(); i++) {
      int before = check.problems.size();
      check.checkData(i, recordings.size() > 1);
      if (recordings.size() > 1) {
        check.nameSession(before, recordings.get(i).session());
      }
    }
    check.checkHeldOutNames(recordings);
    check.checkObjective();
    check.problems.addAll(StitchingCheck.problems(run));
    if (check.problems.isEmpty()) {
      check.problems.addAll(SessionAlignment.problems(run));
    }
    return List.copyOf(check.problems);
  }

  /** Adds the name of the session to its problems, which come after those before. */
  private void nameSession(int before, String session) {
    for (int i = before; i < problems.size(); i++) {
      problems.set(i, Message.of("session \"", session, "\": ", problems.get(i)));
    }
  }

  /** What a user should know although it is no error, one sentence each. */
  static List<String> notices(Preparation prepared) {
    RunParams params = prepared.spec().params();
    List<String> notices = new ArrayList<>(params.notices());
    for (Preparation.Session session : prepared.sessions()) {
      List<String> own = new ArrayList<>();
      addOfSession(own, session, params);
      boolean among = prepared.sessions().size() > 1;
      String name = among ? "session \"" + session.trials().session() + "\": " : "";
      own.forEach(notice -> notices.add(name + notice));
    }
    addInert(notices, params);
    notices.addAll(StitchingCheck.notices(prepared));
    return notices;
  }

  private static void addOfSession(
      List<String> notices, Preparation.Session session, RunParams params) {
    Trials trials = session.trials();
    int train = session.split().train().length;
    if (params.batchSize() > train) {
      notices.add(
          "c_batch_size "
              + params.batchSize()
              + " is above the "
              + train
              + " training trials: each epoch is one step; try c_batch_size "
              + Math.max(1, Integer.highestOneBit(Math.max(1, train / 4))));
    }
    if (!trials.heldOutNeurons().isEmpty()) {
      notices.add(
          trials.heldOutNeurons().size()
              + " held-out neurons: the encoders see the other "
              + (trials.neurons() - trials.heldOutNeurons().size())
              + ", all are reconstructed");
    }
    List<String> silent = trials.silentNeurons();
    if (!silent.isEmpty() && isOfCounts(params)) {
      notices.add("neurons that never fire: " + String.join(", ", silent));
    }
    if (params.extInputDim() == 0 && trials.externalInputs().isPresent()) {
      notices.add(
          "the recording's "
              + trials.externalInputs().get().columns()
              + " external inputs are not used; c_ext_input_dim "
              + trials.externalInputs().get().columns()
              + " uses them");
    }
  }

  private static void addInert(List<String> notices, RunParams params) {
    if (params.coDim() == 0) {
      inert(
          notices,
          params,
          "c_co_dim is 0",
          Hyperparameter.PRIOR_AR_ATAU,
          Hyperparameter.DO_TRAIN_PRIOR_AR_ATAU,
          Hyperparameter.PRIOR_AR_NVAR,
          Hyperparameter.DO_TRAIN_PRIOR_AR_NVAR,
          Hyperparameter.DO_CAUSAL_CONTROLLER,
          Hyperparameter.DO_FEED_FACTORS_TO_CONTROLLER,
          Hyperparameter.FEEDBACK_FACTORS_OR_RATES,
          Hyperparameter.CONTROLLER_INPUT_LAG,
          Hyperparameter.CI_ENC_DIM,
          Hyperparameter.CON_DIM,
          Hyperparameter.L2_CON_SCALE,
          Hyperparameter.KL_CO_WEIGHT);
    }
    boolean driven =
        params.coDim() > 0 || (params.extInputDim() > 0 && params.injectExtInputToGen());
    if (!driven) {
      inert(
          notices,
          params,
          "nothing drives the generator",
          Hyperparameter.GEN_CELL_INPUT_WEIGHT_SCALE);
    }
    if (params.coDim() == 0 && params.icDim() == 0) {
      inert(
          notices,
          params,
          "c_co_dim and c_ic_dim are 0 and nothing is encoded",
          Hyperparameter.CELL_WEIGHT_SCALE);
    }
    if (params.icDim() == 0) {
      inert(
          notices,
          params,
          "c_ic_dim is 0",
          Hyperparameter.IC_ENC_DIM,
          Hyperparameter.IC_PRIOR_VAR_MIN,
          Hyperparameter.IC_PRIOR_VAR_SCALE,
          Hyperparameter.IC_PRIOR_VAR_MAX,
          Hyperparameter.IC_POST_VAR_MIN,
          Hyperparameter.NUM_STEPS_FOR_GEN_IC,
          Hyperparameter.KL_IC_WEIGHT);
    }
    if (params.extInputDim() == 0) {
      inert(notices, params, "c_ext_input_dim is 0", Hyperparameter.INJECT_EXT_INPUT_TO_GEN);
    }
    if (params.coDim() > 0 && !params.doFeedFactorsToController()) {
      inert(
          notices,
          params,
          "c_do_feed_factors_to_controller is false",
          Hyperparameter.FEEDBACK_FACTORS_OR_RATES);
    }
    if (params.posteriorMeanKind().equals("posterior_push_mean")) {
      inert(
          notices,
          params,
          "posterior_mean_kind is 'posterior_push_mean'",
          Hyperparameter.NUM_SAMPLES_POSTERIOR);
    }
  }

  private static void inert(
      List<String> notices, RunParams params, String because, Hyperparameter<?>... inert) {
    for (Hyperparameter<?> parameter : inert) {
      if (params.isSet(parameter)) {
        notices.add(parameter.name() + " was set and does nothing because " + because);
      }
    }
  }

  /** Adds a problem, which is given as the parts of a message. */
  private void problem(Object... parts) {
    problems.add(Message.of(parts));
  }

  private void checkParameters() {
    double min = params.icPriorVarMin();
    double scale = params.icPriorVarScale();
    double max = params.icPriorVarMax();
    if (!(min <= scale && scale <= max)) {
      problem(
          "c_ic_prior_var_scale must be from c_ic_prior_var_min to c_ic_prior_var_max, got ",
          scale + " (min " + min + ", max " + max + ")");
    }
    if (params.coMeanCorrScale() > 0 && params.coDim() < 2) {
      problem(
          "c_co_mean_corr_scale must be 0 with fewer than 2 inferred inputs, got "
              + params.coMeanCorrScale()
              + " (c_co_dim "
              + params.coDim()
              + "); raise c_co_dim or leave it at 0");
    }
    if (!isOfCounts(params) && params.temporalSpikeJitterWidth() > 0) {
      problem(
          "c_temporal_spike_jitter_width must be 0 with c_output_dist '"
              + params.outputDist()
              + "', got "
              + params.temporalSpikeJitterWidth()
              + "; only counts can be jittered");
    }
    boolean endless = params.learningRateDecayFactor() == 1 || params.learningRateStop() == 0;
    boolean limited =
        options.stopRule().maxEpochs().isPresent()
            || options.stopRule().timeLimit().isPresent()
            || options.stopRule().patience().isPresent();
    if (endless && !limited) {
      problem(
          "training must be able to end, got c_learning_rate_decay_factor ",
          params.learningRateDecayFactor(),
          " and c_learning_rate_stop ",
          params.learningRateStop(),
          "; use ",
          Message.use(RunOption.MAX_EPOCHS),
          ", ",
          Message.use(RunOption.TIME_LIMIT),
          " or ",
          Message.use(RunOption.PATIENCE));
    }
    Backends.installed().problem(params, options.execution()).ifPresent(problems::add);
  }

  private void checkObjective() {
    ValidationObjective objective = options.validationObjective();
    if (objective == ValidationObjective.HIDDEN_SAMPLES
        && options.hiding().sampleValidation() == 0) {
      problem(
          RunOption.VALIDATION_OBJECTIVE,
          " 'hidden-samples' must have samples to judge by, got ",
          RunOption.SAMPLE_VALIDATION,
          " 0.0; use ",
          Message.use(RunOption.SAMPLE_VALIDATION, 0.2));
    }
    if (objective == ValidationObjective.HELD_OUT_NEURONS
        && run.recordings().stream().allMatch(trials -> heldOut(trials) == 0)) {
      problem(
          RunOption.VALIDATION_OBJECTIVE,
          " 'held-out-neurons' must have neurons to judge by, and none is held out; use ",
          Message.use(RunOption.HELD_OUT_NEURONS));
    }
  }

  private void checkData(int place, boolean amongOthers) {
    Trials recording = run.recordings().get(place);
    checkBins(place);
    if (recording.trials() < 2) {
      problem(
          "trials must be at least 2, one to train on and one to validate with, got "
              + recording.trials()
              + "; add trials"
              + (amongOthers ? " or leave the session out" : ""));
    } else if (recording.split().isEmpty()) {
      try {
        Split unused = Split.ofRatio(recording.trials(), params.trainToTestRatio());
      } catch (IllegalArgumentException e) {
        problem(Message.of(e));
      }
    }
    if (isOfCounts(params)) {
      // Checked in the recording's own bins: sums over wider bins can hide a wrong count.
      recording.countProblem().ifPresent(problems::add);
    }
    checkExternalInputs(recording);
    checkHeldOut(recording);
  }

  private static boolean isOfCounts(RunParams params) {
    return OutputDistribution.named(params.outputDist()).isOfCounts();
  }

  private void checkBins(int place) {
    try {
      int bins = run.binned(place).bins();
      if (bins < 2) {
        problem(
            "trials must have at least 2 bins, got " + bins + "; LFADS models activity over time");
      }
    } catch (IllegalArgumentException e) {
      problem("spikeBinMs: ", Message.of(e));
    }
  }

  private void checkExternalInputs(Trials trials) {
    int inData = trials.externalInputs().map(x -> x.columns()).orElse(0);
    if (params.extInputDim() > 0 && params.extInputDim() != inData) {
      problem(
          "c_ext_input_dim must be the number of external inputs in the data, got ",
          params.extInputDim() + " (data " + inData + "); use ",
          Message.use(Hyperparameter.EXT_INPUT_DIM, inData));
    }
  }

  /** Each name must be that of a neuron in at least one session; it is held out in all of them. */
  private void checkHeldOutNames(List<Trials> recordings) {
    for (String name : options.heldOutNeurons()) {
      if (recordings.stream().noneMatch(trials -> trials.neuronNames().contains(name))) {
        try {
          int unused = recordings.get(0).neuronIndex(name);
        } catch (IllegalArgumentException e) {
          problem(RunOption.HELD_OUT_NEURONS, ": ", Message.of(e));
        }
      }
    }
  }

  private long heldOut(Trials trials) {
    return options.heldOutNeurons().isEmpty()
        ? trials.heldOutNeurons().size()
        : options.heldOutNeurons().stream().filter(trials.neuronNames()::contains).count();
  }

  private void checkHeldOut(Trials trials) {
    long held = heldOut(trials);
    if (held >= trials.neurons()) {
      problem(
          RunOption.HELD_OUT_NEURONS,
          " must leave at least one neuron for the encoders, got " + held + " of ",
          trials.neurons());
    }
  }
}
