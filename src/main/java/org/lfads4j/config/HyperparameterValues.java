package org.lfads4j.config;

import java.util.Map;

/** The value of each hyperparameter, in the order of the catalogue; defaults are filled in. */
public interface HyperparameterValues {

  /** The requested value, or the default where none was requested. */
  <T> T value(Hyperparameter<T> hyperparameter);

  /** The value of {@link Hyperparameter#NAME}. */
  default String name() {
    return value(Hyperparameter.NAME);
  }

  /** The value of {@link Hyperparameter#VERSION}. */
  default int version() {
    return value(Hyperparameter.VERSION);
  }

  /** The value of {@link Hyperparameter#SPIKE_BIN_MS}. */
  default double spikeBinMs() {
    return value(Hyperparameter.SPIKE_BIN_MS);
  }

  /** The value of {@link Hyperparameter#ALLOW_GPU_GROWTH}. */
  default boolean allowGpuGrowth() {
    return value(Hyperparameter.ALLOW_GPU_GROWTH);
  }

  /** The value of {@link Hyperparameter#MAX_CKPT_TO_KEEP}. */
  default int maxCkptToKeep() {
    return value(Hyperparameter.MAX_CKPT_TO_KEEP);
  }

  /** The value of {@link Hyperparameter#MAX_CKPT_TO_KEEP_LVE}. */
  default int maxCkptToKeepLve() {
    return value(Hyperparameter.MAX_CKPT_TO_KEEP_LVE);
  }

  /** The value of {@link Hyperparameter#DEVICE}. */
  default String device() {
    return value(Hyperparameter.DEVICE);
  }

  /** The value of {@link Hyperparameter#LEARNING_RATE_INIT}. */
  default double learningRateInit() {
    return value(Hyperparameter.LEARNING_RATE_INIT);
  }

  /** The value of {@link Hyperparameter#LEARNING_RATE_DECAY_FACTOR}. */
  default double learningRateDecayFactor() {
    return value(Hyperparameter.LEARNING_RATE_DECAY_FACTOR);
  }

  /** The value of {@link Hyperparameter#LEARNING_RATE_N_TO_COMPARE}. */
  default int learningRateNToCompare() {
    return value(Hyperparameter.LEARNING_RATE_N_TO_COMPARE);
  }

  /** The value of {@link Hyperparameter#LEARNING_RATE_STOP}. */
  default double learningRateStop() {
    return value(Hyperparameter.LEARNING_RATE_STOP);
  }

  /** The value of {@link Hyperparameter#MAX_GRAD_NORM}. */
  default double maxGradNorm() {
    return value(Hyperparameter.MAX_GRAD_NORM);
  }

  /** The value of {@link Hyperparameter#TRAIN_TO_TEST_RATIO}. */
  default int trainToTestRatio() {
    return value(Hyperparameter.TRAIN_TO_TEST_RATIO);
  }

  /** The value of {@link Hyperparameter#BATCH_SIZE}. */
  default int batchSize() {
    return value(Hyperparameter.BATCH_SIZE);
  }

  /** The value of {@link Hyperparameter#CELL_CLIP_VALUE}. */
  default double cellClipValue() {
    return value(Hyperparameter.CELL_CLIP_VALUE);
  }

  /** The value of {@link Hyperparameter#TEMPORAL_SPIKE_JITTER_WIDTH}. */
  default int temporalSpikeJitterWidth() {
    return value(Hyperparameter.TEMPORAL_SPIKE_JITTER_WIDTH);
  }

  /** The value of {@link Hyperparameter#KEEP_PROB}. */
  default double keepProb() {
    return value(Hyperparameter.KEEP_PROB);
  }

  /** The value of {@link Hyperparameter#L2_GEN_SCALE}. */
  default double l2GenScale() {
    return value(Hyperparameter.L2_GEN_SCALE);
  }

  /** The value of {@link Hyperparameter#L2_CON_SCALE}. */
  default double l2ConScale() {
    return value(Hyperparameter.L2_CON_SCALE);
  }

  /** The value of {@link Hyperparameter#CO_MEAN_CORR_SCALE}. */
  default double coMeanCorrScale() {
    return value(Hyperparameter.CO_MEAN_CORR_SCALE);
  }

  /** The value of {@link Hyperparameter#KL_IC_WEIGHT}. */
  default double klIcWeight() {
    return value(Hyperparameter.KL_IC_WEIGHT);
  }

  /** The value of {@link Hyperparameter#KL_CO_WEIGHT}. */
  default double klCoWeight() {
    return value(Hyperparameter.KL_CO_WEIGHT);
  }

  /** The value of {@link Hyperparameter#KL_START_STEP}. */
  default int klStartStep() {
    return value(Hyperparameter.KL_START_STEP);
  }

  /** The value of {@link Hyperparameter#KL_INCREASE_STEPS}. */
  default int klIncreaseSteps() {
    return value(Hyperparameter.KL_INCREASE_STEPS);
  }

  /** The value of {@link Hyperparameter#L2_START_STEP}. */
  default int l2StartStep() {
    return value(Hyperparameter.L2_START_STEP);
  }

  /** The value of {@link Hyperparameter#L2_INCREASE_STEPS}. */
  default int l2IncreaseSteps() {
    return value(Hyperparameter.L2_INCREASE_STEPS);
  }

  /** The value of {@link Hyperparameter#SCALE_INCREASE_STEPS_WITH_DATASETS}. */
  default boolean scaleIncreaseStepsWithDatasets() {
    return value(Hyperparameter.SCALE_INCREASE_STEPS_WITH_DATASETS);
  }

  /** The value of {@link Hyperparameter#EXT_INPUT_DIM}. */
  default int extInputDim() {
    return value(Hyperparameter.EXT_INPUT_DIM);
  }

  /** The value of {@link Hyperparameter#INJECT_EXT_INPUT_TO_GEN}. */
  default boolean injectExtInputToGen() {
    return value(Hyperparameter.INJECT_EXT_INPUT_TO_GEN);
  }

  /** The value of {@link Hyperparameter#CO_DIM}. */
  default int coDim() {
    return value(Hyperparameter.CO_DIM);
  }

  /** The value of {@link Hyperparameter#PRIOR_AR_ATAU}. */
  default double priorArAtau() {
    return value(Hyperparameter.PRIOR_AR_ATAU);
  }

  /** The value of {@link Hyperparameter#DO_TRAIN_PRIOR_AR_ATAU}. */
  default boolean doTrainPriorArAtau() {
    return value(Hyperparameter.DO_TRAIN_PRIOR_AR_ATAU);
  }

  /** The value of {@link Hyperparameter#PRIOR_AR_NVAR}. */
  default double priorArNvar() {
    return value(Hyperparameter.PRIOR_AR_NVAR);
  }

  /** The value of {@link Hyperparameter#DO_TRAIN_PRIOR_AR_NVAR}. */
  default boolean doTrainPriorArNvar() {
    return value(Hyperparameter.DO_TRAIN_PRIOR_AR_NVAR);
  }

  /** The value of {@link Hyperparameter#DO_CAUSAL_CONTROLLER}. */
  default boolean doCausalController() {
    return value(Hyperparameter.DO_CAUSAL_CONTROLLER);
  }

  /** The value of {@link Hyperparameter#DO_FEED_FACTORS_TO_CONTROLLER}. */
  default boolean doFeedFactorsToController() {
    return value(Hyperparameter.DO_FEED_FACTORS_TO_CONTROLLER);
  }

  /** The value of {@link Hyperparameter#FEEDBACK_FACTORS_OR_RATES}. */
  default String feedbackFactorsOrRates() {
    return value(Hyperparameter.FEEDBACK_FACTORS_OR_RATES);
  }

  /** The value of {@link Hyperparameter#CONTROLLER_INPUT_LAG}. */
  default int controllerInputLag() {
    return value(Hyperparameter.CONTROLLER_INPUT_LAG);
  }

  /** The value of {@link Hyperparameter#CI_ENC_DIM}. */
  default int ciEncDim() {
    return value(Hyperparameter.CI_ENC_DIM);
  }

  /** The value of {@link Hyperparameter#CON_DIM}. */
  default int conDim() {
    return value(Hyperparameter.CON_DIM);
  }

  /** The value of {@link Hyperparameter#CO_PRIOR_VAR_SCALE}. */
  default double coPriorVarScale() {
    return value(Hyperparameter.CO_PRIOR_VAR_SCALE);
  }

  /** The value of {@link Hyperparameter#NUM_STEPS_FOR_GEN_IC}. */
  default int numStepsForGenIc() {
    return value(Hyperparameter.NUM_STEPS_FOR_GEN_IC);
  }

  /** The value of {@link Hyperparameter#IC_DIM}. */
  default int icDim() {
    return value(Hyperparameter.IC_DIM);
  }

  /** The value of {@link Hyperparameter#IC_ENC_DIM}. */
  default int icEncDim() {
    return value(Hyperparameter.IC_ENC_DIM);
  }

  /** The value of {@link Hyperparameter#IC_PRIOR_VAR_MIN}. */
  default double icPriorVarMin() {
    return value(Hyperparameter.IC_PRIOR_VAR_MIN);
  }

  /** The value of {@link Hyperparameter#IC_PRIOR_VAR_SCALE}. */
  default double icPriorVarScale() {
    return value(Hyperparameter.IC_PRIOR_VAR_SCALE);
  }

  /** The value of {@link Hyperparameter#IC_PRIOR_VAR_MAX}. */
  default double icPriorVarMax() {
    return value(Hyperparameter.IC_PRIOR_VAR_MAX);
  }

  /** The value of {@link Hyperparameter#IC_POST_VAR_MIN}. */
  default double icPostVarMin() {
    return value(Hyperparameter.IC_POST_VAR_MIN);
  }

  /** The value of {@link Hyperparameter#CELL_WEIGHT_SCALE}. */
  default double cellWeightScale() {
    return value(Hyperparameter.CELL_WEIGHT_SCALE);
  }

  /** The value of {@link Hyperparameter#GEN_DIM}. */
  default int genDim() {
    return value(Hyperparameter.GEN_DIM);
  }

  /** The value of {@link Hyperparameter#GEN_CELL_INPUT_WEIGHT_SCALE}. */
  default double genCellInputWeightScale() {
    return value(Hyperparameter.GEN_CELL_INPUT_WEIGHT_SCALE);
  }

  /** The value of {@link Hyperparameter#GEN_CELL_REC_WEIGHT_SCALE}. */
  default double genCellRecWeightScale() {
    return value(Hyperparameter.GEN_CELL_REC_WEIGHT_SCALE);
  }

  /** The value of {@link Hyperparameter#FACTORS_DIM}. */
  default int factorsDim() {
    return value(Hyperparameter.FACTORS_DIM);
  }

  /** The value of {@link Hyperparameter#OUTPUT_DIST}. */
  default String outputDist() {
    return value(Hyperparameter.OUTPUT_DIST);
  }

  /** The value of {@link Hyperparameter#DO_TRAIN_READIN}. */
  default boolean doTrainReadin() {
    return value(Hyperparameter.DO_TRAIN_READIN);
  }

  /** The value of {@link Hyperparameter#USE_ALIGNMENT_MATRIX}. */
  default boolean useAlignmentMatrix() {
    return value(Hyperparameter.USE_ALIGNMENT_MATRIX);
  }

  /** The value of {@link Hyperparameter#USE_SINGLE_DATASET_ALIGNMENT_MATRIX}. */
  default boolean useSingleDatasetAlignmentMatrix() {
    return value(Hyperparameter.USE_SINGLE_DATASET_ALIGNMENT_MATRIX);
  }

  /** The value of {@link Hyperparameter#ALIGNMENT_APPROACH}. */
  default String alignmentApproach() {
    return value(Hyperparameter.ALIGNMENT_APPROACH);
  }

  /** The value of {@link Hyperparameter#ALIGNMENT_EXTRA_ARGS}. */
  default Map<String, String> alignmentExtraArgs() {
    return value(Hyperparameter.ALIGNMENT_EXTRA_ARGS);
  }

  /** The value of {@link Hyperparameter#POSTERIOR_MEAN_KIND}. */
  default String posteriorMeanKind() {
    return value(Hyperparameter.POSTERIOR_MEAN_KIND);
  }

  /** The value of {@link Hyperparameter#NUM_SAMPLES_POSTERIOR}. */
  default int numSamplesPosterior() {
    return value(Hyperparameter.NUM_SAMPLES_POSTERIOR);
  }
}
