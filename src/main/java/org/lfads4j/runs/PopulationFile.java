package org.lfads4j.runs;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.lfads4j.config.Hash;
import org.lfads4j.config.Json;
import org.lfads4j.population.PopulationHistory;
import org.lfads4j.population.PopulationPlan;
import org.lfads4j.population.SearchSpace;
import org.lfads4j.population.Searched;
import org.lfads4j.population.Settings;
import org.lfads4j.weights.PopulationJson;

/**
 * {@code population.json} in the folder of a population: what was asked for, and the members of
 * every complete generation. Whoever reads it can go on with the population.
 */
final class PopulationFile {
  private static final String FORMAT = "lfads4j population";
  private static final int VERSION = 1;
  private static final String GENERATIONS = "generations";

  private final Path file;

  PopulationFile(Path folder) {
    this.file = folder.resolve("population.json");
  }

  /** What is asked for, as the file has it. */
  static JsonObject wanted(PopulationPlan plan, SearchSpace space, Settings base, Hash data) {
    JsonObject object = StoredJson.start(FORMAT, VERSION);
    object.addProperty("members", plan.members());
    object.addProperty("epochs", plan.epochs());
    object.addProperty("most_generations", plan.generations());
    object.addProperty("stagnation_generations", plan.stagnation().generations());
    object.addProperty("least_improvement", plan.stagnation().least());
    object.addProperty("seed", plan.seed());
    object.addProperty("data_hash", data.hex());
    JsonArray searched = new JsonArray();
    space.searched().forEach(each -> searched.add(entry(each)));
    object.add("searched", searched);
    object.add("params", Json.parse(base.params().toJson()));
    object.add("options", Json.parse(base.options().toJson()));
    return object;
  }

  private static JsonObject entry(Searched searched) {
    JsonObject entry = new JsonObject();
    entry.addProperty("name", searched.name());
    entry.addProperty("share_dropped", searched.isShareDropped());
    entry.addProperty("start_low", searched.start().low());
    entry.addProperty("start_high", searched.start().high());
    entry.addProperty("logarithmic", searched.start().isLogarithmic());
    entry.addProperty("width", searched.width());
    entry.addProperty("least", searched.limits().low());
    entry.addProperty("most", searched.limits().high());
    return entry;
  }

  /**
   * The complete generations; none if there is no file yet.
   *
   * @throws IllegalArgumentException if the file is damaged
   * @throws IllegalStateException if the population was begun with other settings or data
   */
  PopulationHistory history(JsonObject wanted) {
    if (!Files.exists(file)) {
      return new PopulationHistory(List.of());
    }
    JsonObject object = StoredJson.read(file, FORMAT, VERSION);
    for (String name : wanted.keySet()) {
      if (!wanted.get(name).equals(object.get(name))) {
        throw new IllegalStateException(
            "population in %s must go on with the %s with which it began%s; use another folder"
                .formatted(file.getParent(), name, difference(object.get(name), wanted.get(name))));
      }
    }
    JsonElement generations = StoredJson.member(object, GENERATIONS, file);
    return StoredJson.content(file, () -> PopulationJson.history(generations.getAsJsonArray()));
  }

  private static String difference(JsonElement before, JsonElement now) {
    return before != null && before.isJsonPrimitive()
        ? ", " + before.getAsString() + ", got " + now.getAsString()
        : ", got others";
  }

  /** Writes what was asked for and all complete generations, whole or not at all. */
  void write(JsonObject wanted, PopulationHistory history) {
    JsonObject object = wanted.deepCopy();
    object.add(GENERATIONS, PopulationJson.generations(history));
    StoredJson.write(file, object);
  }
}
