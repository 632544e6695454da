package org.lfads4j.config;

import java.util.Map;

/** For any hyperparameter, a valid value that is not its default. */
final class OtherValues {
  private OtherValues() {}

  static Object of(Hyperparameter<?> hyperparameter) {
    Object value = hyperparameter.defaultValue();
    if (value instanceof Integer whole) {
      return whole == Integer.MAX_VALUE ? 7 : whole + 1;
    }
    if (value instanceof Double number) {
      return number == 0 ? 0.25 : number / 3;
    }
    if (value instanceof Boolean flag) {
      return !flag;
    }
    if (value instanceof Map<?, ?>) {
      return Map.of("ridgeNormalizeEach", "true");
    }
    if (hyperparameter.range() instanceof Rule.OneOf choice) {
      return choice.words().get(1);
    }
    return hyperparameter == Hyperparameter.DEVICE ? "cpu" : "wide controller";
  }
}
