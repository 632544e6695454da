package org.lfads4j.runs;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.lfads4j.config.Hash;
import org.lfads4j.data.Trials;
import org.lfads4j.data.io.FileReading;
import org.lfads4j.data.io.WholeFile;

/**
 * The recordings of a run in the form in which models read them, shared by all runs with the same
 * data hash: {@code SESSION.h5} for each session, binned and split as requested, and {@code
 * data.json}, which is written last and lists the files with their hashes.
 */
final class DataFolder {
  private static final String FORMAT = "lfads4j data";
  private static final int VERSION = 1;
  private static final String INDEX = "data.json";
  private static final String AGAIN =
      "; train the collection again with its recordings, and it is written again";

  /** Recordings that this process has read; dropped when memory is short. */
  private static final KeptValues<Stored, Trials> KEPT = new KeptValues<>();

  private final List<Stored> sessions;

  private DataFolder(List<Stored> sessions) {
    this.sessions = sessions;
  }

  /**
   * A recording in the folder.
   *
   * @param name of the session
   * @param file where it is
   * @param content its content hash
   */
  record Stored(String name, Path file, Hash content) {}

  List<Stored> sessions() {
    return sessions;
  }

  /**
   * A session's recording.
   *
   * @throws IllegalArgumentException if the file is not what it was
   * @throws UncheckedIOException if it cannot be read
   */
  static Trials load(Stored stored) {
    String stamp = KeptValues.stamp(stored.file);
    Optional<Trials> kept = KEPT.find(stored, stamp);
    if (kept.isPresent()) {
      return kept.get();
    }
    Trials trials = read(stored);
    KEPT.keep(stored, stamp, trials);
    return trials;
  }

  private static Trials read(Stored stored) {
    Trials trials;
    try {
      trials = Trials.load(stored.file);
    } catch (UncheckedIOException e) {
      throw new UncheckedIOException(e.getMessage() + AGAIN, e.getCause());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(e.getMessage() + AGAIN, e);
    }
    Hash found = trials.contentHash();
    if (!found.equals(stored.content)) {
      throw new IllegalArgumentException(
          "%s must be as it was written (content hash %s), got %s%s"
              .formatted(stored.file, stored.content, found, AGAIN));
    }
    return trials;
  }

  /**
   * Makes sure that the folder, if it exists, was not written by a newer version.
   *
   * @throws NewerFormatException if it is, with the path
   */
  static void requireKnown(Path folder) {
    StoredJson.requireKnown(folder.resolve(INDEX), FORMAT, VERSION);
  }

  /**
   * The folder if it is complete.
   *
   * @throws IllegalArgumentException if its index is damaged, with the path
   * @throws NewerFormatException if a newer version of the program made it
   * @throws IllegalStateException if it holds other data, with both hashes
   */
  static Optional<DataFolder> find(Path folder, Hash dataHash) {
    Path index = folder.resolve(INDEX);
    try {
      return Files.exists(index) ? Optional.of(read(folder, index, dataHash)) : Optional.empty();
    } catch (NewerFormatException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(e.getMessage() + AGAIN, e);
    }
  }

  /**
   * The folder; if it is missing or damaged, it is written first.
   *
   * @throws NewerFormatException if a newer version of the program made it
   * @throws UncheckedIOException if it cannot be written, with the path
   */
  static DataFolder make(Path folder, Hash dataHash, Supplier<List<Trials>> preparing) {
    Optional<DataFolder> found = whole(folder, dataHash);
    return found.isPresent() ? found.get() : fill(folder, dataHash, preparing);
  }

  /** The folder if it is complete, and every file as it was written. */
  private static Optional<DataFolder> whole(Path folder, Hash dataHash) {
    try {
      Optional<DataFolder> found = find(folder, dataHash);
      for (Stored stored : found.map(DataFolder::sessions).orElse(List.of())) {
        Trials unused = load(stored);
      }
      return found;
    } catch (NewerFormatException e) {
      throw e;
    } catch (IllegalArgumentException | UncheckedIOException e) {
      if (FileReading.isTooLarge(e)) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private static DataFolder fill(Path folder, Hash dataHash, Supplier<List<Trials>> preparing) {
    Links.refuse(List.of(folder));
    try {
      Files.createDirectories(folder);
      try (RunLock lock = RunLock.take(folder)) {
        Optional<DataFolder> found = whole(folder, dataHash);
        if (found.isPresent()) {
          return found.get();
        }
        // What a process left that was killed while it wrote here.
        int unused = WholeFile.removePartial(lock.folder());
        List<Trials> ready = preparing.get();
        lock.requireHeld();
        write(folder, dataHash, ready);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "collection folder must be writable, got " + folder + " (" + e + ")", e);
    }
    return read(folder, folder.resolve(INDEX), dataHash);
  }

  private static void write(Path folder, Hash dataHash, List<Trials> ready) {
    JsonArray list = new JsonArray();
    for (Trials session : ready) {
      Path file = folder.resolve(session.session() + ".h5");
      session.save(file);
      JsonObject each = new JsonObject();
      each.addProperty("name", session.session());
      each.addProperty("file", file.getFileName().toString());
      each.addProperty("content", session.contentHash().hex());
      list.add(each);
    }
    JsonObject object = StoredJson.start(FORMAT, VERSION);
    object.addProperty("data_hash", dataHash.hex());
    object.add("sessions", list);
    StoredJson.write(folder.resolve(INDEX), object);
  }

  private static DataFolder read(Path folder, Path index, Hash dataHash) {
    JsonObject object = StoredJson.read(index, FORMAT, VERSION);
    String hash = StoredJson.text(object, "data_hash", index);
    if (!hash.equals(dataHash.hex())) {
      throw new IllegalStateException(
          ("%s must be of the data %s, got %s; the two hashes begin with the same digits by chance,"
                  + " use another folder")
              .formatted(index, dataHash.hex(), hash));
    }
    return StoredJson.content(index, () -> of(object, folder, index));
  }

  private static DataFolder of(JsonObject object, Path folder, Path index) {
    List<Stored> sessions = new ArrayList<>();
    for (JsonElement element : StoredJson.member(object, "sessions", index).getAsJsonArray()) {
      JsonObject each = element.getAsJsonObject();
      sessions.add(
          new Stored(
              StoredJson.text(each, "name", index),
              folder.resolve(StoredJson.text(each, "file", index)),
              new Hash(StoredJson.text(each, "content", index))));
    }
    return new DataFolder(List.copyOf(sessions));
  }
}
