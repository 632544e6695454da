package org.lfads4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JitterTest {
  private static DoubleSupplier sequence(double... values) {
    AtomicInteger next = new AtomicInteger();
    return () -> values[next.getAndIncrement()];
  }

  @ParameterizedTest
  @CsvSource({
    "2,0.00,0",
    "2,0.19,0",
    "2,0.21,1",
    "2,0.41,2",
    "2,0.59,2",
    "2,0.61,3",
    "2,0.81,4",
    "2,0.99,4",
    // From bin 2 by -4..4: -2 lies at 2, -1 at 1; 5 lies at 3, 6 at 2.
    "4,0.00,2",
    "4,0.12,1",
    "4,0.23,0",
    "4,0.88,3",
    "4,0.99,2",
    // By -11, -10, 11 in five bins: reflected until inside.
    "11,0.00,1",
    "11,0.05,0",
    "11,0.99,3"
  })
  void oneSpikeMovesByTheDrawAndReflects(int width, double uniform, int bin) {
    float[] counts = {0, 0, 1, 0, 0};
    float[] expected = new float[5];
    expected[bin] = 1;
    assertArrayEquals(expected, Jitter.jitter(counts, 1, width, sequence(uniform)));
    assertArrayEquals(new float[] {0, 0, 1, 0, 0}, counts);
  }

  @Test
  void everySpikeOfABinMovesByItsOwnDraw() {
    // Two neurons, three bins; two spikes of neuron 0 in bin 1, one of neuron 1 in bin 2.
    float[] counts = {0, 0, 2, 0, 0, 1};
    assertArrayEquals(
        new float[] {1, 0, 0, 1, 1, 0}, Jitter.jitter(counts, 2, 1, sequence(0, .99, .1)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 50})
  void everyNeuronKeepsItsSpikes(int bins) {
    Random random = new Random(4);
    for (int width = 0; width < 5; width++) {
      float[] counts = new float[bins * 3];
      for (int i = 0; i < counts.length; i++) {
        counts[i] = random.nextInt(4);
      }
      float[] moved = Jitter.jitter(counts, 3, width, random::nextDouble);
      for (int n = 0; n < 3; n++) {
        float before = 0;
        float after = 0;
        for (int i = n; i < counts.length; i += 3) {
          before += counts[i];
          after += moved[i];
          assertTrue(moved[i] >= 0);
        }
        assertEquals(before, after);
      }
    }
  }

  @Test
  void movesAreEvenAndWithoutDrift() {
    float[] counts = new float[21];
    counts[10] = 70000;
    float[] moved = Jitter.jitter(counts, 1, 3, new Random(1)::nextDouble);
    for (int t = 0; t < 21; t++) {
      // Binomial: 70000 draws of 1/7, standard deviation 93.
      assertEquals(Math.abs(t - 10) <= 3 ? 10000 : 0, moved[t], Math.abs(t - 10) <= 3 ? 400 : 0);
    }
  }

  @Test
  void widthZeroAndOneBinChangeNothingAndDrawNothing() {
    float[] counts = {3, 1};
    assertArrayEquals(counts, Jitter.jitter(counts, 1, 0, sequence()));
    assertArrayEquals(counts, Jitter.jitter(counts, 2, 5, sequence()));
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    assertEquals(
        "jitter width must be >= 0, got -1",
        assertThrows(
                IllegalArgumentException.class,
                () -> Jitter.jitter(new float[2], 1, -1, sequence()))
            .getMessage());
    assertEquals(
        "jitter must get bins x neurons counts, got 5 for 2 neurons",
        assertThrows(
                IllegalArgumentException.class, () -> Jitter.jitter(new float[5], 2, 1, sequence()))
            .getMessage());
  }
}
