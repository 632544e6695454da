package org.lfads4j.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lfads4j.runs.ChildRuns.Child;
import tech.tablesaw.api.Table;

/** Several at one collection: each run is done by one of them, and a dead one holds nothing. */
class SeveralProcessesTest {
  @TempDir private Path folder;

  private static JsonArray attempts(Run run) {
    return Manifest.of(run.files()).json().getAsJsonArray("attempts");
  }

  @Test
  void twoProcessesDoEveryRunOnce() {
    Path shared = folder.resolve("c");
    try (Child one = Child.start("eight", shared, "fused");
        Child other = Child.start("eight", shared, "fused")) {
      List<String> ends = new ArrayList<>(one.end());
      ends.addAll(other.end());
      assertFalse(ends.contains("failed"), ends.toString());
    }
    RunCollection runs = ChildRuns.eight(shared, "fused");
    List<Run> all = runs.runs();
    assertEquals(8, all.size());
    List<Long> processes = new ArrayList<>();
    for (Run run : all) {
      assertEquals(RunState.DONE, run.status().state(), run.toString());
      assertEquals(1, attempts(run).size(), run.toString());
      processes.add(attempts(run).get(0).getAsJsonObject().get("process").getAsLong());
    }
    assertEquals(2, processes.stream().distinct().count(), processes.toString());
    assertEquals(List.of(), WholeFolder.read(shared).partial());
  }

  @Test
  void aRunUnderWayIsSeenFromOutsideAndLeftAloneUntilItsProcessDies() {
    Path shared = folder.resolve("c");
    RunCollection runs = ChildRuns.one(shared, "fused");
    Run run = runs.runs().get(0);
    RunCollection whole = ChildRuns.one(folder.resolve("whole"), "fused");
    Table unused = whole.train();
    try (Child child = Child.start("one", shared, "fused")) {
      assertTrue(child.until("epoch 3"));
      for (int i = 0; i < 20; i++) {
        assertEquals(RunState.RUNNING, run.status().state());
        assertEquals(List.of("running"), runs.table().stringColumn("state").asList());
      }
      assertTrue(run.fit().log().size() >= 2);
      assertEquals(
          "run must not be running when it is cleaned, got " + run.label() + " (running)",
          assertThrows(IllegalStateException.class, run::clean).getMessage());
      Table table = runs.train();
      assertEquals("running", table.stringColumn("state").get(0));
      assertEquals("in another process", table.stringColumn("why").get(0));
      assertTrue(child.killAfter(0));
    }
    assertEquals(RunState.STOPPED, run.status().state());
    assertEquals("done", runs.train().stringColumn("state").get(0));
    assertEquals(2, attempts(run).size());
    assertEquals(RunBits.of(whole.runs().get(0)), RunBits.of(run));
  }

  @Test
  void aProcessThatIsLookedAtIsNotDisturbed() {
    Path shared = folder.resolve("c");
    Run run = ChildRuns.one(shared, "fused").runs().get(0);
    try (Child child = Child.start("one", shared, "fused")) {
      assertTrue(child.until("begun"));
      while (run.status().state() != RunState.DONE) {
        assertFalse(run.status().state() == RunState.FAILED, run.status().toString());
      }
      List<String> said = child.end();
      assertEquals("done", said.get(said.size() - 1));
    }
    assertEquals(1, attempts(run).size());
  }

  @Test
  void twoThreadsOfOneProgramDoEveryRunOnce() throws Exception {
    Path shared = folder.resolve("c");
    ExecutorService pool = Executors.newFixedThreadPool(2);
    Callable<Table> work = () -> SmallRuns.collection(shared).withSeeds(0, 1, 2).train();
    List<Future<Table>> both = pool.invokeAll(List.of(work, work));
    for (Future<Table> each : both) {
      assertFalse(each.get().stringColumn("state").contains("failed"), each.get().printAll());
    }
    pool.shutdown();
    for (Run run : RunCollection.in(shared).runs()) {
      assertEquals(RunState.DONE, run.status().state());
      assertEquals(1, attempts(run).size());
    }
  }
}
