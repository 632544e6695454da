package org.lfads4j.backend.fused;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lfads4j.backend.Backend;
import org.lfads4j.backend.BackendProvider;
import org.lfads4j.backend.BitsDependOn;
import org.lfads4j.backend.Precision;
import org.lfads4j.backend.Support;
import org.lfads4j.config.Execution;
import org.lfads4j.config.Hyperparameter;
import org.lfads4j.model.ModelSpec;

/** The fused backend: the fastest on the CPU, for the models whose formulas it has. */
public final class FusedProvider implements BackendProvider {
  /**
   * The features of a model, as {@link ModelSpec#features} names them, that the code of this
   * package computes. A feature is added here together with its formulas, and with a case in the
   * tests that compare this backend with the eager one.
   */
  private static final Set<String> KNOWN =
      Stream.concat(
              Stream.of(
                      Hyperparameter.TEMPORAL_SPIKE_JITTER_WIDTH,
                      Hyperparameter.KEEP_PROB,
                      Hyperparameter.L2_GEN_SCALE,
                      Hyperparameter.L2_CON_SCALE,
                      Hyperparameter.CO_MEAN_CORR_SCALE,
                      Hyperparameter.KL_IC_WEIGHT,
                      Hyperparameter.KL_CO_WEIGHT,
                      Hyperparameter.KL_START_STEP,
                      Hyperparameter.KL_INCREASE_STEPS,
                      Hyperparameter.L2_START_STEP,
                      Hyperparameter.L2_INCREASE_STEPS,
                      Hyperparameter.SCALE_INCREASE_STEPS_WITH_DATASETS,
                      Hyperparameter.EXT_INPUT_DIM,
                      Hyperparameter.INJECT_EXT_INPUT_TO_GEN,
                      Hyperparameter.CO_DIM,
                      Hyperparameter.PRIOR_AR_ATAU,
                      Hyperparameter.DO_TRAIN_PRIOR_AR_ATAU,
                      Hyperparameter.PRIOR_AR_NVAR,
                      Hyperparameter.DO_TRAIN_PRIOR_AR_NVAR,
                      Hyperparameter.DO_CAUSAL_CONTROLLER,
                      Hyperparameter.DO_FEED_FACTORS_TO_CONTROLLER,
                      Hyperparameter.CONTROLLER_INPUT_LAG,
                      Hyperparameter.CI_ENC_DIM,
                      Hyperparameter.CON_DIM,
                      Hyperparameter.CO_PRIOR_VAR_SCALE,
                      Hyperparameter.NUM_STEPS_FOR_GEN_IC,
                      Hyperparameter.IC_DIM,
                      Hyperparameter.IC_ENC_DIM,
                      Hyperparameter.IC_PRIOR_VAR_MIN,
                      Hyperparameter.IC_PRIOR_VAR_SCALE,
                      Hyperparameter.IC_PRIOR_VAR_MAX,
                      Hyperparameter.IC_POST_VAR_MIN,
                      Hyperparameter.CELL_WEIGHT_SCALE,
                      Hyperparameter.GEN_DIM,
                      Hyperparameter.GEN_CELL_INPUT_WEIGHT_SCALE,
                      Hyperparameter.GEN_CELL_REC_WEIGHT_SCALE,
                      Hyperparameter.FACTORS_DIM)
                  .map(Hyperparameter::name),
              Stream.of(
                  "c_output_dist 'poisson'",
                  "c_output_dist 'gaussian'",
                  "c_feedback_factors_or_rates 'rates'",
                  "linear generator start"))
          .collect(Collectors.toUnmodifiableSet());

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

  /** None: neither the number of threads nor the width of vectors changes a gradient. */
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
