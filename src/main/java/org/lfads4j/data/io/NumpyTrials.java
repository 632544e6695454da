package org.lfads4j.data.io;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Trials;

/** Reads NumPy's files: an array, or an archive in the layout of {@link TrialFile}. */
final class NumpyTrials {
  private NumpyTrials() {}

  static Trials read(Path file, OptionalDouble binMs) {
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
