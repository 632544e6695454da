package org.lfads4j.weights;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lfads4j.config.Json;
import org.lfads4j.population.Member;
import org.lfads4j.population.PopulationHistory;

/** The history of a population as JSON: a list of generations, each a list of members. */
public final class PopulationJson {
  private PopulationJson() {}

  static String write(PopulationHistory history) {
    return Json.writeLines(generations(history)) + "\n";
  }

  /** Reads what {@link #write} wrote; throws if the text is another. */
  static PopulationHistory read(String text) {
    return history(Json.parse(text).getAsJsonArray());
  }

  /** All generations. */
  public static JsonArray generations(PopulationHistory history) {
    JsonArray generations = new JsonArray();
    for (List<Member> generation : history.generations()) {
      JsonArray members = new JsonArray();
      generation.forEach(each -> members.add(json(each)));
      generations.add(members);
    }
    return generations;
  }

  private static JsonObject json(Member member) {
    JsonObject object = new JsonObject();
    object.addProperty("donor", member.donor());
    // JSON has no NaN: a member that diverged has no cost.
    if (!Double.isNaN(member.cost())) {
      object.addProperty("cost", member.cost());
    }
    object.addProperty("run", member.run());
    JsonObject values = new JsonObject();
    member.values().forEach(values::addProperty);
    object.add("values", values);
    return object;
  }

  /** Reads what {@link #generations} wrote; throws if it is something else. */
  public static PopulationHistory history(JsonArray written) {
    List<List<Member>> generations = new ArrayList<>();
    for (JsonElement each : written) {
      List<Member> members = new ArrayList<>();
      for (JsonElement element : each.getAsJsonArray()) {
        members.add(member(element.getAsJsonObject(), generations.size(), members.size()));
      }
      generations.add(members);
    }
    return new PopulationHistory(generations);
  }

  private static Member member(JsonObject object, int generation, int member) {
    Map<String, Double> values = new LinkedHashMap<>();
    object
        .getAsJsonObject("values")
        .entrySet()
        .forEach(value -> values.put(value.getKey(), value.getValue().getAsDouble()));
    return new Member(
        generation,
        member,
        object.get("donor").getAsInt(),
        values,
        object.has("cost") ? object.get("cost").getAsDouble() : Double.NaN,
        object.get("run").getAsString());
  }
}
