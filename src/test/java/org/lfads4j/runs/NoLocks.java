package org.lfads4j.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A library that, loaded first, refuses a process every lock, as some file systems do. */
public final class NoLocks {
  private NoLocks() {}

  /** Compiles it into a folder; skips the test where that cannot be done. */
  public static Path library(Path folder) throws IOException, InterruptedException {
    assumeTrue(
        System.getProperty("os.name").equals("Linux") && isThere("gcc"),
        "this test needs Linux and gcc, for a library that refuses locks");
    Path source = folder.resolve("nolock.c");
    try (InputStream in = NoLocks.class.getResourceAsStream("nolock.c")) {
      Path unused = Files.write(source, in.readAllBytes());
    }
    Path library = folder.resolve("nolock.so");
    String[] command = {
      "gcc", "-shared", "-fPIC", "-o", library.toString(), source.toString(), "-ldl"
    };
    assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
    return library;
  }

  private static boolean isThere(String program) throws InterruptedException {
    try {
      return new ProcessBuilder(program, "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
