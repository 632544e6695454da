package org.lfads4j.config;

import java.util.Map;

/**
 * The typed withers of every hyperparameter, in page order, for whatever carries hyperparameters.
 * Each checks its own range, which {@link Hyperparameter#range()} names, and throws {@link
 * IllegalArgumentException} outside it; {@code version} has none, because the program sets it.
 *
 * @param <S> the immutable value that a wither returns a changed copy of
 */
public interface HyperparameterWithers<S> {

  /**
   * A copy with one hyperparameter requested.
   *
   * @throws IllegalArgumentException if the value is outside the hyperparameter's range, or the
   *     hyperparameter is {@code version}
   */
  <T> S with(Hyperparameter<T> hyperparameter, T value);

  /** {@code name}: A label for this set of values. */
  default S withName(String name) {
    return with(Hyperparameter.NAME, name);
  }

  /**
   * {@code spikeBinMs}, ms: Width of the bins the model sees; neighbouring bins of the recording
   * are summed to it, so it must be a whole multiple of theirs.
   */
  default S withSpikeBinMs(double spikeBinMs) {
    return with(Hyperparameter.SPIKE_BIN_MS, spikeBinMs);
  }

  /**
   * {@code c_allow_gpu_growth}: Lets the engine claim GPU memory as it needs it instead of all at
   * the start.
   */
  default S withAllowGpuGrowth(boolean allowGpuGrowth) {
    return with(Hyperparameter.ALLOW_GPU_GROWTH, allowGpuGrowth);
  }

  /**
   * {@code c_max_ckpt_to_keep}, checkpoints: How many of the most recent checkpoints stay on disk.
   */
  default S withMaxCkptToKeep(int maxCkptToKeep) {
    return with(Hyperparameter.MAX_CKPT_TO_KEEP, maxCkptToKeep);
  }

  /**
   * {@code c_max_ckpt_to_keep_lve}, checkpoints: How many of the checkpoints with the lowest
   * validation error stay on disk.
   */
  default S withMaxCkptToKeepLve(int maxCkptToKeepLve) {
    return with(Hyperparameter.MAX_CKPT_TO_KEEP_LVE, maxCkptToKeepLve);
  }

  /** {@code c_device}: Where the arrays live: a GPU by its number, or the CPU. */
  default S withDevice(String device) {
    return with(Hyperparameter.DEVICE, device);
  }

  /**
   * {@code c_learning_rate_init}, update size: Learning rate of the first updates; the plateau rule
   * only lowers it.
   */
  default S withLearningRateInit(double learningRateInit) {
    return with(Hyperparameter.LEARNING_RATE_INIT, learningRateInit);
  }

  /**
   * {@code c_learning_rate_decay_factor}: What the learning rate is multiplied by when the training
   * cost stops falling.
   */
  default S withLearningRateDecayFactor(double learningRateDecayFactor) {
    return with(Hyperparameter.LEARNING_RATE_DECAY_FACTOR, learningRateDecayFactor);
  }

  /** {@code c_learning_rate_n_to_compare}, epochs: Length of the window of past training costs. */
  default S withLearningRateNToCompare(int learningRateNToCompare) {
    return with(Hyperparameter.LEARNING_RATE_N_TO_COMPARE, learningRateNToCompare);
  }

  /**
   * {@code c_learning_rate_stop}, update size: Training ends when the learning rate has fallen
   * below this.
   */
  default S withLearningRateStop(double learningRateStop) {
    return with(Hyperparameter.LEARNING_RATE_STOP, learningRateStop);
  }

  /**
   * {@code c_max_grad_norm}, gradient norm: Longest gradient, over all trained parameters together,
   * that is used as it is; a longer one is shortened to this.
   */
  default S withMaxGradNorm(double maxGradNorm) {
    return with(Hyperparameter.MAX_GRAD_NORM, maxGradNorm);
  }

  /**
   * {@code trainToTestRatio}, training trials per validation trial: Training trials per validation
   * trial: with 4, the first of every 5 trials validates.
   */
  default S withTrainToTestRatio(int trainToTestRatio) {
    return with(Hyperparameter.TRAIN_TO_TEST_RATIO, trainToTestRatio);
  }

  /** {@code c_batch_size}, trials: Trials per update. */
  default S withBatchSize(int batchSize) {
    return with(Hyperparameter.BATCH_SIZE, batchSize);
  }

  /**
   * {@code c_cell_clip_value}, state magnitude: Limit on the magnitude of every recurrent state,
   * applied after each step in all cells.
   */
  default S withCellClipValue(double cellClipValue) {
    return with(Hyperparameter.CELL_CLIP_VALUE, cellClipValue);
  }

  /**
   * {@code c_temporal_spike_jitter_width}, bins: Each spike of a training batch is moved by a whole
   * number of bins drawn evenly from minus this to plus this, reflected at the ends of the trial.
   */
  default S withTemporalSpikeJitterWidth(int temporalSpikeJitterWidth) {
    return with(Hyperparameter.TEMPORAL_SPIKE_JITTER_WIDTH, temporalSpikeJitterWidth);
  }

  /**
   * {@code c_keep_prob}, fraction kept: Fraction of values kept by dropout, on the counts, the
   * external inputs, the initial-condition code, the controller's inputs and the generator's
   * outputs.
   */
  default S withKeepProb(double keepProb) {
    return with(Hyperparameter.KEEP_PROB, keepProb);
  }

  /**
   * {@code c_l2_gen_scale}, nats per trial: Weight of the squared recurrent weights and biases of
   * the generator.
   */
  default S withL2GenScale(double l2GenScale) {
    return with(Hyperparameter.L2_GEN_SCALE, l2GenScale);
  }

  /**
   * {@code c_l2_con_scale}, nats per trial: Weight of the squared recurrent weights and biases of
   * the controller.
   */
  default S withL2ConScale(double l2ConScale) {
    return with(Hyperparameter.L2_CON_SCALE, l2ConScale);
  }

  /**
   * {@code c_co_mean_corr_scale}, weight: Weight of the squared correlation through time between
   * the means of different inferred inputs.
   */
  default S withCoMeanCorrScale(double coMeanCorrScale) {
    return with(Hyperparameter.CO_MEAN_CORR_SCALE, coMeanCorrScale);
  }

  /** {@code c_kl_ic_weight}: Factor on the divergence of the initial condition from its prior. */
  default S withKlIcWeight(double klIcWeight) {
    return with(Hyperparameter.KL_IC_WEIGHT, klIcWeight);
  }

  /** {@code c_kl_co_weight}: Factor on the divergence of the inferred inputs from their prior. */
  default S withKlCoWeight(double klCoWeight) {
    return with(Hyperparameter.KL_CO_WEIGHT, klCoWeight);
  }

  /** {@code c_kl_start_step}, updates: Number of updates before the KL terms begin to count. */
  default S withKlStartStep(int klStartStep) {
    return with(Hyperparameter.KL_START_STEP, klStartStep);
  }

  /**
   * {@code c_kl_increase_steps}, updates: Number of updates over which the weight of the KL terms
   * grows from 0 to 1.
   */
  default S withKlIncreaseSteps(int klIncreaseSteps) {
    return with(Hyperparameter.KL_INCREASE_STEPS, klIncreaseSteps);
  }

  /** {@code c_l2_start_step}, updates: Number of updates before the L2 penalty begins to count. */
  default S withL2StartStep(int l2StartStep) {
    return with(Hyperparameter.L2_START_STEP, l2StartStep);
  }

  /**
   * {@code c_l2_increase_steps}, updates: Number of updates over which the weight of the L2 penalty
   * grows from 0 to 1.
   */
  default S withL2IncreaseSteps(int l2IncreaseSteps) {
    return with(Hyperparameter.L2_INCREASE_STEPS, l2IncreaseSteps);
  }

  /**
   * {@code scaleIncreaseStepsWithDatasets}: Makes both ramps longer by the number of sessions that
   * share the model.
   */
  default S withScaleIncreaseStepsWithDatasets(boolean scaleIncreaseStepsWithDatasets) {
    return with(Hyperparameter.SCALE_INCREASE_STEPS_WITH_DATASETS, scaleIncreaseStepsWithDatasets);
  }

  /** {@code c_ext_input_dim}, inputs: Number of known inputs that come with the data. */
  default S withExtInputDim(int extInputDim) {
    return with(Hyperparameter.EXT_INPUT_DIM, extInputDim);
  }

  /**
   * {@code c_inject_ext_input_to_gen}: True feeds the known inputs to the generator beside the
   * inferred ones; false lets the encoders see them.
   */
  default S withInjectExtInputToGen(boolean injectExtInputToGen) {
    return with(Hyperparameter.INJECT_EXT_INPUT_TO_GEN, injectExtInputToGen);
  }

  /**
   * {@code c_co_dim}, inferred inputs: Number of inferred inputs, the outputs of the controller.
   */
  default S withCoDim(int coDim) {
    return with(Hyperparameter.CO_DIM, coDim);
  }

  /**
   * {@code c_prior_ar_atau}, bins: Time constant of the autoregressive prior of the inferred
   * inputs: where training starts, or its fixed value.
   */
  default S withPriorArAtau(double priorArAtau) {
    return with(Hyperparameter.PRIOR_AR_ATAU, priorArAtau);
  }

  /**
   * {@code c_do_train_prior_ar_atau}: Whether the time constants of the inferred inputs' prior are
   * trained, one per input.
   */
  default S withDoTrainPriorArAtau(boolean doTrainPriorArAtau) {
    return with(Hyperparameter.DO_TRAIN_PRIOR_AR_ATAU, doTrainPriorArAtau);
  }

  /**
   * {@code c_prior_ar_nvar}, squared input units: Variance of the fresh noise in each bin of the
   * autoregressive prior: where training starts, or its fixed value.
   */
  default S withPriorArNvar(double priorArNvar) {
    return with(Hyperparameter.PRIOR_AR_NVAR, priorArNvar);
  }

  /**
   * {@code c_do_train_prior_ar_nvar}: Whether the noise variances of the inferred inputs' prior are
   * trained, one per input.
   */
  default S withDoTrainPriorArNvar(boolean doTrainPriorArNvar) {
    return with(Hyperparameter.DO_TRAIN_PRIOR_AR_NVAR, doTrainPriorArNvar);
  }

  /**
   * {@code c_do_causal_controller}: True removes the backward encoder of the controller, so that
   * inferred inputs do not see later bins directly.
   */
  default S withDoCausalController(boolean doCausalController) {
    return with(Hyperparameter.DO_CAUSAL_CONTROLLER, doCausalController);
  }

  /**
   * {@code c_do_feed_factors_to_controller}: Whether the controller receives the previous bin's
   * factors, or rates.
   */
  default S withDoFeedFactorsToController(boolean doFeedFactorsToController) {
    return with(Hyperparameter.DO_FEED_FACTORS_TO_CONTROLLER, doFeedFactorsToController);
  }

  /**
   * {@code c_feedback_factors_or_rates}: What is fed back to the controller: the factors, or the
   * expected counts per bin.
   */
  default S withFeedbackFactorsOrRates(String feedbackFactorsOrRates) {
    return with(Hyperparameter.FEEDBACK_FACTORS_OR_RATES, feedbackFactorsOrRates);
  }

  /**
   * {@code c_controller_input_lag}, bins: Delay of what the controller sees: the forward encoding
   * this many bins earlier, the backward one this many later, zeros beyond the ends.
   */
  default S withControllerInputLag(int controllerInputLag) {
    return with(Hyperparameter.CONTROLLER_INPUT_LAG, controllerInputLag);
  }

  /**
   * {@code c_ci_enc_dim}, units: Units of each encoder that reads the counts for the controller.
   */
  default S withCiEncDim(int ciEncDim) {
    return with(Hyperparameter.CI_ENC_DIM, ciEncDim);
  }

  /** {@code c_con_dim}, units: Units of the controller. */
  default S withConDim(int conDim) {
    return with(Hyperparameter.CON_DIM, conDim);
  }

  /**
   * {@code c_co_prior_var_scale}, squared input units: Accepted for the sake of old settings and
   * without effect.
   */
  default S withCoPriorVarScale(double coPriorVarScale) {
    return with(Hyperparameter.CO_PRIOR_VAR_SCALE, coPriorVarScale);
  }

  /**
   * {@code c_num_steps_for_gen_ic}, bins: How many bins from the start of the trial the initial
   * condition is inferred from.
   */
  default S withNumStepsForGenIc(int numStepsForGenIc) {
    return with(Hyperparameter.NUM_STEPS_FOR_GEN_IC, numStepsForGenIc);
  }

  /** {@code c_ic_dim}, dimensions: Dimensions of the inferred initial condition. */
  default S withIcDim(int icDim) {
    return with(Hyperparameter.IC_DIM, icDim);
  }

  /**
   * {@code c_ic_enc_dim}, units: Units, in each direction, of the encoder that reads the counts for
   * the initial condition.
   */
  default S withIcEncDim(int icEncDim) {
    return with(Hyperparameter.IC_ENC_DIM, icEncDim);
  }

  /**
   * {@code c_ic_prior_var_min}, squared state units: Lowest variance the prior of the initial
   * condition may take.
   */
  default S withIcPriorVarMin(double icPriorVarMin) {
    return with(Hyperparameter.IC_PRIOR_VAR_MIN, icPriorVarMin);
  }

  /**
   * {@code c_ic_prior_var_scale}, squared state units: Variance of the initial condition's prior:
   * where training starts, or its fixed value when lowest and highest are equal.
   */
  default S withIcPriorVarScale(double icPriorVarScale) {
    return with(Hyperparameter.IC_PRIOR_VAR_SCALE, icPriorVarScale);
  }

  /**
   * {@code c_ic_prior_var_max}, squared state units: Highest variance the prior of the initial
   * condition may take.
   */
  default S withIcPriorVarMax(double icPriorVarMax) {
    return with(Hyperparameter.IC_PRIOR_VAR_MAX, icPriorVarMax);
  }

  /**
   * {@code c_ic_post_var_min}, squared state units: Added to the variance of the initial
   * condition's posterior, which limits how much the encoder can say.
   */
  default S withIcPostVarMin(double icPostVarMin) {
    return with(Hyperparameter.IC_POST_VAR_MIN, icPostVarMin);
  }

  /**
   * {@code c_cell_weight_scale}: Scale of the random first weights of the encoders' gates and of
   * the controller, over the square root of the number of inputs.
   */
  default S withCellWeightScale(double cellWeightScale) {
    return with(Hyperparameter.CELL_WEIGHT_SCALE, cellWeightScale);
  }

  /** {@code c_gen_dim}, units: Units of the generator. */
  default S withGenDim(int genDim) {
    return with(Hyperparameter.GEN_DIM, genDim);
  }

  /**
   * {@code c_gen_cell_input_weight_scale}: Scale of the generator's random first input weights,
   * over the square root of the number of its inputs.
   */
  default S withGenCellInputWeightScale(double genCellInputWeightScale) {
    return with(Hyperparameter.GEN_CELL_INPUT_WEIGHT_SCALE, genCellInputWeightScale);
  }

  /**
   * {@code c_gen_cell_rec_weight_scale}: Scale of the generator's random first recurrent weights,
   * over the square root of its units.
   */
  default S withGenCellRecWeightScale(double genCellRecWeightScale) {
    return with(Hyperparameter.GEN_CELL_REC_WEIGHT_SCALE, genCellRecWeightScale);
  }

  /** {@code c_factors_dim}, factors: Number of factors between the generator and the rates. */
  default S withFactorsDim(int factorsDim) {
    return with(Hyperparameter.FACTORS_DIM, factorsDim);
  }

  /**
   * {@code c_output_dist}: Distribution of the data around the model: whole counts, or real values
   * with a variance of their own.
   */
  default S withOutputDist(String outputDist) {
    return with(Hyperparameter.OUTPUT_DIST, outputDist);
  }

  /**
   * {@code c_do_train_readin}: Whether the maps from each session's neurons to the shared encoders
   * are trained or stay at their alignment matrices.
   */
  default S withDoTrainReadin(boolean doTrainReadin) {
    return with(Hyperparameter.DO_TRAIN_READIN, doTrainReadin);
  }

  /**
   * {@code useAlignmentMatrix}: Whether several sessions start from alignment matrices computed
   * from the data.
   */
  default S withUseAlignmentMatrix(boolean useAlignmentMatrix) {
    return with(Hyperparameter.USE_ALIGNMENT_MATRIX, useAlignmentMatrix);
  }

  /**
   * {@code useSingleDatasetAlignmentMatrix}: Gives a single session a read-in too, started from its
   * principal components, so that the encoders see fewer inputs than neurons.
   */
  default S withUseSingleDatasetAlignmentMatrix(boolean useSingleDatasetAlignmentMatrix) {
    return with(
        Hyperparameter.USE_SINGLE_DATASET_ALIGNMENT_MATRIX, useSingleDatasetAlignmentMatrix);
  }

  /**
   * {@code alignmentApproach}: How alignment matrices are computed: principal components of all
   * neurons of all sessions, regressed on each session's own, plainly or with a ridge chosen by
   * cross-validation.
   */
  default S withAlignmentApproach(String alignmentApproach) {
    return with(Hyperparameter.ALIGNMENT_APPROACH, alignmentApproach);
  }

  /** {@code alignmentExtraArgs}: Further settings of the alignment, by name. */
  default S withAlignmentExtraArgs(Map<String, String> alignmentExtraArgs) {
    return with(Hyperparameter.ALIGNMENT_EXTRA_ARGS, alignmentExtraArgs);
  }

  /**
   * {@code posterior_mean_kind}: How posterior means are made: by averaging what many samples of
   * the posterior give, or by one pass of its means, which is faster and, the network not being
   * linear, not the same.
   */
  default S withPosteriorMeanKind(String posteriorMeanKind) {
    return with(Hyperparameter.POSTERIOR_MEAN_KIND, posteriorMeanKind);
  }

  /** {@code num_samples_posterior}, samples: Samples per trial that are averaged. */
  default S withNumSamplesPosterior(int numSamplesPosterior) {
    return with(Hyperparameter.NUM_SAMPLES_POSTERIOR, numSamplesPosterior);
  }
}
