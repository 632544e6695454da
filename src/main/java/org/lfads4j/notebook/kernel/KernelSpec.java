package org.lfads4j.notebook.kernel;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lfads4j.data.io.WholeFile;

/**
 * What tells Jupyter of the kernel: a folder with {@code kernel.json} and the script that starts
 * Java. The script holds where this program and this Java lie, so it must be written again when
 * either moves.
 */
public final class KernelSpec {
  /** The name under which notebooks ask for the kernel. */
  public static final String NAME = "lfads4j";

  private KernelSpec() {}

  /**
   * Writes the folder.
   *
   * @param jar lfads4j's jar file, beside its libraries
   * @param javaHome the JDK that runs it, 17 or newer
   * @param jupyterData a data folder of Jupyter's
   * @param windows whether for Windows
   * @return the folder
   * @throws IllegalStateException if this Java lacks JShell
   */
  public static Path install(Path jar, Path javaHome, Path jupyterData, boolean windows) {
    if (ModuleFinder.ofSystem().find("jdk.jshell").isEmpty()) {
      throw new IllegalStateException(
          "the kernel must run on a JDK with the module jdk.jshell, got "
              + javaHome
              + "; install a JDK 17 or newer (Debian: openjdk-17-jdk-headless)");
    }
    Path folder = folder(jupyterData);
    Path script = folder.resolve(windows ? "start.cmd" : "start");
    Path java = javaHome.resolve("bin").resolve(windows ? "java.exe" : "java");
    String options = String.join(" ", options());
    String text = windows ? windowsScript(java, jar, options) : script(java, jar, options);
    try {
      Files.createDirectories(folder);
      WholeFile.text(script, text);
      WholeFile.text(folder.resolve("kernel.json"), json(script, windows));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "kernel must go to a folder that can be written, got " + folder + " (" + e + ")", e);
    }
    return folder;
  }

  /** Removes the folder; true if there was one. */
  public static boolean uninstall(Path jupyterData) {
    Path folder = folder(jupyterData);
    try {
      boolean there = Files.isDirectory(folder);
      for (String name : List.of("kernel.json", "start", "start.cmd")) {
        Files.deleteIfExists(folder.resolve(name));
      }
      Files.deleteIfExists(folder);
      return there;
    } catch (IOException e) {
      throw new UncheckedIOException("kernel must be removable, got " + folder + " (" + e + ")", e);
    }
  }

  private static Path folder(Path jupyterData) {
    return jupyterData.toAbsolutePath().resolve("kernels").resolve(NAME);
  }

  /** Jupyter's data folder of a prefix: of a Python environment, or {@code /usr/local}. */
  public static Path dataOf(Path prefix) {
    return prefix.resolve("share").resolve("jupyter");
  }

  /**
   * Jupyter's data folder of a user.
   *
   * @param env of the process
   * @param os its name, as {@code os.name} has it
   */
  public static Path userData(Map<String, String> env, String os) {
    Optional<String> said = set(env, "JUPYTER_DATA_DIR");
    if (said.isPresent()) {
      return Path.of(said.get());
    }
    // Java's own user.home is that of the password file, which Jupyter does not ask.
    Path home = Path.of(set(env, "HOME").orElse(System.getProperty("user.home")));
    if (os.startsWith("Windows")) {
      return set(env, "APPDATA").map(Path::of).orElse(home).resolve("jupyter");
    }
    if (os.startsWith("Mac")) {
      return home.resolve("Library").resolve("Jupyter");
    }
    return set(env, "XDG_DATA_HOME")
        .map(Path::of)
        .orElse(home.resolve(".local").resolve("share"))
        .resolve("jupyter");
  }

  /** Whether this is Windows. */
  public static boolean onWindows() {
    return System.getProperty("os.name").startsWith("Windows");
  }

  private static Optional<String> set(Map<String, String> env, String name) {
    return Optional.ofNullable(env.get(name)).filter(value -> !value.isBlank());
  }

  private static List<String> options() {
    List<String> options = new ArrayList<>();
    if (ModuleFinder.ofSystem().find("jdk.incubator.vector").isPresent()) {
      options.add("--add-modules=jdk.incubator.vector");
    }
    // The engines load native libraries, which Java tells of from version 24 on unless allowed.
    if (Runtime.version().feature() >= 24) {
      options.add("--enable-native-access=ALL-UNNAMED");
      options.add("--sun-misc-unsafe-memory-access=allow");
    }
    options.add("-Djava.awt.headless=true");
    return options;
  }

  private static String script(Path java, Path jar, String options) {
    return String.format(
        """
        #!/bin/sh
        # Starts the Java kernel of lfads4j for a notebook: start CONNECTION_FILE
        #   LFADS4J_HEAP       most memory for Java objects, such as 8g; without it, half of the machine's
        #   LFADS4J_JAVA_OPTS  more options for the JVM
        java=%s
        jar=%s
        for file in "$java" "$jar"; do
          if [ ! -e "$file" ]; then
            echo "lfads4j: $file is not there any more; run: java -jar lfads4j.jar kernel install" >&2
            exit 1
          fi
        done
        if [ -n "${LFADS4J_HEAP:-}" ]; then
          heap=-Xmx$LFADS4J_HEAP
        else
          heap=-XX:MaxRAMPercentage=50
        fi
        exec "$java" %s $heap ${LFADS4J_JAVA_OPTS:-} -jar "$jar" kernel run "$1"
        """,
        quoted(java), quoted(jar), options);
  }

  private static String windowsScript(Path java, Path jar, String options) {
    return String.format(
            """
            @echo off
            rem Starts the Java kernel of lfads4j for a notebook: start CONNECTION_FILE
            rem   LFADS4J_HEAP       most memory for Java objects, such as 8g; without it, half of the machine's
            rem   LFADS4J_JAVA_OPTS  more options for the JVM
            setlocal enableextensions disabledelayedexpansion
            set "LFADS4J_MEMORY=-XX:MaxRAMPercentage=50"
            if defined LFADS4J_HEAP set "LFADS4J_MEMORY=-Xmx%%LFADS4J_HEAP%%"
            "%s" %s %%LFADS4J_MEMORY%% %%LFADS4J_JAVA_OPTS%% -jar "%s" kernel run %%1
            """,
            java, options, jar)
        .replace("\n", "\r\n");
  }

  private static String json(Path script, boolean windows) {
    JsonArray argv = new JsonArray();
    if (windows) {
      argv.add("cmd");
      argv.add("/c");
    } else {
      argv.add("sh");
    }
    argv.add(script.toString());
    argv.add("{connection_file}");
    JsonObject spec = new JsonObject();
    spec.add("argv", argv);
    spec.addProperty("display_name", "Java (lfads4j)");
    spec.addProperty("language", "java");
    spec.addProperty("interrupt_mode", "message");
    return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(spec) + "\n";
  }

  private static String quoted(Path path) {
    return "'" + path.toString().replace("'", "'\\''") + "'";
  }
}
