package org.lfads4j.analysis;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Something that is not good about a fit, in numbers.
 *
 * @param kind what it is
 * @param session the session concerned, if the fit has several
 * @param of what it is found in: the name of a score, neurons, inferred inputs; none where that is
 *     the fit as a whole
 * @param numbers by name, the unit at the end of the name where there is one
 */
public record Finding(
    Kind kind, Optional<String> session, List<String> of, Map<String, Double> numbers) {
  /** What can be found, in the order in which it is told. */
  public enum Kind {
    /** Training ended before the ramps of the KL or the L2 cost were complete. */
    ENDED_WITHIN_RAMPS,
    /** The validation cost was still falling when training ended. */
    STILL_IMPROVING,
    /** A simpler method has a better score. */
    BELOW_BASELINE,
    /** Rates depend on the very spikes that the encoders saw. */
    COPIES_SPIKES,
    /** The posterior of the inferred inputs is their prior. */
    INPUTS_UNUSED,
    /** Inferred inputs follow the spikes of their own bin. */
    INPUTS_COPY_SPIKES,
    /** The posterior of the initial conditions is their prior. */
    INITIAL_CONDITIONS_UNUSED,
    /** Initial conditions do not tell the conditions apart, and spike counts do. */
    CONDITIONS_IGNORED,
    /** All rates together are too high or too low. */
    BIASED_RATES,
    /** The rates of some neurons are too high or too low. */
    BIASED_NEURONS,
    /** Some neurons are not predicted better than by their mean rate. */
    UNEXPLAINED_NEURONS;

    /** Its name in files, such as {@code below_baseline}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The one of that name, if there is one. */
    static Optional<Kind> named(String word) {
      return Stream.of(values()).filter(each -> each.word().equals(word)).findFirst();
    }
  }

  /** Keeps its own copies, numbers in their order. */
  public Finding {
    of = List.copyOf(of);
    numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
  }

  /** One of the fit as a whole, with numbers still to come. */
  static Finding of(Kind kind) {
    return new Finding(kind, Optional.empty(), List.of(), Map.of());
  }

  /** The same, found in these. */
  Finding in(List<String> names) {
    return new Finding(kind, session, names, numbers);
  }

  /** The same with another number. */
  Finding with(String name, double number) {
    Map<String, Double> more = new LinkedHashMap<>(numbers);
    more.put(name, number);
    return new Finding(kind, session, of, more);
  }

  /** The same of one session among several. */
  Finding ofSession(String name) {
    return new Finding(kind, Optional.of(name), of, numbers);
  }

  /**
   * One of its numbers.
   *
   * @throws IllegalArgumentException if it has none of that name
   */
  public double number(String name) {
    Double number = numbers.get(name);
    if (number == null) {
      throw new IllegalArgumentException(
          "number of %s must be one of %s, got %s"
              .formatted(kind.word(), String.join(", ", numbers.keySet()), name));
    }
    return number;
  }
}
