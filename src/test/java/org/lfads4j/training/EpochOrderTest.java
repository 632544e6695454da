package org.lfads4j.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Split;

class EpochOrderTest {
  private static final Cube NO_VALUES = Cube.of(0, 0, 0, new float[0]);

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "3, 2", "7, 3", "8, 4", "100, 32", "5, 256"})
  void everyTrainingTrialComesOnceAndOnlyTheLastBatchIsShort(int trials, int batch) {
    int[] train = IntStream.range(0, trials).map(i -> 2 * i + 1).toArray();
    List<EpochOrder.Part> parts = EpochOrder.of(List.of(session(train)), batch, 5, 1);
    assertArrayEquals(
        train, parts.stream().flatMapToInt(p -> Arrays.stream(p.trials)).sorted().toArray());
    int[] sizes = parts.stream().mapToInt(p -> p.trials.length).sorted().toArray();
    int full = trials / batch;
    int[] expected = new int[full + (trials % batch == 0 ? 0 : 1)];
    Arrays.fill(expected, batch);
    if (trials % batch != 0) {
      expected[0] = trials % batch;
    }
    assertArrayEquals(expected, sizes);
  }

  @Test
  void aBatchHoldsTrialsOfOneSession() {
    List<SessionData> sessions = List.of(session(1, 2, 3), session(4, 5, 6, 7, 8));
    List<EpochOrder.Part> parts = EpochOrder.of(sessions, 2, 5, 1);
    assertEquals(5, parts.size());
    for (EpochOrder.Part part : parts) {
      for (int trial : part.trials) {
        assertEquals(part.session == 0, trial <= 3);
      }
    }
  }

  @Test
  void theOrderIsTheSeedsAndTheEpochs() {
    SessionData data = session(IntStream.range(1, 50).toArray());
    int[] order = order(data, 3, 1);
    assertArrayEquals(order, order(data, 3, 1));
    assertNotEquals(Arrays.toString(order), Arrays.toString(order(data, 3, 2)));
    assertNotEquals(Arrays.toString(order), Arrays.toString(order(data, 4, 1)));
  }

  /** 4000 epochs of 3 trials: each of the 6 orders near 1 in 6 (standard error .006). */
  @Test
  void allOrdersAreAlikeLikely() {
    SessionData data = session(1, 2, 3);
    int[] seen = new int[322];
    for (int epoch = 1; epoch <= 4000; epoch++) {
      int[] order = order(data, 0, epoch);
      seen[order[0] * 100 + order[1] * 10 + order[2]]++;
    }
    for (int each : new int[] {123, 132, 213, 231, 312, 321}) {
      assertEquals(1 / 6.0, seen[each] / 4000.0, 0.025, "order " + each);
    }
  }

  private static int[] order(SessionData data, long seed, int epoch) {
    return EpochOrder.of(List.of(data), 1000, seed, epoch).get(0).trials;
  }

  private static SessionData session(int... train) {
    return new SessionData(NO_VALUES, Optional.empty(), Split.of(train, new int[] {0}));
  }
}
