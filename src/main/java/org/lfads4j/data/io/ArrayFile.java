package org.lfads4j.data.io;

import io.jhdf.WritableHdfFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.ZipOutputStream;
import org.lfads4j.config.Internal;

/**
 * Named arrays to and from one file: HDF5 ({@code .h5}, {@code .hdf5}), NumPy ({@code .npz}) or
 * MATLAB 5 ({@code .mat}, in which a list is a column and words are a cell array).
 */
@Internal
public final class ArrayFile {
  private ArrayFile() {}

  /**
   * Writes a file, which appears when it is complete and replaces an earlier one.
   *
   * @throws IllegalArgumentException if the file's name ends in none of the formats
   * @throws UncheckedIOException if it cannot be written, with the path
   */
  public static void write(Path file, Map<String, Block> blocks) {
    switch (extension(file)) {
      case "h5", "hdf5" -> writeHdf5(file, blocks);
      case "npz" -> whole(file, partial -> npz(partial, blocks));
      case "mat" -> {
        blocks.keySet().forEach(MatWriter::requireName);
        whole(file, partial -> MatWriter.write(partial, blocks));
      }
      default ->
          throw new IllegalArgumentException(
              "file must end in .h5, .npz or .mat, got " + file.getFileName());
    }
  }

  /**
   * Writes an HDF5 file of any name.
   *
   * @throws UncheckedIOException if it cannot be written, with the path
   */
  public static void writeHdf5(Path file, Map<String, Block> blocks) {
    Hdf5File.write(file, root -> hdf5(root, blocks));
  }

  /**
   * What {@code reader} makes of the arrays of a file, told by its signature, whatever its name.
   *
   * @throws IllegalArgumentException if the reader does not like the content; the path is put
   *     before its message
   * @throws UncheckedIOException if the file cannot be read, with the path
   */
  public static <T> T read(Path file, Function<StoredArrays, T> reader) {
    Function<NamedArrays, T> content =
        arrays -> ContentException.unlessRefused(() -> reader.apply(new StoredArrays(arrays)));
    return switch (Signature.ifReadable(file)) {
      case ZIP -> FileReading.of(file, "a readable NumPy file", p -> NpzFile.read(p, content));
      case MATLAB_5, MATLAB_7_3 ->
          MatTrials.variables(file, found -> content.apply(new MatArrays(found, List.of())));
      case HDF5 -> Hdf5File.read(file, root -> content.apply(new Hdf5Arrays(root)));
      case NUMPY, NONE -> {
        if (Files.isRegularFile(file)) {
          throw new IllegalArgumentException(
              file + " must be HDF5, NumPy's .npz or MATLAB, got none of them by its first bytes");
        }
        yield Hdf5File.read(file, root -> content.apply(new Hdf5Arrays(root)));
      }
    };
  }

  /** What the file's name ends in, after its last point, in lower case. */
  static String extension(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static void whole(Path file, WholeFile.Filler filler) {
    try {
      WholeFile.write(file, filler);
    } catch (IOException | RuntimeException e) {
      throw new UncheckedIOException(
          file + " must be writable, got " + FileReading.sentence(e), new IOException(e));
    }
  }

  private static void npz(Path file, Map<String, Block> blocks) throws IOException {
    try (ZipOutputStream zip =
        new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      NpzFile.write(blocks, zip);
    }
  }

  private static void hdf5(WritableHdfFile root, Map<String, Block> blocks) {
    blocks.forEach(
        (name, block) -> {
          // jHDF cannot write a set without elements.
          if (block.size() > 0) {
            var unused = root.putDataset(name, Nested.of(block));
          }
        });
  }
}
