package org.lfads4j.data.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The system's Python with NumPy, SciPy and h5py, an independent reader and writer of files. */
public final class Python {
  private static final Path PROGRAM = Path.of("/usr/bin/python3");
  private static final String DEMANDED = "LFADS4J_TESTS_NEED_PYTHON";
  private static final boolean PRESENT = isPresent();

  private Python() {}

  /** Runs a script in a folder; it must end well. Skips the test where there is no such Python. */
  public static void run(Path folder, String script) throws IOException, InterruptedException {
    assumeTrue(
        PRESENT || System.getenv(DEMANDED) != null,
        PROGRAM + " must have numpy, scipy and h5py; install python3-scipy and python3-h5py");
    Path file = folder.resolve("script.py");
    Files.writeString(
        file, "import numpy as np\nimport scipy.io\nimport scipy.sparse\nimport h5py\n" + script);
    Process process = start(folder, file.getFileName().toString());
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
  }

  /** The same for a script that names its own files. */
  static void run(String script) {
    try {
      Path folder = Files.createTempDirectory("script");
      run(folder, script);
      Files.delete(folder.resolve("script.py"));
      Files.delete(folder);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Process start(Path folder, String... arguments) throws IOException {
    String[] command = new String[arguments.length + 1];
    command[0] = PROGRAM.toString();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
  }

  private static boolean isPresent() {
    if (!Files.isExecutable(PROGRAM)) {
      return false;
    }
    try {
      Process process = start(Path.of("."), "-c", "import numpy, scipy.io, h5py");
      return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
