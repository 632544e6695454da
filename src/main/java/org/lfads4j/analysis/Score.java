package org.lfads4j.analysis;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.lfads4j.config.NearestName;

/**
 * One score of the model, with those of simpler methods beside it.
 *
 * @param kind what is measured, its unit and direction
 * @param values by method; a method that does not apply is absent
 * @param trials how many validation trials it is measured on
 */
public record Score(ScoreKind kind, Map<Method, Double> values, int trials) {
  /** Keeps its own copy. */
  public Score {
    Map<Method, Double> copy = new EnumMap<>(Method.class);
    copy.putAll(values);
    values = Collections.unmodifiableMap(copy);
  }

  /** The same, with the session's name before its own. */
  public Score ofSession(String session) {
    return new Score(kind.ofSession(session), values, trials);
  }

  /** Its name in files, such as {@code co_smoothing}. */
  public String name() {
    return kind.name();
  }

  /** What is measured, with its unit. */
  public String label() {
    return kind.label();
  }

  /** The score of one method, if it applies. */
  public OptionalDouble of(Method method) {
    Double value = values.get(method);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** The score of one method with three decimals; a dash where it does not apply. */
  public String text(Method method) {
    Double value = values.get(method);
    return value == null ? "-" : String.format(Locale.ROOT, "%.3f", value);
  }

  /** The model's own score; NaN where it does not apply. */
  public double lfads() {
    return of(Method.LFADS).orElse(Double.NaN);
  }

  /** Without the best decodings that repeat those from rates, which are the best regressor. */
  public static List<Score> shown(List<Score> scores) {
    return scores.stream()
        .filter(
            score -> {
              String ofRates = ScoreKind.ofRates(score.name());
              return ofRates.equals(score.name())
                  || scores.stream()
                      .noneMatch(s -> s.name().equals(ofRates) && s.lfads() == score.lfads());
            })
        .toList();
  }

  /**
   * The score of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Score named(String name, List<Score> scores) {
    List<String> known = scores.stream().map(Score::name).toList();
    return scores.stream()
        .filter(score -> score.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    known.isEmpty()
                        ? "scores must come from spike counts, got Gaussian output, which has none"
                        : "score must be one of "
                            + String.join(", ", known)
                            + ", "
                            + NearestName.insteadOf(name, known)));
  }
}
