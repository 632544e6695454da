package org.lfads4j.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

/** Runs may be carried out anywhere, by whatever an executor hands their parts to. */
class RunExecutorTest {
  @TempDir private Path folder;

  /** Sends every part through bytes, as one for a cluster does. */
  private static final class Shipping implements RunExecutor {
    final List<String> asked = new ArrayList<>();

    @Override
    public int atOnce(List<RunPart> parts) {
      return 7;
    }

    @Override
    public void carryOut(List<RunPart> parts, int atOnce, RunsWatcher watcher) {
      for (RunPart part : parts) {
        asked.add(part.wanted() + " " + atOnce);
        RunPart there = shipped(part);
        assertEquals(part, there);
        RunStatus status =
            there.run().carryOut(there.wanted(), there.checkpointEvery(), RunsWatcher.NONE);
        watcher.changed(List.of(RunRow.atRest(there.run(), status)), true);
      }
    }
  }

  private static RunPart shipped(RunPart part) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(part);
      }
      assertTrue(bytes.size() < 1000, bytes.size() + " bytes");
      try (ObjectInputStream in =
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
        return (RunPart) in.readObject();
      }
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private RunCollection two(String name) {
    return SmallRuns.collection(folder.resolve(name)).withSeeds(0, 1);
  }

  @Test
  void partsThatTravelEndInTheSameBits() {
    Table unused = two("here").train();
    Shipping shipping = new Shipping();
    List<List<String>> seen = new ArrayList<>();
    RunCollection there =
        two("there")
            .withExecutor(shipping)
            .withWatcher(
                (rows, turn) ->
                    seen.add(rows.stream().map(r -> r.status().state().word()).toList()));
    Table table = there.train();
    assertEquals(List.of("done", "done"), table.stringColumn("state").asList());
    assertEquals(List.of(List.of("done", "waiting"), List.of("done", "done")), seen);
    assertEquals(List.of("EVERYTHING 7", "EVERYTHING 7"), shipping.asked);
    assertEquals(
        two("here").runs().stream().map(RunBits::of).toList(),
        there.runs().stream().map(RunBits::of).toList());
    Table again = there.withAtOnce(2).posterior();
    assertEquals(table.printAll(), again.printAll());
    assertEquals(List.of("POSTERIOR 2", "POSTERIOR 2"), shipping.asked.subList(2, 4));
  }

  @Test
  void inThisProcessThereAreNoMoreAtOnceThanProcessors() {
    RunCollection runs = two("here").withBackend("fused");
    List<RunPart> asked = new ArrayList<>();
    RunExecutor looking =
        new RunExecutor() {
          @Override
          public int atOnce(List<RunPart> parts) {
            asked.addAll(parts);
            return 1;
          }

          @Override
          public void carryOut(List<RunPart> parts, int atOnce, RunsWatcher watcher) {}
        };
    assertEquals(
        List.of("waiting", "waiting"),
        runs.withExecutor(looking).train().stringColumn("state").asList());
    assertEquals(Runtime.getRuntime().availableProcessors(), RunExecutor.inProcess().atOnce(asked));
  }
}
