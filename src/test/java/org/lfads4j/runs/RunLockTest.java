package org.lfads4j.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {
  @TempDir private Path folder;

  @Test
  void oneHoldsItUntilItIsClosed() {
    assertFalse(RunLock.isTaken(folder));
    try (RunLock lock = RunLock.tryTake(folder).orElseThrow()) {
      assertTrue(RunLock.isTaken(folder));
      assertTrue(RunLock.isTaken(lock.folder()));
      assertEquals(Optional.empty(), RunLock.tryTake(folder));
      assertTrue(RunLock.isTaken(folder));
    }
    assertFalse(RunLock.isTaken(folder));
    try (RunLock again = RunLock.tryTake(folder).orElseThrow()) {
      assertTrue(RunLock.isTaken(again.folder()));
    }
  }

  @Test
  void aFolderIsTheSameByWhateverPath() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
    try (RunLock lock = RunLock.tryTake(folder).orElseThrow()) {
      assertTrue(RunLock.isTaken(link));
      assertTrue(RunLock.isTaken(lock.folder().resolve("..").resolve(folder.getFileName())));
      assertEquals(Optional.empty(), RunLock.tryTake(link));
    }
  }

  @Test
  void oneWaitsForIt() throws InterruptedException {
    AtomicBoolean closed = new AtomicBoolean();
    AtomicBoolean early = new AtomicBoolean();
    Thread waiting;
    try (RunLock lock = RunLock.take(folder)) {
      waiting =
          new Thread(
              () -> {
                try (RunLock next = RunLock.take(folder)) {
                  early.set(!closed.get() || !RunLock.isTaken(next.folder()));
                }
              });
      waiting.start();
      Thread.sleep(150);
      assertTrue(RunLock.isTaken(lock.folder()));
      closed.set(true);
    }
    waiting.join(5000);
    assertFalse(waiting.isAlive());
    assertFalse(early.get());
  }

  @Test
  void whoWaitsForItCanBeInterrupted() {
    try (RunLock lock = RunLock.take(folder)) {
      Thread.currentThread().interrupt();
      assertEquals(
          "waiting for " + folder + " was interrupted",
          assertThrows(CancellationException.class, () -> RunLock.take(folder).close())
              .getMessage());
      assertFalse(Thread.currentThread().isInterrupted());
      assertTrue(RunLock.isTaken(lock.folder()));
    }
  }

  @Test
  void aFolderThatIsNotThereIsNobodysAndCannotBeTaken() {
    Path missing = folder.resolve("missing");
    assertFalse(RunLock.isTaken(missing));
    String message =
        assertThrows(UncheckedIOException.class, () -> RunLock.tryTake(missing).get().close())
            .getMessage();
    assertEquals(
        "run folder must be writable, got "
            + missing
            + " (java.nio.file.NoSuchFileException: "
            + missing.resolve("lock")
            + ")",
        message);
  }

  /** Many look while one takes and leaves: a look never takes it from anybody. */
  @Test
  void looksDoNotDisturb() throws InterruptedException {
    AtomicBoolean over = new AtomicBoolean();
    int wrong = 0;
    Thread[] looking = new Thread[3];
    for (int i = 0; i < looking.length; i++) {
      looking[i] =
          new Thread(
              () -> {
                while (!over.get()) {
                  boolean unused = RunLock.isTaken(folder);
                }
              });
      looking[i].start();
    }
    for (int i = 0; i < 200; i++) {
      try (RunLock lock = RunLock.tryTake(folder).orElse(null)) {
        if (lock == null || !RunLock.isTaken(folder)) {
          wrong++;
        }
      }
    }
    over.set(true);
    for (Thread thread : looking) {
      thread.join();
    }
    assertEquals(0, wrong);
  }
}
