package org.lfads4j.data.io;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Trials;

/**
 * Reads NumPy's files: a {@code .npy} array, trials x bins x neurons, or an {@code .npz} archive of
 * arrays under the names of {@link Hdf5Trials}. What HDF5 keeps in attributes is an array of its
 * own there: {@code bin_ms} or {@code dt}, {@code behaviour_names}, and {@code NAME_columns} and
 * {@code NAME_unit} beside a behaviour. Both orders of axes and of bytes, all number types up to 64
 * bits; Python objects are refused, nothing is ever unpickled.
 */
public final class NumpyTrials {
  private NumpyTrials() {}

  /**
   * Reads a file.
   *
   * @param binMs width of a bin, ms, where the caller knows it; an {@code .npy} file states none
   * @throws IllegalArgumentException if the content does not fit, with the path
   * @throws java.io.UncheckedIOException if the file cannot be read, with the path
   */
  public static Trials read(Path file, OptionalDouble binMs) {
    return FileReading.of(
        file,
        "a readable NumPy file",
        path ->
            Signature.of(path) == Signature.ZIP
                ? NpzFile.read(path, arrays -> TrialLayout.read(arrays, binMs))
                : trials(path, binMs));
  }

  private static Trials trials(Path path, OptionalDouble binMs) throws IOException {
    NpyArray array =
        NpyArray.of(
            "array",
            () -> new BufferedInputStream(Files.newInputStream(path)),
            Files.size(path),
            name -> List.of());
    double width = FileReading.requireBinMs("array", binMs);
    Cube counts = array.cube();
    return ContentException.unlessRefused(() -> Trials.of(counts, width));
  }
}
