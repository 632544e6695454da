package org.lfads4j.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;
import org.lfads4j.analysis.Method;
import org.lfads4j.analysis.Score;

/**
 * The scores of a fit for the terminal and for programs.
 *
 * @param scores one by one
 * @param seed of the run
 * @param trainingSeconds how long training took, if that is known
 * @param posteriorSeconds how long the posterior means took
 */
record ScoreSheet(
    List<Score> scores, long seed, OptionalDouble trainingSeconds, double posteriorSeconds) {
  /** The file for programs. */
  static final String FILE = "scores.json";

  private static final String SECONDS = "seconds";
  private static final String TRAINING = "training";
  private static final int LABEL_WIDTH = 42;
  private static final int NUMBER_WIDTH = 9;

  /** Lines for the terminal. */
  List<String> lines() {
    if (scores.isEmpty()) {
      return List.of("scores: none for real-valued data");
    }
    List<Integer> widths = new ArrayList<>();
    widths.add(LABEL_WIDTH);
    widths.addAll(Collections.nCopies(Method.values().length, NUMBER_WIDTH));
    TextTable layout = new TextTable(widths);
    List<String> lines =
        new ArrayList<>(
            layout.row(
                cells(
                    "scores on " + scores.get(0).trials() + " validation trials", Method::title)));
    scores.forEach(
        score -> lines.addAll(layout.row(cells(score.label(), method -> text(score.of(method))))));
    return lines;
  }

  /** Three digits after the point, and a dash where there is no score. */
  static String text(OptionalDouble score) {
    return score.isEmpty() ? "-" : String.format(Locale.ROOT, "%.3f", score.getAsDouble());
  }

  private static List<String> cells(String first, Function<Method, String> cell) {
    return Stream.concat(Stream.of(first), Stream.of(Method.values()).map(cell)).toList();
  }

  /**
   * Writes all numbers by name.
   *
   * @throws UncheckedIOException if the file cannot be written
   */
  void write(Path file) {
    JsonObject seconds = new JsonObject();
    trainingSeconds.ifPresent(s -> seconds.addProperty(TRAINING, s));
    seconds.addProperty("posterior", posteriorSeconds);
    JsonArray list = new JsonArray();
    scores.forEach(score -> list.add(json(score)));
    JsonObject all = new JsonObject();
    all.addProperty("seed", seed);
    all.add(SECONDS, seconds);
    all.add("scores", list);
    try {
      String json =
          new GsonBuilder()
              .setPrettyPrinting()
              .serializeSpecialFloatingPointValues()
              .create()
              .toJson(all);
      Files.writeString(file, json + "\n", StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "scores must go to a file that can be written, got " + file + " (" + e + ")", e);
    }
  }

  /** How long training took, by an earlier file of scores. */
  static OptionalDouble trainingSecondsOf(Path file) {
    try {
      JsonObject seconds =
          JsonParser.parseString(Files.readString(file)).getAsJsonObject().getAsJsonObject(SECONDS);
      return seconds != null && seconds.has(TRAINING)
          ? OptionalDouble.of(seconds.get(TRAINING).getAsDouble())
          : OptionalDouble.empty();
    } catch (IOException
        | JsonParseException
        | ClassCastException
        | IllegalStateException
        | NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  private static JsonObject json(Score score) {
    JsonObject object = new JsonObject();
    object.addProperty("name", score.name());
    object.addProperty("label", score.label());
    object.addProperty("trials", score.trials());
    score.values().forEach((method, value) -> object.addProperty(method.column(), value));
    return object;
  }
}
