package org.lfads4j.model;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lfads4j.config.Internal;

/** The names of parameters, spelt in one place; close to those of the run manager's exports. */
@Internal
public final class Names {
  /** Forward encoder of the initial condition. */
  public static final String IC_FORWARD = "ic_enc_fwd";

  /** Reverse encoder of the initial condition. */
  public static final String IC_REVERSE = "ic_enc_rev";

  /** Forward encoder of the controller's input. */
  public static final String CI_FORWARD = "ci_enc_fwd";

  /** Reverse encoder of the controller's input. */
  public static final String CI_REVERSE = "ci_enc_rev";

  /** Controller. */
  public static final String CONTROLLER = "con";

  /** Generator. */
  public static final String GENERATOR = "gen";

  /** Mean of the initial condition's posterior. */
  public static final String IC_MEAN = "ic_enc_to_posterior_g0_mean";

  /** Log variance of the initial condition's posterior. */
  public static final String IC_LOG_VARIANCE = "ic_enc_to_posterior_g0_logvar";

  /** Mean of the initial condition's prior. */
  public static final String PRIOR_MEAN = "prior_g0_mean";

  /** Place of the prior's variance between its ends, before the logistic function. */
  public static final String PRIOR_VARIANCE = "prior_g0_variance_logit";

  /** The generator's start where nothing is inferred ({@code c_ic_dim} = 0). */
  public static final String GENERATOR_START = "gen_ic";

  /** Map from the initial condition to the generator. */
  public static final String START_MAP = "g0_to_gen_ic";

  /** Mean of the inferred inputs' posterior. */
  public static final String INPUT_MEAN = "con_to_posterior_co_mean";

  /** Log variance of the inferred inputs' posterior. */
  public static final String INPUT_LOG_VARIANCE = "con_to_posterior_co_logvar";

  /** Log time constant of the AR(1) prior, in bins. */
  public static final String AR_LOG_TAU = "prior_ar1_logatau";

  /** Log innovation variance of the AR(1) prior. */
  public static final String AR_LOG_VARIANCE = "prior_ar1_logevar";

  /** Factor map, before its columns are scaled to unit length. */
  public static final String FACTOR_MAP = "gen_to_factors_W";

  private Names() {}

  /** The learned first state of a recurrent network. */
  public static String start(String cell) {
    return cell + "_t0";
  }

  /** A layer's weights. */
  public static String weights(String layer) {
    return layer + "_W";
  }

  /** A layer's bias. */
  public static String bias(String layer) {
    return layer + "_b";
  }

  /** Gates of an encoder, [input, state] to [reset, update]. */
  public static String encoderGates(String cell) {
    return cell + "_gru_ru";
  }

  /** Candidate of an encoder, [input, reset state] to candidate. */
  public static String encoderCandidate(String cell) {
    return cell + "_gru_c";
  }

  /** Gates of controller or generator from its input. */
  public static String inputGates(String cell) {
    return cell + "_gengru_x_ru_W";
  }

  /** Candidate of controller or generator from its input. */
  public static String inputCandidate(String cell) {
    return cell + "_gengru_x_c_W";
  }

  /** Gates of controller or generator from its state. */
  public static String stateGates(String cell) {
    return cell + "_gengru_h_ru";
  }

  /** Candidate of controller or generator from its reset state. */
  public static String stateCandidate(String cell) {
    return cell + "_gengru_rh_c";
  }

  /** The names of all parameters that a session may have of its own. */
  public static Set<String> ofSession(String session) {
    return Stream.of(readIn(session), logRates(session), means(session), logVariances(session))
        .flatMap(layer -> Stream.of(weights(layer), bias(layer)))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** A session's read-in. */
  public static String readIn(String session) {
    return "x_to_infac_" + session;
  }

  /** A session's read-out to log counts per bin (Poisson). */
  public static String logRates(String session) {
    return "factors_to_logrates_" + session;
  }

  /** A session's read-out to means (Gaussian). */
  public static String means(String session) {
    return "factors_to_means_" + session;
  }

  /** A session's read-out to log variances (Gaussian). */
  public static String logVariances(String session) {
    return "factors_to_logvars_" + session;
  }
}
