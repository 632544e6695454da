package org.lfads4j.runs;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.lfads4j.config.Hash;
import org.lfads4j.data.Trials;

/**
 * Recordings and their content hashes. A file is read again only if it changed, or if its recording
 * was dropped because memory was short.
 */
final class Recordings {
  private record Loaded(String stamp, SoftReference<Trials> trials, Hash hash) {}

  private final Map<SessionSource, Loaded> loaded = new HashMap<>();

  synchronized Trials trials(SessionSource source) {
    Loaded known = loaded.get(source);
    Trials held = known == null ? null : known.trials.get();
    return held != null && known.stamp.equals(stamp(source)) ? held : load(source);
  }

  synchronized Hash hash(SessionSource source) {
    Loaded known = loaded.get(source);
    if (known == null || !known.stamp.equals(stamp(source))) {
      Trials unused = load(source);
    }
    return loaded.get(source).hash;
  }

  private Trials load(SessionSource source) {
    String stamp = stamp(source);
    Trials trials = source.load();
    loaded.put(source, new Loaded(stamp, new SoftReference<>(trials), trials.contentHash()));
    return trials;
  }

  /** What changes when a file does. */
  private static String stamp(SessionSource source) {
    if (!(source instanceof SessionSource.OfFile file)) {
      return "";
    }
    Path path = file.file();
    try {
      return Files.size(path) + " " + Files.getLastModifiedTime(path).toInstant();
    } catch (IOException e) {
      // The error appears when the file is read.
      return "";
    }
  }
}
