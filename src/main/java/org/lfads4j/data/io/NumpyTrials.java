package org.lfads4j.data.io;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.lfads4j.data.Cube;
import org.lfads4j.data.LoadOptions;
import org.lfads4j.data.Trials;

/** Reads NumPy's files: an array, or an archive in the layout of {@link TrialFile}. */
final class NumpyTrials {
  private NumpyTrials() {}

  static Trials read(Path file, LoadOptions options) {
    return FileReading.of(
        file,
        "a readable NumPy file",
        path ->
            Signature.of(path) == Signature.ZIP
                ? NpzFile.read(
                    path,
                    arrays ->
                        TrialLayout.read(TurnedArrays.of(arrays, options.orientation()), options))
                : trials(path, options));
  }

  private static Trials trials(Path path, LoadOptions options) throws IOException {
    NpyArray array =
        NpyArray.of(
            "array",
            () -> new BufferedInputStream(Files.newInputStream(path)),
            Files.size(path),
            name -> List.of());
    double width = FileReading.requireBinMs("array", options.binMs());
    Cube counts = TurnedArrays.of(array, options.orientation()).cube();
    return ContentException.unlessRefused(
        () -> new ReadCounts(counts, options).trials(width, List.of("the array")));
  }
}
