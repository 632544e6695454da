package org.lfads4j.weights;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.lfads4j.config.Internal;
import org.lfads4j.data.Trials;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.ParameterInventory;
import org.lfads4j.model.ParameterSpec;

/** Whether a disk has room for what a training writes. */
@Internal
public final class DiskRoom {
  /** Parameters, the best ones, and two moments of each. */
  private static final int ARRAYS_IN_CHECKPOINT = 4;

  /** One is written before the one before it is removed. */
  private static final int CHECKPOINTS_AT_LEAST = 2;

  /** A number as text, with its comma, and once more as a float. */
  private static final int BYTES_OF_RESULT = 20;

  private static final double MEGA = 1e6;

  private DiskRoom() {}

  /**
   * What a training writes, in bytes.
   *
   * @param least the model and two checkpoints, without which it cannot end well
   * @param all that too, with all checkpoints that are kept, the recordings, and the results
   */
  record Wanted(long least, long all) {
    static Wanted of(ModelSpec spec, List<Trials> recordings) {
      long model =
          Float.BYTES
              * ParameterInventory.of(spec).parameters().stream()
                  .mapToLong(ParameterSpec::size)
                  .sum();
      long checkpoint = ARRAYS_IN_CHECKPOINT * model;
      long kept = 1L + spec.params().maxCkptToKeep() + spec.params().maxCkptToKeepLve();
      int others = spec.params().factorsDim() + 2 * (spec.params().coDim() + spec.params().icDim());
      long data = 0;
      for (Trials each : recordings) {
        long rows = (long) each.trials() * each.bins();
        data += rows * each.neurons() * Float.BYTES;
        data += rows * (each.neurons() + others) * BYTES_OF_RESULT;
      }
      return new Wanted(
          model + CHECKPOINTS_AT_LEAST * checkpoint, model + kept * checkpoint + data);
    }
  }

  /**
   * Refuses a training whose model and two checkpoints do not fit on the disk. Where the free space
   * is not known, nothing is refused.
   *
   * @param folder that exists, into which it writes
   * @throws IllegalStateException with the sizes wanted and free
   */
  public static void require(Path folder, ModelSpec spec, List<Trials> recordings) {
    long free = free(folder);
    Wanted wanted = Wanted.of(spec, recordings);
    if (free < wanted.least) {
      throw new IllegalStateException(
          ("disk of %s must have room for a model and two checkpoints (%s; all that may be written"
                  + " is about %s), got %s free; make room, or name a folder on another disk")
              .formatted(folder, megabytes(wanted.least), megabytes(wanted.all), megabytes(free)));
    }
  }

  /** Bytes that can be written; as many as can be counted if it is not known. */
  private static long free(Path folder) {
    try {
      FileStore store = Files.getFileStore(folder);
      long usable = store.getUsableSpace();
      // Some file systems say 0 of everything.
      return store.getTotalSpace() > 0 && usable >= 0 ? usable : Long.MAX_VALUE;
    } catch (IOException | SecurityException | UnsupportedOperationException e) {
      return Long.MAX_VALUE;
    }
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, bytes < 1e8 ? "%.3g MB" : "%.0f MB", bytes / MEGA);
  }
}
