package org.lfads4j.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** For any setting, a valid value that is not its default. */
public final class OtherValues {
  private static final Map<ValueType<?>, Object> OF_TYPES =
      Map.of(
          ValueType.LONG,
          7L,
          ValueType.WHOLE,
          3,
          ValueType.NUMBER,
          0.3,
          ValueType.NAMES,
          List.of("u2", "u1"),
          ValueType.ALTERNATIVES,
          List.of(Alternative.of("c_gen_dim=3,c_keep_prob=0.5")),
          ValueType.TIME,
          Duration.ofMillis(1500));

  private OtherValues() {}

  /** Whether a hyperparameter is accepted and has no effect: who sets it gets a notice. */
  public static boolean haveNoEffectOn(Hyperparameter<?> hyperparameter) {
    // The version cannot be set.
    return hyperparameter != Hyperparameter.VERSION
        && hyperparameter
            .notice(RunParams.defaults().with(hyperparameter.name(), hyperparameter.defaultValue()))
            .isPresent();
  }

  public static Object of(Hyperparameter<?> hyperparameter) {
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

  static Object of(RunOption<?> option) {
    if (option.range() instanceof Rule.OneOf choice) {
      return choice.words().get(choice.words().size() - 1);
    }
    if (option.range() == Rule.DEVICE) {
      return "gpu:1";
    }
    return OF_TYPES.get(option.type());
  }
}
