package org.lfads4j.analysis;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a simpler method is better than the model, in predicting what the encoders did not see,
 * in decoding behaviour, or in finding the true rates where they are known. The reconstruction of
 * seen spikes has no baseline, and averages over trials of a condition are as good as any model in
 * giving averages over trials.
 *
 * <p>A difference counts if it is above 0.003 bits/spike and 3 % of the baseline, or 0.03 of R2: on
 * ten to thirty validation trials, two seeds of a good fit differ by as much. A value that is not a
 * number is compared with none.
 */
final class ScoreChecks {
  private static final Set<Method> SIMPLER = EnumSet.of(Method.PSTH, Method.SMOOTHING, Method.PCA);
  private static final double BITS = 0.003;
  private static final double SHARE = 0.03;
  private static final double R2 = 0.03;

  private ScoreChecks() {}

  static Checkup of(List<Score> scores) {
    List<Score> compared =
        scores.stream().filter(ScoreChecks::isCompared).filter(ScoreChecks::hasBaseline).toList();
    return compared.isEmpty()
        ? Checkup.NOTHING
        : Checkup.of(
            Finding.Kind.BELOW_BASELINE,
            compared.stream().map(ScoreChecks::below).flatMap(Optional::stream).toList());
  }

  private static boolean isCompared(Score score) {
    return score.kind().equals(ScoreKind.CO_SMOOTHING)
        || score.kind().equals(ScoreKind.FORWARD_PREDICTION)
        || score.kind().equals(ScoreKind.RATES_R2)
        || ScoreKind.decoded(score.name()).isPresent();
  }

  private static boolean hasBaseline(Score score) {
    return !Double.isNaN(score.lfads())
        && SIMPLER.stream().anyMatch(method -> isBaseline(score, method));
  }

  private static boolean isBaseline(Score score, Method method) {
    return !Double.isNaN(score.values().getOrDefault(method, Double.NaN));
  }

  private static Optional<Finding> below(Score score) {
    Method best =
        SIMPLER.stream()
            .filter(method -> isBaseline(score, method))
            .max((a, b) -> Double.compare(score.values().get(a), score.values().get(b)))
            .orElseThrow();
    double baseline = score.values().get(best);
    double margin =
        score.kind().unit().equals(ScoreKind.BITS)
            ? Math.max(BITS, SHARE * Math.abs(baseline))
            : R2;
    return score.lfads() < baseline - margin
        ? Optional.of(
            Finding.of(Finding.Kind.BELOW_BASELINE)
                .in(List.of(score.name()))
                .with(Method.LFADS.column(), score.lfads())
                .with(best.column(), baseline))
        : Optional.empty();
  }
}
