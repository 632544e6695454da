package org.lfads4j.weights;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lfads4j.config.Json;
import org.lfads4j.config.RunOptions;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.Alignment;
import org.lfads4j.data.Grid;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.SessionSpec;

/** All of a saved model but its parameters, as one JSON object. */
final class ModelJson {
  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();

  private final JsonObject object;

  private ModelJson(JsonObject object) {
    this.object = object;
  }

  static String write(SavedModel model) {
    ModelSpec spec = model.spec();
    JsonObject object = new JsonObject();
    object.add("params", Json.parse(spec.params().toJson()));
    object.add("options", Json.parse(model.options().toJson()));
    object.addProperty("bins", spec.bins());
    object.addProperty("linearGeneratorStart", spec.asksForLinearGeneratorStart());
    object.addProperty("sharedPartFixed", spec.isSharedPartFixed());
    JsonArray sessions = new JsonArray();
    spec.sessions().forEach(session -> sessions.add(json(session)));
    object.add("sessions", sessions);
    object.add("metadata", GSON.toJsonTree(new TreeMap<>(model.metadata())));
    return GSON.toJson(object);
  }

  /** Reads what {@link #write} wrote; throws if the text is another. */
  static ModelJson read(String text) {
    return new ModelJson(Json.parse(text).getAsJsonObject());
  }

  ModelSpec spec() {
    List<SessionSpec> sessions = new ArrayList<>();
    for (JsonElement element : member(object, "sessions").getAsJsonArray()) {
      sessions.add(session(element.getAsJsonObject()));
    }
    RunParams params = RunParams.fromJson(member(object, "params").toString());
    ModelSpec spec = ModelSpec.of(params, member(object, "bins").getAsInt(), sessions);
    spec =
        member(object, "linearGeneratorStart").getAsBoolean()
            ? spec.withLinearGeneratorStart()
            : spec;
    // Models that were saved by earlier versions do not have this entry.
    boolean fixed = object.has("sharedPartFixed") && object.get("sharedPartFixed").getAsBoolean();
    return fixed ? spec.withSharedPartFixed(params, sessions) : spec;
  }

  RunOptions options() {
    return RunOptions.fromJson(member(object, "options").toString());
  }

  Map<String, String> metadata() {
    Map<String, String> metadata = new LinkedHashMap<>();
    member(object, "metadata")
        .getAsJsonObject()
        .entrySet()
        .forEach(entry -> metadata.put(entry.getKey(), entry.getValue().getAsString()));
    return metadata;
  }

  private static JsonElement member(JsonObject object, String name) {
    JsonElement member = object.get(name);
    if (member == null) {
      throw new JsonParseException("no \"" + name + "\"");
    }
    return member;
  }

  private static JsonObject json(SessionSpec session) {
    JsonObject object = new JsonObject();
    object.addProperty("name", session.name());
    object.addProperty("neurons", session.neurons());
    object.add("encoderNeurons", GSON.toJsonTree(session.encoderNeurons()));
    object.add("outputBias", GSON.toJsonTree(session.outputBias()));
    session.alignment().ifPresent(alignment -> object.add("alignment", json(alignment)));
    return object;
  }

  private static JsonObject json(Alignment alignment) {
    JsonObject object = new JsonObject();
    object.addProperty("factors", alignment.matrix().columns());
    object.add("matrix", GSON.toJsonTree(alignment.matrix().toArray()));
    object.add("bias", GSON.toJsonTree(alignment.bias()));
    return object;
  }

  private static Alignment alignment(JsonObject object) {
    List<JsonElement> flat = Json.list(member(object, "matrix"));
    float[] matrix = new float[flat.size()];
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] = flat.get(i).getAsFloat();
    }
    List<Double> bias = numbers(object, "bias");
    int factors = member(object, "factors").getAsInt();
    return new Alignment(Grid.of(bias.size(), factors, matrix), bias);
  }

  private static SessionSpec session(JsonObject object) {
    Optional<Alignment> alignment =
        object.has("alignment")
            ? Optional.of(alignment(member(object, "alignment").getAsJsonObject()))
            : Optional.empty();
    return new SessionSpec(
        member(object, "name").getAsString(),
        member(object, "neurons").getAsInt(),
        Json.list(member(object, "encoderNeurons")).stream().map(JsonElement::getAsInt).toList(),
        numbers(object, "outputBias"),
        alignment);
  }

  private static List<Double> numbers(JsonObject object, String name) {
    return Json.list(member(object, name)).stream().map(JsonElement::getAsDouble).toList();
  }
}
