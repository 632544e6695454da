package org.lfads4j.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

/**
 * An interrupt of the thread that trains a collection stops its runs, and they can be gone on with.
 */
class InterruptedRunsTest {
  @TempDir private Path folder;

  private static RunCollection two(Path folder) {
    return SmallRuns.collection(folder)
        .withParams(SmallRuns.params().withCoDim(0))
        .withMaxEpochs(10)
        .withAtOnce(2);
  }

  private List<RunBits> undisturbed() {
    RunCollection whole = two(folder.resolve("whole"));
    Table unused = whole.train();
    return whole.runs().stream().map(RunBits::of).toList();
  }

  /**
   * Trains, and interrupts this thread once when the rows are so; the run that came so far waits
   * until the interrupt has reached it, so that training can only go on by being stopped.
   */
  private static Table interrupted(RunCollection runs, Predicate<List<RunRow>> when) {
    Thread trainer = Thread.currentThread();
    AtomicBoolean sent = new AtomicBoolean();
    AtomicBoolean reached = new AtomicBoolean();
    Table table =
        runs.withWatcher(
                (rows, turn) -> {
                  if (!sent.get() && when.test(rows)) {
                    sent.set(true);
                    trainer.interrupt();
                    try {
                      new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                      reached.set(true);
                      Thread.currentThread().interrupt();
                    }
                  }
                })
            .train();
    assertTrue(reached.get());
    assertFalse(Thread.currentThread().isInterrupted());
    return table;
  }

  @Test
  void bothRunsStopAndGoOnToTheSameBits() {
    List<RunBits> expected = undisturbed();
    RunCollection runs = two(folder.resolve("c"));
    Table table =
        interrupted(runs, rows -> rows.stream().allMatch(row -> row.status().epochs() >= 4));
    assertEquals(List.of("stopped", "stopped"), table.stringColumn("state").asList());
    assertEquals(List.of("stopped", "stopped"), runs.table().stringColumn("state").asList());
    assertTrue(runs.runs().get(0).fit().log().size() >= 3);
    Table done = runs.train();
    assertEquals(List.of("done", "done"), done.stringColumn("state").asList());
    assertEquals(expected, runs.runs().stream().map(RunBits::of).toList());
  }

  @Test
  void aRunThatWaitsIsNotBegun() {
    RunCollection runs = two(folder.resolve("c")).withAtOnce(1);
    Table table = interrupted(runs, rows -> rows.get(0).status().epochs() == 4);
    assertEquals(List.of("stopped", "waiting"), table.stringColumn("state").asList());
  }

  @Test
  void aRunWhosePosteriorMeansWereInterruptedIsTrainedAndThenDone() {
    List<RunBits> expected = undisturbed();
    RunCollection runs = two(folder.resolve("c")).withAtOnce(1);
    Table table = interrupted(runs, rows -> rows.get(0).doing().equals("posterior means"));
    assertEquals(List.of("trained", "waiting"), table.stringColumn("state").asList());
    assertEquals(List.of("done", "waiting"), runs.posterior().stringColumn("state").asList());
    Table done = runs.train();
    assertEquals(List.of("done", "done"), done.stringColumn("state").asList());
    assertEquals(expected, runs.runs().stream().map(RunBits::of).toList());
  }

  /** Files that are being written when the interrupt comes are given up, not the run. */
  @Test
  void anInterruptWhileFilesAreWrittenIsNoFailure() {
    List<RunBits> expected = undisturbed();
    RunCollection runs = two(folder.resolve("c")).withAtOnce(1);
    for (int epoch = 1; epoch <= 10; epoch++) {
      int now = epoch;
      boolean[] done = {false};
      // Of its own thread, so that the next file is met by it.
      RunCollection watched =
          runs.withWatcher(
              (rows, turn) -> {
                if (rows.get(0).status().epochs() == now
                    && rows.get(0).doing().equals("training")
                    && !done[0]) {
                  done[0] = true;
                  Thread.currentThread().interrupt();
                }
              });
      String state = watched.train().stringColumn("state").get(0);
      assertEquals("stopped", state, "epoch " + epoch);
    }
    Table done = runs.train();
    assertEquals(List.of("done", "done"), done.stringColumn("state").asList());
    assertEquals(expected, runs.runs().stream().map(RunBits::of).toList());
  }

  @Test
  void anInterruptBeforeAnythingBeganIsSeen() {
    RunCollection runs = two(folder.resolve("c"));
    Thread.currentThread().interrupt();
    Table table = runs.train();
    assertFalse(Thread.currentThread().isInterrupted());
    assertEquals(List.of("waiting", "waiting"), table.stringColumn("state").asList());
  }
}
