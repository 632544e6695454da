package org.lfads4j.config;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The kind of value a setting takes, with its text form. {@code read(text(value))} gives the value
 * back exactly, of all types but lists.
 *
 * @param <T> the Java type
 */
public final class ValueType<T> {
  /** Whole numbers that fit in an {@code int}. */
  public static final ValueType<Integer> WHOLE =
      new ValueType<>(
          "whole number",
          "a whole number up to " + Integer.MAX_VALUE,
          ValueType::whole,
          JsonPrimitive::new);

  /** Real numbers in double precision, printed so that they read back exactly. */
  public static final ValueType<Double> NUMBER =
      new ValueType<>("number", "a number", ValueType::number, JsonPrimitive::new);

  /** Switches. */
  public static final ValueType<Boolean> FLAG =
      new ValueType<>("true or false", "true or false", ValueType::flag, JsonPrimitive::new);

  /** Words and labels. */
  public static final ValueType<String> TEXT =
      new ValueType<>(
          "text",
          "text",
          raw -> raw instanceof String text ? Optional.of(text) : Optional.empty(),
          JsonPrimitive::new);

  /** Whole numbers that fit in a {@code long}. */
  public static final ValueType<Long> LONG =
      new ValueType<>("whole number", "a 64-bit whole number", ValueType::wide, JsonPrimitive::new);

  /** Names, in the order given. */
  public static final ValueType<List<String>> NAMES =
      new ValueType<>("names", "a list of texts", ValueType::names, ValueType::array);

  /** Settings of other trainings, in the order given. */
  public static final ValueType<List<Alternative>> ALTERNATIVES =
      new ValueType<>(
          "names and values",
          "names and values such as c_keep_prob=0.9,c_factors_dim=16",
          ValueType::alternatives,
          ValueType::array);

  /** Lengths of time: {@code 90s}, {@code 10m}, {@code 1h30m}, or ISO 8601 as in JSON. */
  public static final ValueType<Duration> TIME =
      new ValueType<>(
          "time",
          "a time such as 90s, 10m or 1h30m",
          ValueType::time,
          time -> new JsonPrimitive(time.toString()));

  /** Named texts, kept in the order of their names. */
  public static final ValueType<Map<String, String>> ARGUMENTS =
      new ValueType<>(
          "named texts",
          "a JSON object such as {\"name\": \"text\"}",
          ValueType::arguments,
          ValueType::object);

  /** Added to every number: turns -0.0, which would have a hash of its own, into 0.0. */
  private static final double POSITIVE_ZERO = 0.0;

  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,9})?");

  /** Digits are limited so that every such time is one that Java can hold. */
  private static final Pattern SHORT_TIME =
      Pattern.compile("(?=[0-9])([0-9]{1,6}h)?([0-9]{1,6}m)?([0-9]{1,6}s)?");

  private final String name;
  private final String says;
  private final Function<Object, Optional<T>> reading;
  private final Function<T, JsonElement> writing;

  private ValueType(
      String name,
      String says,
      Function<Object, Optional<T>> reading,
      Function<T, JsonElement> writing) {
    this.name = name;
    this.says = says;
    this.reading = reading;
    this.writing = writing;
  }

  /** Known words, read in upper or lower case; other words stay, and the range refuses them. */
  static ValueType<String> wordOf(List<String> words) {
    return new ValueType<>(
        TEXT.name,
        TEXT.says,
        raw ->
            TEXT.read(raw)
                .map(
                    text -> words.stream().filter(text::equalsIgnoreCase).findFirst().orElse(text)),
        TEXT.writing);
  }

  /** What the type is called: whole number, number, true or false, text, lists, time. */
  public String name() {
    return name;
  }

  /** The type as it stands after "must be" in messages. */
  public String says() {
    return says;
  }

  /** The value that a number, a boolean, a text or a map stands for; empty if for none. */
  public Optional<T> read(Object raw) {
    return reading.apply(raw);
  }

  JsonElement json(T value) {
    return writing.apply(value);
  }

  /** The JSON that enters a hash: of a list, in the order of its texts. */
  JsonElement hashed(T value) {
    return value instanceof List<?> list
        ? array(list.stream().map(String::valueOf).sorted().toList())
        : json(value);
  }

  /**
   * The text form: bare for numbers, switches, times and words; lists with spaces between, which
   * are not read back; JSON for named texts.
   */
  public String text(T value) {
    if (value instanceof List<?> list) {
      return list.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }
    if (value instanceof Duration time) {
      boolean whole = time.equals(Duration.ofSeconds(time.toSeconds()));
      return whole ? time.toSeconds() + "s" : time.toString();
    }
    return value instanceof String word ? word : Json.write(json(value));
  }

  /** The value as it stands after "got" in messages. */
  String shown(T value) {
    return value instanceof Duration
        ? text(value)
        : Json.shown(
            value instanceof List<?> list ? list.stream().map(String::valueOf).toList() : value);
  }

  @Override
  public String toString() {
    return name;
  }

  private static Optional<Integer> whole(Object raw) {
    return number(raw)
        .filter(value -> value == Math.rint(value) && Math.abs(value) <= Integer.MAX_VALUE)
        .map(Double::intValue);
  }

  /** Without a double in between, which would round numbers above 2^53. */
  private static Optional<Long> wide(Object raw) {
    try {
      return Optional.of(new BigDecimal(String.valueOf(raw).strip()).longValueExact());
    } catch (ArithmeticException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<List<String>> names(Object raw) {
    return raw instanceof List<?> list && list.stream().allMatch(String.class::isInstance)
        ? Optional.of(list.stream().map(String.class::cast).toList())
        : Optional.empty();
  }

  private static Optional<List<Alternative>> alternatives(Object raw) {
    List<?> list = raw instanceof List<?> given ? given : List.of(raw);
    return list.stream().allMatch(each -> each instanceof Alternative || each instanceof String)
        ? Optional.of(list.stream().map(each -> Alternative.of(each.toString())).toList())
        : Optional.empty();
  }

  private static Optional<Duration> time(Object raw) {
    if (raw instanceof Duration time) {
      return Optional.of(time);
    }
    String text = raw instanceof String typed ? typed.strip() : "";
    if (SHORT_TIME.matcher(text).matches()) {
      return Optional.of(Duration.parse("PT" + text.toUpperCase(Locale.ROOT)));
    }
    try {
      return Optional.of(Duration.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Optional<Double> number(Object raw) {
    if (raw instanceof Number number) {
      return Optional.of(Double.parseDouble(number.toString()) + POSITIVE_ZERO);
    }
    if (raw instanceof String text && DECIMAL.matcher(text.strip()).matches()) {
      return Optional.of(Double.parseDouble(text.strip()) + POSITIVE_ZERO);
    }
    return Optional.empty();
  }

  private static Optional<Boolean> flag(Object raw) {
    if (raw instanceof Boolean flag) {
      return Optional.of(flag);
    }
    if (raw instanceof String text) {
      return switch (text.strip().toLowerCase(Locale.ROOT)) {
        case "true" -> Optional.of(true);
        case "false" -> Optional.of(false);
        default -> Optional.empty();
      };
    }
    return Optional.empty();
  }

  private static Optional<Map<String, String>> arguments(Object raw) {
    Map<String, String> texts = new TreeMap<>();
    if (raw instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        if (entry.getKey() == null || entry.getValue() == null) {
          return Optional.empty();
        }
        texts.put(entry.getKey().toString(), entry.getValue().toString());
      }
    } else if (raw instanceof String text) {
      Optional<JsonObject> object = Json.object(text);
      if (object.isEmpty()) {
        return Optional.empty();
      }
      for (Map.Entry<String, JsonElement> entry : object.get().entrySet()) {
        if (!entry.getValue().isJsonPrimitive()) {
          return Optional.empty();
        }
        texts.put(entry.getKey(), entry.getValue().getAsString());
      }
    } else {
      return Optional.empty();
    }
    return Optional.of(Collections.unmodifiableMap(texts));
  }

  private static JsonElement array(List<?> list) {
    JsonArray array = new JsonArray();
    list.forEach(each -> array.add(each.toString()));
    return array;
  }

  private static JsonElement object(Map<String, String> texts) {
    JsonObject object = new JsonObject();
    texts.forEach(object::addProperty);
    return object;
  }
}
