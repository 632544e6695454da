package org.lfads4j.runs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.lfads4j.config.Hash;
import org.lfads4j.data.Trials;
import org.lfads4j.data.io.FileReading;

/**
 * Recordings and their content hashes. A file is read again only if it changed, or if its recording
 * was dropped because memory was short.
 */
final class Recordings {
  private record Loaded(
      String stamp, SoftReference<Trials> trials, Hash hash, boolean isTooLarge) {}

  private final Map<SessionSource, Loaded> loaded = new HashMap<>();

  synchronized Trials trials(SessionSource source) {
    Loaded known = loaded.get(source);
    Trials held = known == null ? null : known.trials.get();
    return held != null && known.stamp.equals(stamp(source)) ? held : load(source);
  }

  /**
   * The content hash. A file that memory is too short for has a hash of its name and time in its
   * place: the runs that need it can be named, and fail where they are prepared.
   */
  synchronized Hash hash(SessionSource source) {
    Loaded known = loaded.get(source);
    if (known != null && known.stamp.equals(stamp(source))) {
      return known.hash;
    }
    try {
      Trials unused = load(source);
      return loaded.get(source).hash;
    } catch (IllegalArgumentException | UncheckedIOException | OutOfMemoryError e) {
      if (!(source instanceof SessionSource.OfFile file) || !FileReading.isTooLarge(e)) {
        throw e;
      }
      String named = file.file() + " " + stamp(source);
      Hash hash = Hash.of(digest -> digest.update(named.getBytes(StandardCharsets.UTF_8)));
      loaded.put(source, new Loaded(stamp(source), new SoftReference<>(null), hash, true));
      return hash;
    }
  }

  /** Whether memory was too short for a recording when its hash was asked for. */
  synchronized boolean isTooLarge(SessionSource source) {
    Loaded known = loaded.get(source);
    return known != null && known.isTooLarge;
  }

  private Trials load(SessionSource source) {
    String stamp = stamp(source);
    Trials trials = source.load();
    loaded.put(source, new Loaded(stamp, new SoftReference<>(trials), trials.contentHash(), false));
    return trials;
  }

  /** What changes when a file does. */
  private static String stamp(SessionSource source) {
    if (!(source instanceof SessionSource.OfFile file)) {
      return "";
    }
    return stamp(file.file());
  }

  /** What changes when a file does; empty if it cannot be read. */
  static String stamp(Path path) {
    try {
      return Files.size(path) + " " + Files.getLastModifiedTime(path).toInstant();
    } catch (IOException e) {
      // The error appears when the file is read.
      return "";
    }
  }
}
