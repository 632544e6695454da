package org.lfads4j.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lfads4j.backend.LossTerms;
import org.lfads4j.backend.RampWeights;
import org.lfads4j.config.Hyperparameter;
import org.lfads4j.config.RunParams;

/**
 * Why training diverged, and what to change: the settings that lie far from their defaults, first
 * the weight of the term that made up most of the cost; where all are usual, what limits updates
 * and states.
 *
 * @param params of the run
 * @param last the cost of the last batch that was finite, with the ramps it had; absent if there
 *     was none
 */
record Divergence(RunParams params, Optional<Cost> last) {
  /** As many times its default is far. */
  private static final double FAR = 10;

  /** Dropout that keeps less multiplies what it keeps by more than 2. */
  private static final double LEAST_KEPT = 0.5;

  private static final String USUAL =
      "lower c_learning_rate_init, c_max_grad_norm or c_cell_clip_value";

  /** A cost that was finite. */
  record Cost(LossTerms terms, RampWeights ramps) {}

  /** A part of the cost with the settings that it is multiplied by. */
  private record Term(String name, double nats, List<Hyperparameter<Double>> weights) {}

  /** What the cost was made of, if that is known, and what to do. */
  String advice() {
    Optional<Term> largest = last.map(this::largest);
    List<String> remedies = new ArrayList<>();
    largest.stream()
        .flatMap(term -> term.weights.stream())
        .filter(weight -> params.value(weight) > weight.defaultValue())
        .forEach(weight -> remedies.add(remedy("lower ", weight)));
    if (params.keepProb() < LEAST_KEPT) {
      remedies.add(remedy("raise ", Hyperparameter.KEEP_PROB));
    }
    for (Hyperparameter<Double> each :
        List.of(
            Hyperparameter.LEARNING_RATE_INIT,
            Hyperparameter.MAX_GRAD_NORM,
            Hyperparameter.CELL_CLIP_VALUE)) {
      if (params.value(each) >= FAR * each.defaultValue()) {
        remedies.add(remedy("lower ", each));
      }
    }
    String madeOf =
        largest
            .map(
                term ->
                    String.format(
                        Locale.ROOT,
                        "the largest part of the cost before was the %s with %.3g nats per trial; ",
                        term.name,
                        term.nats))
            .orElse("");
    return madeOf + (remedies.isEmpty() ? USUAL : String.join(" or ", remedies));
  }

  private String remedy(String verb, Hyperparameter<Double> setting) {
    return verb + setting.name() + " (" + params.value(setting) + ")";
  }

  private Term largest(Cost cost) {
    LossTerms terms = cost.terms;
    double kl = cost.ramps.kl();
    List<Term> all =
        List.of(
            new Term("reconstruction", terms.reconstruction(), List.of()),
            new Term(
                "KL of the initial condition",
                kl * params.klIcWeight() * terms.icDivergence(),
                List.of(Hyperparameter.KL_IC_WEIGHT)),
            new Term(
                "KL of the inferred inputs",
                kl * params.klCoWeight() * terms.inputDivergence(),
                List.of(Hyperparameter.KL_CO_WEIGHT)),
            new Term(
                "L2 penalty",
                cost.ramps.l2() * terms.l2(),
                List.of(Hyperparameter.L2_GEN_SCALE, Hyperparameter.L2_CON_SCALE)),
            new Term(
                "correlation penalty",
                params.coMeanCorrScale() * terms.correlation(),
                List.of(Hyperparameter.CO_MEAN_CORR_SCALE)));
    Term largest = all.get(0);
    for (Term each : all) {
      largest = Math.abs(each.nats) > Math.abs(largest.nats) ? each : largest;
    }
    return largest;
  }
}
