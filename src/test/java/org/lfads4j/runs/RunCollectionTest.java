package org.lfads4j.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lfads4j.FittedLfads;
import tech.tablesaw.api.Table;

class RunCollectionTest {
  @TempDir private Path folder;

  @Test
  void trainsEveryRunOnceAndFindsItAgain() {
    RunCollection runs =
        SmallRuns.collection(folder.resolve("c"))
            .withParams(SmallRuns.params().sweep("c_co_dim", 0, 2));
    Table table = runs.train();
    assertEquals(3, table.rowCount());
    assertTrue(table.stringColumn("state").asList().stream().allMatch("done"::equals));
    assertEquals(table.printAll(), runs.train().printAll());
  }

  @Test
  void severalSessionsTrainOneModel() {
    List<String> conditions =
        IntStream.range(0, 12).mapToObj(i -> i % 2 == 0 ? "left" : "right").toList();
    RunSpec spec =
        new RunSpec(
            "all",
            List.of(
                SessionSource.of(
                    SmallRuns.trials(1).withSession("monday").withConditions(conditions)),
                SessionSource.of(
                    SmallRuns.trials(2).withSession("tuesday").withConditions(conditions))));
    RunCollection runs =
        RunCollection.in(folder.resolve("several"))
            .withSpec(spec)
            .withParams(SmallRuns.params().withUseAlignmentMatrix(true))
            .withMaxEpochs(3);
    Table table = runs.train();
    assertEquals(List.of("done"), table.stringColumn("state").asList());
    assertTrue(table.containsColumn("monday.reconstruction"), table.columnNames().toString());
    FittedLfads fit = runs.runs().get(0).fit();
    assertEquals(List.of("monday", "tuesday"), fit.sessions());
    assertEquals(2 * 12 * 6, fit.rates().rowCount());
    assertTrue(Files.exists(runs.runs().get(0).folder().resolve("posterior-2.h5")));
    assertEquals(table.printAll(), runs.train().printAll());
  }
}
