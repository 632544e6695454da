package org.lfads4j.config;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What values a hyperparameter takes.
 *
 * @param type their kind
 * @param defaultValue the one it has unless another is requested
 * @param range the rule they obey
 */
record Domain<T>(ValueType<T> type, T defaultValue, Rule range) {

  static Domain<Integer> whole(int defaultValue, Rule range) {
    return new Domain<>(ValueType.WHOLE, defaultValue, range);
  }

  static Domain<Integer> fixed(int value) {
    return new Domain<>(ValueType.WHOLE, value, new Rule.Fixed(value));
  }

  static Domain<Double> number(double defaultValue, Rule range) {
    return new Domain<>(ValueType.NUMBER, defaultValue, range);
  }

  static Domain<Boolean> flag(boolean defaultValue) {
    return new Domain<>(ValueType.FLAG, defaultValue, new Rule.Anything());
  }

  static Domain<String> text(String defaultValue) {
    return new Domain<>(ValueType.TEXT, defaultValue, new Rule.Anything());
  }

  static Domain<String> device(String defaultValue) {
    return new Domain<>(ValueType.TEXT, defaultValue, new Rule.Device());
  }

  static Domain<String> choice(String defaultValue, String... others) {
    List<String> words = Stream.concat(Stream.of(defaultValue), Stream.of(others)).toList();
    return new Domain<>(ValueType.TEXT, defaultValue, new Rule.OneOf(words));
  }

  static Domain<Map<String, String>> arguments() {
    return new Domain<>(ValueType.ARGUMENTS, Map.of(), new Rule.Anything());
  }
}
