package org.lfads4j.config;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Strict JSON, in and out; numbers as they are written. */
final class Json {
  private static final Gson ONE_LINE = new GsonBuilder().disableHtmlEscaping().create();
  private static final Gson LINES =
      new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();

  private Json() {}

  static String write(JsonElement element) {
    return ONE_LINE.toJson(element);
  }

  static String writeLines(JsonElement element) {
    return LINES.toJson(element);
  }

  /** The object that a text holds, or empty if the text is no JSON object. */
  static Optional<JsonObject> object(String text) {
    JsonReader reader = new JsonReader(new StringReader(text));
    reader.setStrictness(Strictness.STRICT);
    try {
      JsonElement element = JsonParser.parseReader(reader);
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
      return element.getAsJsonArray().asList().stream().map(Json::plain).toList();
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
  static String shown(Object value) {
    return value instanceof String || value instanceof List<?>
        ? ONE_LINE.toJson(value)
        : String.valueOf(value);
  }
}
