package org.lfads4j.config;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The JSON form of {@link RunOptions}; the time limit in ISO 8601, such as {@code PT10M}. */
final class RunOptionsJson {
  private static final List<String> NAMES =
      List.of(
          "seed",
          "heldOutNeurons",
          "engine",
          "backend",
          "deviceCount",
          "threads",
          "device",
          "maxEpochs",
          "timeLimit",
          "patience",
          "coordinatedDropout",
          "sampleValidation");

  private RunOptionsJson() {}

  static String write(RunOptions options) {
    JsonObject object = new JsonObject();
    object.addProperty("seed", options.seed());
    if (!options.heldOutNeurons().isEmpty()) {
      JsonArray neurons = new JsonArray();
      options.heldOutNeurons().forEach(neurons::add);
      object.add("heldOutNeurons", neurons);
    }
    Execution execution = options.execution();
    execution.engine().ifPresent(engine -> object.addProperty("engine", engine));
    execution.backend().ifPresent(backend -> object.addProperty("backend", backend));
    object.addProperty("deviceCount", execution.deviceCount());
    execution.threads().ifPresent(threads -> object.addProperty("threads", threads));
    execution.device().ifPresent(device -> object.addProperty("device", device));
    StopRule stop = options.stopRule();
    stop.maxEpochs().ifPresent(epochs -> object.addProperty("maxEpochs", epochs));
    stop.timeLimit().ifPresent(time -> object.addProperty("timeLimit", time.toString()));
    stop.patience().ifPresent(epochs -> object.addProperty("patience", epochs));
    if (options.hiding().any()) {
      object.addProperty("coordinatedDropout", options.hiding().coordinatedDropout());
      object.addProperty("sampleValidation", options.hiding().sampleValidation());
    }
    return Json.writeLines(object);
  }

  static RunOptions read(String json) {
    JsonObject object =
        Json.object(json).orElseThrow(() -> must("run options", "be a JSON object", json));
    RunOptions options = RunOptions.defaults();
    for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
      options = with(options, entry.getKey(), Json.plain(entry.getValue()));
    }
    return options;
  }

  private static RunOptions with(RunOptions options, String name, Object value) {
    return switch (name) {
      case "seed" -> options.withSeed(seed(value));
      case "heldOutNeurons" -> options.withHeldOutNeurons(neurons(value));
      case "engine" -> options.withEngine(text(name, value));
      case "backend" -> options.withBackend(text(name, value));
      case "deviceCount" -> options.withDeviceCount(whole(name, value));
      case "threads" -> options.withThreads(whole(name, value));
      case "device" -> options.with(options.execution().withDevice(text(name, value)));
      case "maxEpochs" -> options.withMaxEpochs(whole(name, value));
      case "timeLimit" -> options.withTimeLimit(time(value));
      case "patience" -> options.withPatience(whole(name, value));
      case "coordinatedDropout" -> options.withCoordinatedDropout(share(name, value));
      case "sampleValidation" -> options.withSampleValidation(share(name, value));
      default ->
          throw new IllegalArgumentException(
              "run option must be one of the "
                  + NAMES.size()
                  + " known names, got "
                  + Json.shown(name)
                  + "; did you mean "
                  + NearestName.to(name, NAMES)
                  + "?");
    };
  }

  private static long seed(Object value) {
    try {
      return Long.parseLong(value instanceof Number ? value.toString() : "");
    } catch (NumberFormatException e) {
      throw must("seed", "be a 64-bit whole number", value);
    }
  }

  private static String[] neurons(Object value) {
    if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      return list.toArray(String[]::new);
    }
    throw must("heldOutNeurons", "be a list of texts", value);
  }

  private static String text(String name, Object value) {
    return ValueType.TEXT.read(value).orElseThrow(() -> must(name, "be text", value));
  }

  private static int whole(String name, Object value) {
    Optional<Integer> whole = ValueType.WHOLE.read(value);
    return whole.orElseThrow(() -> must(name, "be " + ValueType.WHOLE.says(), value));
  }

  private static double share(String name, Object value) {
    Optional<Double> share = ValueType.NUMBER.read(value);
    return share.orElseThrow(() -> must(name, "be " + ValueType.NUMBER.says(), value));
  }

  private static Duration time(Object value) {
    try {
      return Duration.parse(text("timeLimit", value));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "timeLimit must be an ISO 8601 duration such as PT10M, got " + Json.shown(value), e);
    }
  }

  private static IllegalArgumentException must(String where, String rule, Object value) {
    return new IllegalArgumentException(where + " must " + rule + ", got " + Json.shown(value));
  }
}
