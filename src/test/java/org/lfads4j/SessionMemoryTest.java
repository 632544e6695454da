package org.lfads4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a session more costs in memory, in virtual machines of their own. */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
class SessionMemoryTest {
  private static final Pattern PEAKS =
      Pattern.compile("peak (\\d+) MB resident, Java heap at most (\\d+) MB");

  private static final int MORE = 3;

  @ParameterizedTest
  @CsvSource({"MXNet, fused", "MXNet, compiled", "MXNet, eager", "PyTorch, eager"})
  void aSessionMoreTakesItsGraphAtMost(String engine, String backend) throws Exception {
    double one = nativeMb(engine, backend, 1);
    double several = nativeMb(engine, backend, 1 + MORE);
    // A compiled session takes some 70 MB, and would take 200 more with a workspace of its own.
    double most = backend.equals("compiled") ? 150 : 30;
    assertTrue((several - one) / MORE < most, one + " MB, then " + several);
  }

  /** Outside the Java heap, whose garbage may fill what the virtual machine was given. */
  private static double nativeMb(String engine, String backend, int sessions)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--add-modules",
                    "jdk.incubator.vector",
                    "-Xmx512m",
                    "-cp",
                    System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")),
                    SessionMemory.class.getName(),
                    engine,
                    backend,
                    "" + sessions,
                    "1"))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    System.out.print(said);
    Matcher peaks = PEAKS.matcher(said);
    assertTrue(peaks.find(), said);
    return Double.parseDouble(peaks.group(1)) - Double.parseDouble(peaks.group(2));
  }
}
