package org.lfads4j.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lfads4j.data.Cube;

/** The least rate under a linear prediction. */
class FittedFloorTest {
  @Test
  void aSpikeWhereALineIsBelowZeroRaisesTheFloor() {
    // Mean 0.5; the only spike outside the burst lies where the prediction is negative.
    Cube counts = Cube.of(1, 8, 1, new float[] {0, 1, 0, 0, 0, 2, 1, 0});
    Cube line = Cube.of(1, 8, 1, new float[] {-0.2f, -0.1f, -0.2f, 0.1f, 0.2f, 1.5f, 1.2f, 0.3f});
    FittedFloor floor = FittedFloor.of(line, counts);
    assertEquals(List.of(0.25), floor.perBin());
    assertEquals(0.25, floor.apply(line).at(0, 1, 0), 1e-7);
    assertEquals(1.5, floor.apply(line).at(0, 5, 0), 1e-7);
  }

  @Test
  void whereNothingFiresBelowTheFloorIsTheSmallestShare() {
    Cube counts = Cube.of(1, 4, 1, new float[] {0, 0, 4, 4});
    Cube line = Cube.of(1, 4, 1, new float[] {-0.5f, -0.1f, 4, 4});
    assertEquals(0.002, FittedFloor.of(line, counts).perBin().get(0), 1e-9);
  }

  @Test
  void everyNeuronHasItsOwnAndASilentOneTheLeastOfAll() {
    Cube counts = Cube.of(1, 2, 2, new float[] {1, 0, 1, 0});
    Cube line = Cube.of(1, 2, 2, new float[] {-1, -1, 1, -1});
    FittedFloor floor = FittedFloor.of(line, counts);
    assertEquals(0.5, floor.perBin().get(0));
    assertEquals(SmoothingWidth.FLOOR, floor.perBin().get(1));
  }
}
