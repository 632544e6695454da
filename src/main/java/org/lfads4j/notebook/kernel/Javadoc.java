package org.lfads4j.notebook.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the Javadoc says of lfads4j's types and methods: the first sentence, and what parameters
 * are. The build writes it from the sources.
 */
final class Javadoc {
  private static final String FILE = "javadoc.txt";
  private static final String INDENT = "  ";

  private static final Javadoc OWN = new Javadoc();

  private final Map<String, List<String>> lines = new HashMap<>();

  private Javadoc() {
    List<String> of = List.of();
    for (String line : text().lines().toList()) {
      if (line.startsWith(INDENT)) {
        of.add(line.strip());
      } else {
        of = lines.computeIfAbsent(line, name -> new ArrayList<>());
      }
    }
  }

  private static String text() {
    try (InputStream in = Javadoc.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " must be beside this class; build lfads4j again");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " must be readable, got " + e, e);
    }
  }

  /**
   * What is said, line by line, none if nothing is.
   *
   * @param signature of a type, method or constant, as JShell or {@code java.lang.reflect} has it
   */
  static List<String> of(String signature) {
    return OWN.lines.getOrDefault(name(signature), List.of());
  }

  /** {@code LfadsResults.plotRates(int)} of {@code XYChart LfadsResults.plotRates(int trial)}. */
  private static String name(String signature) {
    String plain = readable(signature);
    while (plain.contains("<")) {
      plain = plain.replaceAll("<[^<>]*>", "");
    }
    int open = plain.indexOf('(');
    if (open < 0) {
      return plain.replaceFirst(":.*", "").replaceFirst(".* ", "");
    }
    String[] parameters = plain.substring(open + 1, plain.lastIndexOf(')')).split(",");
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] =
          parameters[i]
              .strip()
              .replaceFirst(" \\w+$", "")
              .replace("...", "[]")
              .replaceAll("\\w+\\.", "");
    }
    return plain.substring(0, open).strip().replaceFirst(".* ", "")
        + "("
        + String.join(",", parameters)
        + ")";
  }

  /** A signature with types by their own names, without those of packages. */
  static String readable(String signature) {
    return signature.replaceAll("\\b(?:[a-z]\\w*\\.)+(?=[A-Z])", "").replaceAll("@\\w+ ", "");
  }
}
