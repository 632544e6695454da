package org.lfads4j.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
}
