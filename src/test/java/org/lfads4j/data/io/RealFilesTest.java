package org.lfads4j.data.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lfads4j.OutsideData;
import org.lfads4j.data.Split;
import org.lfads4j.data.Trials;

/** Recordings that lie outside the project; skipped where they are absent. */
class RealFilesTest {
  @Test
  void aReachingSessionComesInTheOrderItWasRecorded() {
    Trials trials = Trials.load(OutsideData.file("m1_chewie20131003_100ms.h5"));
    assertEquals(159, trials.trials());
    assertEquals(9, trials.bins());
    assertEquals(88, trials.neurons());
    assertEquals(100, trials.binMs());
    assertEquals(0, trials.startMs());
    Split split = trials.split().orElseThrow();
    assertEquals(128, split.train().length);
    int[] everyFifth = IntStream.range(0, 31).map(i -> 4 + 5 * i).toArray();
    assertArrayEquals(everyFifth, split.valid());
    assertEquals(22, trials.heldOutNeurons().size());
    assertEquals(List.of("n5", "n11"), trials.heldOutNeurons().subList(0, 2));
    assertEquals(8, trials.conditions().orElseThrow().stream().distinct().count());
    assertEquals(List.of("behavior_0", "behavior_1"), trials.behaviour("behavior").columns());
    assertEquals(Optional.empty(), trials.countProblem());
    assertEquals(Optional.empty(), trials.truthHz());
    assertEquals(List.of(), trials.silentNeurons());
  }

  @Test
  void aFileWithoutBinWidthIsLoadedWithOne() {
    Path path = OutsideData.file("nlb_tutorial_lorenz.h5");
    String message =
        assertThrows(IllegalArgumentException.class, () -> Trials.load(path)).getMessage();
    assertEquals(path + ": file must state its bin width; use Trials.load(path, binMs)", message);

    Trials trials = Trials.load(path, 10);
    assertEquals(800, trials.trials());
    assertEquals(100, trials.bins());
    assertEquals(60, trials.neurons());
    assertEquals(640, trials.split().orElseThrow().train().length);
    assertEquals(3, trials.behaviour("lowd").columns().size());
    assertEquals(Optional.empty(), trials.conditions());
    double expected = sum(trials.truthHz().orElseThrow().toArray()) * 0.01;
    double observed = sum(trials.counts().toArray());
    assertEquals(1, observed / expected, 5e-3, "truth is in Hz");
  }

  @Test
  void neighboursInTheTutorialFileShareTheirStart() {
    Trials trials = Trials.load(OutsideData.file("nlb_tutorial_lorenz.h5"), 10);
    var lowd = trials.behaviour("lowd").values();
    long same =
        IntStream.range(1, 40).filter(e -> Arrays.deepEquals(lowd.trial(e), lowd.trial(0))).count();
    assertTrue(same == 39, "40 trials of one start follow each other, got " + (same + 1));
  }

  private static double sum(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).sum();
  }
}
