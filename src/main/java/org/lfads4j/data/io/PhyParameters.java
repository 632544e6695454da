package org.lfads4j.data.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The {@code params.py} of a Phy folder: Python that is read as text, and never run. */
final class PhyParameters {
  private static final int LONGEST = 1 << 20;

  /** No electrode is sampled more slowly; a smaller number is in kHz. */
  private static final double SLOWEST = 1000;

  private static final Pattern LINE =
      Pattern.compile("(?m)^sample_rate\\s*=\\s*([^#\\r\\n]*?)\\s*(?:#[^\\r\\n]*)?$");
  private static final Pattern NUMBER =
      Pattern.compile("[0-9][0-9_]*\\.?[0-9]*(?:[eE][+-]?[0-9]{1,3})?");

  private PhyParameters() {}

  /**
   * How many samples a second has.
   *
   * @throws IllegalArgumentException if the file does not state it as a number, with the path
   */
  static double samplesPerSecond(Path file) {
    return FileReading.of(file, "a readable text", path -> samplesPerSecond(text(path)));
  }

  private static String text(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      // Of any encoding: only names of files can hold other letters.
      return new String(in.readNBytes(LONGEST), StandardCharsets.ISO_8859_1);
    }
  }

  private static double samplesPerSecond(String text) {
    List<String> values =
        LINE.matcher(text).results().map((MatchResult line) -> line.group(1)).distinct().toList();
    if (values.size() != 1) {
      throw new ContentException(
          "text must have one line such as sample_rate = 30000, got "
              + (values.isEmpty() ? "none" : String.join(" and ", values)));
    }
    String value = values.get(0);
    double rate = NUMBER.matcher(value).matches() ? Double.parseDouble(value.replace("_", "")) : 0;
    if (!(rate >= SLOWEST && Double.isFinite(rate))) {
      throw new ContentException(
          ("sample_rate must be a number of samples per second, %s or more, got %s; the file is"
                  + " read as text and never run: write the number there")
              .formatted(NamedArray.word(SLOWEST), value.isEmpty() ? "nothing" : value));
    }
    return rate;
  }
}
