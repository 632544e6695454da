package org.lfads4j.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lfads4j.backend.Batch;
import org.lfads4j.config.RunOptions;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.Cube;
import org.lfads4j.model.Input;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.SessionSpec;

class HiddenElementsTest {
  private static final int TRIALS = 20;
  private static final int BINS = 30;
  private static final int NEURONS = 10;

  /** The encoders see all but the last. */
  private static final int SEEN = NEURONS - 1;

  private static final ModelSpec SPEC =
      ModelSpec.of(
          RunParams.defaults(),
          BINS,
          List.of(
              new SessionSpec(
                  "s",
                  NEURONS,
                  IntStream.range(0, SEEN).boxed().toList(),
                  Collections.nCopies(NEURONS, 0.0))));

  private static final EpochOrder.Part PART =
      EpochOrder.cut(0, IntStream.range(0, TRIALS).toArray(), TRIALS).get(0);

  @Test
  void nothingIsHiddenUnlessAsked() {
    Batch batch = ones();
    HiddenElements none = hidden(RunOptions.defaults());
    assertSame(batch, none.inTraining(batch, PART, 3));
    assertSame(batch, none.inValidation(batch, PART));
    assertFalse(none.judgeValidation());
  }

  @Test
  void coordinatedDropoutCountsWhatItHidesAndShowsTheRestLarger() {
    Batch batch =
        hidden(RunOptions.defaults().withCoordinatedDropout(0.4)).inTraining(ones(), PART, 3);
    float[] shown = all(batch, Input.ENCODER_SPIKES, SEEN);
    float[] counted = all(batch, Input.LIKELIHOOD_WEIGHTS, NEURONS);
    int hidden = 0;
    for (int i = 0; i < shown.length; i++) {
      float weight = counted[i / SEEN * NEURONS + i % SEEN];
      if (shown[i] == 0) {
        hidden++;
        assertEquals(1 / 0.4, weight, 1e-6);
      } else {
        assertEquals(1 / 0.6, shown[i], 1e-6);
        assertEquals(0, weight);
      }
    }
    assertEquals(0.4, (double) hidden / shown.length, 0.03);
    for (int i = SEEN; i < counted.length; i += NEURONS) {
      assertEquals(1, counted[i], "a neuron that no encoder sees always counts");
    }
  }

  @Test
  void everyStepHidesOthersAndEverySeedToo() {
    RunOptions options = RunOptions.defaults().withCoordinatedDropout(0.4);
    float[] third = shown(options, 3);
    assertArrayEquals(third, shown(options, 3));
    assertTrue(differ(third, shown(options, 4)));
    assertTrue(differ(third, shown(options.withSeed(1), 3)));
  }

  @Test
  void sampleValidationNeverTrainsOnWhatItJudgesBy() {
    HiddenElements hidden = hidden(RunOptions.defaults().withSampleValidation(0.2));
    assertTrue(hidden.judgeValidation());
    Batch judged = hidden.inValidation(ones(), PART);
    float[] judgedBy = all(judged, Input.LIKELIHOOD_WEIGHTS, NEURONS);
    for (int step = 0; step < 3; step++) {
      Batch trained = hidden.inTraining(ones(), PART, step);
      assertArrayEquals(
          all(judged, Input.ENCODER_SPIKES, SEEN), all(trained, Input.ENCODER_SPIKES, SEEN));
      float[] learned = all(trained, Input.LIKELIHOOD_WEIGHTS, NEURONS);
      for (int i = 0; i < learned.length; i++) {
        assertEquals(judgedBy[i] > 0 ? 0 : 1 / 0.8, learned[i], 1e-6);
      }
    }
    double judging = 0;
    for (float weight : judgedBy) {
      assertTrue(weight == 0 || weight == 5);
      judging += weight > 0 ? 1.0 / judgedBy.length : 0;
    }
    assertEquals(0.2, judging, 0.02);
  }

  @Test
  void aTrialHidesTheSameSamplesInAnyBatch() {
    HiddenElements hidden = hidden(RunOptions.defaults().withSampleValidation(0.2));
    EpochOrder.Part last = EpochOrder.cut(0, new int[] {TRIALS - 1}, 1).get(0);
    Batch alone =
        hidden.inValidation(Batch.of(SPEC, 0, cube(), Optional.empty(), TRIALS - 1), last);
    Batch among = hidden.inValidation(ones(), PART);
    float[] ofOne = new float[NEURONS];
    float[] ofMany = new float[NEURONS];
    for (int t = 0; t < BINS; t++) {
      alone.copy(Input.LIKELIHOOD_WEIGHTS, t, 0, ofOne, 0);
      among.copy(Input.LIKELIHOOD_WEIGHTS, t, TRIALS - 1, ofMany, 0);
      assertArrayEquals(ofMany, ofOne);
    }
  }

  @Test
  void bothTogetherHideBoth() {
    Batch batch =
        hidden(RunOptions.defaults().withCoordinatedDropout(0.5).withSampleValidation(0.2))
            .inTraining(ones(), PART, 0);
    double hidden = 0;
    float[] shown = all(batch, Input.ENCODER_SPIKES, SEEN);
    for (float value : shown) {
      hidden += value == 0 ? 1.0 / shown.length : 0;
    }
    assertEquals(1 - 0.5 * 0.8, hidden, 0.03);
    double counted = 0;
    float[] weights = all(batch, Input.LIKELIHOOD_WEIGHTS, NEURONS);
    for (float weight : weights) {
      counted += weight / weights.length;
    }
    assertEquals(1, counted, 0.06, "the cost keeps its size");
  }

  private static HiddenElements hidden(RunOptions options) {
    return new HiddenElements(SPEC, options);
  }

  private static float[] shown(RunOptions options, int step) {
    return all(hidden(options).inTraining(ones(), PART, step), Input.ENCODER_SPIKES, SEEN);
  }

  private static Batch ones() {
    return Batch.of(SPEC, 0, cube(), Optional.empty(), PART.trials);
  }

  private static Cube cube() {
    float[] ones = new float[TRIALS * BINS * NEURONS];
    Arrays.fill(ones, 1);
    return Cube.of(TRIALS, BINS, NEURONS, ones);
  }

  private static float[] all(Batch batch, Input input, int width) {
    float[] values = new float[BINS * TRIALS * width];
    for (int t = 0; t < BINS; t++) {
      for (int b = 0; b < TRIALS; b++) {
        batch.copy(input, t, b, values, (t * TRIALS + b) * width);
      }
    }
    return values;
  }

  private static boolean differ(float[] one, float[] other) {
    for (int i = 0; i < one.length; i++) {
      if (one[i] != other[i]) {
        return true;
      }
    }
    return false;
  }
}
