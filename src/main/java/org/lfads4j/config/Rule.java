package org.lfads4j.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The values a hyperparameter may take. A rule says itself, {@code >= 0} or {@code one of
 * 'poisson', 'gaussian'}, as it stands after "must be" in messages.
 */
public sealed interface Rule {

  /** Whether the value is in range; NaN and infinities never are. */
  boolean allows(Object value);

  /** The rule in words. */
  String says();

  /** Whole numbers from a least one on. */
  static Rule countFrom(int least) {
    return new Count(least);
  }

  /** Finite numbers from a bound on. */
  static Rule atLeast(double low) {
    return new Span(low, true, Optional.empty());
  }

  /** Finite numbers above a bound. */
  static Rule above(double low) {
    return new Span(low, false, Optional.empty());
  }

  /** Numbers above one bound, up to and including another. */
  static Rule aboveUpTo(double low, double high) {
    return new Span(low, false, Optional.of(high));
  }

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
   * @param high the upper bound, itself allowed, if there is one
   */
  record Span(double low, boolean lowIncluded, Optional<Double> high) implements Rule {
    @Override
    public boolean allows(Object value) {
      return value instanceof Double number
          && Double.isFinite(number)
          && (lowIncluded ? number >= low : number > low)
          && (high.isEmpty() || number <= high.get());
    }

    @Override
    public String says() {
      return (lowIncluded ? ">= " : "> ")
          + brief(low)
          + " and "
          + high.map(bound -> "<= " + brief(bound)).orElse("finite");
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

  /** The name of a device, with or without its number. */
  record Device() implements Rule {
    private static final Pattern DEVICE = Pattern.compile("/?(cpu|gpu)(:[0-9]{1,4})?");

    @Override
    public boolean allows(Object value) {
      return value instanceof String text && DEVICE.matcher(text).matches();
    }

    @Override
    public String says() {
      return "'cpu', 'gpu' or 'gpu:' and a number";
    }
  }

  /** Every value of the type. */
  record Anything() implements Rule {
    @Override
    public boolean allows(Object value) {
      return value != null;
    }

    @Override
    public String says() {
      return "anything";
    }
  }

  /**
   * One value, which the program sets.
   *
   * @param value that value
   */
  record Fixed(int value) implements Rule {
    @Override
    public boolean allows(Object other) {
      return other instanceof Integer whole && whole == value;
    }

    @Override
    public String says() {
      return "left to the program";
    }
  }
}
