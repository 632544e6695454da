package org.lfads4j.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The values a setting may take. A rule says itself, {@code >= 0} or {@code one of 'poisson',
 * 'gaussian'}, as it stands after "must be" in messages.
 */
sealed interface Rule {

  /** Whether the value is in range; NaN and infinities never are. */
  boolean allows(Object value);

  /** The rule in words. */
  String says();

  /** Every value of the type. */
  Rule ANYTHING = new Plain("anything", Objects::nonNull);

  /** The name of a device, with or without its number. */
  Rule DEVICE =
      new Plain(
          "'cpu', 'gpu' or 'gpu:' and a number",
          value -> value instanceof String text && text.matches("/?(cpu|gpu)(:[0-9]{1,4})?"));

  /** Times above zero. */
  Rule AFTER_ZERO =
      new Plain(
          "> 0", value -> value instanceof Duration time && time.compareTo(Duration.ZERO) > 0);

  /** Names that all differ; upper and lower case count as the same. */
  Rule DIFFERENT =
      new Plain(
          "names that differ, ignoring case",
          value ->
              value instanceof List<?> names
                  && names.stream()
                          .map(each -> each.toString().toLowerCase(Locale.ROOT))
                          .distinct()
                          .count()
                      == names.size());

  /** Things that all differ. */
  Rule DISTINCT =
      new Plain(
          "a list without repetition",
          value ->
              value instanceof List<?> list && list.stream().distinct().count() == list.size());

  /** A value that the program sets. */
  static Rule fixed(int value) {
    return new Plain(
        "left to the program", other -> other instanceof Integer whole && whole == value);
  }

  /** Finite numbers above 0. */
  Rule ABOVE_0 = new Span(0, false, Double.POSITIVE_INFINITY, false);

  /** Finite numbers from 0 on. */
  Rule FROM_0 = new Span(0, true, Double.POSITIVE_INFINITY, false);

  /** Numbers above 0, up to and including 1. */
  Rule ABOVE_0_TO_1 = new Span(0, false, 1, true);

  /** Numbers from 0 on, below 1. */
  Rule FROM_0_BELOW_1 = new Span(0, true, 1, false);

  /**
   * Whole numbers from {@code least} on.
   *
   * @param least the smallest
   */
  record Count(int least) implements Rule {
    @Override
    public boolean allows(Object value) {
      return value instanceof Integer whole && whole >= least;
    }

    @Override
    public String says() {
      return ">= " + least;
    }
  }

  /**
   * Finite numbers between bounds.
   *
   * @param low the lower bound
   * @param lowIncluded whether the lower bound itself is allowed
   * @param high the upper bound; infinity: none
   * @param highIncluded whether the upper bound itself is allowed
   */
  record Span(double low, boolean lowIncluded, double high, boolean highIncluded) implements Rule {
    @Override
    public boolean allows(Object value) {
      return value instanceof Double number
          && Double.isFinite(number)
          && (lowIncluded ? number >= low : number > low)
          && (highIncluded ? number <= high : number < high);
    }

    @Override
    public String says() {
      String upper = high < Double.POSITIVE_INFINITY ? brief(high) : "";
      return (lowIncluded ? ">= " : "> ")
          + brief(low)
          + " and "
          + (upper.isEmpty() ? "finite" : (highIncluded ? "<= " : "< ") + upper);
    }

    private static String brief(double bound) {
      return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
    }
  }

  /**
   * One of a few words.
   *
   * @param words the words, the default first
   */
  record OneOf(List<String> words) implements Rule {
    /** Keeps its own copy. */
    public OneOf {
      words = List.copyOf(words);
    }

    @Override
    public boolean allows(Object value) {
      return value instanceof String && words.contains(value);
    }

    @Override
    public String says() {
      return "one of "
          + words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(", "));
    }
  }

  /**
   * A rule without bounds of its own.
   *
   * @param says it in words
   * @param allowed whether a value is in range
   */
  record Plain(String says, Predicate<Object> allowed) implements Rule {
    @Override
    public boolean allows(Object value) {
      return allowed.test(value);
    }
  }
}
