package org.lfads4j.notebook.kernel;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Libraries by their coordinates, found by the {@code mvn} of this machine. */
final class Maven {
  private static final String GOAL =
      "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath";

  private static final String ADVICE =
      ".*(To see the full stack trace|Re-run Maven|For more information|http://cwiki).*";

  private final CellStop stop;
  private final Map<String, String> repositories = new LinkedHashMap<>();

  /**
   * @param stop of the cell that asks for libraries
   */
  Maven(CellStop stop) {
    this.stop = stop;
  }

  /** Adds a repository by its id and address. */
  void addRepository(List<String> words) {
    if (words.size() != 2) {
      throw new IllegalArgumentException(
          "%mavenRepo must have an id and an address, got " + String.join(" ", words));
    }
    repositories.put(words.get(0), words.get(1));
  }

  /** The jar files of libraries, and of all that they need. */
  List<Path> resolve(List<String> coordinates) {
    if (coordinates.isEmpty()) {
      throw new IllegalArgumentException("%maven must name a library");
    }
    return dependenciesOf(
        coordinates.stream()
            .map(Maven::dependency)
            .collect(Collectors.joining("\n", "<dependencies>", "</dependencies>")));
  }

  private static String dependency(String coordinates) {
    List<String> parts = Arrays.asList(coordinates.split(":", -1));
    if (parts.size() < 3 || parts.size() > 5 || parts.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException(
          "library must be GROUP:ARTIFACT[:TYPE[:CLASSIFIER]]:VERSION, got " + coordinates);
    }
    return "<dependency><groupId>"
        + parts.get(0)
        + "</groupId><artifactId>"
        + parts.get(1)
        + "</artifactId><version>"
        + parts.get(parts.size() - 1)
        + "</version>"
        + (parts.size() > 3 ? "<type>" + parts.get(2) + "</type>" : "")
        + (parts.size() > 4 ? "<classifier>" + parts.get(3) + "</classifier>" : "")
        + "</dependency>";
  }

  /** The same of a pom's text, or a part of one. */
  List<Path> dependenciesOf(String pom) {
    try {
      Path folder = Files.createTempDirectory("lfads4j-maven");
      Path file = Files.writeString(folder.resolve("pom.xml"), whole(pom));
      try {
        return dependenciesIn(file);
      } finally {
        Files.deleteIfExists(file);
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a temporary folder must be writable, got " + e, e);
    }
  }

  private String whole(String pom) {
    if (pom.contains("<project")) {
      return pom;
    }
    String inner =
        pom.contains("<dependencies>") ? pom : "<dependencies>" + pom + "</dependencies>";
    String more =
        repositories.entrySet().stream()
            .map(
                r ->
                    "<repository><id>"
                        + r.getKey()
                        + "</id><url>"
                        + r.getValue()
                        + "</url></repository>")
            .collect(Collectors.joining("", "<repositories>", "</repositories>"));
    return "<project><modelVersion>4.0.0</modelVersion><groupId>notebook</groupId>"
        + "<artifactId>notebook</artifactId><version>1</version>"
        + inner
        + (inner.contains("<repositories>") ? "" : more)
        + "</project>";
  }

  /** The same of a pom file. */
  List<Path> dependenciesIn(Path pom) {
    boolean windows = KernelSpec.onWindows();
    try {
      Path out = Files.createTempFile("lfads4j-maven", ".txt");
      try {
        Process process =
            new ProcessBuilder(
                    windows ? "mvn.cmd" : "mvn",
                    "-B",
                    "-q",
                    "-f",
                    pom.toString(),
                    GOAL,
                    "-Dmdep.includeScope=runtime",
                    "-Dmdep.outputFile=" + out)
                .redirectErrorStream(true)
                .start();
        stop.programBegins(process);
        String said = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
        int status = process.waitFor();
        stop.programEnded();
        if (status != 0) {
          throw new IllegalArgumentException(
              "libraries must be found by mvn, got\n" + firstErrors(said));
        }
        return Stream.of(Files.readString(out).strip().split(File.pathSeparator))
            .filter(text -> !text.isBlank())
            .map(Path::of)
            .toList();
      } finally {
        Files.deleteIfExists(out);
      }
    } catch (IOException e) {
      // Reading from a program that was just ended fails, too.
      stop.programEnded();
      throw new UncheckedIOException(
          "mvn must be installed to find libraries, got "
              + e.getMessage()
              + "; use %jars for files",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CellStoppedException("the cell was stopped while mvn looked for libraries");
    }
  }

  /** What mvn says of the failure, without its advice on how to run mvn. */
  private static String firstErrors(String said) {
    return said.lines()
        .map(line -> line.replaceAll("\u001B\\[[;\\d]*m", "").strip())
        .filter(line -> line.startsWith("[ERROR]") && !line.matches(ADVICE))
        .map(line -> line.replace("[ERROR]", "").replaceAll("\\s*-> \\[Help \\d]", "").strip())
        .filter(line -> !line.isEmpty())
        .limit(3)
        .collect(Collectors.joining("\n"));
  }
}
