package org.lfads4j.runs;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Trials;

/** Recordings and collections that train in a fraction of a second. */
final class SmallRuns {
  private SmallRuns() {}

  /** Counts 0 to 3, evenly drawn, in bins of 2 ms: 12 trials, 6 bins, 3 neurons. */
  static Trials trials(long seed) {
    Random random = new Random(seed);
    float[] counts = new float[12 * 6 * 3];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = random.nextInt(4);
    }
    return Trials.of(Cube.of(12, 6, 3, counts), 2).withSession("small");
  }

  static RunParams params() {
    return RunParams.defaults()
        .withGenDim(4)
        .withIcDim(3)
        .withFactorsDim(2)
        .withCoDim(1)
        .withIcEncDim(3)
        .withCiEncDim(3)
        .withConDim(3)
        .withBatchSize(6)
        .withKlIncreaseSteps(2)
        .withL2IncreaseSteps(2)
        .withNumSamplesPosterior(3);
  }

  /** A checkpoint after every epoch. */
  static RunCollection collection(Path folder) {
    return collection(folder, trials(1));
  }

  static RunCollection collection(Path folder, Trials trials) {
    return RunCollection.in(folder)
        .withSession(trials)
        .withParams(params())
        .withMaxEpochs(5)
        .withCheckpointEvery(Duration.ZERO);
  }
}
