package org.lfads4j.weights;

import java.util.List;
import java.util.Map;
import org.lfads4j.model.Names;
import org.lfads4j.model.ParameterSpec;

/** The names of our parameters in the original's {@code model_params}. */
final class ModelParamsNames {
  /** Our beginnings of names and the original's; the first that fits is taken. */
  private static final List<Map.Entry<String, String>> BEGINNINGS =
      List.of(
          Map.entry(Names.readIn(""), "x_2_infac_"),
          Map.entry(Names.logRates(""), "glm_fac_2_logrates_"),
          Map.entry(Names.means(""), "glm_fac_2_means_"),
          Map.entry(Names.logVariances(""), "glm_fac_2_logvars_"));

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry(Names.IC_MEAN, "z_ic_enc_2_post_g0_mean"),
          Map.entry(Names.IC_LOG_VARIANCE, "z_ic_enc_2_post_g0_logvar"),
          Map.entry(Names.PRIOR_MEAN, "z_prior_g0_mean"),
          Map.entry(Names.GENERATOR_START, "gen_g0"),
          Map.entry(Names.START_MAP, "gen_g0_2_gen_ic"),
          Map.entry(Names.start(Names.CONTROLLER), "con_c0"),
          Map.entry(Names.INPUT_MEAN, "con_con_to_post_co_mean"),
          Map.entry(Names.INPUT_LOG_VARIANCE, "con_con_to_post_co_logvar"),
          Map.entry(Names.AR_LOG_TAU, "z_u_prior_ar1_logatau"),
          Map.entry(Names.AR_LOG_VARIANCE, "z_u_prior_ar1_logevars"),
          Map.entry(Names.FACTOR_MAP, "gen_gen_2_fac_W"));

  private static final List<String> CELLS =
      List.of(
          Names.IC_FORWARD,
          Names.IC_REVERSE,
          Names.CI_FORWARD,
          Names.CI_REVERSE,
          Names.CONTROLLER,
          Names.GENERATOR);

  /** The original's name of the variance of the initial condition's prior. */
  static final String PRIOR_LOG_VARIANCE = "LFADS_z_prior_g0_logvar:0";

  private ModelParamsNames() {}

  /** The original's name of one of our parameters, or ours where it has none. */
  static String of(String ours) {
    return ours.equals(Names.PRIOR_VARIANCE) ? ours : "LFADS_" + scoped(ours) + ":0";
  }

  static boolean isReadOut(ParameterSpec parameter) {
    return parameter.name().startsWith(Names.logRates(""));
  }

  private static String scoped(String ours) {
    if (NAMES.containsKey(ours)) {
      return NAMES.get(ours);
    }
    for (Map.Entry<String, String> session : BEGINNINGS) {
      if (ours.startsWith(session.getKey())) {
        String name = layer(ours).substring(session.getKey().length());
        return session.getValue() + name + ".h5" + last(ours);
      }
    }
    String layer = layer(ours);
    if (NAMES.containsKey(layer)) {
      return NAMES.get(layer) + last(ours);
    }
    return CELLS.stream()
        .filter(cell -> ours.startsWith(cell + "_"))
        .findFirst()
        .map(cell -> cell + "_" + inCell(cell, ours))
        .orElseThrow(() -> new IllegalStateException("no original name is known of " + ours));
  }

  private static String inCell(String cell, String ours) {
    if (ours.equals(Names.start(cell))) {
      // ic_enc_fwd's is ic_enc_t0_fwd.
      int direction = cell.lastIndexOf('_');
      return cell.substring(0, direction) + "_t0" + cell.substring(direction);
    }
    Map<String, String> layers =
        Map.of(
            Names.encoderGates(cell), "GRU_Gates_xh_2_ru",
            Names.encoderCandidate(cell), "GRU_Candidate_xrh_2_c",
            layer(Names.inputGates(cell)), "GenGRU_Gates_x_2_ru",
            layer(Names.inputCandidate(cell)), "GenGRU_Candidate_x_2_c",
            Names.stateGates(cell), "GenGRU_Gates_h_2_ru",
            Names.stateCandidate(cell), "GenGRU_Candidate_rh_2_c");
    return layers.get(layer(ours)) + last(ours);
  }

  /** A name without its last two characters, which tell weights from a bias. */
  private static String layer(String ours) {
    return ours.substring(0, ours.length() - 2);
  }

  /** The {@code _W} or {@code _b} that a name ends in. */
  private static String last(String ours) {
    return ours.substring(ours.length() - 2);
  }
}
