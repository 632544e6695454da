package org.lfads4j.runs;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lfads4j.config.Hash;
import org.lfads4j.config.Hashes;
import org.lfads4j.config.Json;
import org.lfads4j.config.RunOptions;
import org.lfads4j.config.RunParams;

/**
 * What a run is, in its folder as {@code run.json}: its sessions and all its settings.
 *
 * @param name of the session or group of sessions
 * @param sessions their origins and content hashes
 * @param params the hyperparameters, as requested
 * @param options the options, as requested
 * @param paramHash what identifies the settings
 * @param dataHash what identifies the data and their preparation
 * @param parent the run from whose end it goes on, if it does not begin with new parameters; then
 *     the stop rule says when this part ends and is not in the param hash
 */
record RunDescription(
    String name,
    List<Session> sessions,
    RunParams params,
    RunOptions options,
    Hash paramHash,
    Hash dataHash,
    Optional<ParentRun> parent) {
  private static final String FORMAT = "lfads4j run";
  private static final int VERSION = 1;
  private static final String PARENT = "parent";
  private static final String FOLDER = "folder";
  private static final String IDENTITY = "identity";

  /**
   * A session as it was when the run was described.
   *
   * @param name of the session
   * @param origin where it came from
   * @param content its content hash
   */
  record Session(String name, String origin, Hash content) {}

  /**
   * A run that another one goes on from.
   *
   * @param folder of it, from the collection's, with slashes
   * @param identity of its last state: see {@link org.lfads4j.training.Parent#identity()}
   */
  record ParentRun(String folder, Hash identity) {}

  RunDescription {
    sessions = List.copyOf(sessions);
  }

  /** A run over sessions, with both hashes computed. */
  static RunDescription of(
      String name, List<Session> sessions, RunParams params, RunOptions options) {
    return of(name, sessions, params, options, Optional.empty());
  }

  private static RunDescription of(
      String name,
      List<Session> sessions,
      RunParams params,
      RunOptions options,
      Optional<ParentRun> parent) {
    Map<String, Hash> contents = new LinkedHashMap<>();
    sessions.forEach(session -> contents.put(session.name, session.content));
    return new RunDescription(
        name,
        sessions,
        params,
        options,
        parent
            .map(known -> Hashes.paramHash(params, options, known.identity))
            .orElseGet(() -> Hashes.paramHash(params, options)),
        Hashes.dataHash(params, contents),
        parent);
  }

  /** A run over the same sessions that goes on from another one. */
  RunDescription next(String own, RunParams others, RunOptions wanted, ParentRun from) {
    return of(own, sessions, others, wanted, Optional.of(from));
  }

  /** The run's folder within the collection's. */
  Path folder(Path collection) {
    return collection
        .resolve("param_" + paramHash.brief())
        .resolve(name + ".data_" + dataHash.brief());
  }

  /** The data's folder within the collection's. */
  Path dataFolder(Path collection) {
    return collection.resolve("data_" + dataHash.brief());
  }

  void write(Path file) {
    JsonObject object = StoredJson.start(FORMAT, VERSION);
    object.addProperty("run", name);
    object.addProperty("param_hash", paramHash.hex());
    object.addProperty("data_hash", dataHash.hex());
    JsonArray list = new JsonArray();
    for (Session session : sessions) {
      JsonObject each = new JsonObject();
      each.addProperty("name", session.name);
      each.addProperty("origin", session.origin);
      each.addProperty("content", session.content.hex());
      list.add(each);
    }
    object.add("sessions", list);
    object.add("params", Json.parse(params.toJson()));
    object.add("options", Json.parse(options.toJson()));
    parent.ifPresent(
        known -> {
          JsonObject from = new JsonObject();
          from.addProperty(FOLDER, known.folder);
          from.addProperty(IDENTITY, known.identity.hex());
          object.add(PARENT, from);
        });
    StoredJson.write(file, object);
  }

  private void requireHash(String name, Hash own, JsonObject object, Path file) {
    String stored = StoredJson.text(object, name, file);
    if (!stored.equals(own.hex())) {
      throw new IllegalArgumentException(
          file + ": " + name + " must be that of its content, " + own.hex() + ", got " + stored);
    }
  }

  /**
   * Makes sure that the description, if there is one, was not written by a newer version.
   *
   * @throws NewerFormatException if it is, with the path
   */
  static void requireKnown(Path file) {
    StoredJson.requireKnown(file, FORMAT, VERSION);
  }

  /**
   * Reads a description.
   *
   * @throws IllegalArgumentException if it is damaged, with the path
   * @throws NewerFormatException if it is of a newer version, with the path
   * @throws java.io.UncheckedIOException if it cannot be read, with the path
   */
  static RunDescription read(Path file) {
    JsonObject object = StoredJson.read(file, FORMAT, VERSION);
    return StoredJson.content(file, () -> of(object, file));
  }

  private static Optional<ParentRun> parent(JsonObject object, Path file) {
    if (!object.has(PARENT)) {
      return Optional.empty();
    }
    JsonObject from = object.getAsJsonObject(PARENT);
    return Optional.of(
        new ParentRun(
            StoredJson.text(from, FOLDER, file), new Hash(StoredJson.text(from, IDENTITY, file))));
  }

  private static RunDescription of(JsonObject object, Path file) {
    try {
      List<Session> sessions = new ArrayList<>();
      for (JsonElement element : StoredJson.member(object, "sessions", file).getAsJsonArray()) {
        JsonObject each = element.getAsJsonObject();
        sessions.add(
            new Session(
                StoredJson.text(each, "name", file),
                StoredJson.text(each, "origin", file),
                new Hash(StoredJson.text(each, "content", file))));
      }
      RunDescription read =
          of(
              StoredJson.text(object, "run", file),
              sessions,
              RunParams.fromJson(StoredJson.member(object, "params", file).toString()),
              RunOptions.fromJson(StoredJson.member(object, "options", file).toString()),
              parent(object, file));
      // Otherwise a damaged setting would train another model under this name.
      read.requireHash("param_hash", read.paramHash, object, file);
      read.requireHash("data_hash", read.dataHash, object, file);
      return read;
    } catch (IllegalArgumentException e) {
      String message = e.getMessage();
      throw message.startsWith(file.toString())
          ? e
          : new IllegalArgumentException(file + ": " + message, e);
    }
  }
}
