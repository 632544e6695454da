package org.lfads4j.analysis;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;
import org.lfads4j.config.Json;
import org.lfads4j.data.io.ContentException;
import org.lfads4j.data.io.FileReading;
import org.lfads4j.data.io.WholeFile;

/**
 * The scores of a fit as a JSON file: {@code seed}; {@code seconds} with {@code training}, if
 * known, and {@code posterior}; {@code scores}, each with {@code name}, {@code label}, {@code
 * unit}, {@code better} ({@code higher} or {@code lower}), {@code trials} and a number for each
 * {@linkplain Method#column() method} that applies. Files of earlier versions state neither unit
 * nor direction: see {@link ScoreKind#of}. {@code diagnosis} holds what was found in the fit, if
 * that was asked. Numbers are exact; {@code NaN}, {@code Infinity} and {@code -Infinity} stand as
 * such, which Python reads and strict JSON does not know.
 *
 * @param scores one by one
 * @param seed of the run
 * @param trainingSeconds how long training took, if that is known
 * @param posteriorSeconds how long the posterior means took
 * @param diagnosis what was found in the fit; absent in files of earlier versions
 */
public record ScoresFile(
    List<Score> scores,
    long seed,
    OptionalDouble trainingSeconds,
    double posteriorSeconds,
    Optional<Diagnosis> diagnosis) {
  /** What the file is called in a folder of results. */
  public static final String NAME = "scores.json";

  private static final String SECONDS = "seconds";
  private static final String TRAINING = "training";
  private static final String POSTERIOR = "posterior";
  private static final String DIAGNOSIS = "diagnosis";
  private static final String UNIT = "unit";
  private static final String BETTER = "better";
  private static final List<String> WORDS = List.of("name", "label", UNIT, BETTER, "trials");

  /** Keeps its own copy. */
  public ScoresFile {
    scores = List.copyOf(scores);
  }

  /** Scores alone. */
  public ScoresFile(
      List<Score> scores, long seed, OptionalDouble trainingSeconds, double posteriorSeconds) {
    this(scores, seed, trainingSeconds, posteriorSeconds, Optional.empty());
  }

  /**
   * Writes a file, which appears when it is complete and replaces an earlier one.
   *
   * @throws UncheckedIOException if it cannot be written, with the path
   */
  public void write(Path file) {
    JsonObject seconds = new JsonObject();
    trainingSeconds.ifPresent(s -> seconds.addProperty(TRAINING, s));
    seconds.addProperty(POSTERIOR, posteriorSeconds);
    JsonArray list = new JsonArray();
    scores.forEach(score -> list.add(json(score)));
    JsonObject all = new JsonObject();
    all.addProperty("seed", seed);
    all.add(SECONDS, seconds);
    all.add("scores", list);
    diagnosis.ifPresent(known -> all.add(DIAGNOSIS, DiagnosisJson.json(known)));
    String json =
        new GsonBuilder()
            .setPrettyPrinting()
            .serializeSpecialFloatingPointValues()
            .create()
            .toJson(all);
    try {
      WholeFile.text(file, json + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(
          "scores must go to a file that can be written, got " + file + " (" + e + ")", e);
    }
  }

  /**
   * Reads a file that {@link #write} wrote; the same values, to the bit.
   *
   * @throws IllegalArgumentException if it is not a file of scores, with the path
   * @throws UncheckedIOException if it cannot be read, with the path
   */
  public static ScoresFile read(Path file) {
    return FileReading.of(
        file, "a readable file of scores", path -> of(text(Files.readAllBytes(path))));
  }

  /** Strict, because bytes that are no text may hide a part of the file within a name or label. */
  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new ContentException("file must be text in UTF-8, got other bytes");
    }
  }

  private static ScoresFile of(String text) {
    JsonObject all = object("file", parsed(text));
    JsonObject seconds = object(SECONDS, all.get(SECONDS));
    JsonElement list = all.get("scores");
    if (list == null || !list.isJsonArray()) {
      throw refused("scores", "a list", list);
    }
    List<Score> scores = new ArrayList<>();
    for (JsonElement element : list.getAsJsonArray()) {
      scores.add(score("scores[" + scores.size() + "]", element));
    }
    return new ScoresFile(
        scores,
        value("seed", "a whole number", all.get("seed"), Long::valueOf),
        seconds.has(TRAINING)
            ? OptionalDouble.of(number(SECONDS + " " + TRAINING, seconds.get(TRAINING)))
            : OptionalDouble.empty(),
        number(SECONDS + " " + POSTERIOR, seconds.get(POSTERIOR)),
        Optional.ofNullable(all.get(DIAGNOSIS)).map(DiagnosisJson::of));
  }

  private static JsonElement parsed(String text) {
    try {
      return Json.parse(text);
    } catch (JsonParseException e) {
      throw new ContentException("file must be JSON, got a text that is none");
    }
  }

  private static JsonObject json(Score score) {
    JsonObject object = new JsonObject();
    object.addProperty("name", score.name());
    object.addProperty("label", score.label());
    object.addProperty(UNIT, score.kind().unit());
    object.addProperty(BETTER, word(score.kind().better()));
    object.addProperty("trials", score.trials());
    score.values().forEach((method, value) -> object.addProperty(method.column(), value));
    return object;
  }

  private static Score score(String where, JsonElement element) {
    JsonObject object = object(where, element);
    Map<Method, Double> values = new EnumMap<>(Method.class);
    for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
      if (!WORDS.contains(entry.getKey())) {
        Method method = method(where, entry.getKey());
        values.put(method, number(where + " " + method.column(), entry.getValue()));
      }
    }
    return new Score(
        kind(where, object),
        values,
        value(where + " trials", "a whole number", object.get("trials"), Integer::valueOf));
  }

  private static ScoreKind kind(String where, JsonObject object) {
    String name = text(where, object, "name");
    String label = text(where, object, "label");
    if (!object.has(UNIT) && !object.has(BETTER)) {
      return ScoreKind.of(name, label);
    }
    ScoreKind.Better better =
        Stream.of(ScoreKind.Better.values())
            .filter(each -> word(each).equals(text(where, object, BETTER)))
            .findFirst()
            .orElseThrow(
                () -> refused(where + " " + BETTER, "higher or lower", object.get(BETTER)));
    return new ScoreKind(name, label, text(where, object, UNIT), better);
  }

  private static String word(ScoreKind.Better better) {
    return better.name().toLowerCase(Locale.ROOT);
  }

  private static String text(String where, JsonObject object, String key) {
    return value(where + " " + key, "a text", object.get(key), Function.identity());
  }

  private static Method method(String where, String column) {
    return Stream.of(Method.values())
        .filter(m -> m.column().equals(column))
        .findFirst()
        .orElseThrow(
            () ->
                new ContentException(
                    where
                        + " must hold "
                        + String.join(", ", WORDS)
                        + " and methods ("
                        + String.join(", ", Stream.of(Method.values()).map(Method::column).toList())
                        + "), got "
                        + column));
  }

  private static JsonObject object(String where, JsonElement element) {
    if (element == null || !element.isJsonObject()) {
      throw refused(where, "an object", element);
    }
    return element.getAsJsonObject();
  }

  private static double number(String where, JsonElement element) {
    return value(where, "a number", element, Double::valueOf);
  }

  /** A single value, by its text: NaN and infinities come as words. */
  private static <T> T value(
      String where, String kind, JsonElement element, Function<String, T> maker) {
    if (element == null || !element.isJsonPrimitive()) {
      throw refused(where, kind, element);
    }
    try {
      return maker.apply(element.getAsString());
    } catch (NumberFormatException e) {
      throw refused(where, kind, element);
    }
  }

  private static ContentException refused(String where, String kind, JsonElement got) {
    return new ContentException(
        where
            + " must be "
            + kind
            + ", got "
            + Optional.ofNullable(got).map(JsonElement::toString).orElse("none"));
  }
}
