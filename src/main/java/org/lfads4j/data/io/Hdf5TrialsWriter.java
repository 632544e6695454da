package org.lfads4j.data.io;

import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableDataset;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.lfads4j.config.Internal;
import org.lfads4j.data.Trials;

/**
 * Writes the layout that {@link TrialFile} reads, nothing lost but where pieces of a chopped
 * recording came from: trials of a split as {@code train_} and {@code valid_} (and {@code unused_})
 * sets with their places in {@code _inds}, truth in spikes per second with the {@code
 * conversion_factor} that says so. Trials without a split are all {@code train_}. Whole counts are
 * stored as integers.
 */
@Internal
public final class Hdf5TrialsWriter {
  private Hdf5TrialsWriter() {}

  /**
   * Writes a session. The file appears when it is complete, and replaces an earlier one.
   *
   * @throws UncheckedIOException if it cannot be written, with the path
   * @throws IllegalArgumentException if a behaviour is called like one of the layout's own sets
   */
  public static void write(Trials trials, Path path) {
    TrialLayoutWriter.requireStorable(trials);
    Hdf5File.write(path, file -> TrialLayoutWriter.write(trials, new Sets(file)));
  }

  private static final class Sets implements TrialLayoutWriter.Sink {
    private final WritableHdfFile file;
    private final Map<String, WritableDataset> written = new HashMap<>();

    Sets(WritableHdfFile file) {
      this.file = file;
    }

    @Override
    public void set(String name, Block block) {
      written.put(name, file.putDataset(name, Nested.of(block)));
    }

    @Override
    public void attribute(String name, Block block) {
      boolean list = name.endsWith("_names") || name.equals(TrialLayout.READ_AS);
      var unused = file.putAttribute(name, list ? Nested.of(block) : Array.get(block.values(), 0));
    }

    @Override
    public void attribute(String array, String name, Block block) {
      boolean list = name.equals("columns");
      var unused =
          written
              .get(array)
              .putAttribute(name, list ? Nested.of(block) : Array.get(block.values(), 0));
    }
  }
}
