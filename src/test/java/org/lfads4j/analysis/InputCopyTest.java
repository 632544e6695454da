package org.lfads4j.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.lfads4j.data.Cube;

/** Neurons that share a quick change, a private one each, or both. */
class InputCopyTest {
  private static final int TRIALS = 60;
  private static final int BINS = 20;
  private static final int NEURONS = 20;

  private final Random random = new Random(3);
  private final Cube shared = noise(1);
  private final Cube own = noise(NEURONS);

  private Cube noise(int columns) {
    float[] values = new float[TRIALS * BINS * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Cube.of(TRIALS, BINS, columns, values);
  }

  /** Each neuron: a part of what is shared, and its own. */
  private Cube counts(float weight) {
    float[] values = own.toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] += weight * shared.toArray()[i / NEURONS];
    }
    return Cube.of(TRIALS, BINS, NEURONS, values);
  }

  @Test
  void whatNeuronsShareIsNoCopy() {
    InputCopy closest = InputCopy.closest(shared, counts(0.5f));
    assertTrue(Math.abs(closest.excess()) < 0.1, closest.toString());
  }

  @Test
  void whatOnlyOneNeuronHasIsACopy() {
    Cube counts = counts(0.5f);
    InputCopy closest = InputCopy.closest(counts.selectColumns(new int[] {7}), counts);
    assertEquals(7, closest.neuron());
    assertEquals(1, closest.correlation(), 1e-6);
    // A neuron has a variance of 0.25 that is shared and of 1 that is not.
    assertEquals(Math.sqrt(0.25 / 1.25), closest.shared(), 0.07);
  }

  @Test
  void theSumOfNeuronsThatShareNothingIsACopy() {
    Cube counts = counts(0);
    float[] sum = new float[TRIALS * BINS];
    float[] values = counts.toArray();
    for (int i = 0; i < values.length; i++) {
      sum[i / NEURONS] += values[i];
    }
    InputCopy closest = InputCopy.closest(Cube.of(TRIALS, BINS, 1, sum), counts);
    assertEquals(InputCopy.ALL, closest.neuron());
    assertTrue(closest.excess() > 0.7, closest.toString());
  }
}
