package org.lfads4j.config;

import java.util.Map;

/** The typed accessors of every hyperparameter, in page order; defaults are filled in. */
public interface HyperparameterValues {

  /** The requested value, or the default where none was requested. */
  <T> T value(Hyperparameter<T> hyperparameter);

  /** {@code name}: A label for this set of values. */
  default String name() {
    return value(Hyperparameter.NAME);
  }

  /** {@code version}: The version of the meaning of all other values. */
  default int version() {
    return value(Hyperparameter.VERSION);
  }

  /**
   * {@code spikeBinMs}, ms: Width of the bins the model sees; neighbouring bins of the recording
   * are summed to it, so it must be a whole multiple of theirs.
   */
  default double spikeBinMs() {
    return value(Hyperparameter.SPIKE_BIN_MS);
  }

  /**
   * {@code c_allow_gpu_growth}: Lets the engine claim GPU memory as it needs it instead of all at
   * the start.
   */
  default boolean allowGpuGrowth() {
    return value(Hyperparameter.ALLOW_GPU_GROWTH);
  }

  /**
   * {@code c_max_ckpt_to_keep}, checkpoints: How many of the most recent checkpoints stay on disk.
   */
  default int maxCkptToKeep() {
    return value(Hyperparameter.MAX_CKPT_TO_KEEP);
  }

  /**
   * {@code c_max_ckpt_to_keep_lve}, checkpoints: How many of the checkpoints with the lowest
   * validation error stay on disk.
   */
  default int maxCkptToKeepLve() {
    return value(Hyperparameter.MAX_CKPT_TO_KEEP_LVE);
  }

  /** {@code c_device}: Where the arrays live: a GPU by its number, or the CPU. */
  default String device() {
    return value(Hyperparameter.DEVICE);
  }

  /**
   * {@code c_learning_rate_init}, update size: Learning rate of the first updates; the plateau rule
   * only lowers it.
   */
  default double learningRateInit() {
    return value(Hyperparameter.LEARNING_RATE_INIT);
  }

  /**
   * {@code c_learning_rate_decay_factor}: What the learning rate is multiplied by when the training
   * cost stops falling.
   */
  default double learningRateDecayFactor() {
    return value(Hyperparameter.LEARNING_RATE_DECAY_FACTOR);
  }

  /** {@code c_learning_rate_n_to_compare}, epochs: Length of the window of past training costs. */
  default int learningRateNToCompare() {
    return value(Hyperparameter.LEARNING_RATE_N_TO_COMPARE);
  }

  /**
   * {@code c_learning_rate_stop}, update size: Training ends when the learning rate has fallen
   * below this.
   */
  default double learningRateStop() {
    return value(Hyperparameter.LEARNING_RATE_STOP);
  }

  /**
   * {@code c_max_grad_norm}, gradient norm: Longest gradient, over all trained parameters together,
   * that is used as it is; a longer one is shortened to this.
   */
  default double maxGradNorm() {
    return value(Hyperparameter.MAX_GRAD_NORM);
  }

  /**
   * {@code trainToTestRatio}, training trials per validation trial: Training trials per validation
   * trial: with 4, the first of every 5 trials validates.
   */
  default int trainToTestRatio() {
    return value(Hyperparameter.TRAIN_TO_TEST_RATIO);
  }

  /** {@code c_batch_size}, trials: Trials per update. */
  default int batchSize() {
    return value(Hyperparameter.BATCH_SIZE);
  }

  /**
   * {@code c_cell_clip_value}, state magnitude: Limit on the magnitude of every recurrent state,
   * applied after each step in all cells.
   */
  default double cellClipValue() {
    return value(Hyperparameter.CELL_CLIP_VALUE);
  }

  /**
   * {@code c_temporal_spike_jitter_width}, bins: Each spike of a training batch is moved by a whole
   * number of bins drawn evenly from minus this to plus this, reflected at the ends of the trial.
   */
  default int temporalSpikeJitterWidth() {
    return value(Hyperparameter.TEMPORAL_SPIKE_JITTER_WIDTH);
  }

  /**
   * {@code c_keep_prob}, fraction kept: Fraction of values kept by dropout, on the counts, the
   * external inputs, the initial-condition code, the controller's inputs and the generator's
   * outputs.
   */
  default double keepProb() {
    return value(Hyperparameter.KEEP_PROB);
  }

  /**
   * {@code c_l2_gen_scale}, nats per trial: Weight of the squared recurrent weights and biases of
   * the generator.
   */
  default double l2GenScale() {
    return value(Hyperparameter.L2_GEN_SCALE);
  }

  /**
   * {@code c_l2_con_scale}, nats per trial: Weight of the squared recurrent weights and biases of
   * the controller.
   */
  default double l2ConScale() {
    return value(Hyperparameter.L2_CON_SCALE);
  }

  /**
   * {@code c_co_mean_corr_scale}, weight: Weight of the squared correlation through time between
   * the means of different inferred inputs.
   */
  default double coMeanCorrScale() {
    return value(Hyperparameter.CO_MEAN_CORR_SCALE);
  }

  /** {@code c_kl_ic_weight}: Factor on the divergence of the initial condition from its prior. */
  default double klIcWeight() {
    return value(Hyperparameter.KL_IC_WEIGHT);
  }

  /** {@code c_kl_co_weight}: Factor on the divergence of the inferred inputs from their prior. */
  default double klCoWeight() {
    return value(Hyperparameter.KL_CO_WEIGHT);
  }

  /** {@code c_kl_start_step}, updates: Number of updates before the KL terms begin to count. */
  default int klStartStep() {
    return value(Hyperparameter.KL_START_STEP);
  }

  /**
   * {@code c_kl_increase_steps}, updates: Number of updates over which the weight of the KL terms
   * grows from 0 to 1.
   */
  default int klIncreaseSteps() {
    return value(Hyperparameter.KL_INCREASE_STEPS);
  }

  /** {@code c_l2_start_step}, updates: Number of updates before the L2 penalty begins to count. */
  default int l2StartStep() {
    return value(Hyperparameter.L2_START_STEP);
  }

  /**
   * {@code c_l2_increase_steps}, updates: Number of updates over which the weight of the L2 penalty
   * grows from 0 to 1.
   */
  default int l2IncreaseSteps() {
    return value(Hyperparameter.L2_INCREASE_STEPS);
  }

  /**
   * {@code scaleIncreaseStepsWithDatasets}: Makes both ramps longer by the number of sessions that
   * share the model.
   */
  default boolean scaleIncreaseStepsWithDatasets() {
    return value(Hyperparameter.SCALE_INCREASE_STEPS_WITH_DATASETS);
  }

  /** {@code c_ext_input_dim}, inputs: Number of known inputs that come with the data. */
  default int extInputDim() {
    return value(Hyperparameter.EXT_INPUT_DIM);
  }

  /**
   * {@code c_inject_ext_input_to_gen}: True feeds the known inputs to the generator beside the
   * inferred ones; false lets the encoders see them.
   */
  default boolean injectExtInputToGen() {
    return value(Hyperparameter.INJECT_EXT_INPUT_TO_GEN);
  }

  /**
   * {@code c_co_dim}, inferred inputs: Number of inferred inputs, the outputs of the controller.
   */
  default int coDim() {
    return value(Hyperparameter.CO_DIM);
  }

  /**
   * {@code c_prior_ar_atau}, bins: Time constant of the autoregressive prior of the inferred
   * inputs: where training starts, or its fixed value.
   */
  default double priorArAtau() {
    return value(Hyperparameter.PRIOR_AR_ATAU);
  }

  /**
   * {@code c_do_train_prior_ar_atau}: Whether the time constants of the inferred inputs' prior are
   * trained, one per input.
   */
  default boolean doTrainPriorArAtau() {
    return value(Hyperparameter.DO_TRAIN_PRIOR_AR_ATAU);
  }

  /**
   * {@code c_prior_ar_nvar}, squared input units: Variance of the fresh noise in each bin of the
   * autoregressive prior: where training starts, or its fixed value.
   */
  default double priorArNvar() {
    return value(Hyperparameter.PRIOR_AR_NVAR);
  }

  /**
   * {@code c_do_train_prior_ar_nvar}: Whether the noise variances of the inferred inputs' prior are
   * trained, one per input.
   */
  default boolean doTrainPriorArNvar() {
    return value(Hyperparameter.DO_TRAIN_PRIOR_AR_NVAR);
  }

  /**
   * {@code c_do_causal_controller}: True removes the backward encoder of the controller, so that
   * inferred inputs do not see later bins directly.
   */
  default boolean doCausalController() {
    return value(Hyperparameter.DO_CAUSAL_CONTROLLER);
  }

  /**
   * {@code c_do_feed_factors_to_controller}: Whether the controller receives the previous bin's
   * factors, or rates.
   */
  default boolean doFeedFactorsToController() {
    return value(Hyperparameter.DO_FEED_FACTORS_TO_CONTROLLER);
  }

  /**
   * {@code c_feedback_factors_or_rates}: What is fed back to the controller: the factors, or the
   * expected counts per bin.
   */
  default String feedbackFactorsOrRates() {
    return value(Hyperparameter.FEEDBACK_FACTORS_OR_RATES);
  }

  /**
   * {@code c_controller_input_lag}, bins: Delay of what the controller sees: the forward encoding
   * this many bins earlier, the backward one this many later, zeros beyond the ends.
   */
  default int controllerInputLag() {
    return value(Hyperparameter.CONTROLLER_INPUT_LAG);
  }

  /**
   * {@code c_ci_enc_dim}, units: Units of each encoder that reads the counts for the controller.
   */
  default int ciEncDim() {
    return value(Hyperparameter.CI_ENC_DIM);
  }

  /** {@code c_con_dim}, units: Units of the controller. */
  default int conDim() {
    return value(Hyperparameter.CON_DIM);
  }

  /**
   * {@code c_co_prior_var_scale}, squared input units: Accepted for the sake of old settings and
   * without effect.
   */
  default double coPriorVarScale() {
    return value(Hyperparameter.CO_PRIOR_VAR_SCALE);
  }

  /**
   * {@code c_num_steps_for_gen_ic}, bins: How many bins from the start of the trial the initial
   * condition is inferred from.
   */
  default int numStepsForGenIc() {
    return value(Hyperparameter.NUM_STEPS_FOR_GEN_IC);
  }

  /** {@code c_ic_dim}, dimensions: Dimensions of the inferred initial condition. */
  default int icDim() {
    return value(Hyperparameter.IC_DIM);
  }

  /**
   * {@code c_ic_enc_dim}, units: Units, in each direction, of the encoder that reads the counts for
   * the initial condition.
   */
  default int icEncDim() {
    return value(Hyperparameter.IC_ENC_DIM);
  }

  /**
   * {@code c_ic_prior_var_min}, squared state units: Lowest variance the prior of the initial
   * condition may take.
   */
  default double icPriorVarMin() {
    return value(Hyperparameter.IC_PRIOR_VAR_MIN);
  }

  /**
   * {@code c_ic_prior_var_scale}, squared state units: Variance of the initial condition's prior:
   * where training starts, or its fixed value when lowest and highest are equal.
   */
  default double icPriorVarScale() {
    return value(Hyperparameter.IC_PRIOR_VAR_SCALE);
  }

  /**
   * {@code c_ic_prior_var_max}, squared state units: Highest variance the prior of the initial
   * condition may take.
   */
  default double icPriorVarMax() {
    return value(Hyperparameter.IC_PRIOR_VAR_MAX);
  }

  /**
   * {@code c_ic_post_var_min}, squared state units: Added to the variance of the initial
   * condition's posterior, which limits how much the encoder can say.
   */
  default double icPostVarMin() {
    return value(Hyperparameter.IC_POST_VAR_MIN);
  }

  /**
   * {@code c_cell_weight_scale}: Scale of the random first weights of the encoders' gates and of
   * the controller, over the square root of the number of inputs.
   */
  default double cellWeightScale() {
    return value(Hyperparameter.CELL_WEIGHT_SCALE);
  }

  /** {@code c_gen_dim}, units: Units of the generator. */
  default int genDim() {
    return value(Hyperparameter.GEN_DIM);
  }

  /**
   * {@code c_gen_cell_input_weight_scale}: Scale of the generator's random first input weights,
   * over the square root of the number of its inputs.
   */
  default double genCellInputWeightScale() {
    return value(Hyperparameter.GEN_CELL_INPUT_WEIGHT_SCALE);
  }

  /**
   * {@code c_gen_cell_rec_weight_scale}: Scale of the generator's random first recurrent weights,
   * over the square root of its units.
   */
  default double genCellRecWeightScale() {
    return value(Hyperparameter.GEN_CELL_REC_WEIGHT_SCALE);
  }

  /** {@code c_factors_dim}, factors: Number of factors between the generator and the rates. */
  default int factorsDim() {
    return value(Hyperparameter.FACTORS_DIM);
  }

  /**
   * {@code c_output_dist}: Distribution of the data around the model: whole counts, or real values
   * with a variance of their own.
   */
  default String outputDist() {
    return value(Hyperparameter.OUTPUT_DIST);
  }

  /**
   * {@code c_do_train_readin}: Whether the maps from each session's neurons to the shared encoders
   * are trained or stay at their alignment matrices.
   */
  default boolean doTrainReadin() {
    return value(Hyperparameter.DO_TRAIN_READIN);
  }

  /**
   * {@code useAlignmentMatrix}: Whether several sessions start from alignment matrices computed
   * from the data.
   */
  default boolean useAlignmentMatrix() {
    return value(Hyperparameter.USE_ALIGNMENT_MATRIX);
  }

  /**
   * {@code useSingleDatasetAlignmentMatrix}: Gives a single session a read-in too, started from its
   * principal components, so that the encoders see fewer inputs than neurons.
   */
  default boolean useSingleDatasetAlignmentMatrix() {
    return value(Hyperparameter.USE_SINGLE_DATASET_ALIGNMENT_MATRIX);
  }

  /**
   * {@code alignmentApproach}: How alignment matrices are computed: principal components of all
   * neurons of all sessions, regressed on each session's own, plainly or with a ridge chosen by
   * cross-validation.
   */
  default String alignmentApproach() {
    return value(Hyperparameter.ALIGNMENT_APPROACH);
  }

  /** {@code alignmentExtraArgs}: Further settings of the alignment, by name. */
  default Map<String, String> alignmentExtraArgs() {
    return value(Hyperparameter.ALIGNMENT_EXTRA_ARGS);
  }

  /**
   * {@code posterior_mean_kind}: How posterior means are made: by averaging what many samples of
   * the posterior give, or by one pass of its means, which is faster and, the network not being
   * linear, not the same.
   */
  default String posteriorMeanKind() {
    return value(Hyperparameter.POSTERIOR_MEAN_KIND);
  }

  /** {@code num_samples_posterior}, samples: Samples per trial that are averaged. */
  default int numSamplesPosterior() {
    return value(Hyperparameter.NUM_SAMPLES_POSTERIOR);
  }
}
