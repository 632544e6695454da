package org.lfads4j.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.lfads4j.data.Trials;
import org.lfads4j.data.io.SealedArrays;
import org.lfads4j.inference.PosteriorFile;
import org.lfads4j.weights.WeightsFile;

/** The files of a collection as they lie on disk, and that each of them is whole. */
final class WholeFolder {
  private static final Pattern PARTIAL = Pattern.compile("\\.(.+)\\.[0-9a-f-]{36}\\.part");

  private final Path folder;
  private final List<Path> files = new ArrayList<>();
  private final List<String> partial = new ArrayList<>();
  private long bytes;

  private WholeFolder(Path folder) {
    this.folder = folder;
  }

  /** Reads every file to its end. */
  static WholeFolder read(Path folder) {
    WholeFolder read = new WholeFolder(folder);
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          read.add(file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return read;
  }

  private void add(Path file) throws IOException {
    bytes += Files.size(file);
    Matcher name = PARTIAL.matcher(file.getFileName().toString());
    if (name.matches()) {
      partial.add(name.group(1));
    } else {
      requireWhole(file);
      files.add(file);
    }
  }

  private static void requireWhole(Path file) throws IOException {
    String name = file.getFileName().toString();
    switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "json" ->
          assertTrue(JsonParser.parseString(Files.readString(file)).isJsonObject(), name);
      case "npz" -> assertTrue(SealedArrays.<Integer>read(file, a -> a.numbers("log").length) > 0);
      case "h5" -> assertNotNull(content(file, name));
      case "csv", "txt" -> assertTrue(Files.readString(file).endsWith("\n"), name);
      case "lock" -> assertEquals(0, Files.size(file));
      case "lease-clock" -> assertEquals("now\n", Files.readString(file));
      default -> assertTrue(name.matches("lease-[0-9]{6}"), "no file must be called " + file);
    }
  }

  private static Object content(Path file, String name) {
    return switch (name) {
      case "model.h5" -> WeightsFile.load(file);
      case "posterior.h5" -> PosteriorFile.read(file);
      default -> Trials.load(file);
    };
  }

  /** What was being written. */
  List<String> partial() {
    return partial;
  }

  long bytes() {
    return bytes;
  }

  /** How many checkpoints there are, with those that were being written. */
  long checkpoints() {
    return Stream.concat(
            files.stream().map(file -> file.getFileName().toString()), partial.stream())
        .filter(name -> name.matches("(recent|best)-.*"))
        .count();
  }

  @Override
  public String toString() {
    return folder + ": " + files + ", partial " + partial + ", " + bytes + " bytes";
  }
}
