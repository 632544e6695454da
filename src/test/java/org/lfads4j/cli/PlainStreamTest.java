package org.lfads4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What reaches a terminal, and letters that the system's encoding has not. */
class PlainStreamTest {
  @TempDir private Path folder;

  @Test
  void controlCharactersAreShownAndLinesStay() {
    assertEquals(
        "a\\u001b[2Jb\\u0000\\u0007\\u009b\\u007f\\u000d|\n\té",
        PlainStream.shown("a\u001b[2Jb\u0000\u0007\u009b\u007f\r|\n\té"));
    assertEquals("a\r\nb", PlainStream.shown("a\r\nb"));
  }

  @Test
  void aNameWithAnEscapeDoesNotReachTheTerminal() {
    Ran ran = Ran.with("score", folder.resolve("no\u001b]0;x\u0007").toString());
    assertFalse(ran.err().contains("\u001b"), ran.err());
    assertFalse(ran.err().contains("\u0007"), ran.err());
    assertEquals(true, ran.err().contains("no\\u001b]0;x\\u0007"), ran.err());
  }

  /** The bytes of the name reach the program, whose encoding has no such letter. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void anArgumentThatTheEncodingCannotHoldIsRefusedInOneSentence() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Path script = folder.resolve("start.sh");
    Files.writeString(
        script,
        "exec '%s' -cp '%s' %s score donn\u00e9es\n"
            .formatted(java, classPath, Main.class.getName()),
        StandardCharsets.UTF_8);
    assertEquals(
        List.of(
            "lfads4j: arguments must be in the encoding of the system, which is ANSI_X3.4-1968, got"
                + " other letters; start it with LC_ALL=C.UTF-8 (export LC_ALL=C.UTF-8)"),
        said(script, "C"));
    List<String> other = said(script, "C.UTF-8");
    assertEquals(true, other.get(0).contains("donn\u00e9es"), other.toString());
  }

  private static List<String> said(Path script, String locale)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("sh", script.toString()).redirectErrorStream(true);
    builder.environment().putAll(Map.of("LC_ALL", locale));
    Process process = builder.start();
    try (InputStream out = process.getInputStream()) {
      String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(locale.equals("C") ? 2 : 1, process.waitFor(), text);
      return text.lines().toList();
    }
  }
}
