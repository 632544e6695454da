package org.lfads4j.runs;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lfads4j.config.Hash;
import org.lfads4j.config.Json;
import org.lfads4j.data.io.WholeFile;

/**
 * JSON files with the members {@code format} and {@code format_version}, and at their end {@code
 * sha256}, the SHA-256 of the text without it. Files of earlier versions do not have that.
 */
final class StoredJson {
  private static final String SEAL = "sha256";
  private static final Pattern SEALED =
      Pattern.compile("(.*),\n  \"" + SEAL + "\": \"([0-9a-f]{64})\"(\n\\}\n)", Pattern.DOTALL);

  private StoredJson() {}

  /** A new object with the format and its present version. */
  static JsonObject start(String format, int version) {
    JsonObject object = new JsonObject();
    object.addProperty("format", format);
    object.addProperty("format_version", version);
    return object;
  }

  /** Writes a file, whole or not at all. */
  static void write(Path file, JsonObject object) {
    try {
      WholeFile.text(file, sealed(object));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " must be writable, got " + e, e);
    }
  }

  private static String sealed(JsonObject object) {
    String text = Json.writeLines(object) + "\n";
    JsonObject whole = object.deepCopy();
    whole.addProperty(SEAL, hash(text).hex());
    return Json.writeLines(whole) + "\n";
  }

  private static Hash hash(String text) {
    return Hash.of(digest -> digest.update(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Takes the seal off, if there is one. */
  private static void unseal(JsonObject object, String text, Path file) {
    if (object.remove(SEAL) == null) {
      return;
    }
    Matcher parts = SEALED.matcher(text);
    if (!parts.matches() || !hash(parts.group(1) + parts.group(3)).hex().equals(parts.group(2))) {
      throw new IllegalArgumentException(
          file + " must be as it was written, got another text than that of its sha256");
    }
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException if it is of another format, or damaged, with the path
   * @throws NewerFormatException if it is of a newer version, with the path
   * @throws UncheckedIOException if it cannot be read, with the path
   */
  static JsonObject read(Path file, String format, int newest) {
    JsonObject object;
    try {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      object = Json.parse(text).getAsJsonObject();
      unseal(object, text, file);
    } catch (JsonParseException | IllegalStateException | CharacterCodingException e) {
      throw new IllegalArgumentException(file + " must hold a JSON object, got another text", e);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " must be readable, got " + e, e);
    }
    String found = text(object, "format", file);
    if (!found.equals(format)) {
      throw new IllegalArgumentException(
          file + " must have the format \"" + format + "\", got \"" + found + "\"");
    }
    String version = text(object, "format_version", file);
    if (!version.matches("[1-9][0-9]{0,5}")) {
      throw new IllegalArgumentException(
          file + " must have a whole format_version from 1, got " + version);
    }
    if (Integer.parseInt(version) > newest) {
      throw new NewerFormatException(
          ("%s must have a format_version up to %s, got %s; it was written by a newer version of"
                  + " the program, use that")
              .formatted(file, newest, version));
    }
    return object;
  }

  /**
   * Makes sure that a file was not written by a newer version. Other damage is ignored.
   *
   * @throws NewerFormatException if it is, with the path
   */
  static void requireKnown(Path file, String format, int newest) {
    if (!Files.exists(file)) {
      return;
    }
    try {
      JsonObject unused = read(file, format, newest);
    } catch (NewerFormatException e) {
      throw e;
    } catch (IllegalArgumentException | UncheckedIOException e) {
      // Reading it gives the error.
      return;
    }
  }

  /** Reads the members of an object; wrong types become one kind of failure. */
  static <T> T content(Path file, Supplier<T> reader) {
    try {
      return reader.get();
    } catch (ClassCastException
        | IndexOutOfBoundsException
        | NullPointerException
        | NumberFormatException
        | IllegalStateException
        | UnsupportedOperationException e) {
      throw new IllegalArgumentException(
          file + " must have the members that it was written with, got others", e);
    }
  }

  /** A member as text. */
  static String text(JsonObject object, String name, Path file) {
    JsonElement member = member(object, name, file);
    if (!member.isJsonPrimitive()) {
      throw new IllegalArgumentException(file + ": " + name + " must be one value, got " + member);
    }
    return member.getAsString();
  }

  /** A member that must be there. */
  static JsonElement member(JsonObject object, String name, Path file) {
    JsonElement member = object.get(name);
    if (member == null) {
      throw new IllegalArgumentException(file + " must say its " + name);
    }
    return member;
  }
}
