package org.lfads4j.weights;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.backend.Placement;
import org.lfads4j.config.Hash;
import org.lfads4j.config.Json;
import org.lfads4j.config.ValidationObjective;
import org.lfads4j.data.io.Block;
import org.lfads4j.data.io.ContentException;
import org.lfads4j.data.io.SealedArrays;
import org.lfads4j.training.Attempt;
import org.lfads4j.training.Outcome;
import org.lfads4j.training.TrainingResult;

/**
 * How a model was trained, beside its {@link WeightsFile}: in one sealed {@code .npz} file the
 * array {@code log} in double precision, and as JSON in {@code state} the outcome and the
 * placement.
 */
final class TrainingFile {
  private static final String FORMAT = "lfads4j training";
  private static final int VERSION = 1;
  private static final String CHOSEN_BY = "chosen_by";
  private static final String OTHERS = "others";
  private static final String RAMPS_COMPLETED = "ramps_completed";
  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().serializeSpecialFloatingPointValues().create();

  private TrainingFile() {}

  /**
   * A training and what it was trained on.
   *
   * @param result the parameters kept, the log and the outcome
   * @param placement what it ran on
   * @param recordings what was trained on, in the model's bins, in the order of its sessions
   */
  record Training(TrainingResult result, Placement placement, List<Recording> recordings) {
    /** Keeps its own copy of the list. */
    public Training {
      recordings = List.copyOf(recordings);
    }
  }

  /**
   * The recording that a model was trained on.
   *
   * @param path of its file, from the folder that this file is in, with slashes
   * @param content its content hash
   */
  record Recording(String path, Hash content) {}

  /**
   * Writes all but the parameters. The file appears when it is complete, and replaces an earlier
   * one.
   *
   * @throws java.io.UncheckedIOException if it cannot be written, with the path
   */
  static void write(Path file, Training training) {
    Map<String, Block> blocks = new LinkedHashMap<>();
    blocks.put("state", Block.words(List.of(GSON.toJson(state(training)))));
    EpochLog.put(blocks, training.result().log());
    SealedArrays.write(file, blocks);
  }

  /**
   * Reads a file back.
   *
   * @param best the parameters that the training kept
   * @throws IllegalArgumentException if the file is damaged or of another layout, with the path
   * @throws java.io.UncheckedIOException if it cannot be read, with the path
   */
  static Training read(Path file, ParameterValues best) {
    return SealedArrays.read(file, arrays -> read(arrays, best));
  }

  private static Training read(SealedArrays arrays, ParameterValues best) {
    try {
      JsonObject state = Json.parse(arrays.text("state")).getAsJsonObject();
      if (!FORMAT.equals(state.get("format").getAsString())
          || state.get("format_version").getAsInt() != VERSION) {
        throw new ContentException(
            "file must be " + FORMAT + " " + VERSION + ", got " + state.get("format_version"));
      }
      Placement placement =
          new Placement(
              state.get("engine").getAsString(),
              state.get("backend").getAsString(),
              state.get("device").getAsString(),
              Json.list(state.get("notices")).stream().map(JsonElement::getAsString).toList());
      TrainingResult result =
          new TrainingResult(
              best, EpochLog.of(arrays), outcome(state), OriginJson.read(state), others(state));
      List<Recording> recordings =
          Json.list(state.get("recordings")).stream()
              .map(JsonElement::getAsJsonObject)
              .map(
                  each ->
                      new Recording(
                          each.get("path").getAsString(),
                          new Hash(each.get("content").getAsString())))
              .toList();
      return new Training(result, placement, recordings);
    } catch (JsonParseException
        | IllegalStateException
        | IllegalArgumentException
        | ClassCastException
        | NullPointerException e) {
      throw new ContentException("state must be the text that a saved fit has, got another");
    }
  }

  private static Outcome outcome(JsonObject of) {
    return new Outcome(
        Outcome.Reason.valueOf(of.get("reason").getAsString()),
        of.get("epochs").getAsInt(),
        of.get("best_epoch").getAsInt(),
        of.get("best_validation_cost").getAsDouble(),
        of.get("seconds").getAsDouble(),
        chosenBy(of));
  }

  private static List<Attempt> others(JsonObject state) {
    return state.has(OTHERS)
        ? Json.list(state.get(OTHERS)).stream()
            .map(JsonElement::getAsJsonObject)
            .map(TrainingFile::attempt)
            .toList()
        : List.of();
  }

  private static Attempt attempt(JsonObject of) {
    return new Attempt(
        of.get("settings").getAsString(),
        outcome(of),
        of.has("objective")
            ? OptionalDouble.of(of.get("objective").getAsDouble())
            : OptionalDouble.empty(),
        Json.list(of.get("validation")).stream().map(JsonElement::getAsDouble).toList());
  }

  private static JsonObject json(Attempt attempt) {
    JsonObject json = new JsonObject();
    json.addProperty("settings", attempt.settings());
    put(attempt.outcome(), json);
    attempt.objective().ifPresent(value -> json.addProperty("objective", value));
    JsonArray validation = new JsonArray();
    attempt.validation().forEach(validation::add);
    json.add("validation", validation);
    return json;
  }

  private static void put(Outcome outcome, JsonObject json) {
    json.addProperty("reason", outcome.reason().name());
    json.addProperty("epochs", outcome.epochs());
    json.addProperty("best_epoch", outcome.bestEpoch());
    json.addProperty("best_validation_cost", outcome.bestValidationCost());
    json.addProperty("seconds", outcome.seconds());
    outcome.chosenBy().ifPresent(by -> json.addProperty(CHOSEN_BY, by.word()));
  }

  /** Earlier versions wrote only whether validation chose, which it did by the total cost. */
  private static Optional<ValidationObjective> chosenBy(JsonObject state) {
    if (state.has(CHOSEN_BY)) {
      return Optional.of(ValidationObjective.of(state.get(CHOSEN_BY).getAsString()));
    }
    boolean chosen = state.has(RAMPS_COMPLETED) && state.get(RAMPS_COMPLETED).getAsBoolean();
    return chosen ? Optional.of(ValidationObjective.TOTAL_COST) : Optional.empty();
  }

  private static JsonObject state(Training training) {
    Placement placement = training.placement();
    JsonObject state = new JsonObject();
    state.addProperty("format", FORMAT);
    state.addProperty("format_version", VERSION);
    JsonArray recordings = new JsonArray();
    for (Recording recording : training.recordings()) {
      JsonObject each = new JsonObject();
      each.addProperty("path", recording.path());
      each.addProperty("content", recording.content().hex());
      recordings.add(each);
    }
    state.add("recordings", recordings);
    put(training.result().outcome(), state);
    if (!training.result().others().isEmpty()) {
      JsonArray others = new JsonArray();
      training.result().others().forEach(each -> others.add(json(each)));
      state.add(OTHERS, others);
    }
    OriginJson.write(training.result().origin(), state);
    state.addProperty("engine", placement.engine());
    state.addProperty("backend", placement.backend());
    state.addProperty("device", placement.device());
    JsonArray notices = new JsonArray();
    placement.notices().forEach(notices::add);
    state.add("notices", notices);
    return state;
  }
}
