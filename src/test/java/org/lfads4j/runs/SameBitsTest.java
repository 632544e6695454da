package org.lfads4j.runs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lfads4j.runs.ChildRuns.Child;

/**
 * The fused backend on other machines: with narrower and wider vectors, other numbers of
 * processors, and other elementary functions than Java has on this processor.
 */
class SameBitsTest {
  @TempDir private Path folder;

  /** One run, trained in a virtual machine of its own. */
  private Run trainedOn(String... machine) {
    Path collection = folder.resolve("on" + String.join("", machine).replace(':', '-'));
    try (Child child = Child.startOn(List.of(machine), "wide", collection, "fused")) {
      List<String> said = child.end();
      assertEquals("done", said.get(said.size() - 1), said.toString());
    }
    return ChildRuns.wide(collection, "fused").runs().get(0);
  }

  @Test
  void vectorsProcessorsAndElementaryFunctionsDoNotChangeABit() throws IOException {
    Run one = trainedOn("-XX:TieredStopAtLevel=4", "-XX:MaxVectorSize=64");
    Run other =
        trainedOn(
            "-XX:TieredStopAtLevel=4",
            "-XX:MaxVectorSize=16",
            "-XX:ActiveProcessorCount=1",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-UseLibmIntrinsic");
    assertEquals(RunBits.of(one), RunBits.of(other));
    assertArrayEquals(
        Files.readAllBytes(one.files().model()), Files.readAllBytes(other.files().model()));
  }
}
