package org.lfads4j.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Hyperparameters that are changed together in one of several trainings of a run. Only those may be
 * changed that leave the data and the meaning of the validation cost as they are, so that the
 * trainings can be compared by it: sizes, dropout, learning rate.
 *
 * @param values read and in range, at least one
 */
public record Alternative(Map<Hyperparameter<?>, Object> values) {
  private static final List<Hyperparameter<?>> COMPARABLE =
      List.of(
          Hyperparameter.KEEP_PROB,
          Hyperparameter.FACTORS_DIM,
          Hyperparameter.GEN_DIM,
          Hyperparameter.IC_DIM,
          Hyperparameter.IC_ENC_DIM,
          Hyperparameter.CO_DIM,
          Hyperparameter.CON_DIM,
          Hyperparameter.CI_ENC_DIM,
          Hyperparameter.LEARNING_RATE_INIT,
          Hyperparameter.MAX_GRAD_NORM);

  /** Keeps its own copy, in its order. */
  public Alternative {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * Reads names and values, such as {@code c_keep_prob=0.9,c_factors_dim=16}.
   *
   * @throws RefusedException if it is not of this form, or a hyperparameter cannot be changed so
   */
  static Alternative of(String text) {
    Map<Hyperparameter<?>, Object> values = new LinkedHashMap<>();
    for (String part : text.strip().split("[,\\s]+", -1)) {
      String[] sides = part.split("=", -1);
      if (sides.length != 2) {
        throw new RefusedException(
            RunOption.ALTERNATIVES,
            " must hold names and values such as c_keep_prob=0.9,c_factors_dim=16, got ",
            Json.shown(text));
      }
      Hyperparameter<?> parameter = Hyperparameter.named(sides[0]);
      if (!COMPARABLE.contains(parameter)) {
        throw new RefusedException(
            RunOption.ALTERNATIVES,
            " must change what leaves the validation cost comparable (",
            COMPARABLE.stream().map(Hyperparameter::name).collect(Collectors.joining(", ")),
            "), got ",
            parameter.name());
      }
      if (values.put(parameter, parameter.parse(sides[1])) != null) {
        throw new RefusedException(
            RunOption.ALTERNATIVES, " must name each hyperparameter once, got ", Json.shown(text));
      }
    }
    return new Alternative(values);
  }

  /** The parameters with these values. */
  public RunParams in(RunParams params) {
    RunParams changed = params;
    for (Map.Entry<Hyperparameter<?>, Object> each : values.entrySet()) {
      changed = changed.with(each.getKey().name(), each.getValue());
    }
    return changed;
  }

  /** What is left of it without one hyperparameter, if anything is. */
  public Optional<Alternative> without(String name) {
    Map<Hyperparameter<?>, Object> left = new LinkedHashMap<>(values);
    boolean unused = left.keySet().removeIf(each -> each.name().equals(name));
    return left.isEmpty() ? Optional.empty() : Optional.of(new Alternative(left));
  }

  /** The values that some parameters have, of all hyperparameters in which alternatives differ. */
  public static String label(RunParams params, List<Alternative> alternatives) {
    Map<Hyperparameter<?>, Object> own = new LinkedHashMap<>();
    alternatives.forEach(
        each -> each.values.keySet().forEach(name -> own.put(name, params.value(name))));
    return own.isEmpty() ? "" : new Alternative(own).toString();
  }

  /** As it is read. */
  @Override
  public String toString() {
    return values.entrySet().stream()
        .map(each -> each.getKey().name() + "=" + each.getValue())
        .collect(Collectors.joining(","));
  }
}
