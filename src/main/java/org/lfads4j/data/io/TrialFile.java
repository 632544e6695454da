package org.lfads4j.data.io;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.lfads4j.data.Trials;

/**
 * Sessions to and from files of every format: a file is read by its signature, whatever its name,
 * and written by the end of its name.
 */
public final class TrialFile {
  private TrialFile() {}

  /**
   * Reads a session: HDF5 ({@link Hdf5Trials}), NumPy ({@link NumpyTrials}), MATLAB ({@link
   * MatTrials}), or a table of comma-separated values ({@link CsvTrials}).
   *
   * @param binMs width of a bin, ms, where the caller knows it
   * @throws IllegalArgumentException if the content does not fit, with the path
   * @throws java.io.UncheckedIOException if the file cannot be read, with the path
   */
  public static Trials read(Path file, OptionalDouble binMs) {
    return switch (Signature.ifReadable(file)) {
      case NUMPY, ZIP -> NumpyTrials.read(file, binMs);
      case MATLAB_5, MATLAB_7_3 -> MatTrials.read(file, binMs);
      case HDF5 -> Hdf5Trials.read(file, binMs);
      case NONE -> withoutSignature(file, binMs);
    };
  }

  private static Trials withoutSignature(Path file, OptionalDouble binMs) {
    return switch (ArrayFile.extension(file)) {
      case "csv", "tsv", "txt" -> CsvTrials.read(file, binMs);
      case "npy", "npz" -> NumpyTrials.read(file, binMs);
      case "mat" -> MatTrials.read(file, binMs);
      case "h5", "hdf5", "nwb" -> Hdf5Trials.read(file, binMs);
      default -> {
        if (Files.isRegularFile(file)) {
          throw new IllegalArgumentException(
              file + " must be HDF5, NumPy, MATLAB or CSV, got none of them by its first bytes");
        }
        yield Hdf5Trials.read(file, binMs);
      }
    };
  }

  /**
   * Writes a session so that reading it gives the same: HDF5 ({@code .h5}, {@code .hdf5}), NumPy
   * ({@code .npz}) or MATLAB 5 ({@code .mat}). The file appears when it is complete, and replaces
   * an earlier one.
   *
   * @throws IllegalArgumentException if the file's name ends in none of the formats, or a behaviour
   *     is called like one of the layout's own arrays
   * @throws java.io.UncheckedIOException if it cannot be written, with the path
   */
  public static void write(Trials trials, Path file) {
    String extension = ArrayFile.extension(file);
    if (extension.equals("h5") || extension.equals("hdf5")) {
      Hdf5TrialsWriter.write(trials, file);
      return;
    }
    TrialLayoutWriter.requireStorable(trials);
    Map<String, Block> blocks = new LinkedHashMap<>();
    TrialLayoutWriter.write(trials, new Blocks(blocks));
    ArrayFile.write(file, blocks);
  }

  private record Blocks(Map<String, Block> blocks) implements TrialLayoutWriter.Sink {
    @Override
    public void set(String name, Block block) {
      blocks.put(name, block);
    }

    @Override
    public void attribute(String name, Block block) {
      blocks.put(name, block);
    }

    @Override
    public void attribute(String array, String name, Block block) {
      blocks.put(array + "_" + name, block);
    }
  }
}
