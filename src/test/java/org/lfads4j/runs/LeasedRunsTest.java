package org.lfads4j.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lfads4j.runs.ChildRuns.Child;
import tech.tablesaw.api.Table;

/** Runs on a file system that gives no locks: a library that is loaded first refuses them. */
class LeasedRunsTest {
  @TempDir private Path folder;

  private Path library;

  @BeforeEach
  void compile() throws IOException, InterruptedException {
    library = NoLocks.library(folder);
  }

  private Child withoutLocks(String which, Path shared) {
    return Child.startWithoutLocks(which, shared, "fused", library);
  }

  private RunBits undisturbed() {
    RunCollection whole = ChildRuns.one(folder.resolve("whole"), "fused");
    Table unused = whole.train();
    return RunBits.of(whole.runs().get(0));
  }

  @Test
  void killedAndTakenOverAfterTheLeaseExpired() throws Exception {
    Path shared = folder.resolve("c");
    RunCollection runs = ChildRuns.one(shared, "fused");
    Run run = runs.runs().get(0);
    for (String moment : List.of("epoch 2", "epoch 7")) {
      try (Child child = withoutLocks("one", shared)) {
        assertTrue(child.until(moment), child.said().toString());
        signal(child, "STOP"); // so that it does not end meanwhile
        assertEquals(RunState.RUNNING, run.status().state());
        Table table = runs.train();
        assertEquals("running", table.stringColumn("state").get(0));
        String why = table.stringColumn("why").get(0);
        assertTrue(
            why.matches(
                "in another process \\(host .+, process "
                    + child.pid()
                    + ", started .+; its lease expires "
                    + ChildRuns.LEASE_SECONDS
                    + " s after it was last renewed\\)"),
            why);
        assertTrue(child.killAfter(0));
      }
      TimeUnit.SECONDS.sleep(ChildRuns.LEASE_SECONDS + 1);
      assertTrue(run.status().state() != RunState.RUNNING, run.status().toString());
    }
    try (Child child = withoutLocks("one", shared)) {
      List<String> said = child.end();
      assertEquals("done", said.get(said.size() - 1), said.toString());
    }
    assertEquals(undisturbed(), RunBits.of(run));
    assertEquals(List.of(), WholeFolder.read(shared).partial());
    assertEquals(
        List.of(
            "the file system of "
                + run.folder()
                + " gives no locks (No locks available); a lease file keeps other processes away"
                + " instead, and if this process is killed, another one can go on after "
                + ChildRuns.LEASE_SECONDS
                + " s"),
        run.notices());
  }

  @Test
  void twoProcessesDoEveryRunOnce() {
    Path shared = folder.resolve("c");
    try (Child one = withoutLocks("eight", shared);
        Child other = withoutLocks("eight", shared)) {
      List<String> ends = new ArrayList<>(one.end());
      ends.addAll(other.end());
      assertFalse(ends.contains("failed"), ends.toString());
    }
    for (Run run : ChildRuns.eight(shared, "fused").runs()) {
      assertEquals(RunState.DONE, run.status().state(), run.toString());
      assertEquals(
          1, Manifest.of(run.files()).json().getAsJsonArray("attempts").size(), run.toString());
    }
  }

  /** What a scheduler sends, or a second Ctrl-C. */
  @Test
  void aProcessThatIsEndedReleasesItsLeaseAtOnce() throws Exception {
    Path shared = folder.resolve("c");
    RunCollection runs = ChildRuns.one(shared, "fused");
    Run run = runs.runs().get(0);
    for (String signal : List.of("TERM", "INT", "HUP")) {
      try (Child child = withoutLocks("one", shared)) {
        assertTrue(child.until("epoch "), child.said().toString());
        assertEquals(RunState.RUNNING, run.status().state());
        signal(child, signal);
        boolean unused = child.until("no such line");
        assertEquals(RunState.STOPPED, run.status().state(), signal);
      }
    }
    assertEquals("done", runs.train().stringColumn("state").get(0));
    assertEquals(undisturbed(), RunBits.of(run));
  }

  /**
   * A process that slept past the end of its lease writes nothing when it wakes, not even the file
   * that it was writing.
   */
  @Test
  void aProcessThatLostItsLeaseLeavesTheRunAlone() throws Exception {
    Path shared = folder.resolve("c");
    RunCollection runs = ChildRuns.one(shared, "fused");
    Run run = runs.runs().get(0);
    try (Child child = withoutLocks("one", shared)) {
      assertTrue(child.until("epoch 3"));
      signal(child, "STOP");
      TimeUnit.SECONDS.sleep(ChildRuns.LEASE_SECONDS + 1);
      assertEquals("done", runs.train().stringColumn("state").get(0));
      String manifest = Files.readString(run.files().manifest());
      signal(child, "CONT");
      List<String> said = child.end();
      String last = said.get(said.size() - 1);
      assertTrue(last.equals("running") || last.equals("done"), said.toString());
      assertEquals(manifest, Files.readString(run.files().manifest()), said.toString());
    }
    assertEquals(undisturbed(), RunBits.of(run));
  }

  private static void signal(Child child, String name) throws Exception {
    String[] command = {"kill", "-" + name, Long.toString(child.pid())};
    assertEquals(0, new ProcessBuilder(command).start().waitFor());
  }
}
