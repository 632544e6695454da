package org.lfads4j.notebook.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Lines of a cell that begin with {@code %}, and cells that begin with {@code %%}: IJava's, by
 * their names there. Everything else is Java.
 */
final class Magics {
  private static final String HELP =
      """
      %maven GROUP:ARTIFACT:VERSION ...   libraries from Maven repositories (needs mvn, and the network)
      %mavenRepo ID URL                   another repository for them
      %loadFromPOM FILE                   the dependencies of a pom.xml; %%loadFromPOM: of the cell's text
      %jars GLOB ...                      jar files
      %classpath PATH ...                 jar files and folders of classes
      %load FILE                          runs a .java or .jsh file, or the cells of a notebook\
      """;

  private static final Pattern LINE =
      Pattern.compile(
          "\\s*%(maven|addMavenDependencies|mavenRepo|addMavenRepo|loadFromPOM|jars|classpath|load"
              + "|lsmagic|help)(?:\\s+(.*?))?\\s*");

  private static final Pattern CELL = Pattern.compile("\\s*%%(\\w+)[^\n]*\n(.*)", Pattern.DOTALL);

  private final JavaKernel kernel;
  private final Maven maven = new Maven();

  Magics(JavaKernel kernel) {
    this.kernel = kernel;
  }

  /** Runs a cell and gives its value. */
  Optional<Object> run(String cell) throws Exception {
    Matcher whole = CELL.matcher(cell);
    if (whole.matches()) {
      if (!whole.group(1).equals("loadFromPOM")) {
        throw unknown("%%" + whole.group(1));
      }
      use(maven.dependenciesOf(whole.group(2)));
      return Optional.empty();
    }
    Optional<Object> value = Optional.empty();
    String[] lines = cell.split("\n", -1);
    StringBuilder code = new StringBuilder();
    int skipped = 0;
    for (int i = 0; i < lines.length; i++) {
      Matcher magic = LINE.matcher(lines[i]);
      if (magic.matches()) {
        value = java(skipped, code, value);
        skipped = i + 1;
        code.setLength(0);
        run(magic.group(1), words(Optional.ofNullable(magic.group(2)).orElse("")));
      } else {
        code.append(lines[i]).append('\n');
      }
    }
    return java(skipped, code, value);
  }

  /** Empty lines stand for those before, so that errors count lines of the cell. */
  private Optional<Object> java(int skipped, CharSequence code, Optional<Object> before)
      throws Exception {
    return code.toString().isBlank() ? before : kernel.session().run("\n".repeat(skipped) + code);
  }

  private void run(String name, List<String> words) throws Exception {
    switch (name) {
      case "maven", "addMavenDependencies" -> use(maven.resolve(words));
      case "mavenRepo", "addMavenRepo" -> maven.addRepository(words);
      case "loadFromPOM" -> use(maven.dependenciesIn(file(name, words)));
      case "jars" -> words.forEach(glob -> use(matching(glob)));
      case "classpath" -> words.forEach(glob -> use(matching(glob)));
      case "load" -> load(file(name, words));
      default -> System.out.println(HELP);
    }
  }

  private void use(List<Path> paths) {
    paths.forEach(path -> kernel.session().addToClasspath(path.toAbsolutePath().toString()));
  }

  private void load(Path file) throws Exception {
    if (file.toString().endsWith(".ipynb")) {
      for (String cell : NotebookFile.read(file).codeCells()) {
        Optional<Object> unused = run(cell);
      }
    } else {
      Optional<Object> unused = run(Files.readString(file));
    }
  }

  private static Path file(String name, List<String> words) {
    Path file = words.isEmpty() ? null : Path.of(words.get(0));
    if (file == null || !Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "%"
              + name
              + " must name a file, got "
              + (file == null
                  ? "none"
                  : file + " (in folder " + Path.of("").toAbsolutePath() + ")"));
    }
    return file;
  }

  /** The files and folders of a pattern, or of a plain path. */
  private static List<Path> matching(String glob) {
    Path plain = glob.contains("*") || glob.contains("?") ? null : Path.of(glob);
    if (plain != null && Files.exists(plain)) {
      return List.of(plain);
    }
    int wild = Stream.of('*', '?').mapToInt(glob::indexOf).filter(i -> i >= 0).min().orElse(-1);
    if (wild >= 0) {
      int slash = glob.lastIndexOf('/', wild);
      Path folder = Path.of(slash < 0 ? "." : slash == 0 ? "/" : glob.substring(0, slash));
      PathMatcher matcher =
          FileSystems.getDefault().getPathMatcher("glob:" + glob.substring(slash + 1));
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.walk(folder)) {
          List<Path> found = files.filter(f -> matcher.matches(folder.relativize(f))).toList();
          if (!found.isEmpty()) {
            return found;
          }
        } catch (IOException e) {
          throw new UncheckedIOException("folder must be readable, got " + folder + ": " + e, e);
        }
      }
    }
    throw new IllegalArgumentException(
        "path must exist, got " + glob + " (in folder " + Path.of("").toAbsolutePath() + ")");
  }

  /** Words, quotes keeping spaces together. */
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher word = Pattern.compile("\"([^\"]*)\"|(\\S+)").matcher(text);
    while (word.find()) {
      words.add(word.group(1) != null ? word.group(1) : word.group(2));
    }
    return words;
  }

  private static IllegalArgumentException unknown(String name) {
    return new IllegalArgumentException(
        "cell magic must be %%loadFromPOM, got " + name + "; %lsmagic lists all");
  }
}
