package org.lfads4j.runs;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lfads4j.config.Hash;
import org.lfads4j.population.Member;
import org.lfads4j.population.PopulationHistory;
import org.lfads4j.population.PopulationPlan;
import org.lfads4j.population.SearchSpace;
import org.lfads4j.population.Searched;
import org.lfads4j.population.Settings;

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
    object.add("params", JsonParser.parseString(base.params().toJson()));
    object.add("options", JsonParser.parseString(base.options().toJson()));
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
            ("population in %s must go on with the %s with which it began, got another value;"
                    + " use another folder")
                .formatted(file.getParent(), name));
      }
    }
    return StoredJson.content(file, () -> history(object, file));
  }

  private static PopulationHistory history(JsonObject object, Path file) {
    List<List<Member>> generations = new ArrayList<>();
    for (JsonElement each : StoredJson.member(object, GENERATIONS, file).getAsJsonArray()) {
      List<Member> members = new ArrayList<>();
      for (JsonElement element : each.getAsJsonArray()) {
        JsonObject member = element.getAsJsonObject();
        Map<String, Double> values = new LinkedHashMap<>();
        member
            .getAsJsonObject("values")
            .entrySet()
            .forEach(value -> values.put(value.getKey(), value.getValue().getAsDouble()));
        members.add(
            new Member(
                generations.size(),
                members.size(),
                member.get("donor").getAsInt(),
                values,
                member.get("cost").getAsDouble(),
                StoredJson.text(member, "run", file)));
      }
      generations.add(members);
    }
    return new PopulationHistory(generations);
  }

  /** Writes what was asked for and all complete generations, whole or not at all. */
  void write(JsonObject wanted, PopulationHistory history) {
    JsonArray generations = new JsonArray();
    for (List<Member> generation : history.generations()) {
      JsonArray members = new JsonArray();
      generation.forEach(each -> members.add(json(each)));
      generations.add(members);
    }
    JsonObject object = wanted.deepCopy();
    object.add(GENERATIONS, generations);
    StoredJson.write(file, object);
  }

  private static JsonObject json(Member member) {
    JsonObject object = new JsonObject();
    object.addProperty("donor", member.donor());
    object.addProperty("cost", member.cost());
    object.addProperty("run", member.run());
    JsonObject values = new JsonObject();
    member.values().forEach(values::addProperty);
    object.add("values", values);
    return object;
  }
}
