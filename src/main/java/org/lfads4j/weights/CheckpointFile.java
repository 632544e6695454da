package org.lfads4j.weights;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.config.Json;
import org.lfads4j.data.io.Block;
import org.lfads4j.data.io.ContentException;
import org.lfads4j.data.io.SealedArrays;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.ParameterInventory;
import org.lfads4j.model.ParameterSpec;
import org.lfads4j.training.Checkpoint;

/**
 * A checkpoint in one sealed {@code .npz} file: {@code parameters/NAME}, {@code best/NAME}, {@code
 * adam_m/NAME} and {@code adam_v/NAME} in single precision, as training holds them; {@code log} and
 * {@code recent_costs} in double precision; the rest as JSON in {@code state}.
 */
final class CheckpointFile {
  private static final String FORMAT = "lfads4j checkpoint";
  private static final int VERSION = 1;
  private static final String VERSION_KEY = "format_version";
  private static final String PARAMETERS = "parameters/";
  private static final String BEST = "best/";
  private static final String FIRST_MOMENT = "adam_m/";
  private static final String SECOND_MOMENT = "adam_v/";

  private CheckpointFile() {}

  /**
   * Writes a checkpoint. The file appears when it is complete, and replaces an earlier one.
   *
   * @param run identity of the run it belongs to; {@link #read} refuses it for any other run
   * @throws UncheckedIOException if it cannot be written, with the path
   */
  static void write(Path file, Checkpoint checkpoint, ModelSpec spec, String run) {
    Map<String, Block> blocks = new LinkedHashMap<>();
    blocks.put("state", Block.words(List.of(new Gson().toJson(state(checkpoint, run)))));
    EpochLog.put(blocks, checkpoint.log());
    double[] recent = checkpoint.state().plateau().recent().stream().mapToDouble(c -> c).toArray();
    blocks.put("recent_costs", Block.numbers(recent));
    for (ParameterSpec parameter : ParameterInventory.of(spec).parameters()) {
      String name = parameter.name();
      put(blocks, PARAMETERS, parameter, checkpoint.state().parameters().values(name));
      put(blocks, BEST, parameter, checkpoint.best().parameters().values(name));
      put(blocks, FIRST_MOMENT, parameter, checkpoint.state().moments().values(name + "/m"));
      put(blocks, SECOND_MOMENT, parameter, checkpoint.state().moments().values(name + "/v"));
    }
    SealedArrays.write(file, blocks);
  }

  /**
   * Reads a checkpoint of a model back.
   *
   * @throws IllegalArgumentException if the file is damaged, or of another run or model, with the
   *     path
   * @throws IllegalStateException if it is complete but of an unknown version
   * @throws UncheckedIOException if it cannot be read, with the path
   */
  static Checkpoint read(Path file, ModelSpec spec, String run) {
    Optional<String> other =
        SealedArrays.read(file, arrays -> otherVersion(file, text(state(arrays), VERSION_KEY)));
    if (other.isPresent()) {
      throw new IllegalStateException(other.get());
    }
    return SealedArrays.read(file, arrays -> read(arrays, spec, run));
  }

  /**
   * A sentence that says so if a file is a checkpoint of a newer version; empty otherwise, also if
   * the file is damaged or cannot be read.
   */
  static Optional<String> newerVersion(Path file) {
    try {
      return SealedArrays.readUnsealed(
          file, arrays -> otherVersion(file, text(state(arrays), VERSION_KEY)));
    } catch (IllegalArgumentException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> otherVersion(Path file, String version) {
    return version.equals(Integer.toString(VERSION))
        ? Optional.empty()
        : Optional.of(
            "%s: format_version must be %s, got %s; use the version of the program that wrote it"
                .formatted(file, VERSION, version));
  }

  private static Checkpoint read(SealedArrays arrays, ModelSpec spec, String run) {
    JsonObject state = state(arrays);
    require(state, "run", run, "it belongs to another run");
    Map<String, double[]> parameters = new LinkedHashMap<>();
    Map<String, double[]> best = new LinkedHashMap<>();
    Map<String, double[]> moments = new LinkedHashMap<>();
    for (ParameterSpec parameter : ParameterInventory.of(spec).parameters()) {
      String name = parameter.name();
      int size = parameter.size();
      parameters.put(name, arrays.numbers(PARAMETERS + name, size));
      best.put(name, arrays.numbers(BEST + name, size));
      moments.put(name + "/m", arrays.numbers(FIRST_MOMENT + name, size));
      moments.put(name + "/v", arrays.numbers(SECOND_MOMENT + name, size));
    }
    try {
      List<Double> recent = Arrays.stream(arrays.numbers("recent_costs")).boxed().toList();
      return new Checkpoint(
          new Checkpoint.State(
              state.get("step").getAsInt(),
              ParameterValues.of(parameters),
              ParameterValues.of(moments),
              new Checkpoint.Plateau(
                  state.get("learning_rate").getAsDouble(),
                  recent,
                  state.get("costs_seen").getAsInt())),
          new Checkpoint.Best(
              ParameterValues.of(best),
              state.get("best_epoch").getAsInt(),
              state.has("best_validation_cost")
                  ? OptionalDouble.of(state.get("best_validation_cost").getAsDouble())
                  : OptionalDouble.empty()),
          EpochLog.of(arrays),
          state.get("seconds").getAsDouble(),
          OriginJson.read(state));
    } catch (NullPointerException | ClassCastException | IllegalArgumentException e) {
      throw new ContentException("state must be the text that a checkpoint has, got another");
    }
  }

  private static void put(
      Map<String, Block> blocks, String group, ParameterSpec parameter, double[] values) {
    blocks.put(group + parameter.name(), Block.floats(parameter.shape(), values));
  }

  private static JsonObject state(Checkpoint checkpoint, String run) {
    JsonObject state = new JsonObject();
    state.addProperty("format", FORMAT);
    state.addProperty(VERSION_KEY, VERSION);
    state.addProperty("run", run);
    state.addProperty("epoch", checkpoint.epoch());
    state.addProperty("step", checkpoint.state().step());
    state.addProperty("seconds", checkpoint.seconds());
    state.addProperty("learning_rate", checkpoint.state().plateau().rate());
    state.addProperty("costs_seen", checkpoint.state().plateau().seen());
    state.addProperty("best_epoch", checkpoint.best().epoch());
    checkpoint
        .best()
        .objective()
        .ifPresent(cost -> state.addProperty("best_validation_cost", cost));
    OriginJson.write(checkpoint.origin(), state);
    return state;
  }

  private static JsonObject state(SealedArrays arrays) {
    JsonObject state;
    try {
      state = Json.parse(arrays.text("state")).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException e) {
      throw new ContentException("state must be a JSON object, got another text");
    }
    require(state, "format", FORMAT, "it is no checkpoint");
    return state;
  }

  private static void require(JsonObject state, String key, String value, String otherwise) {
    String got = text(state, key);
    if (!got.equals(value)) {
      throw new ContentException(key + " must be " + value + ", got " + got + "; " + otherwise);
    }
  }

  private static String text(JsonObject state, String key) {
    return state.has(key) ? state.get(key).getAsString() : "none";
  }
}
