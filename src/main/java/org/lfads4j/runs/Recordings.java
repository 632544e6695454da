package org.lfads4j.runs;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
  private record Known(String stamp, Hash hash, boolean isTooLarge) {}

  private final KeptValues<SessionSource, Trials> read = new KeptValues<>();
  private final Map<SessionSource, Known> hashes = new HashMap<>();

  synchronized Trials trials(SessionSource source) {
    return read.find(source, stamp(source)).orElseGet(() -> load(source));
  }

  /**
   * The content hash. A file that memory is too short for has a hash of its name and time in its
   * place: the runs that need it can be named, and fail where they are prepared.
   */
  synchronized Hash hash(SessionSource source) {
    Known known = hashes.get(source);
    if (known != null && known.stamp.equals(stamp(source))) {
      return known.hash;
    }
    try {
      Trials unused = load(source);
      return hashes.get(source).hash;
    } catch (IllegalArgumentException | UncheckedIOException | OutOfMemoryError e) {
      if (!(source instanceof SessionSource.OfFile file) || !FileReading.isTooLarge(e)) {
        throw e;
      }
      String named = file.file() + " " + stamp(source);
      Hash hash = Hash.of(digest -> digest.update(named.getBytes(StandardCharsets.UTF_8)));
      hashes.put(source, new Known(stamp(source), hash, true));
      return hash;
    }
  }

  /** Whether memory was too short for a recording when its hash was asked for. */
  synchronized boolean isTooLarge(SessionSource source) {
    Known known = hashes.get(source);
    return known != null && known.isTooLarge;
  }

  private Trials load(SessionSource source) {
    String stamp = stamp(source);
    Trials trials = source.load();
    read.keep(source, stamp, trials);
    hashes.put(source, new Known(stamp, trials.contentHash(), false));
    return trials;
  }

  /** What changes when a file does. */
  private static String stamp(SessionSource source) {
    return source instanceof SessionSource.OfFile file ? KeptValues.stamp(file.file()) : "";
  }
}
