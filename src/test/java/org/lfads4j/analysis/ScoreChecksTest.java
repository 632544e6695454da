package org.lfads4j.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lfads4j.analysis.Finding.Kind;

class ScoreChecksTest {
  private static Score score(String name, Map<Method, Double> values) {
    return new Score(ScoreKind.of(name, declared(name)), values, 20);
  }

  /** The label under which a score is declared; that of a decoding holds the behaviour. */
  private static String declared(String name) {
    return switch (name) {
      case "co_smoothing" -> ScoreKind.CO_SMOOTHING.label();
      case "forward_prediction" -> ScoreKind.FORWARD_PREDICTION.label();
      case "rates_r2" -> ScoreKind.RATES_R2.label();
      case "psth_r2" -> ScoreKind.PSTH_R2.label();
      default -> name;
    };
  }

  @ParameterizedTest
  @CsvSource({
    "co_smoothing, .056, .071, true",
    "co_smoothing, .069, .071, false",
    "co_smoothing, .46, .489, true",
    "co_smoothing, .48, .489, false",
    "forward_prediction, -.02, .01, true",
    "decoding_velocity, .57, .69, true",
    "decoding_velocity, .67, .69, false",
    "rates_r2, .4, .5, true",
    "psth_r2, .4, .5, false",
    "reconstruction, .4, .5, false",
    "factors_velocity, .4, .5, false",
  })
  void aBaselineThatIsBetterByMoreThanNoiseIsFound(
      String name, double lfads, double smoothing, boolean isFound) {
    Score score = score(name, Map.of(Method.LFADS, lfads, Method.SMOOTHING, smoothing));
    assertEquals(
        isFound
            ? List.of(
                Finding.of(Kind.BELOW_BASELINE)
                    .in(List.of(name))
                    .with("lfads", lfads)
                    .with("smoothing", smoothing))
            : List.of(),
        ScoreChecks.of(List.of(score)).findings());
  }

  @Test
  void whatIsNotANumberIsComparedWithNothing() {
    Score one =
        score("rates_r2", Map.of(Method.LFADS, .2, Method.PSTH, Double.NaN, Method.PCA, .5));
    assertEquals(
        Map.of("lfads", .2, "pca", .5), ScoreChecks.of(List.of(one)).findings().get(0).numbers());
    Score none = score("rates_r2", Map.of(Method.LFADS, .2, Method.PSTH, Double.NaN));
    assertEquals(Set.of(), ScoreChecks.of(List.of(none)).checked());
    Score own = score("rates_r2", Map.of(Method.LFADS, Double.NaN, Method.PSTH, .5));
    assertEquals(Set.of(), ScoreChecks.of(List.of(own)).checked());
  }

  @Test
  void theBestBaselineIsNamedAndTrueRatesAreNone() {
    Score score =
        score(
            "co_smoothing",
            Map.of(Method.LFADS, .2, Method.TRUE_RATES, .5, Method.PSTH, .3, Method.PCA, .25));
    assertEquals(
        Map.of("lfads", .2, "psth", .3),
        ScoreChecks.of(List.of(score)).findings().get(0).numbers());
    Score ceiling = score("rates_r2", Map.of(Method.LFADS, .2, Method.TRUE_RATES, 1.0));
    assertEquals(Set.of(), ScoreChecks.of(List.of(ceiling)).checked(), "nothing to compare with");
  }
}
