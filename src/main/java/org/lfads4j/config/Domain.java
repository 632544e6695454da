package org.lfads4j.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What values a setting takes.
 *
 * @param type their kind
 * @param defaultValue the one it has unless another is requested; empty: none
 * @param range the rule they obey
 */
record Domain<T>(ValueType<T> type, Optional<T> defaultValue, Rule range) {

  static <T> Domain<T> of(ValueType<T> type, T defaultValue, Rule range) {
    return new Domain<>(type, Optional.of(defaultValue), range);
  }

  /** Of a setting without a default: it has no value unless one is requested. */
  static <T> Domain<T> unset(ValueType<T> type, Rule range) {
    return new Domain<>(type, Optional.empty(), range);
  }

  static Domain<Integer> whole(int defaultValue, int least) {
    return of(ValueType.WHOLE, defaultValue, new Rule.Count(least));
  }

  static Domain<Integer> fixed(int value) {
    return of(ValueType.WHOLE, value, Rule.fixed(value));
  }

  static Domain<Double> number(double defaultValue, Rule range) {
    return of(ValueType.NUMBER, defaultValue, range);
  }

  static Domain<Boolean> flag(boolean defaultValue) {
    return of(ValueType.FLAG, defaultValue, Rule.ANYTHING);
  }

  static Domain<String> text(String defaultValue) {
    return of(ValueType.TEXT, defaultValue, Rule.ANYTHING);
  }

  static Domain<String> device(String defaultValue) {
    return of(ValueType.TEXT, defaultValue, Rule.DEVICE);
  }

  static Domain<String> choice(String defaultValue, String... others) {
    List<String> words = Stream.concat(Stream.of(defaultValue), Stream.of(others)).toList();
    return of(ValueType.TEXT, defaultValue, new Rule.OneOf(words));
  }

  static Domain<Map<String, String>> arguments() {
    return of(ValueType.ARGUMENTS, Map.of(), Rule.ANYTHING);
  }

  /** One of these words, in upper or lower case, stored as it is here; without a default. */
  static Domain<String> word(List<String> words) {
    return unset(ValueType.wordOf(words), new Rule.OneOf(words));
  }

  /** The same, of which the first is the default. */
  static Domain<String> wordOrFirst(List<String> words) {
    return of(ValueType.wordOf(words), words.get(0), new Rule.OneOf(words));
  }

  static Domain<Integer> count() {
    return unset(ValueType.WHOLE, new Rule.Count(1));
  }

  static Domain<Duration> time() {
    return unset(ValueType.TIME, Rule.AFTER_ZERO);
  }

  String rangeText() {
    return range == Rule.ANYTHING ? type.name() : range.says();
  }

  /** The value that a number, boolean, text, list or map stands for, checked. */
  T read(Setting<T> setting, Object raw) {
    T value =
        type.read(raw)
            .orElseThrow(
                () ->
                    new RefusedException(
                        setting, " must be ", type.says(), ", got ", Json.shown(raw)));
    if (!range.allows(value)) {
      throw new RefusedException(setting, " must be ", range.says(), ", got ", type.shown(value));
    }
    return value;
  }
}
