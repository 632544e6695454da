package org.lfads4j.config;

import static org.lfads4j.config.Domain.choice;
import static org.lfads4j.config.Domain.number;
import static org.lfads4j.config.Domain.whole;
import static org.lfads4j.config.Group.CONTROLLER;
import static org.lfads4j.config.Group.ENGINE;
import static org.lfads4j.config.Group.EXTERNAL_INPUTS;
import static org.lfads4j.config.Group.GENERATOR;
import static org.lfads4j.config.Group.INITIAL_CONDITIONS;
import static org.lfads4j.config.Group.OPTIMIZATION;
import static org.lfads4j.config.Group.OVERFITTING;
import static org.lfads4j.config.Group.POSTERIOR;
import static org.lfads4j.config.Group.RUN_MANAGER;
import static org.lfads4j.config.Group.STITCHING;
import static org.lfads4j.config.Group.UNDERFITTING;
import static org.lfads4j.config.Rule.ABOVE_0;
import static org.lfads4j.config.Rule.ABOVE_0_TO_1;
import static org.lfads4j.config.Rule.FROM_0;
import static org.lfads4j.config.TuningFrequency.COMMON;
import static org.lfads4j.config.TuningFrequency.OCCASIONAL;
import static org.lfads4j.config.TuningFrequency.RARE;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The catalogue of all 61 hyperparameters: the single source of their names, types, defaults,
 * ranges, units, descriptions, and of what each of them changes. Validation, text forms, withers,
 * hashes and documentation are derived from it.
 *
 * <p>Constants are in the order of {@link #all()}, and each is identified by its name, the one that
 * files and the command line use. {@code Lfads.hyperparameters()} shows all of them as a table.
 *
 * @param <T> the type of the value
 */
public final class Hyperparameter<T> implements Setting<T> {
  private static final List<Hyperparameter<?>> ALL = new ArrayList<>();

  /** {@code name}. */
  public static final Hyperparameter<String> NAME =
      of(RUN_MANAGER, OCCASIONAL, "name", Domain.text(""), "a label")
          .hashed(HashScope.NONE)
          .says(
              "A label for this set of values, shown in summaries. It enters no hash.",
              "the label in summaries of the run and the fit");

  /** {@code version}. */
  public static final Hyperparameter<Integer> VERSION =
      of(RUN_MANAGER, RARE, "version", Domain.fixed(1), "a version number")
          .hashed(HashScope.NONE)
          .says(
              "Version of the meaning of all other values. Only the program sets it.",
              "the meaning of all other values");

  /** {@code spikeBinMs}. */
  public static final Hyperparameter<Double> SPIKE_BIN_MS =
      of(RUN_MANAGER, COMMON, "spikeBinMs", number(2, ABOVE_0), "ms")
          .hashed(HashScope.PARAMS_AND_DATA)
          .says(
              "Width of the bins that the model sees. Neighbouring bins of the recording are "
                  + "summed to this width, which must be a whole multiple of their own. If it is "
                  + "not set and 2 ms is no such multiple, the recording keeps its bins.",
              "the number of bins per trial and the counts in each");

  /** {@code c_allow_gpu_growth}. */
  public static final Hyperparameter<Boolean> ALLOW_GPU_GROWTH =
      of(ENGINE, OCCASIONAL, "c_allow_gpu_growth", Domain.flag(true))
          .says(
              "True lets the engine take GPU memory as it needs it; false lets it take all at the "
                  + "start. It acts only on engines that have such a switch, and only before the "
                  + "engine is loaded.",
              "how much GPU memory the process holds at the start");

  /** {@code c_max_ckpt_to_keep}. */
  public static final Hyperparameter<Integer> MAX_CKPT_TO_KEEP =
      of(ENGINE, RARE, "c_max_ckpt_to_keep", whole(5, 1), "checkpoints")
          .says(
              "Number of most recent checkpoints that are kept on disk.",
              "the number of recent checkpoint files");

  /** {@code c_max_ckpt_to_keep_lve}. */
  public static final Hyperparameter<Integer> MAX_CKPT_TO_KEEP_LVE =
      of(ENGINE, RARE, "c_max_ckpt_to_keep_lve", whole(5, 1), "checkpoints")
          .says(
              "Number of checkpoints with the lowest validation cost that are kept on disk.",
              "the number of checkpoint files with the lowest validation cost");

  /** {@code c_device}. */
  public static final Hyperparameter<String> DEVICE =
      of(ENGINE, RARE, "c_device", Domain.device("gpu:0"), "a device")
          .says(
              "Where the model is computed: the CPU, or a GPU by its number. If there is no such "
                  + "GPU, the CPU is used.",
              "the device on which parameters and batches are placed");

  /** {@code c_learning_rate_init}. */
  public static final Hyperparameter<Double> LEARNING_RATE_INIT =
      of(OPTIMIZATION, OCCASIONAL, "c_learning_rate_init", number(0.01, ABOVE_0), "update size")
          .says(
              "Learning rate at the start. It only falls during training.",
              "the size of the first updates");

  /** {@code c_learning_rate_decay_factor}. */
  public static final Hyperparameter<Double> LEARNING_RATE_DECAY_FACTOR =
      of(
              OPTIMIZATION,
              OCCASIONAL,
              "c_learning_rate_decay_factor",
              number(0.95, ABOVE_0_TO_1),
              "factor")
          .says(
              "Factor by which the learning rate is multiplied when the training cost no longer "
                  + "falls. With 1 the learning rate stays constant, and another rule must end "
                  + "training.",
              "the learning rate after a plateau");

  /** {@code c_learning_rate_n_to_compare}. */
  public static final Hyperparameter<Integer> LEARNING_RATE_N_TO_COMPARE =
      of(OPTIMIZATION, RARE, "c_learning_rate_n_to_compare", whole(6, 1), "epochs")
          .says(
              "Number of past epochs whose training costs are compared with the newest. The "
                  + "learning rate falls when the newest cost is higher than all of them.",
              "how soon the learning rate falls after the cost has risen");

  /** {@code c_learning_rate_stop}. */
  public static final Hyperparameter<Double> LEARNING_RATE_STOP =
      of(OPTIMIZATION, RARE, "c_learning_rate_stop", number(1e-5, FROM_0), "update size")
          .says(
              "Training ends when the learning rate falls below this value. With 0 it never ends "
                  + "for this reason.",
              "the epoch at which training ends");

  /** {@code c_max_grad_norm}. */
  public static final Hyperparameter<Double> MAX_GRAD_NORM =
      of(OPTIMIZATION, OCCASIONAL, "c_max_grad_norm", number(200, ABOVE_0), "gradient norm")
          .says(
              "Highest norm of the gradient of all trained parameters together; a gradient with a "
                  + "higher norm is scaled down to it. The cost is a sum over bins and neurons, "
                  + "and the default suits that scale.",
              "the size of updates with a larger gradient");

  /** {@code trainToTestRatio}. */
  public static final Hyperparameter<Integer> TRAIN_TO_TEST_RATIO =
      of(
              OPTIMIZATION,
              OCCASIONAL,
              "trainToTestRatio",
              whole(4, 1),
              "training trials per validation trial")
          .hashed(HashScope.PARAMS_AND_DATA)
          .says(
              "Number of training trials for each validation trial. With 4, the first of every 5 "
                  + "trials is used for validation. If the data contain a split, that split is "
                  + "used.",
              "which trials train and which validate");

  /** {@code c_batch_size}. */
  public static final Hyperparameter<Integer> BATCH_SIZE =
      of(OPTIMIZATION, COMMON, "c_batch_size", whole(256, 1), "trials")
          .says(
              "Number of trials per update. The last batch of an epoch may be smaller. If it is "
                  + "above the number of training trials, each epoch is a single update.",
              "the number of updates per epoch");

  /** {@code c_cell_clip_value}. */
  public static final Hyperparameter<Double> CELL_CLIP_VALUE =
      of(OPTIMIZATION, RARE, "c_cell_clip_value", number(5, ABOVE_0), "state magnitude")
          .says(
              "Highest absolute value of every recurrent state, applied after each step in all "
                  + "cells. The initial state of the generator is not clipped.",
              "recurrent states that would exceed it");

  /** {@code c_temporal_spike_jitter_width}. */
  public static final Hyperparameter<Integer> TEMPORAL_SPIKE_JITTER_WIDTH =
      of(OVERFITTING, RARE, "c_temporal_spike_jitter_width", whole(0, 0), "bins")
          .says(
              "In training, each spike is moved by a random number of bins, from minus this value "
                  + "to plus this value, and reflected at the ends of the trial. For Poisson "
                  + "output only; validation trials are not changed.",
              "the counts of the training batches");

  /** {@code c_keep_prob}. */
  public static final Hyperparameter<Double> KEEP_PROB =
      of(OVERFITTING, OCCASIONAL, "c_keep_prob", number(0.95, ABOVE_0_TO_1), "fraction kept")
          .says(
              "Fraction of values that dropout keeps: of the counts, the external inputs, the "
                  + "initial-condition code, the inputs of the controller and the outputs of the "
                  + "generator. 1 switches dropout off.",
              "the training cost, through values randomly set to zero");

  /** {@code c_l2_gen_scale}. */
  public static final Hyperparameter<Double> L2_GEN_SCALE =
      of(OVERFITTING, OCCASIONAL, "c_l2_gen_scale", number(500, FROM_0), "nats per trial")
          .says(
              "Weight of the L2 penalty on the recurrent weights and biases of the generator. The "
                  + "sum of squares is divided by the number of penalised values of generator and "
                  + "controller together.",
              "the L2 term of the cost");

  /** {@code c_l2_con_scale}. */
  public static final Hyperparameter<Double> L2_CON_SCALE =
      of(OVERFITTING, OCCASIONAL, "c_l2_con_scale", number(500, FROM_0), "nats per trial")
          .says(
              "Weight of the L2 penalty on the recurrent weights and biases of the controller. The "
                  + "sum of squares is divided by the same number as for the generator.",
              "the L2 term of the cost, when there is a controller");

  /** {@code c_co_mean_corr_scale}. */
  public static final Hyperparameter<Double> CO_MEAN_CORR_SCALE =
      of(OVERFITTING, RARE, "c_co_mean_corr_scale", number(0, FROM_0), "weight")
          .says(
              "Weight of the squared correlation over time between the means of different inferred "
                  + "inputs. It needs at least two inferred inputs.",
              "the correlation term of the cost");

  /** {@code c_kl_ic_weight}. */
  public static final Hyperparameter<Double> KL_IC_WEIGHT =
      of(UNDERFITTING, OCCASIONAL, "c_kl_ic_weight", number(1, FROM_0), "factor")
          .says(
              "Factor on the KL divergence of the initial condition from its prior. The cost is a "
                  + "bound on the likelihood only if this is 1.",
              "the initial condition's part of the KL term");

  /** {@code c_kl_co_weight}. */
  public static final Hyperparameter<Double> KL_CO_WEIGHT =
      of(UNDERFITTING, OCCASIONAL, "c_kl_co_weight", number(1, FROM_0), "factor")
          .says(
              "Factor on the KL divergence of the inferred inputs from their prior. The cost is a "
                  + "bound on the likelihood only if this is 1.",
              "the inferred inputs' part of the KL term");

  /** {@code c_kl_start_step}. */
  public static final Hyperparameter<Integer> KL_START_STEP =
      of(UNDERFITTING, OCCASIONAL, "c_kl_start_step", whole(0, 0), "updates")
          .says(
              "Number of updates before the KL terms enter the cost.",
              "the first step of the KL ramp");

  /** {@code c_kl_increase_steps}. */
  public static final Hyperparameter<Integer> KL_INCREASE_STEPS =
      of(UNDERFITTING, OCCASIONAL, "c_kl_increase_steps", whole(900, 0), "updates")
          .says(
              "Number of updates over which the weight of the KL terms grows from 0 to 1. With 0 "
                  + "they have full weight at once.",
              "the slope of the KL ramp");

  /** {@code c_l2_start_step}. */
  public static final Hyperparameter<Integer> L2_START_STEP =
      of(UNDERFITTING, RARE, "c_l2_start_step", whole(0, 0), "updates")
          .says(
              "Number of updates before the L2 penalty enters the cost.",
              "the first step of the L2 ramp");

  /** {@code c_l2_increase_steps}. */
  public static final Hyperparameter<Integer> L2_INCREASE_STEPS =
      of(UNDERFITTING, OCCASIONAL, "c_l2_increase_steps", whole(900, 0), "updates")
          .says(
              "Number of updates over which the weight of the L2 penalty grows from 0 to 1. With 0 "
                  + "it has full weight at once.",
              "the slope of the L2 ramp");

  /** {@code scaleIncreaseStepsWithDatasets}. */
  public static final Hyperparameter<Boolean> SCALE_INCREASE_STEPS_WITH_DATASETS =
      of(UNDERFITTING, OCCASIONAL, "scaleIncreaseStepsWithDatasets", Domain.flag(true))
          .hashed(HashScope.PARAMS_AND_DATA)
          .says(
              "True multiplies the lengths of the KL and L2 ramps by the number of sessions that "
                  + "share the model. The steps at which the ramps start do not change.",
              "the length of both ramps when several sessions share a model");

  /** {@code c_ext_input_dim}. */
  public static final Hyperparameter<Integer> EXT_INPUT_DIM =
      of(EXTERNAL_INPUTS, COMMON, "c_ext_input_dim", whole(0, 0), "inputs")
          .says(
              "Number of external inputs that come with the data. It must be the number that the "
                  + "data contain.",
              "the width of the input of the encoders or of the generator");

  /** {@code c_inject_ext_input_to_gen}. */
  public static final Hyperparameter<Boolean> INJECT_EXT_INPUT_TO_GEN =
      of(EXTERNAL_INPUTS, OCCASIONAL, "c_inject_ext_input_to_gen", Domain.flag(false))
          .says(
              "True feeds the external inputs to the generator, beside the inferred inputs; false "
                  + "feeds them to the encoders.",
              "which network receives the external inputs");

  /** {@code c_co_dim}. */
  public static final Hyperparameter<Integer> CO_DIM =
      of(CONTROLLER, COMMON, "c_co_dim", whole(4, 0), "inferred inputs")
          .says(
              "Number of inferred inputs, the outputs of the controller. With 0 there is no "
                  + "controller and no encoder for it.",
              "the number of inferred inputs");

  /** {@code c_prior_ar_atau}. */
  public static final Hyperparameter<Double> PRIOR_AR_ATAU =
      of(CONTROLLER, RARE, "c_prior_ar_atau", number(10, ABOVE_0), "bins")
          .says(
              "Time constant of the autoregressive prior of the inferred inputs: the value at the "
                  + "start of training, or the fixed value. It is counted in bins, so its meaning "
                  + "depends on the width of the bins.",
              "the autocorrelation of the prior, and so the KL term of the inferred inputs");

  /** {@code c_do_train_prior_ar_atau}. */
  public static final Hyperparameter<Boolean> DO_TRAIN_PRIOR_AR_ATAU =
      of(CONTROLLER, RARE, "c_do_train_prior_ar_atau", Domain.flag(true))
          .says(
              "Whether the time constants of the prior of the inferred inputs are trained, one for "
                  + "each input.",
              "whether the time constants of the prior change in training");

  /** {@code c_prior_ar_nvar}. */
  public static final Hyperparameter<Double> PRIOR_AR_NVAR =
      of(CONTROLLER, RARE, "c_prior_ar_nvar", number(0.1, ABOVE_0), "squared input units")
          .says(
              "Variance of the noise that the autoregressive prior of the inferred inputs adds in "
                  + "each bin: the value at the start of training, or the fixed value. The "
                  + "variance of the process itself is larger.",
              "the variance of the prior, and so the KL term of the inferred inputs");

  /** {@code c_do_train_prior_ar_nvar}. */
  public static final Hyperparameter<Boolean> DO_TRAIN_PRIOR_AR_NVAR =
      of(CONTROLLER, RARE, "c_do_train_prior_ar_nvar", Domain.flag(true))
          .says(
              "Whether the noise variances of the prior of the inferred inputs are trained, one "
                  + "for each input.",
              "whether the noise variances of the prior change in training");

  /** {@code c_do_causal_controller}. */
  public static final Hyperparameter<Boolean> DO_CAUSAL_CONTROLLER =
      of(CONTROLLER, OCCASIONAL, "c_do_causal_controller", Domain.flag(false))
          .says(
              "True removes the backward encoder of the controller, so that inferred inputs do not "
                  + "see later bins directly. The initial condition still sees the whole trial.",
              "whether the controller has a backward encoder");

  /** {@code c_do_feed_factors_to_controller}. */
  public static final Hyperparameter<Boolean> DO_FEED_FACTORS_TO_CONTROLLER =
      of(CONTROLLER, OCCASIONAL, "c_do_feed_factors_to_controller", Domain.flag(true))
          .says(
              "Whether the controller receives the factors (or the rates) of the previous bin. "
                  + "They contain what the initial condition knows of later bins.",
              "the width of the input of the controller");

  /** {@code c_feedback_factors_or_rates}. */
  public static final Hyperparameter<String> FEEDBACK_FACTORS_OR_RATES =
      of(CONTROLLER, RARE, "c_feedback_factors_or_rates", choice("factors", "rates"), "a choice")
          .says(
              "What is fed back to the controller: the factors, or the expected counts per bin. "
                  + "With rates the controller works for the neurons of one session only.",
              "the width and content of the input of the controller");

  /** {@code c_controller_input_lag}. */
  public static final Hyperparameter<Integer> CONTROLLER_INPUT_LAG =
      of(CONTROLLER, COMMON, "c_controller_input_lag", whole(1, 0), "bins")
          .says(
              "Lag, in bins, of what the controller sees: the forward encoding is this many bins "
                  + "earlier, the backward encoding this many bins later, with zeros beyond the "
                  + "ends of the trial. With 1 or more, inferred inputs are less likely to follow "
                  + "single spikes.",
              "which bins of the encoding reach the controller");

  /** {@code c_ci_enc_dim}. */
  public static final Hyperparameter<Integer> CI_ENC_DIM =
      of(CONTROLLER, OCCASIONAL, "c_ci_enc_dim", whole(128, 1), "units")
          .says(
              "Number of units of each encoder that reads the counts for the controller.",
              "the size of the encoders of the controller");

  /** {@code c_con_dim}. */
  public static final Hyperparameter<Integer> CON_DIM =
      of(CONTROLLER, OCCASIONAL, "c_con_dim", whole(128, 1), "units")
          .says("Number of units of the controller.", "the size of the controller");

  /** {@code c_co_prior_var_scale}. */
  public static final Hyperparameter<Double> CO_PRIOR_VAR_SCALE =
      of(CONTROLLER, RARE, "c_co_prior_var_scale", number(0.1, ABOVE_0), "squared input units")
          .inert(
              "c_co_prior_var_scale is set and has no effect: the prior of the inferred inputs is"
                  + " autoregressive; use c_prior_ar_nvar and c_prior_ar_atau")
          .says(
              "It has no effect and is accepted so that older settings can be used. The prior of "
                  + "the inferred inputs is set by its time constant and its noise variance.",
              "nothing but a notice");

  /** {@code c_num_steps_for_gen_ic}. */
  public static final Hyperparameter<Integer> NUM_STEPS_FOR_GEN_IC =
      of(INITIAL_CONDITIONS, RARE, "c_num_steps_for_gen_ic", whole(Integer.MAX_VALUE, 1), "bins")
          .says(
              "Number of bins, from the start of the trial, from which the initial condition is "
                  + "inferred. The default is the whole trial. The encoders of the controller "
                  + "always read the whole trial.",
              "which bins the initial condition depends on");

  /** {@code c_ic_dim}. */
  public static final Hyperparameter<Integer> IC_DIM =
      of(INITIAL_CONDITIONS, COMMON, "c_ic_dim", whole(64, 0), "dimensions")
          .says(
              "Number of dimensions of the inferred initial condition. If it equals c_gen_dim, the "
                  + "initial condition is the initial state of the generator itself. With 0 all "
                  + "trials start from one trained state.",
              "the number of dimensions of the initial condition");

  /** {@code c_ic_enc_dim}. */
  public static final Hyperparameter<Integer> IC_ENC_DIM =
      of(INITIAL_CONDITIONS, OCCASIONAL, "c_ic_enc_dim", whole(128, 1), "units")
          .says(
              "Number of units, in each direction, of the encoder that reads the counts for the "
                  + "initial condition.",
              "the size of the encoders of the initial condition");

  /** {@code c_ic_prior_var_min}. */
  public static final Hyperparameter<Double> IC_PRIOR_VAR_MIN =
      of(INITIAL_CONDITIONS, RARE, "c_ic_prior_var_min", number(0.1, FROM_0), "squared state units")
          .says(
              "Lowest variance of the prior of the initial condition. If it equals the highest, "
                  + "the variance is fixed.",
              "the range of the variance of the prior");

  /** {@code c_ic_prior_var_scale}. */
  public static final Hyperparameter<Double> IC_PRIOR_VAR_SCALE =
      of(
              INITIAL_CONDITIONS,
              RARE,
              "c_ic_prior_var_scale",
              number(0.1, ABOVE_0),
              "squared state units")
          .says(
              "Variance of the prior of the initial condition: the value at the start of training, "
                  + "or the fixed value if lowest and highest are equal. It must lie between the "
                  + "two.",
              "the first variance of the prior, and so the KL term of the initial condition");

  /** {@code c_ic_prior_var_max}. */
  public static final Hyperparameter<Double> IC_PRIOR_VAR_MAX =
      of(
              INITIAL_CONDITIONS,
              RARE,
              "c_ic_prior_var_max",
              number(0.1, ABOVE_0),
              "squared state units")
          .says(
              "Highest variance of the prior of the initial condition. If it is above the lowest, "
                  + "the variance is trained.",
              "whether the variance of the prior is trained, and its range");

  /** {@code c_ic_post_var_min}. */
  public static final Hyperparameter<Double> IC_POST_VAR_MIN =
      of(INITIAL_CONDITIONS, RARE, "c_ic_post_var_min", number(1e-4, FROM_0), "squared state units")
          .says(
              "Value that is added to the variance of the posterior of the initial condition. It "
                  + "limits how much the encoder can say about a trial.",
              "the variance of the posterior");

  /** {@code c_cell_weight_scale}. */
  public static final Hyperparameter<Double> CELL_WEIGHT_SCALE =
      of(GENERATOR, RARE, "c_cell_weight_scale", number(1, FROM_0), "factor")
          .says(
              "Scale of the random initial weights of the gates of the encoders and of the "
                  + "controller, which are divided by the square root of the number of inputs. The "
                  + "candidate weights of the encoders and the generator have scales of their own.",
              "the initial weights of encoders and controller");

  /** {@code c_gen_dim}. */
  public static final Hyperparameter<Integer> GEN_DIM =
      of(GENERATOR, COMMON, "c_gen_dim", whole(100, 1), "units")
          .says("Number of units of the generator.", "the size of the generator");

  /** {@code c_gen_cell_input_weight_scale}. */
  public static final Hyperparameter<Double> GEN_CELL_INPUT_WEIGHT_SCALE =
      of(GENERATOR, RARE, "c_gen_cell_input_weight_scale", number(1, FROM_0), "factor")
          .says(
              "Scale of the random initial input weights of the generator, which are divided by "
                  + "the square root of the number of inputs. It has no effect on a generator "
                  + "without inputs.",
              "the initial input weights of the generator");

  /** {@code c_gen_cell_rec_weight_scale}. */
  public static final Hyperparameter<Double> GEN_CELL_REC_WEIGHT_SCALE =
      of(GENERATOR, RARE, "c_gen_cell_rec_weight_scale", number(1, FROM_0), "factor")
          .says(
              "Scale of the random initial recurrent weights of the generator, which are divided "
                  + "by the square root of the number of units.",
              "the initial recurrent weights of the generator");

  /** {@code c_factors_dim}. */
  public static final Hyperparameter<Integer> FACTORS_DIM =
      of(GENERATOR, COMMON, "c_factors_dim", whole(50, 1), "factors")
          .hashed(HashScope.PARAMS_AND_DATA)
          .says(
              "Number of factors, which lie between the generator and the rates. A read-in matrix "
                  + "has this width too, so the value enters the data hash.",
              "the number of factors");

  /** {@code c_output_dist}. */
  public static final Hyperparameter<String> OUTPUT_DIST =
      of(GENERATOR, OCCASIONAL, "c_output_dist", choice("poisson", "gaussian"), "a choice")
          .says(
              "Distribution of the data around the rates: Poisson for whole counts, Gaussian for "
                  + "real values (the variances are trained).",
              "the reconstruction term of the cost, and which data are accepted");

  /** {@code c_do_train_readin}. */
  public static final Hyperparameter<Boolean> DO_TRAIN_READIN =
      of(STITCHING, COMMON, "c_do_train_readin", Domain.flag(true))
          .says(
              "Whether the matrices from the neurons of each session to the shared encoders are "
                  + "trained. If not, they keep the values of the alignment matrices.",
              "whether the read-in matrices change in training");

  /** {@code useAlignmentMatrix}. */
  public static final Hyperparameter<Boolean> USE_ALIGNMENT_MATRIX =
      of(STITCHING, COMMON, "useAlignmentMatrix", Domain.flag(false))
          .hashed(HashScope.PARAMS_AND_DATA)
          .says(
              "Whether training of several sessions starts from alignment matrices that are "
                  + "computed from the data.",
              "the initial read-in and read-out matrices");

  /** {@code useSingleDatasetAlignmentMatrix}. */
  public static final Hyperparameter<Boolean> USE_SINGLE_DATASET_ALIGNMENT_MATRIX =
      of(STITCHING, RARE, "useSingleDatasetAlignmentMatrix", Domain.flag(false))
          .hashed(HashScope.PARAMS_AND_DATA)
          .says(
              "True gives a model of one session a read-in matrix too, which starts from its "
                  + "principal components. The encoders then have fewer inputs than neurons.",
              "whether a single session has a read-in matrix");

  /** {@code alignmentApproach}. */
  public static final Hyperparameter<String> ALIGNMENT_APPROACH =
      of(STITCHING, COMMON, "alignmentApproach", Domain.text("regressGlobalPCs"), "a name")
          .hashed(HashScope.PARAMS_AND_DATA)
          .says(
              "How alignment matrices are computed: the principal components of all sessions"
                  + " together are regressed on the neurons of each session, by least squares"
                  + " (regressGlobalPCs) or with a ridge penalty chosen by cross-validation"
                  + " (ridgeRegressGlobalPCs). It can also be the name of an approach of your own.",
              "the alignment matrices");

  /** {@code alignmentExtraArgs}. */
  public static final Hyperparameter<Map<String, String>> ALIGNMENT_EXTRA_ARGS =
      of(STITCHING, OCCASIONAL, "alignmentExtraArgs", Domain.arguments(), "names and texts")
          .hashed(HashScope.PARAMS_AND_DATA)
          .says(
              "Further settings of the alignment, as names with their values.",
              "the alignment matrices");

  /** {@code posterior_mean_kind}. */
  public static final Hyperparameter<String> POSTERIOR_MEAN_KIND =
      of(
              POSTERIOR,
              COMMON,
              "posterior_mean_kind",
              choice("posterior_sample_and_average", "posterior_push_mean"),
              "a choice")
          .hashed(HashScope.NONE)
          .says(
              "How posterior means are computed: as an average over many samples of the posterior, "
                  + "or with one pass of its mean. One pass is faster but not the same, because "
                  + "the network is not linear.",
              "how rates, factors and inferred inputs are averaged");

  /** {@code num_samples_posterior}. */
  public static final Hyperparameter<Integer> NUM_SAMPLES_POSTERIOR =
      of(POSTERIOR, OCCASIONAL, "num_samples_posterior", whole(512, 1), "samples")
          .hashed(HashScope.NONE)
          .says(
              "Number of posterior samples per trial that are averaged. It has no effect with "
                  + "posterior_push_mean, which needs a single pass.",
              "the noise of posterior averages, and the time they take");

  private final Entry<T> entry;
  private final String description;
  private final String changes;

  private Hyperparameter(Entry<T> entry, String description, String changes) {
    this.entry = entry;
    this.description = description;
    this.changes = changes;
  }

  /** An entry of the catalogue, which is listed when its words are there. */
  private record Entry<T>(
      Group group,
      TuningFrequency tuning,
      String name,
      Domain<T> domain,
      String unit,
      HashScope scope,
      Optional<String> inert) {

    Entry<T> hashed(HashScope other) {
      return new Entry<>(group, tuning, name, domain, unit, other, inert);
    }

    Entry<T> inert(String notice) {
      return new Entry<>(group, tuning, name, domain, unit, scope, Optional.of(notice));
    }

    Hyperparameter<T> says(String description, String changes) {
      Hyperparameter<T> hyperparameter = new Hyperparameter<>(this, description, changes);
      ALL.add(hyperparameter);
      return hyperparameter;
    }
  }

  private static <T> Entry<T> of(
      Group group, TuningFrequency tuning, String name, Domain<T> domain, String unit) {
    return new Entry<>(group, tuning, name, domain, unit, HashScope.PARAMS, Optional.empty());
  }

  private static Entry<Boolean> of(
      Group group, TuningFrequency tuning, String name, Domain<Boolean> domain) {
    return of(group, tuning, name, domain, domain.type().name());
  }

  /** All 61, in page order. */
  public static List<Hyperparameter<?>> all() {
    return Collections.unmodifiableList(ALL);
  }

  /**
   * The hyperparameter of that page name.
   *
   * @throws IllegalArgumentException if there is none; the message suggests the nearest name
   */
  public static Hyperparameter<?> named(String name) {
    return NearestName.find("hyperparameter", name, ALL, Hyperparameter::name);
  }

  @Override
  public String name() {
    return entry.name;
  }

  @Override
  public String flag() {
    return "--" + entry.name;
  }

  @Override
  public String nameOnCommandLine() {
    return entry.name;
  }

  @Override
  public String javaName() {
    String[] parts = shortName().split("_", -1);
    StringBuilder name = new StringBuilder(parts[0]);
    for (int i = 1; i < parts.length; i++) {
      name.append(parts[i].substring(0, 1).toUpperCase(Locale.ROOT)).append(parts[i].substring(1));
    }
    return name.toString();
  }

  /** The page name without its {@code c_}. */
  public String shortName() {
    return entry.name.startsWith("c_") ? entry.name.substring(2) : entry.name;
  }

  @Override
  public ValueType<T> type() {
    return entry.domain.type();
  }

  /** The value it has unless another is requested. */
  public T defaultValue() {
    return entry.domain.defaultValue().orElseThrow();
  }

  /** The default as people read it: the largest whole number is no limit. */
  public String defaultText() {
    return defaultValue().equals(Integer.MAX_VALUE) ? "no limit" : text(defaultValue());
  }

  @Override
  public String rangeText() {
    return entry.domain.rangeText();
  }

  Rule range() {
    return entry.domain.range();
  }

  /** The section it belongs to. */
  public Group group() {
    return entry.group;
  }

  /** How often users change it. */
  public TuningFrequency tuningFrequency() {
    return entry.tuning;
  }

  /** What its value counts or measures. */
  public String unit() {
    return entry.unit;
  }

  @Override
  public String description() {
    return description;
  }

  /** What observably changes when it changes. */
  public String changes() {
    return changes;
  }

  @Override
  public boolean inParamHash() {
    return entry.scope != HashScope.NONE;
  }

  /** Whether its value is part of {@link Hashes#dataHash}. */
  public boolean inDataHash() {
    return entry.scope == HashScope.PARAMS_AND_DATA;
  }

  @Override
  public T parse(String text) {
    return read(text);
  }

  /** A notice for the user who has set this one, if it has no effect. */
  public Optional<String> notice(RunParams params) {
    return entry.inert.filter(unused -> params.isSet(this));
  }

  /** The value that a number, boolean, text or map stands for, checked. */
  T read(Object raw) {
    return entry.domain.read(this, raw);
  }

  @Override
  public String toString() {
    return entry.name;
  }
}
