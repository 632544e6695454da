package org.lfads4j.data.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lfads4j.data.Cube;

class WindowCountsTest {
  /** Spikes and windows in any order, windows of which many overlap or are the same. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 17, 200})
  void everySpikeCountsInEveryWindowItLiesIn(int windows) {
    Random random = new Random(windows);
    BinWindow window = new BinWindow(-100, 12.5, 37);
    double[] starts =
        DoubleStream.generate(() -> random.nextInt(160) / 8.).limit(windows).toArray();
    WindowCounts counting = new WindowCounts(starts, window, 3);
    float[] right = new float[windows * 37 * 3];
    for (int i = 0; i < 2000; i++) {
      // In steps of a bin's quarter, so that many lie on edges, which these numbers hold exactly.
      double timeS = random.nextInt(6400) / 320.;
      int unit = random.nextInt(3);
      counting.spike(unit, i % 100 == 0 ? Double.NaN : timeS);
      for (int w = 0; w < windows && i % 100 != 0; w++) {
        long quarters = Math.round((timeS - starts[w]) * 320);
        if (quarters >= 0 && quarters < 37 * 4) {
          right[(w * 37 + (int) (quarters / 4)) * 3 + unit]++;
        }
      }
    }
    List<String> notes = new ArrayList<>();
    assertEquals(Cube.adopt(windows, 37, 3, right), counting.cube("", false, notes));
    assertEquals(List.of(), notes);
  }
}
