package org.lfads4j.backend.fused;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.lfads4j.backend.Backend;
import org.lfads4j.backend.BackendProvider;
import org.lfads4j.backend.BitsDependOn;
import org.lfads4j.backend.Precision;
import org.lfads4j.backend.Support;
import org.lfads4j.config.Execution;
import org.lfads4j.model.ModelSpec;

/** The fused backend: the fastest on the CPU, for the models whose formulas it has. */
public final class FusedProvider implements BackendProvider {
  /**
   * The features of a model, as {@link ModelSpec#features} names them, that the code of this
   * package computes. A feature is added here together with its formulas, and with a case in the
   * tests that compare this backend with the eager one.
   */
  private static final Set<String> KNOWN =
      Set.of(
          """
          c_temporal_spike_jitter_width, c_keep_prob, c_l2_gen_scale, c_l2_con_scale,
          c_co_mean_corr_scale, c_kl_ic_weight, c_kl_co_weight, c_kl_start_step,
          c_kl_increase_steps, c_l2_start_step, c_l2_increase_steps,
          scaleIncreaseStepsWithDatasets, c_ext_input_dim, c_inject_ext_input_to_gen, c_co_dim,
          c_prior_ar_atau, c_do_train_prior_ar_atau, c_prior_ar_nvar, c_do_train_prior_ar_nvar,
          c_do_causal_controller, c_do_feed_factors_to_controller, c_controller_input_lag,
          c_ci_enc_dim, c_con_dim, c_co_prior_var_scale, c_num_steps_for_gen_ic, c_ic_dim,
          c_ic_enc_dim, c_ic_prior_var_min, c_ic_prior_var_scale, c_ic_prior_var_max,
          c_ic_post_var_min, c_cell_weight_scale, c_gen_dim, c_gen_cell_input_weight_scale,
          c_gen_cell_rec_weight_scale, c_factors_dim,
          c_feedback_factors_or_rates 'rates', c_output_dist 'poisson', c_output_dist 'gaussian',
          linear generator start\
          """
              .split(",\\s+"));

  @Override
  public String name() {
    return FusedBackend.NAME;
  }

  @Override
  public String runsOn() {
    return "CPU";
  }

  @Override
  public int rank() {
    return 100;
  }

  @Override
  public Support supports(ModelSpec spec, Execution execution, Precision precision) {
    if (precision != Precision.SINGLE) {
      return Support.notMeantFor("must run in single precision, got double");
    }
    Set<String> unknown = new TreeSet<>(spec.features());
    unknown.removeAll(KNOWN);
    if (!unknown.isEmpty()) {
      return Support.no("must know all that the model has, got " + String.join(", ", unknown));
    }
    return VectorModule.kernels().isPresent()
        ? Support.YES
        : Support.notUntil(
            VectorModule.NEEDED + ", which makes a run 3 to 8 times as fast", VectorModule.START);
  }

  @Override
  public boolean takesThreads() {
    return true;
  }

  /**
   * None: every sum has one order for any number of threads and any width of vectors, and
   * elementary functions are those of {@link StrictMath} or our own.
   */
  @Override
  public Set<BitsDependOn> bitsDependOn() {
    return EnumSet.noneOf(BitsDependOn.class);
  }

  @Override
  public Backend create(
      ModelSpec spec, Execution execution, Precision precision, List<String> notices) {
    return execution.threads().isPresent()
        ? FusedBackend.create(spec, execution.threads().getAsInt(), notices)
        : FusedBackend.create(spec, notices);
  }
}
