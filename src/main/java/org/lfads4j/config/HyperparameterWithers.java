package org.lfads4j.config;

import java.util.Map;

/**
 * One method for each hyperparameter, in the order of the catalogue. It gives a copy with that
 * value, and throws {@link RefusedException} if the value is outside the range. {@code version} has
 * no method, because only the program sets it. {@code Lfads.hyperparameters()}, {@code lfads4j
 * hyperparameters} and Shift-Tab in a notebook say what each hyperparameter means, with its range
 * and default.
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

  /**
   * A copy with one hyperparameter requested by its page name.
   *
   * @param value of the hyperparameter's type, or its text
   * @throws IllegalArgumentException if there is none of that name, the value is outside its range,
   *     or it is {@code version}
   */
  S with(String name, Object value);

  /** Requests {@link Hyperparameter#NAME}. */
  default S withName(String name) {
    return with(Hyperparameter.NAME, name);
  }

  /** Requests {@link Hyperparameter#SPIKE_BIN_MS}. */
  default S withSpikeBinMs(double spikeBinMs) {
    return with(Hyperparameter.SPIKE_BIN_MS, spikeBinMs);
  }

  /** Requests {@link Hyperparameter#ALLOW_GPU_GROWTH}. */
  default S withAllowGpuGrowth(boolean allowGpuGrowth) {
    return with(Hyperparameter.ALLOW_GPU_GROWTH, allowGpuGrowth);
  }

  /** Requests {@link Hyperparameter#MAX_CKPT_TO_KEEP}. */
  default S withMaxCkptToKeep(int maxCkptToKeep) {
    return with(Hyperparameter.MAX_CKPT_TO_KEEP, maxCkptToKeep);
  }

  /** Requests {@link Hyperparameter#MAX_CKPT_TO_KEEP_LVE}. */
  default S withMaxCkptToKeepLve(int maxCkptToKeepLve) {
    return with(Hyperparameter.MAX_CKPT_TO_KEEP_LVE, maxCkptToKeepLve);
  }

  /** Requests {@link Hyperparameter#DEVICE}. */
  default S withDevice(String device) {
    return with(Hyperparameter.DEVICE, device);
  }

  /** Requests {@link Hyperparameter#LEARNING_RATE_INIT}. */
  default S withLearningRateInit(double learningRateInit) {
    return with(Hyperparameter.LEARNING_RATE_INIT, learningRateInit);
  }

  /** Requests {@link Hyperparameter#LEARNING_RATE_DECAY_FACTOR}. */
  default S withLearningRateDecayFactor(double learningRateDecayFactor) {
    return with(Hyperparameter.LEARNING_RATE_DECAY_FACTOR, learningRateDecayFactor);
  }

  /** Requests {@link Hyperparameter#LEARNING_RATE_N_TO_COMPARE}. */
  default S withLearningRateNToCompare(int learningRateNToCompare) {
    return with(Hyperparameter.LEARNING_RATE_N_TO_COMPARE, learningRateNToCompare);
  }

  /** Requests {@link Hyperparameter#LEARNING_RATE_STOP}. */
  default S withLearningRateStop(double learningRateStop) {
    return with(Hyperparameter.LEARNING_RATE_STOP, learningRateStop);
  }

  /** Requests {@link Hyperparameter#MAX_GRAD_NORM}. */
  default S withMaxGradNorm(double maxGradNorm) {
    return with(Hyperparameter.MAX_GRAD_NORM, maxGradNorm);
  }

  /** Requests {@link Hyperparameter#TRAIN_TO_TEST_RATIO}. */
  default S withTrainToTestRatio(int trainToTestRatio) {
    return with(Hyperparameter.TRAIN_TO_TEST_RATIO, trainToTestRatio);
  }

  /** Requests {@link Hyperparameter#BATCH_SIZE}. */
  default S withBatchSize(int batchSize) {
    return with(Hyperparameter.BATCH_SIZE, batchSize);
  }

  /** Requests {@link Hyperparameter#CELL_CLIP_VALUE}. */
  default S withCellClipValue(double cellClipValue) {
    return with(Hyperparameter.CELL_CLIP_VALUE, cellClipValue);
  }

  /** Requests {@link Hyperparameter#TEMPORAL_SPIKE_JITTER_WIDTH}. */
  default S withTemporalSpikeJitterWidth(int temporalSpikeJitterWidth) {
    return with(Hyperparameter.TEMPORAL_SPIKE_JITTER_WIDTH, temporalSpikeJitterWidth);
  }

  /** Requests {@link Hyperparameter#KEEP_PROB}. */
  default S withKeepProb(double keepProb) {
    return with(Hyperparameter.KEEP_PROB, keepProb);
  }

  /** Requests {@link Hyperparameter#L2_GEN_SCALE}. */
  default S withL2GenScale(double l2GenScale) {
    return with(Hyperparameter.L2_GEN_SCALE, l2GenScale);
  }

  /** Requests {@link Hyperparameter#L2_CON_SCALE}. */
  default S withL2ConScale(double l2ConScale) {
    return with(Hyperparameter.L2_CON_SCALE, l2ConScale);
  }

  /** Requests {@link Hyperparameter#CO_MEAN_CORR_SCALE}. */
  default S withCoMeanCorrScale(double coMeanCorrScale) {
    return with(Hyperparameter.CO_MEAN_CORR_SCALE, coMeanCorrScale);
  }

  /** Requests {@link Hyperparameter#KL_IC_WEIGHT}. */
  default S withKlIcWeight(double klIcWeight) {
    return with(Hyperparameter.KL_IC_WEIGHT, klIcWeight);
  }

  /** Requests {@link Hyperparameter#KL_CO_WEIGHT}. */
  default S withKlCoWeight(double klCoWeight) {
    return with(Hyperparameter.KL_CO_WEIGHT, klCoWeight);
  }

  /** Requests {@link Hyperparameter#KL_START_STEP}. */
  default S withKlStartStep(int klStartStep) {
    return with(Hyperparameter.KL_START_STEP, klStartStep);
  }

  /** Requests {@link Hyperparameter#KL_INCREASE_STEPS}. */
  default S withKlIncreaseSteps(int klIncreaseSteps) {
    return with(Hyperparameter.KL_INCREASE_STEPS, klIncreaseSteps);
  }

  /** Requests {@link Hyperparameter#L2_START_STEP}. */
  default S withL2StartStep(int l2StartStep) {
    return with(Hyperparameter.L2_START_STEP, l2StartStep);
  }

  /** Requests {@link Hyperparameter#L2_INCREASE_STEPS}. */
  default S withL2IncreaseSteps(int l2IncreaseSteps) {
    return with(Hyperparameter.L2_INCREASE_STEPS, l2IncreaseSteps);
  }

  /** Requests {@link Hyperparameter#SCALE_INCREASE_STEPS_WITH_DATASETS}. */
  default S withScaleIncreaseStepsWithDatasets(boolean scaleIncreaseStepsWithDatasets) {
    return with(Hyperparameter.SCALE_INCREASE_STEPS_WITH_DATASETS, scaleIncreaseStepsWithDatasets);
  }

  /** Requests {@link Hyperparameter#EXT_INPUT_DIM}. */
  default S withExtInputDim(int extInputDim) {
    return with(Hyperparameter.EXT_INPUT_DIM, extInputDim);
  }

  /** Requests {@link Hyperparameter#INJECT_EXT_INPUT_TO_GEN}. */
  default S withInjectExtInputToGen(boolean injectExtInputToGen) {
    return with(Hyperparameter.INJECT_EXT_INPUT_TO_GEN, injectExtInputToGen);
  }

  /** Requests {@link Hyperparameter#CO_DIM}. */
  default S withCoDim(int coDim) {
    return with(Hyperparameter.CO_DIM, coDim);
  }

  /** Requests {@link Hyperparameter#PRIOR_AR_ATAU}. */
  default S withPriorArAtau(double priorArAtau) {
    return with(Hyperparameter.PRIOR_AR_ATAU, priorArAtau);
  }

  /** Requests {@link Hyperparameter#DO_TRAIN_PRIOR_AR_ATAU}. */
  default S withDoTrainPriorArAtau(boolean doTrainPriorArAtau) {
    return with(Hyperparameter.DO_TRAIN_PRIOR_AR_ATAU, doTrainPriorArAtau);
  }

  /** Requests {@link Hyperparameter#PRIOR_AR_NVAR}. */
  default S withPriorArNvar(double priorArNvar) {
    return with(Hyperparameter.PRIOR_AR_NVAR, priorArNvar);
  }

  /** Requests {@link Hyperparameter#DO_TRAIN_PRIOR_AR_NVAR}. */
  default S withDoTrainPriorArNvar(boolean doTrainPriorArNvar) {
    return with(Hyperparameter.DO_TRAIN_PRIOR_AR_NVAR, doTrainPriorArNvar);
  }

  /** Requests {@link Hyperparameter#DO_CAUSAL_CONTROLLER}. */
  default S withDoCausalController(boolean doCausalController) {
    return with(Hyperparameter.DO_CAUSAL_CONTROLLER, doCausalController);
  }

  /** Requests {@link Hyperparameter#DO_FEED_FACTORS_TO_CONTROLLER}. */
  default S withDoFeedFactorsToController(boolean doFeedFactorsToController) {
    return with(Hyperparameter.DO_FEED_FACTORS_TO_CONTROLLER, doFeedFactorsToController);
  }

  /** Requests {@link Hyperparameter#FEEDBACK_FACTORS_OR_RATES}. */
  default S withFeedbackFactorsOrRates(String feedbackFactorsOrRates) {
    return with(Hyperparameter.FEEDBACK_FACTORS_OR_RATES, feedbackFactorsOrRates);
  }

  /** Requests {@link Hyperparameter#CONTROLLER_INPUT_LAG}. */
  default S withControllerInputLag(int controllerInputLag) {
    return with(Hyperparameter.CONTROLLER_INPUT_LAG, controllerInputLag);
  }

  /** Requests {@link Hyperparameter#CI_ENC_DIM}. */
  default S withCiEncDim(int ciEncDim) {
    return with(Hyperparameter.CI_ENC_DIM, ciEncDim);
  }

  /** Requests {@link Hyperparameter#CON_DIM}. */
  default S withConDim(int conDim) {
    return with(Hyperparameter.CON_DIM, conDim);
  }

  /** Requests {@link Hyperparameter#CO_PRIOR_VAR_SCALE}. */
  default S withCoPriorVarScale(double coPriorVarScale) {
    return with(Hyperparameter.CO_PRIOR_VAR_SCALE, coPriorVarScale);
  }

  /** Requests {@link Hyperparameter#NUM_STEPS_FOR_GEN_IC}. */
  default S withNumStepsForGenIc(int numStepsForGenIc) {
    return with(Hyperparameter.NUM_STEPS_FOR_GEN_IC, numStepsForGenIc);
  }

  /** Requests {@link Hyperparameter#IC_DIM}. */
  default S withIcDim(int icDim) {
    return with(Hyperparameter.IC_DIM, icDim);
  }

  /** Requests {@link Hyperparameter#IC_ENC_DIM}. */
  default S withIcEncDim(int icEncDim) {
    return with(Hyperparameter.IC_ENC_DIM, icEncDim);
  }

  /** Requests {@link Hyperparameter#IC_PRIOR_VAR_MIN}. */
  default S withIcPriorVarMin(double icPriorVarMin) {
    return with(Hyperparameter.IC_PRIOR_VAR_MIN, icPriorVarMin);
  }

  /** Requests {@link Hyperparameter#IC_PRIOR_VAR_SCALE}. */
  default S withIcPriorVarScale(double icPriorVarScale) {
    return with(Hyperparameter.IC_PRIOR_VAR_SCALE, icPriorVarScale);
  }

  /** Requests {@link Hyperparameter#IC_PRIOR_VAR_MAX}. */
  default S withIcPriorVarMax(double icPriorVarMax) {
    return with(Hyperparameter.IC_PRIOR_VAR_MAX, icPriorVarMax);
  }

  /** Requests {@link Hyperparameter#IC_POST_VAR_MIN}. */
  default S withIcPostVarMin(double icPostVarMin) {
    return with(Hyperparameter.IC_POST_VAR_MIN, icPostVarMin);
  }

  /** Requests {@link Hyperparameter#CELL_WEIGHT_SCALE}. */
  default S withCellWeightScale(double cellWeightScale) {
    return with(Hyperparameter.CELL_WEIGHT_SCALE, cellWeightScale);
  }

  /** Requests {@link Hyperparameter#GEN_DIM}. */
  default S withGenDim(int genDim) {
    return with(Hyperparameter.GEN_DIM, genDim);
  }

  /** Requests {@link Hyperparameter#GEN_CELL_INPUT_WEIGHT_SCALE}. */
  default S withGenCellInputWeightScale(double genCellInputWeightScale) {
    return with(Hyperparameter.GEN_CELL_INPUT_WEIGHT_SCALE, genCellInputWeightScale);
  }

  /** Requests {@link Hyperparameter#GEN_CELL_REC_WEIGHT_SCALE}. */
  default S withGenCellRecWeightScale(double genCellRecWeightScale) {
    return with(Hyperparameter.GEN_CELL_REC_WEIGHT_SCALE, genCellRecWeightScale);
  }

  /** Requests {@link Hyperparameter#FACTORS_DIM}. */
  default S withFactorsDim(int factorsDim) {
    return with(Hyperparameter.FACTORS_DIM, factorsDim);
  }

  /** Requests {@link Hyperparameter#OUTPUT_DIST}. */
  default S withOutputDist(String outputDist) {
    return with(Hyperparameter.OUTPUT_DIST, outputDist);
  }

  /** Requests {@link Hyperparameter#DO_TRAIN_READIN}. */
  default S withDoTrainReadin(boolean doTrainReadin) {
    return with(Hyperparameter.DO_TRAIN_READIN, doTrainReadin);
  }

  /** Requests {@link Hyperparameter#USE_ALIGNMENT_MATRIX}. */
  default S withUseAlignmentMatrix(boolean useAlignmentMatrix) {
    return with(Hyperparameter.USE_ALIGNMENT_MATRIX, useAlignmentMatrix);
  }

  /** Requests {@link Hyperparameter#USE_SINGLE_DATASET_ALIGNMENT_MATRIX}. */
  default S withUseSingleDatasetAlignmentMatrix(boolean useSingleDatasetAlignmentMatrix) {
    return with(
        Hyperparameter.USE_SINGLE_DATASET_ALIGNMENT_MATRIX, useSingleDatasetAlignmentMatrix);
  }

  /** Requests {@link Hyperparameter#ALIGNMENT_APPROACH}. */
  default S withAlignmentApproach(String alignmentApproach) {
    return with(Hyperparameter.ALIGNMENT_APPROACH, alignmentApproach);
  }

  /** Requests {@link Hyperparameter#ALIGNMENT_EXTRA_ARGS}. */
  default S withAlignmentExtraArgs(Map<String, String> alignmentExtraArgs) {
    return with(Hyperparameter.ALIGNMENT_EXTRA_ARGS, alignmentExtraArgs);
  }

  /** Requests {@link Hyperparameter#POSTERIOR_MEAN_KIND}. */
  default S withPosteriorMeanKind(String posteriorMeanKind) {
    return with(Hyperparameter.POSTERIOR_MEAN_KIND, posteriorMeanKind);
  }

  /** Requests {@link Hyperparameter#NUM_SAMPLES_POSTERIOR}. */
  default S withNumSamplesPosterior(int numSamplesPosterior) {
    return with(Hyperparameter.NUM_SAMPLES_POSTERIOR, numSamplesPosterior);
  }
}
