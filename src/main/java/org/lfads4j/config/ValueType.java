package org.lfads4j.config;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The kind of value a hyperparameter takes, with its text form. {@code read(text(value))} gives the
 * value back exactly.
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

  /** What the type is called: whole number, number, true or false, text, named texts. */
  public String name() {
    return name;
  }

  /** The type as it stands after "must be" in messages. */
  String says() {
    return says;
  }

  /** The value that a number, a boolean, a text or a map stands for; empty if for none. */
  Optional<T> read(Object raw) {
    return reading.apply(raw);
  }

  JsonElement json(T value) {
    return writing.apply(value);
  }

  /** The text form: bare for numbers, switches and words, JSON for named texts. */
  public String text(T value) {
    return value instanceof String word ? word : Json.write(json(value));
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

  private static JsonElement object(Map<String, String> texts) {
    JsonObject object = new JsonObject();
    texts.forEach(object::addProperty);
    return object;
  }
}
