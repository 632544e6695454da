package org.lfads4j.data.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  private static final String ZEROS = "00000000-0000-0000-0000-000000000000";

  @TempDir private Path folder;

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aTextIsWrittenInUtf8AndReplacesAnother() throws IOException {
    Path file = folder.resolve("a.txt");
    WholeFile.text(file, "one, and much longer\n");
    WholeFile.text(file, "µ = ½\n");
    assertArrayEquals("µ = ½\n".getBytes(StandardCharsets.UTF_8), Files.readAllBytes(file));
    assertEquals(List.of("a.txt"), names());
  }

  @Test
  void theFileIsNotSeenBeforeItIsWhole() throws IOException {
    Path file = folder.resolve("a.txt");
    WholeFile.text(file, "old");
    WholeFile.write(
        file,
        partial -> {
          Files.writeString(partial, "new");
          assertEquals("old", Files.readString(file));
          assertTrue(partial.getFileName().toString().matches("\\.a\\.txt\\..{36}\\.part"));
        });
    assertEquals("new", Files.readString(file));
  }

  @Test
  void aFailureLeavesTheEarlierFileAndNothingElse() throws IOException {
    Path file = folder.resolve("a.txt");
    WholeFile.text(file, "old");
    IOException full = new IOException("the disk is full");
    assertEquals(
        full,
        assertThrows(
            IOException.class,
            () ->
                WholeFile.write(
                    file,
                    partial -> {
                      Files.writeString(partial, "ne");
                      throw full;
                    })));
    assertThrows(NoSuchFileException.class, () -> WholeFile.write(file, partial -> {}));
    assertEquals("old", Files.readString(file));
    assertEquals(List.of("a.txt"), names());
    Path missing = folder.resolve("missing").resolve("a.txt");
    assertThrows(NoSuchFileException.class, () -> WholeFile.text(missing, "x"));
  }

  @Test
  void anInterruptedThreadSavesAndStaysInterrupted() throws IOException {
    Path file = folder.resolve("a.txt");
    Thread.currentThread().interrupt();
    try {
      WholeFile.text(file, "stopped");
    } finally {
      assertTrue(Thread.interrupted());
    }
    assertEquals("stopped", Files.readString(file));
  }

  @Test
  void partialFilesOfAProgramThatWasKilledAreRemoved() throws Exception {
    leftBehind("model.h5");
    leftBehind("scores.json");
    Files.writeString(folder.resolve("model.h5"), "whole");
    Files.writeString(folder.resolve(".mine.part"), "of another program");
    Files.writeString(folder.resolve("a.part"), "not hidden");
    Path below = Files.createDirectory(folder.resolve(".run." + ZEROS + ".part"));
    assertEquals(2, WholeFile.removePartial(folder));
    assertEquals(
        List.of(".mine.part", below.getFileName().toString(), "a.part", "model.h5"), names());
    assertEquals(0, WholeFile.removePartial(folder));
  }

  /** What a program leaves that is killed before the end: the file under its hidden name. */
  private void leftBehind(String name) throws IOException {
    Path file = folder.resolve(name);
    Path[] left = new Path[1];
    WholeFile.write(
        file,
        partial -> {
          Files.writeString(partial, "hal");
          left[0] = partial;
        });
    Files.move(file, left[0]);
    assertFalse(Files.exists(file));
  }

  @Test
  void aFolderMustBeThere() {
    assertThrows(
        NoSuchFileException.class, () -> WholeFile.removePartial(folder.resolve("missing")));
  }

  @Test
  void aGuardForbidsFilesBelowItsFolderOnly() throws Exception {
    Path guarded = Files.createDirectories(folder.resolve("run/checkpoints"));
    Path key = folder.resolve("run").toRealPath();
    WholeFile.guard(
        key,
        () -> {
          throw new IllegalStateException("lost");
        });
    try {
      Path file = guarded.resolve("a.txt");
      assertThrows(IllegalStateException.class, () -> WholeFile.text(file, "late"));
      assertFalse(Files.exists(file));
      assertFalse(WholeFile.hasPartial(guarded));
      WholeFile.text(folder.resolve("b.txt"), "other");
    } finally {
      WholeFile.unguard(key);
    }
    WholeFile.text(guarded.resolve("a.txt"), "again");
    assertEquals("again", Files.readString(guarded.resolve("a.txt")));
  }
}
