package org.lfads4j.backend;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.lfads4j.config.Internal;
import org.lfads4j.model.Objective;

/**
 * The objective of a batch, term by term: sums over bins and neurons, means over trials.
 *
 * @param total what is minimised, ramps included
 * @param reconstruction negative log-likelihood, nats per trial
 * @param icDivergence KL of the initial condition, nats per trial, without any weight
 * @param inputDivergence KL of the inferred inputs, nats per trial, without any weight
 * @param l2 L2 penalty, scales included, ramp not
 * @param correlation correlation of the inferred inputs' means, without its scale
 */
public record LossTerms(
    double total,
    double reconstruction,
    double icDivergence,
    double inputDivergence,
    double l2,
    double correlation) {
  private static final String TOTAL = "total";

  /** The terms of the objective and their total, in numbers. */
  @Internal
  public static LossTerms of(double total, Objective.Terms<Double> terms) {
    return new LossTerms(
        total,
        terms.reconstruction(),
        terms.icDivergence(),
        terms.inputDivergence(),
        terms.l2(),
        terms.correlation());
  }

  /** The mean of several batches, each weighted by its trials. */
  public static LossTerms mean(List<LossTerms> terms, List<Integer> trials) {
    return new LossTerms(
        mean(terms, trials, LossTerms::total),
        mean(terms, trials, LossTerms::reconstruction),
        mean(terms, trials, LossTerms::icDivergence),
        mean(terms, trials, LossTerms::inputDivergence),
        mean(terms, trials, LossTerms::l2),
        mean(terms, trials, LossTerms::correlation));
  }

  /** The name of the first term that is not a finite number, if there is one. */
  public Optional<String> nonFinite() {
    if (!Double.isFinite(reconstruction)) {
      return Optional.of("reconstruction");
    }
    if (!Double.isFinite(icDivergence)) {
      return Optional.of("KL of the initial condition");
    }
    if (!Double.isFinite(inputDivergence)) {
      return Optional.of("KL of the inferred inputs");
    }
    if (!Double.isFinite(l2)) {
      return Optional.of("L2 penalty");
    }
    if (!Double.isFinite(correlation)) {
      return Optional.of("correlation penalty");
    }
    return Double.isFinite(total) ? Optional.empty() : Optional.of(TOTAL);
  }

  /** Whether all terms are finite numbers; their weighted total may still not be one. */
  @Internal
  public boolean termsAreFinite() {
    return nonFinite().filter(term -> !term.equals(TOTAL)).isEmpty();
  }

  private static double mean(
      List<LossTerms> terms, List<Integer> trials, ToDoubleFunction<LossTerms> term) {
    double sum = 0;
    long count = 0;
    for (int i = 0; i < terms.size(); i++) {
      sum += term.applyAsDouble(terms.get(i)) * trials.get(i);
      count += trials.get(i);
    }
    return sum / count;
  }
}
