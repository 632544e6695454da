package org.lfads4j.runs;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What was read from files: kept while there is memory, and the files are as they were. */
final class KeptValues<K, V> {
  private final Map<K, Kept<V>> kept = new ConcurrentHashMap<>();

  private record Kept<V>(String stamp, SoftReference<V> value) {}

  /** The value that was kept under this stamp. */
  Optional<V> find(K key, String stamp) {
    Kept<V> known = kept.get(key);
    return known != null && known.stamp.equals(stamp)
        ? Optional.ofNullable(known.value.get())
        : Optional.empty();
  }

  /** Keeps a value in place of one that was kept for the same key. */
  void keep(K key, String stamp, V value) {
    Kept<V> unused = kept.put(key, new Kept<>(stamp, new SoftReference<>(value)));
  }

  void forget(K key) {
    Kept<V> unused = kept.remove(key);
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
