package org.lfads4j.config;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * JSON, in and out; numbers as they are written. It is read here alone, by what Gson had in version
 * 2.8.5 already: IJava and Spark bring old versions, which then come before ours.
 */
@Internal
public final class Json {
  private static final Gson ONE_LINE = new GsonBuilder().disableHtmlEscaping().create();
  private static final Gson LINES =
      new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();

  private Json() {}

  static String write(JsonElement element) {
    return ONE_LINE.toJson(element);
  }

  /** As text of several lines, indented. */
  public static String writeLines(JsonElement element) {
    return LINES.toJson(element);
  }

  /**
   * The value that a text holds.
   *
   * @throws JsonParseException if it holds none
   */
  public static JsonElement parse(String text) {
    JsonElement element = ONE_LINE.fromJson(text, JsonElement.class);
    return element == null ? JsonNull.INSTANCE : element;
  }

  /** The elements of an array. */
  public static List<JsonElement> list(JsonElement array) {
    return StreamSupport.stream(array.getAsJsonArray().spliterator(), false).toList();
  }

  /** The object that a text holds, or empty if the text is no JSON object. */
  public static Optional<JsonObject> object(String text) {
    JsonReader reader = new JsonReader(new StringReader(text));
    try {
      // Unlike all other ways, this one is strict in every version.
      JsonElement element = ONE_LINE.getAdapter(JsonElement.class).read(reader);
      return element.isJsonObject() && reader.peek() == JsonToken.END_DOCUMENT
          ? Optional.of(element.getAsJsonObject())
          : Optional.empty();
    } catch (JsonParseException | IOException e) {
      return Optional.empty();
    }
  }

  /** The same of what must hold one. */
  static JsonObject requireObject(String what, String text) {
    return object(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(what + " must be a JSON object, got " + shown(text)));
  }

  /** A JSON value as a boolean, a text, a number, a list or a map; null stays null. */
  static Object plain(JsonElement element) {
    if (element.isJsonObject()) {
      Map<String, Object> map = new LinkedHashMap<>();
      element.getAsJsonObject().entrySet().forEach(e -> map.put(e.getKey(), plain(e.getValue())));
      return map;
    }
    if (element.isJsonArray()) {
      return list(element).stream().map(Json::plain).toList();
    }
    if (element.isJsonNull()) {
      return null;
    }
    if (element.getAsJsonPrimitive().isBoolean()) {
      return element.getAsBoolean();
    }
    return element.getAsJsonPrimitive().isNumber() ? element.getAsNumber() : element.getAsString();
  }

  /** The value as it stands after "got" in messages: texts in quotes. */
  public static String shown(Object value) {
    return value instanceof String || value instanceof List<?>
        ? ONE_LINE.toJson(value)
        : String.valueOf(value);
  }
}
