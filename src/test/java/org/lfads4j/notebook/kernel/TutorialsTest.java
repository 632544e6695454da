package org.lfads4j.notebook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lfads4j.config.Json;

/** Every notebook, run in this process, with two epochs wherever it trains. */
class TutorialsTest {
  private static final Path FOLDER = Path.of("notebooks");

  /** A word that begins at the root of a file system; pictures in base64 are one word each. */
  private static final Pattern ABSOLUTE_PATH =
      Pattern.compile("(?:(?<![\\w/+.<-])|(?<=\\\\[nt]))/[A-Za-z][\\w.-]*/");

  private static final Pattern CHECK = Pattern.compile("Notebook\\.check\\(\\s*\"([^\"]*)\"");
  private static final String TRUE = "\u2713 ";
  private static final String NOT_TRUE = "\u2717 ";

  static List<Path> notebooks() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(f -> f.toString().endsWith(".ipynb")).sorted().toList();
    }
  }

  @Test
  void thereAreEight() throws IOException {
    assertEquals(8, notebooks().size(), notebooks().toString());
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void runsThrough(Path notebook) {
    String code = String.join("\n", NotebookFile.read(notebook).codeCells());
    long start = System.nanoTime();
    QuickNotebooks.run(NotebookFile.read(notebook).codeCells());
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf("%s: %.1f s at two epochs%n", notebook.getFileName(), seconds);
    boolean trains = code.contains(".train()");
    assertEquals(trains, code.contains("withMaxEpochs("), "training that cannot be made quick");
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void isKeptWithItsOutputsAndSpeaksOnlyOfItself(Path notebook) throws IOException {
    String text = Files.readString(notebook);
    assertTrue(text.contains("\"image/png\""), "pictures");
    assertTrue(text.contains("text/html"), "tables and cards");
    assertFalse(text.contains("\"output_type\": \"error\""), "a cell that failed");
    assertTrue(text.contains("\"name\": \"lfads4j\""), "the kernel's name");
    Matcher path = ABSOLUTE_PATH.matcher(text);
    assertFalse(path.find(), () -> "a path of some machine: " + path.group());
    for (String stranger : List.of("://", InetAddress.getLoopbackAddress().getHostName())) {
      assertFalse(text.contains(stranger), stranger);
    }
    assertTrue(Files.size(notebook) < 2_000_000, Files.size(notebook) + " bytes");
  }

  /** What a lesson says of its numbers was so when its outputs were made. */
  @ParameterizedTest
  @MethodSource("notebooks")
  void everyCheckedSentenceIsTrue(Path notebook) throws IOException {
    String text = Files.readString(notebook);
    assertFalse(text.contains(NOT_TRUE), "a sentence that was not true");
    JsonArray cells = Json.parse(text).getAsJsonObject().getAsJsonArray("cells");
    int sentences = 0;
    for (JsonElement cell : cells) {
      Matcher check = CHECK.matcher(joined(cell, "source"));
      while (check.find()) {
        assertTrue(joined(cell, "outputs").contains(TRUE + check.group(1)), check::group);
        sentences++;
      }
    }
    assertTrue(sentences > 0, "nothing that the lesson says is checked");
  }

  /** Without shortened trainings; takes minutes a lesson. */
  @Tag("slow")
  @ParameterizedTest
  @MethodSource("notebooks")
  void everyCheckedSentenceIsTrueAgain(Path notebook) {
    String printed = QuickNotebooks.printedByAll(NotebookFile.read(notebook).codeCells());
    assertFalse(printed.contains(NOT_TRUE), printed);
    assertTrue(printed.contains(TRUE), printed);
  }

  /** A member of a cell as one text. */
  private static String joined(JsonElement cell, String member) {
    StringBuilder all = new StringBuilder();
    append(cell.getAsJsonObject().get(member), all);
    return all.toString();
  }

  private static void append(JsonElement part, StringBuilder to) {
    if (part == null) {
      return;
    }
    if (part.isJsonArray()) {
      part.getAsJsonArray().forEach(each -> append(each, to));
    } else if (part.isJsonObject()) {
      append(part.getAsJsonObject().get("text"), to);
    } else {
      to.append(part.getAsString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"/home/x/a.h5\"",
        "in /opt/data/a",
        "file:/mnt/a/b",
        "line\\n/var/x/y",
        "[/srv/a/"
      })
  void aPathOfAMachineIsSeen(String text) {
    assertTrue(ABSOLUTE_PATH.matcher(text).find());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<b>x</b>/", "20 spikes/s/trial", "base64,iVB/Or/w0", "a / b / c", "or/and/not"})
  void otherSlashesAreNone(String text) {
    assertFalse(ABSOLUTE_PATH.matcher(text).find());
  }
}
