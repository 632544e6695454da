package org.lfads4j.runs;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** Names of sessions and runs, which are also names of folders and files. */
final class RunNames {
  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,79}");

  private RunNames() {}

  static void require(String where, String name) {
    if (!ALLOWED.matcher(name).matches()) {
      throw new IllegalArgumentException(
          ("%s must be 1 to 80 letters, digits, points, dashes or underscores, got \"%s\"; try"
                  + " \"%s\"")
              .formatted(where, name, tidy(name)));
    }
  }

  static String of(Path file) {
    String name = file.getFileName().toString();
    int point = name.lastIndexOf('.');
    return tidy(point > 0 ? name.substring(0, point) : name);
  }

  /** The same with everything else as underscores. */
  static String tidy(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9._-]", "_");
    String started = plain.isEmpty() || !plain.matches("[A-Za-z0-9_].*") ? "_" + plain : plain;
    return started.length() > 80 ? started.substring(0, 80) : started;
  }
}
