package org.lfads4j.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaseTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofSeconds(1);

  @TempDir private Path folder;

  private List<String> leases() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals("lease-clock"))
          .sorted()
          .toList();
    }
  }

  /** A lease of a process that died so long ago, by the clock of the file system. */
  private Path dead(int number, Duration age) throws IOException {
    Path file = folder.resolve(String.format("lease-%06d", number));
    Files.writeString(
        file, "host=node7\nprocess=123\nstarted=then\nexpires_after_seconds=60\nreleased=no \n");
    return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
  }

  @Test
  void oneHoldsItUntilItIsClosed() throws IOException {
    assertFalse(Lease.isUsed(folder));
    try (Lease lease = Lease.tryTake(folder, LONG).orElseThrow()) {
      lease.requireHeld();
      assertTrue(Lease.isUsed(folder));
      String process =
          "host "
              + Lease.host()
              + ", process "
              + ProcessHandle.current().pid()
              + ", started "
              + ProcessHandle.current().info().startInstant().orElseThrow()
              + "; its lease expires 60 s after it was last renewed";
      assertEquals(Optional.of(process), Lease.holder(folder));
      assertEquals(Optional.empty(), Lease.tryTake(folder, LONG));
    }
    assertTrue(Lease.isUsed(folder));
    assertEquals(Optional.empty(), Lease.holder(folder));
    assertEquals(List.of("lease-000001"), leases());
    try (Lease again = Lease.tryTake(folder, LONG).orElseThrow()) {
      again.requireHeld();
      assertEquals(List.of("lease-000002"), leases());
    }
  }

  @Test
  void aStoppedThreadReleasesItAndKeepsItsInterrupt() throws IOException {
    try (Lease lease = Lease.tryTake(folder, LONG).orElseThrow()) {
      Thread.currentThread().interrupt();
      lease.requireHeld();
    }
    assertTrue(Thread.interrupted());
    assertEquals(Optional.empty(), Lease.holder(folder));
  }

  @Test
  void itIsRenewedForAsLongAsItsOwnerLives() throws Exception {
    try (Lease lease = Lease.tryTake(folder, SHORT).orElseThrow()) {
      Thread.sleep(2500);
      assertEquals(Optional.empty(), Lease.tryTake(folder, SHORT));
      lease.requireHeld();
    }
    Thread owner =
        new Thread(
            () -> {
              try {
                Optional<Lease> unused = Lease.tryTake(folder, SHORT);
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    owner.start();
    owner.join();
    assertTrue(Lease.holder(folder).isPresent());
    Thread.sleep(2500);
    assertEquals(Optional.empty(), Lease.holder(folder));
  }

  @Test
  void itExpiresByTheTimesOfTheFileSystem() throws IOException {
    Path file = dead(3, Duration.ofSeconds(50));
    assertEquals(
        Optional.of(
            "host node7, process 123, started then; its lease expires 60 s after it was last"
                + " renewed"),
        Lease.holder(folder));
    assertEquals(Optional.empty(), Lease.tryTake(folder, LONG));
    // What a clock that is ahead wrote does not hold for ever: renewals count, by one clock.
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(70)));
    assertEquals(Optional.empty(), Lease.holder(folder));
    try (Lease lease = Lease.tryTake(folder, LONG).orElseThrow()) {
      lease.requireHeld();
      assertEquals(List.of("lease-000004"), leases());
    }
  }

  /** Many find an expired lease at the same moment. */
  @Test
  void oneTakesOver() throws Exception {
    int threads = 8;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    for (int round = 0; round < 40; round++) {
      Path expired = dead(10 * round + 5, Duration.ofSeconds(100));
      CyclicBarrier together = new CyclicBarrier(threads);
      Callable<Optional<Lease>> take =
          () -> {
            int unused = together.await();
            return Lease.tryTake(folder, LONG);
          };
      List<Lease> winners = new ArrayList<>();
      for (Future<Optional<Lease>> each :
          pool.invokeAll(Stream.generate(() -> take).limit(threads).toList())) {
        each.get().ifPresent(winners::add);
      }
      assertEquals(1, winners.size());
      winners.get(0).requireHeld();
      assertFalse(Files.exists(expired));
      assertEquals(List.of(String.format("lease-%06d", 10 * round + 6)), leases());
      winners.get(0).close();
    }
    pool.shutdown();
  }

  @Test
  void whoLostItIsToldWhoHasIt() throws Exception {
    Path other;
    String content;
    try (Lease lease = Lease.tryTake(folder, SHORT).orElseThrow()) {
      // As a process does that found it expired while this one slept.
      other = dead(2, Duration.ZERO);
      Files.delete(folder.resolve("lease-000001"));
      Thread.sleep(500);
      assertEquals(
          "lease on "
              + folder
              + " must be held by this process, got host node7, process 123, started then; its"
              + " lease expires 60 s after it was last renewed",
          assertThrows(LeaseLostException.class, lease::requireHeld).getMessage());
      content = Files.readString(other);
    }
    assertEquals(content, Files.readString(other));
    assertEquals(List.of("lease-000002"), leases());
  }

  @Test
  void aFolderThatIsGoneHoldsNothing() throws Exception {
    Path gone = Files.createDirectory(folder.resolve("gone"));
    try (Lease lease = Lease.tryTake(gone, SHORT).orElseThrow()) {
      try (Stream<Path> files = Files.list(gone)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(gone);
      Thread.sleep(500);
      assertEquals(
          "lease on " + gone + " must be held by this process, got another process, which has left",
          assertThrows(LeaseLostException.class, lease::requireHeld).getMessage());
    }
  }
}
