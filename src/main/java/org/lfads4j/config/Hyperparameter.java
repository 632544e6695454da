package org.lfads4j.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The catalogue of all 61 hyperparameters: the single source of their names, types, defaults,
 * ranges, units, descriptions, and of what each of them changes. Validation, text forms, withers,
 * hashes and documentation are derived from it.
 *
 * <p>Constants stand in the order of {@link #all()}, and each is identified by its page name, the
 * one that files and the command line use.
 *
 * @param <T> the type of the value
 */
public final class Hyperparameter<T> implements Setting<T> {

  /** {@code name}. */
  public static final Hyperparameter<String> NAME =
      of(
              Group.RUN_MANAGER,
              TuningFrequency.OCCASIONAL,
              "name",
              Domain.text(""),
              "a label",
              "A label for this set of values. It appears in summaries and in no hash.",
              "the label in summaries of the run and the fit")
          .hashed(HashScope.NONE);

  /** {@code version}. */
  public static final Hyperparameter<Integer> VERSION =
      of(
              Group.RUN_MANAGER,
              TuningFrequency.RARE,
              "version",
              Domain.fixed(1),
              "a version number",
              "The version of the meaning of all other values. The program sets it; nobody "
                  + "else can.",
              "which version's meaning the other values have")
          .hashed(HashScope.NONE);

  /** {@code spikeBinMs}. */
  public static final Hyperparameter<Double> SPIKE_BIN_MS =
      of(
              Group.RUN_MANAGER,
              TuningFrequency.COMMON,
              "spikeBinMs",
              Domain.number(2.0, Rule.above(0)),
              "ms",
              "Width of the bins the model sees; neighbouring bins of the recording are "
                  + "summed to it, so it must be a whole multiple of theirs. Left unset, a "
                  + "recording whose bins do not divide 2 ms keeps its own.",
              "the number of bins per trial and the counts in each")
          .hashed(HashScope.PARAMS_AND_DATA);

  /** {@code c_allow_gpu_growth}. */
  public static final Hyperparameter<Boolean> ALLOW_GPU_GROWTH =
      of(
          Group.ENGINE,
          TuningFrequency.OCCASIONAL,
          "c_allow_gpu_growth",
          Domain.flag(true),
          "true or false",
          "Lets the engine claim GPU memory as it needs it instead of all at the start. "
              + "It matters only on engines that have such a switch, and before the engine is "
              + "loaded.",
          "how much GPU memory the process holds from the start");

  /** {@code c_max_ckpt_to_keep}. */
  public static final Hyperparameter<Integer> MAX_CKPT_TO_KEEP =
      of(
          Group.ENGINE,
          TuningFrequency.RARE,
          "c_max_ckpt_to_keep",
          Domain.whole(5, Rule.countFrom(1)),
          "checkpoints",
          "How many of the most recent checkpoints stay on disk.",
          "the number of recent checkpoint files");

  /** {@code c_max_ckpt_to_keep_lve}. */
  public static final Hyperparameter<Integer> MAX_CKPT_TO_KEEP_LVE =
      of(
          Group.ENGINE,
          TuningFrequency.RARE,
          "c_max_ckpt_to_keep_lve",
          Domain.whole(5, Rule.countFrom(1)),
          "checkpoints",
          "How many of the checkpoints with the lowest validation error stay on disk.",
          "the number of lowest-validation-error checkpoint files");

  /** {@code c_device}. */
  public static final Hyperparameter<String> DEVICE =
      of(
          Group.ENGINE,
          TuningFrequency.RARE,
          "c_device",
          Domain.device("gpu:0"),
          "a device",
          "Where the arrays live: a GPU by its number, or the CPU. A GPU that is absent "
              + "is replaced by the CPU.",
          "the device on which parameters and batches are placed");

  /** {@code c_learning_rate_init}. */
  public static final Hyperparameter<Double> LEARNING_RATE_INIT =
      of(
          Group.OPTIMIZATION,
          TuningFrequency.OCCASIONAL,
          "c_learning_rate_init",
          Domain.number(0.01, Rule.above(0)),
          "update size",
          "Learning rate of the first updates; the plateau rule only lowers it.",
          "the size of the first updates");

  /** {@code c_learning_rate_decay_factor}. */
  public static final Hyperparameter<Double> LEARNING_RATE_DECAY_FACTOR =
      of(
          Group.OPTIMIZATION,
          TuningFrequency.OCCASIONAL,
          "c_learning_rate_decay_factor",
          Domain.number(0.95, Rule.aboveUpTo(0, 1)),
          "factor",
          "What the learning rate is multiplied by when the training cost stops falling. "
              + "1 keeps it constant, and then only another stop rule ends training.",
          "the learning rate after a plateau");

  /** {@code c_learning_rate_n_to_compare}. */
  public static final Hyperparameter<Integer> LEARNING_RATE_N_TO_COMPARE =
      of(
          Group.OPTIMIZATION,
          TuningFrequency.RARE,
          "c_learning_rate_n_to_compare",
          Domain.whole(6, Rule.countFrom(1)),
          "epochs",
          "Length of the window of past training costs. The learning rate drops when the "
              + "newest cost exceeds all of them.",
          "how soon after a rise of the cost the learning rate drops");

  /** {@code c_learning_rate_stop}. */
  public static final Hyperparameter<Double> LEARNING_RATE_STOP =
      of(
          Group.OPTIMIZATION,
          TuningFrequency.RARE,
          "c_learning_rate_stop",
          Domain.number(1e-5, Rule.atLeast(0)),
          "update size",
          "Training ends when the learning rate has fallen below this. 0 never ends it.",
          "the epoch at which training ends");

  /** {@code c_max_grad_norm}. */
  public static final Hyperparameter<Double> MAX_GRAD_NORM =
      of(
          Group.OPTIMIZATION,
          TuningFrequency.OCCASIONAL,
          "c_max_grad_norm",
          Domain.number(200.0, Rule.above(0)),
          "gradient norm",
          "Longest gradient, over all trained parameters together, that is used as it is; "
              + "a longer one is shortened to this. The cost is a sum over bins and neurons, "
              + "and the default belongs to that scale.",
          "the size of an update whose gradient is longer");

  /** {@code trainToTestRatio}. */
  public static final Hyperparameter<Integer> TRAIN_TO_TEST_RATIO =
      of(
              Group.OPTIMIZATION,
              TuningFrequency.OCCASIONAL,
              "trainToTestRatio",
              Domain.whole(4, Rule.countFrom(1)),
              "training trials per validation trial",
              "Training trials per validation trial: with 4, the first of every 5 trials "
                  + "validates. A split that the data bring along wins.",
              "which trials train and which validate")
          .hashed(HashScope.PARAMS_AND_DATA);

  /** {@code c_batch_size}. */
  public static final Hyperparameter<Integer> BATCH_SIZE =
      of(
          Group.OPTIMIZATION,
          TuningFrequency.COMMON,
          "c_batch_size",
          Domain.whole(256, Rule.countFrom(1)),
          "trials",
          "Trials per update. The last batch of an epoch may be shorter; more than there "
              + "are training trials makes each epoch a single update.",
          "the number of updates per epoch");

  /** {@code c_cell_clip_value}. */
  public static final Hyperparameter<Double> CELL_CLIP_VALUE =
      of(
          Group.OPTIMIZATION,
          TuningFrequency.RARE,
          "c_cell_clip_value",
          Domain.number(5.0, Rule.above(0)),
          "state magnitude",
          "Limit on the magnitude of every recurrent state, applied after each step in "
              + "all cells. The generator's initial state is not limited.",
          "recurrent states, where they would exceed it");

  /** {@code c_temporal_spike_jitter_width}. */
  public static final Hyperparameter<Integer> TEMPORAL_SPIKE_JITTER_WIDTH =
      of(
          Group.OVERFITTING,
          TuningFrequency.RARE,
          "c_temporal_spike_jitter_width",
          Domain.whole(0, Rule.countFrom(0)),
          "bins",
          "Each spike of a training batch is moved by a whole number of bins drawn evenly "
              + "from minus this to plus this, reflected at the ends of the trial. Poisson "
              + "output only; validation trials stay as they are.",
          "the counts of the training batches");

  /** {@code c_keep_prob}. */
  public static final Hyperparameter<Double> KEEP_PROB =
      of(
          Group.OVERFITTING,
          TuningFrequency.OCCASIONAL,
          "c_keep_prob",
          Domain.number(0.95, Rule.aboveUpTo(0, 1)),
          "fraction kept",
          "Fraction of values kept by dropout, on the counts, the external inputs, the "
              + "initial-condition code, the controller's inputs and the generator's outputs. 1 "
              + "switches dropout off.",
          "the training cost, through random zeros");

  /** {@code c_l2_gen_scale}. */
  public static final Hyperparameter<Double> L2_GEN_SCALE =
      of(
          Group.OVERFITTING,
          TuningFrequency.OCCASIONAL,
          "c_l2_gen_scale",
          Domain.number(500.0, Rule.atLeast(0)),
          "nats per trial",
          "Weight of the squared recurrent weights and biases of the generator. The sum "
              + "is divided by the number of penalised values of generator and controller "
              + "together.",
          "the L2 term of the cost");

  /** {@code c_l2_con_scale}. */
  public static final Hyperparameter<Double> L2_CON_SCALE =
      of(
          Group.OVERFITTING,
          TuningFrequency.OCCASIONAL,
          "c_l2_con_scale",
          Domain.number(500.0, Rule.atLeast(0)),
          "nats per trial",
          "Weight of the squared recurrent weights and biases of the controller. It "
              + "shares its denominator with the generator's penalty.",
          "the L2 term of the cost, when there is a controller");

  /** {@code c_co_mean_corr_scale}. */
  public static final Hyperparameter<Double> CO_MEAN_CORR_SCALE =
      of(
          Group.OVERFITTING,
          TuningFrequency.RARE,
          "c_co_mean_corr_scale",
          Domain.number(0.0, Rule.atLeast(0)),
          "weight",
          "Weight of the squared correlation through time between the means of different "
              + "inferred inputs. It needs at least two of them.",
          "the correlation term of the cost");

  /** {@code c_kl_ic_weight}. */
  public static final Hyperparameter<Double> KL_IC_WEIGHT =
      of(
          Group.UNDERFITTING,
          TuningFrequency.OCCASIONAL,
          "c_kl_ic_weight",
          Domain.number(1.0, Rule.atLeast(0)),
          "factor",
          "Factor on the divergence of the initial condition from its prior. Only at 1 is "
              + "the cost a bound on the likelihood.",
          "the initial condition's part of the KL term");

  /** {@code c_kl_co_weight}. */
  public static final Hyperparameter<Double> KL_CO_WEIGHT =
      of(
          Group.UNDERFITTING,
          TuningFrequency.OCCASIONAL,
          "c_kl_co_weight",
          Domain.number(1.0, Rule.atLeast(0)),
          "factor",
          "Factor on the divergence of the inferred inputs from their prior. Only at 1 is "
              + "the cost a bound on the likelihood.",
          "the inferred inputs' part of the KL term");

  /** {@code c_kl_start_step}. */
  public static final Hyperparameter<Integer> KL_START_STEP =
      of(
          Group.UNDERFITTING,
          TuningFrequency.OCCASIONAL,
          "c_kl_start_step",
          Domain.whole(0, Rule.countFrom(0)),
          "updates",
          "Number of updates before the KL terms begin to count.",
          "the KL ramp's first step");

  /** {@code c_kl_increase_steps}. */
  public static final Hyperparameter<Integer> KL_INCREASE_STEPS =
      of(
          Group.UNDERFITTING,
          TuningFrequency.OCCASIONAL,
          "c_kl_increase_steps",
          Domain.whole(900, Rule.countFrom(0)),
          "updates",
          "Number of updates over which the weight of the KL terms grows from 0 to 1. 0 "
              + "gives full weight at once.",
          "the KL ramp's slope");

  /** {@code c_l2_start_step}. */
  public static final Hyperparameter<Integer> L2_START_STEP =
      of(
          Group.UNDERFITTING,
          TuningFrequency.RARE,
          "c_l2_start_step",
          Domain.whole(0, Rule.countFrom(0)),
          "updates",
          "Number of updates before the L2 penalty begins to count.",
          "the L2 ramp's first step");

  /** {@code c_l2_increase_steps}. */
  public static final Hyperparameter<Integer> L2_INCREASE_STEPS =
      of(
          Group.UNDERFITTING,
          TuningFrequency.OCCASIONAL,
          "c_l2_increase_steps",
          Domain.whole(900, Rule.countFrom(0)),
          "updates",
          "Number of updates over which the weight of the L2 penalty grows from 0 to 1. 0 "
              + "gives full weight at once.",
          "the L2 ramp's slope");

  /** {@code scaleIncreaseStepsWithDatasets}. */
  public static final Hyperparameter<Boolean> SCALE_INCREASE_STEPS_WITH_DATASETS =
      of(
              Group.UNDERFITTING,
              TuningFrequency.OCCASIONAL,
              "scaleIncreaseStepsWithDatasets",
              Domain.flag(true),
              "true or false",
              "Makes both ramps longer by the number of sessions that share the model. Their "
                  + "start steps stay as they are.",
              "the length of both ramps when several sessions share a model")
          .hashed(HashScope.PARAMS_AND_DATA);

  /** {@code c_ext_input_dim}. */
  public static final Hyperparameter<Integer> EXT_INPUT_DIM =
      of(
          Group.EXTERNAL_INPUTS,
          TuningFrequency.COMMON,
          "c_ext_input_dim",
          Domain.whole(0, Rule.countFrom(0)),
          "inputs",
          "Number of known inputs that come with the data. It must equal the number the "
              + "data hold.",
          "the width of the encoders' or the generator's input");

  /** {@code c_inject_ext_input_to_gen}. */
  public static final Hyperparameter<Boolean> INJECT_EXT_INPUT_TO_GEN =
      of(
          Group.EXTERNAL_INPUTS,
          TuningFrequency.OCCASIONAL,
          "c_inject_ext_input_to_gen",
          Domain.flag(false),
          "true or false",
          "True feeds the known inputs to the generator beside the inferred ones; false "
              + "lets the encoders see them.",
          "which network receives the external inputs");

  /** {@code c_co_dim}. */
  public static final Hyperparameter<Integer> CO_DIM =
      of(
          Group.CONTROLLER,
          TuningFrequency.COMMON,
          "c_co_dim",
          Domain.whole(4, Rule.countFrom(0)),
          "inferred inputs",
          "Number of inferred inputs, the outputs of the controller. 0 builds no "
              + "controller and no encoders for it.",
          "the number of inferred inputs");

  /** {@code c_prior_ar_atau}. */
  public static final Hyperparameter<Double> PRIOR_AR_ATAU =
      of(
          Group.CONTROLLER,
          TuningFrequency.RARE,
          "c_prior_ar_atau",
          Domain.number(10.0, Rule.above(0)),
          "bins",
          "Time constant of the autoregressive prior of the inferred inputs: where "
              + "training starts, or its fixed value. It is counted in bins, so the width of a "
              + "bin changes its meaning.",
          "the prior's autocorrelation, and with it the inferred inputs' KL");

  /** {@code c_do_train_prior_ar_atau}. */
  public static final Hyperparameter<Boolean> DO_TRAIN_PRIOR_AR_ATAU =
      of(
          Group.CONTROLLER,
          TuningFrequency.RARE,
          "c_do_train_prior_ar_atau",
          Domain.flag(true),
          "true or false",
          "Whether the time constants of the inferred inputs' prior are trained, one per "
              + "input.",
          "whether the prior's time constants move in training");

  /** {@code c_prior_ar_nvar}. */
  public static final Hyperparameter<Double> PRIOR_AR_NVAR =
      of(
          Group.CONTROLLER,
          TuningFrequency.RARE,
          "c_prior_ar_nvar",
          Domain.number(0.1, Rule.above(0)),
          "squared input units",
          "Variance of the fresh noise in each bin of the autoregressive prior: where "
              + "training starts, or its fixed value. The variance of the process itself is "
              + "larger.",
          "the prior's variance, and with it the inferred inputs' KL");

  /** {@code c_do_train_prior_ar_nvar}. */
  public static final Hyperparameter<Boolean> DO_TRAIN_PRIOR_AR_NVAR =
      of(
          Group.CONTROLLER,
          TuningFrequency.RARE,
          "c_do_train_prior_ar_nvar",
          Domain.flag(true),
          "true or false",
          "Whether the noise variances of the inferred inputs' prior are trained, one per "
              + "input.",
          "whether the prior's noise variances move in training");

  /** {@code c_do_causal_controller}. */
  public static final Hyperparameter<Boolean> DO_CAUSAL_CONTROLLER =
      of(
          Group.CONTROLLER,
          TuningFrequency.OCCASIONAL,
          "c_do_causal_controller",
          Domain.flag(false),
          "true or false",
          "True removes the backward encoder of the controller, so that inferred inputs "
              + "do not see later bins directly. The initial condition still sees the whole "
              + "trial.",
          "whether the controller has a backward encoder");

  /** {@code c_do_feed_factors_to_controller}. */
  public static final Hyperparameter<Boolean> DO_FEED_FACTORS_TO_CONTROLLER =
      of(
          Group.CONTROLLER,
          TuningFrequency.OCCASIONAL,
          "c_do_feed_factors_to_controller",
          Domain.flag(true),
          "true or false",
          "Whether the controller receives the previous bin's factors, or rates. They "
              + "carry what the initial condition knows of later bins.",
          "the width of the controller's input");

  /** {@code c_feedback_factors_or_rates}. */
  public static final Hyperparameter<String> FEEDBACK_FACTORS_OR_RATES =
      of(
          Group.CONTROLLER,
          TuningFrequency.RARE,
          "c_feedback_factors_or_rates",
          Domain.choice("factors", "rates"),
          "a choice",
          "What is fed back to the controller: the factors, or the expected counts per "
              + "bin. Rates bind the controller to one session's neurons.",
          "the width and content of the controller's input");

  /** {@code c_controller_input_lag}. */
  public static final Hyperparameter<Integer> CONTROLLER_INPUT_LAG =
      of(
          Group.CONTROLLER,
          TuningFrequency.COMMON,
          "c_controller_input_lag",
          Domain.whole(1, Rule.countFrom(0)),
          "bins",
          "Delay of what the controller sees: the forward encoding this many bins "
              + "earlier, the backward one this many later, zeros beyond the ends. A lag of one "
              + "or more makes spiky inputs less likely.",
          "which bins of the encoding reach the controller");

  /** {@code c_ci_enc_dim}. */
  public static final Hyperparameter<Integer> CI_ENC_DIM =
      of(
          Group.CONTROLLER,
          TuningFrequency.OCCASIONAL,
          "c_ci_enc_dim",
          Domain.whole(128, Rule.countFrom(1)),
          "units",
          "Units of each encoder that reads the counts for the controller.",
          "the size of the controller's encoders");

  /** {@code c_con_dim}. */
  public static final Hyperparameter<Integer> CON_DIM =
      of(
          Group.CONTROLLER,
          TuningFrequency.OCCASIONAL,
          "c_con_dim",
          Domain.whole(128, Rule.countFrom(1)),
          "units",
          "Units of the controller.",
          "the size of the controller");

  /** {@code c_co_prior_var_scale}. */
  public static final Hyperparameter<Double> CO_PRIOR_VAR_SCALE =
      of(
              Group.CONTROLLER,
              TuningFrequency.RARE,
              "c_co_prior_var_scale",
              Domain.number(0.1, Rule.above(0)),
              "squared input units",
              "Accepted for the sake of old settings and without effect. The prior of the "
                  + "inferred inputs is set by its time constant and noise variance.",
              "nothing but a notice")
          .inert(
              "c_co_prior_var_scale is set and changes nothing: the prior of the inferred "
                  + "inputs is autoregressive; use c_prior_ar_nvar and c_prior_ar_atau");

  /** {@code c_num_steps_for_gen_ic}. */
  public static final Hyperparameter<Integer> NUM_STEPS_FOR_GEN_IC =
      of(
          Group.INITIAL_CONDITIONS,
          TuningFrequency.RARE,
          "c_num_steps_for_gen_ic",
          Domain.whole(Integer.MAX_VALUE, Rule.countFrom(1)),
          "bins",
          "How many bins from the start of the trial the initial condition is inferred "
              + "from. The default means the whole trial; the controller's encoders always read "
              + "it all.",
          "which bins the initial condition depends on");

  /** {@code c_ic_dim}. */
  public static final Hyperparameter<Integer> IC_DIM =
      of(
          Group.INITIAL_CONDITIONS,
          TuningFrequency.COMMON,
          "c_ic_dim",
          Domain.whole(64, Rule.countFrom(0)),
          "dimensions",
          "Dimensions of the inferred initial condition. If they equal the generator's "
              + "units it is the generator's first state itself; 0 starts every trial from one "
              + "learned state.",
          "the number of initial-condition coordinates");

  /** {@code c_ic_enc_dim}. */
  public static final Hyperparameter<Integer> IC_ENC_DIM =
      of(
          Group.INITIAL_CONDITIONS,
          TuningFrequency.OCCASIONAL,
          "c_ic_enc_dim",
          Domain.whole(128, Rule.countFrom(1)),
          "units",
          "Units, in each direction, of the encoder that reads the counts for the initial "
              + "condition.",
          "the size of the initial condition's encoders");

  /** {@code c_ic_prior_var_min}. */
  public static final Hyperparameter<Double> IC_PRIOR_VAR_MIN =
      of(
          Group.INITIAL_CONDITIONS,
          TuningFrequency.RARE,
          "c_ic_prior_var_min",
          Domain.number(0.1, Rule.atLeast(0)),
          "squared state units",
          "Lowest variance the prior of the initial condition may take. Equal to the "
              + "highest, the variance is fixed.",
          "the range of the prior's variance");

  /** {@code c_ic_prior_var_scale}. */
  public static final Hyperparameter<Double> IC_PRIOR_VAR_SCALE =
      of(
          Group.INITIAL_CONDITIONS,
          TuningFrequency.RARE,
          "c_ic_prior_var_scale",
          Domain.number(0.1, Rule.above(0)),
          "squared state units",
          "Variance of the initial condition's prior: where training starts, or its fixed "
              + "value when lowest and highest are equal. It lies between the two.",
          "the prior's first variance, and with it the initial condition's KL");

  /** {@code c_ic_prior_var_max}. */
  public static final Hyperparameter<Double> IC_PRIOR_VAR_MAX =
      of(
          Group.INITIAL_CONDITIONS,
          TuningFrequency.RARE,
          "c_ic_prior_var_max",
          Domain.number(0.1, Rule.above(0)),
          "squared state units",
          "Highest variance the prior of the initial condition may take. Above the "
              + "lowest, the variance is trained.",
          "whether the prior's variance is trained, and its range");

  /** {@code c_ic_post_var_min}. */
  public static final Hyperparameter<Double> IC_POST_VAR_MIN =
      of(
          Group.INITIAL_CONDITIONS,
          TuningFrequency.RARE,
          "c_ic_post_var_min",
          Domain.number(1e-4, Rule.atLeast(0)),
          "squared state units",
          "Added to the variance of the initial condition's posterior, which limits how "
              + "much the encoder can say.",
          "the posterior's variance");

  /** {@code c_cell_weight_scale}. */
  public static final Hyperparameter<Double> CELL_WEIGHT_SCALE =
      of(
          Group.GENERATOR,
          TuningFrequency.RARE,
          "c_cell_weight_scale",
          Domain.number(1.0, Rule.atLeast(0)),
          "factor",
          "Scale of the random first weights of the encoders' gates and of the "
              + "controller, over the square root of the number of inputs. The encoders' "
              + "candidate weights and the generator have their own.",
          "the first weights of encoders and controller");

  /** {@code c_gen_dim}. */
  public static final Hyperparameter<Integer> GEN_DIM =
      of(
          Group.GENERATOR,
          TuningFrequency.COMMON,
          "c_gen_dim",
          Domain.whole(100, Rule.countFrom(1)),
          "units",
          "Units of the generator.",
          "the size of the generator");

  /** {@code c_gen_cell_input_weight_scale}. */
  public static final Hyperparameter<Double> GEN_CELL_INPUT_WEIGHT_SCALE =
      of(
          Group.GENERATOR,
          TuningFrequency.RARE,
          "c_gen_cell_input_weight_scale",
          Domain.number(1.0, Rule.atLeast(0)),
          "factor",
          "Scale of the generator's random first input weights, over the square root of "
              + "the number of its inputs. Without inputs it has none.",
          "the generator's first input weights");

  /** {@code c_gen_cell_rec_weight_scale}. */
  public static final Hyperparameter<Double> GEN_CELL_REC_WEIGHT_SCALE =
      of(
          Group.GENERATOR,
          TuningFrequency.RARE,
          "c_gen_cell_rec_weight_scale",
          Domain.number(1.0, Rule.atLeast(0)),
          "factor",
          "Scale of the generator's random first recurrent weights, over the square root "
              + "of its units.",
          "the generator's first recurrent weights");

  /** {@code c_factors_dim}. */
  public static final Hyperparameter<Integer> FACTORS_DIM =
      of(
              Group.GENERATOR,
              TuningFrequency.COMMON,
              "c_factors_dim",
              Domain.whole(50, Rule.countFrom(1)),
              "factors",
              "Number of factors between the generator and the rates. Where a read-in exists "
                  + "it is the width of that too, which is why the data hash holds it.",
              "the number of factors")
          .hashed(HashScope.PARAMS_AND_DATA);

  /** {@code c_output_dist}. */
  public static final Hyperparameter<String> OUTPUT_DIST =
      of(
          Group.GENERATOR,
          TuningFrequency.OCCASIONAL,
          "c_output_dist",
          Domain.choice("poisson", "gaussian"),
          "a choice",
          "Distribution of the data around the model: whole counts, or real values with a "
              + "variance of their own.",
          "the reconstruction term of the cost and the data that are accepted");

  /** {@code c_do_train_readin}. */
  public static final Hyperparameter<Boolean> DO_TRAIN_READIN =
      of(
          Group.STITCHING,
          TuningFrequency.COMMON,
          "c_do_train_readin",
          Domain.flag(true),
          "true or false",
          "Whether the maps from each session's neurons to the shared encoders are "
              + "trained or stay at their alignment matrices.",
          "whether the read-in matrices move in training");

  /** {@code useAlignmentMatrix}. */
  public static final Hyperparameter<Boolean> USE_ALIGNMENT_MATRIX =
      of(
              Group.STITCHING,
              TuningFrequency.COMMON,
              "useAlignmentMatrix",
              Domain.flag(false),
              "true or false",
              "Whether several sessions start from alignment matrices computed from the data.",
              "the first read-in and read-out matrices")
          .hashed(HashScope.PARAMS_AND_DATA);

  /** {@code useSingleDatasetAlignmentMatrix}. */
  public static final Hyperparameter<Boolean> USE_SINGLE_DATASET_ALIGNMENT_MATRIX =
      of(
              Group.STITCHING,
              TuningFrequency.RARE,
              "useSingleDatasetAlignmentMatrix",
              Domain.flag(false),
              "true or false",
              "Gives a single session a read-in too, started from its principal components, "
                  + "so that the encoders see fewer inputs than neurons.",
              "whether a single session has a read-in matrix")
          .hashed(HashScope.PARAMS_AND_DATA);

  /** {@code alignmentApproach}. */
  public static final Hyperparameter<String> ALIGNMENT_APPROACH =
      of(
              Group.STITCHING,
              TuningFrequency.COMMON,
              "alignmentApproach",
              Domain.text("regressGlobalPCs"),
              "a name",
              "How alignment matrices are computed: principal components of all neurons of "
                  + "all sessions, regressed on each session's own, plainly (regressGlobalPCs) or "
                  + "with a ridge chosen by cross-validation (ridgeRegressGlobalPCs); or the name "
                  + "of an approach of your own.",
              "the alignment matrices")
          .hashed(HashScope.PARAMS_AND_DATA);

  /** {@code alignmentExtraArgs}. */
  public static final Hyperparameter<Map<String, String>> ALIGNMENT_EXTRA_ARGS =
      of(
              Group.STITCHING,
              TuningFrequency.OCCASIONAL,
              "alignmentExtraArgs",
              Domain.arguments(),
              "names and texts",
              "Further settings of the alignment, by name.",
              "the alignment matrices")
          .hashed(HashScope.PARAMS_AND_DATA);

  /** {@code posterior_mean_kind}. */
  public static final Hyperparameter<String> POSTERIOR_MEAN_KIND =
      of(
              Group.POSTERIOR,
              TuningFrequency.COMMON,
              "posterior_mean_kind",
              Domain.choice("posterior_sample_and_average", "posterior_push_mean"),
              "a choice",
              "How posterior means are made: by averaging what many samples of the posterior "
                  + "give, or by one pass of its means, which is faster and, the network not being "
                  + "linear, not the same.",
              "how rates, factors and inferred inputs are averaged")
          .hashed(HashScope.NONE);

  /** {@code num_samples_posterior}. */
  public static final Hyperparameter<Integer> NUM_SAMPLES_POSTERIOR =
      of(
              Group.POSTERIOR,
              TuningFrequency.OCCASIONAL,
              "num_samples_posterior",
              Domain.whole(512, Rule.countFrom(1)),
              "samples",
              "Samples per trial that are averaged. Pushing the means takes one pass whatever "
                  + "this says.",
              "the noise of posterior averages, and their cost in time")
          .hashed(HashScope.NONE);

  private static final List<Hyperparameter<?>> ALL =
      List.of(
          NAME,
          VERSION,
          SPIKE_BIN_MS,
          ALLOW_GPU_GROWTH,
          MAX_CKPT_TO_KEEP,
          MAX_CKPT_TO_KEEP_LVE,
          DEVICE,
          LEARNING_RATE_INIT,
          LEARNING_RATE_DECAY_FACTOR,
          LEARNING_RATE_N_TO_COMPARE,
          LEARNING_RATE_STOP,
          MAX_GRAD_NORM,
          TRAIN_TO_TEST_RATIO,
          BATCH_SIZE,
          CELL_CLIP_VALUE,
          TEMPORAL_SPIKE_JITTER_WIDTH,
          KEEP_PROB,
          L2_GEN_SCALE,
          L2_CON_SCALE,
          CO_MEAN_CORR_SCALE,
          KL_IC_WEIGHT,
          KL_CO_WEIGHT,
          KL_START_STEP,
          KL_INCREASE_STEPS,
          L2_START_STEP,
          L2_INCREASE_STEPS,
          SCALE_INCREASE_STEPS_WITH_DATASETS,
          EXT_INPUT_DIM,
          INJECT_EXT_INPUT_TO_GEN,
          CO_DIM,
          PRIOR_AR_ATAU,
          DO_TRAIN_PRIOR_AR_ATAU,
          PRIOR_AR_NVAR,
          DO_TRAIN_PRIOR_AR_NVAR,
          DO_CAUSAL_CONTROLLER,
          DO_FEED_FACTORS_TO_CONTROLLER,
          FEEDBACK_FACTORS_OR_RATES,
          CONTROLLER_INPUT_LAG,
          CI_ENC_DIM,
          CON_DIM,
          CO_PRIOR_VAR_SCALE,
          NUM_STEPS_FOR_GEN_IC,
          IC_DIM,
          IC_ENC_DIM,
          IC_PRIOR_VAR_MIN,
          IC_PRIOR_VAR_SCALE,
          IC_PRIOR_VAR_MAX,
          IC_POST_VAR_MIN,
          CELL_WEIGHT_SCALE,
          GEN_DIM,
          GEN_CELL_INPUT_WEIGHT_SCALE,
          GEN_CELL_REC_WEIGHT_SCALE,
          FACTORS_DIM,
          OUTPUT_DIST,
          DO_TRAIN_READIN,
          USE_ALIGNMENT_MATRIX,
          USE_SINGLE_DATASET_ALIGNMENT_MATRIX,
          ALIGNMENT_APPROACH,
          ALIGNMENT_EXTRA_ARGS,
          POSTERIOR_MEAN_KIND,
          NUM_SAMPLES_POSTERIOR);

  private final Group group;
  private final TuningFrequency tuningFrequency;
  private final String pageName;
  private final Domain<T> domain;
  private final Words words;
  private final Standing standing;

  private Hyperparameter(
      Group group,
      TuningFrequency tuningFrequency,
      String pageName,
      Domain<T> domain,
      Words words,
      Standing standing) {
    this.group = group;
    this.tuningFrequency = tuningFrequency;
    this.pageName = pageName;
    this.domain = domain;
    this.words = words;
    this.standing = standing;
  }

  private static <T> Hyperparameter<T> of(
      Group group,
      TuningFrequency tuningFrequency,
      String pageName,
      Domain<T> domain,
      String unit,
      String description,
      String changes) {
    Words words = new Words(unit, description, changes);
    return new Hyperparameter<>(group, tuningFrequency, pageName, domain, words, Standing.USUAL);
  }

  private Hyperparameter<T> hashed(HashScope scope) {
    return standing(standing.hashed(scope));
  }

  private Hyperparameter<T> inert(String sentence) {
    return standing(standing.inert(sentence));
  }

  private Hyperparameter<T> standing(Standing other) {
    return new Hyperparameter<>(group, tuningFrequency, pageName, domain, words, other);
  }

  /** All 61, in page order. */
  public static List<Hyperparameter<?>> all() {
    return ALL;
  }

  /**
   * The hyperparameter of that page name.
   *
   * @throws IllegalArgumentException if there is none; the message suggests the nearest name
   */
  public static Hyperparameter<?> named(String pageName) {
    return NearestName.find("hyperparameter", pageName, ALL, Hyperparameter::pageName);
  }

  /** The name in files and on the command line, such as {@code c_co_dim}. */
  public String pageName() {
    return pageName;
  }

  @Override
  public String name() {
    return pageName;
  }

  @Override
  public String flag() {
    return "--" + pageName;
  }

  @Override
  public String nameOnCommandLine() {
    return pageName;
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
    return pageName.startsWith("c_") ? pageName.substring(2) : pageName;
  }

  @Override
  public ValueType<T> type() {
    return domain.type();
  }

  /** The value it has unless another is requested. */
  public T defaultValue() {
    return domain.defaultValue().orElseThrow();
  }

  @Override
  public Rule range() {
    return domain.range();
  }

  /** The section it belongs to. */
  public Group group() {
    return group;
  }

  /** How often it needs a value of one's own. */
  public TuningFrequency tuningFrequency() {
    return tuningFrequency;
  }

  /** What its value counts or measures. */
  public String unit() {
    return words.unit();
  }

  @Override
  public String description() {
    return words.description();
  }

  /** What observably changes when it changes. */
  public String changes() {
    return words.changes();
  }

  /** Whether it acts in this version. */
  public Availability availability() {
    return standing.availability();
  }

  @Override
  public boolean inParamHash() {
    return standing.scope() != HashScope.NONE;
  }

  /** Whether its value is part of {@link Hashes#dataHash}. */
  public boolean inDataHash() {
    return standing.scope() == HashScope.PARAMS_AND_DATA;
  }

  @Override
  public T parse(String text) {
    return read(text);
  }

  /** What the user should be told of having set this one, if it does nothing. */
  public Optional<String> notice(RunParams params) {
    return availability() == Availability.INERT && params.isSet(this)
        ? Optional.of(standing.sentence())
        : Optional.empty();
  }

  /** The value that a number, boolean, text or map stands for, checked. */
  T read(Object raw) {
    return domain.read(this, raw);
  }

  @Override
  public String toString() {
    return pageName;
  }
}
