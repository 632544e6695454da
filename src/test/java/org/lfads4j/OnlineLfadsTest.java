package org.lfads4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Trials;
import org.lfads4j.inference.PosteriorMeans;

/**
 * What users see of trials as they come; {@code RunningTrialTest} has every branch of the model.
 */
class OnlineLfadsTest {
  private static FittedLfads fit;

  @BeforeAll
  static void train() {
    fit = causal(TinyRuns.trials()).train();
  }

  private static LfadsRun causal(Trials trials) {
    return TinyRuns.run(trials).withBackend("fused").withDoCausalController(true);
  }

  private static void assertSaid(String message, Executable refused) {
    assertEquals(message, assertThrows(RuntimeException.class, refused).getMessage());
  }

  /** Replays every trial, and compares every bin that is decoded. */
  private static void assertIsWhole(OnlineLfads online, Trials trials) {
    PosteriorMeans whole = online.whole(trials).posteriorMeans();
    Cube output = whole.output().mean();
    for (int trial = 0; trial < trials.trials(); trial++) {
      int row = trial;
      int[] compared = {0};
      online.replay(
          trials,
          trial,
          () -> {
            int t = online.bins() - 1;
            if (online.bins() >= online.initialBins()) {
              assertArrayEquals(row(whole.factors(), row, t), online.factors());
              assertArrayEquals(row(output, row, t), online.output());
              compared[0]++;
            }
          });
      assertEquals(trials.bins() - Math.max(0, online.initialBins() - 1), compared[0]);
    }
  }

  private static float[] row(Cube cube, int trial, int t) {
    float[] row = new float[cube.columns()];
    for (int i = 0; i < row.length; i++) {
      row[i] = cube.at(trial, t, i);
    }
    return row;
  }

  @Test
  void binByBinIsTheWholeTrial() {
    assertEquals(1, fit.online().initialBins());
    assertIsWhole(fit.online(), TinyRuns.trials());
    assertIsWhole(fit.online().withInitialBins(3), TinyRuns.trials());
    Trials longer = Trials.of(TinyRuns.counts(2, 50, TinyRuns.NEURONS, 4), 2);
    assertIsWhole(fit.online().withInitialBins(6), longer);
  }

  @Test
  void ratesArePerSecond() {
    OnlineLfads online = fit.online().withInitialBins(2);
    Cube hz = online.whole(TinyRuns.trials()).ratesHz();
    online.replay(TinyRuns.trials(), 3, () -> {});
    assertArrayEquals(row(hz, 3, TinyRuns.BINS - 1), online.ratesHz());
  }

  @Test
  void everySessionHasItsOwnNeurons() {
    List<Trials> sessions = TinyRuns.sessions();
    FittedLfads both =
        TinyRuns.run(sessions).withBackend("fused").withDoCausalController(true).train();
    for (Trials each : sessions) {
      OnlineLfads online = both.online(each.session());
      assertEquals(each.session(), online.session());
      assertEquals(each.neurons(), online.neurons());
      assertIsWhole(online, each);
    }
    assertSaid(
        "trials as they come must be of one session, got a model of a, b; use online(session)",
        both::online);
  }

  @Test
  void externalInputsAndRealValues() {
    Trials given = TinyRuns.trialsWithExternalInputs();
    OnlineLfads online = causal(given).withExtInputDim(2).train().online();
    assertIsWhole(online, given);
    OnlineLfads real =
        causal(TinyRuns.trials()).withOutputDist("gaussian").train().online().withInitialBins(2);
    assertIsWhole(real, TinyRuns.trials());
    assertSaid(
        "rates in spikes/s must come from spike counts, got Gaussian output; use output()",
        real::ratesHz);
    real.begin();
    assertFalse(real.next(-0.5f, 1, 2));
    assertTrue(real.next(-0.5f, 1, 2));
    assertSaid("bin 2 neuron \"n1\" must be finite, got NaN", () -> real.next(0, Float.NaN, 0));
    assertSaid(
        "bin 0 must have the model's number of external inputs (2), got 0",
        () -> {
          online.begin();
          boolean unused = online.next(0, 1, 2);
        });
    assertSaid(
        "bin 0 external input 1 must be finite, got Infinity",
        () -> online.next(new float[] {0, 1, 2}, new float[] {0, Float.POSITIVE_INFINITY}));
  }

  /** As one trial of twice the length. */
  @Test
  void aTrialGoesOnWhereTheLastOneEnded() {
    Cube counts = TinyRuns.counts(1, 2 * TinyRuns.BINS, TinyRuns.NEURONS, 7);
    OnlineLfads online = fit.online().withInitialBins(2);
    Cube whole = online.whole(Trials.of(counts, 2)).posteriorMeans().output().mean();
    online.begin();
    for (int t = 0; t < counts.bins(); t++) {
      if (t == TinyRuns.BINS) {
        online.goOn();
        assertEquals(0, online.bins());
      }
      if (online.next(row(counts, 0, t))) {
        assertArrayEquals(row(whole, 0, t), online.output());
      }
    }
    assertEquals(TinyRuns.BINS, online.bins());
    online.begin();
    assertFalse(online.next(0, 0, 0));
  }

  /** Then no later count changes anything. */
  @Test
  void withoutAControllerTheGeneratorRunsOn() {
    OnlineLfads online = causal(TinyRuns.trials()).withCoDim(0).train().online();
    float[][] last = new float[2][];
    for (int i = 0; i < 2; i++) {
      online.begin();
      float busy = i;
      assertTrue(online.next(1, 2, 3));
      IntStream.range(1, 5).forEach(t -> online.next(busy, busy, busy));
      last[i] = online.output().clone();
    }
    assertArrayEquals(last[0], last[1]);
    assertIsWhole(online, TinyRuns.trials());
  }

  @Test
  void aModelWithoutItsRecordingDecodesTheSame(@TempDir Path folder) {
    fit.trained().save(folder);
    OnlineLfads loaded = Lfads.loadModel(folder).online().withInitialBins(2);
    OnlineLfads online = fit.online().withInitialBins(2);
    online.replay(TinyRuns.trials(), 1, () -> {});
    loaded.replay(TinyRuns.trials(), 1, () -> {});
    assertArrayEquals(online.factors(), loaded.factors());
    assertEquals(
        "trials as they come, 3 neurons of session "
            + online.session()
            + ", bins of 2.0 ms,"
            + " initial condition from the first 2 bins; bin 6",
        loaded.toString());
  }

  @Test
  void whatTheModelWasTrainedWithIsTheDefault() {
    FittedLfads early = causal(TinyRuns.trials()).withNumStepsForGenIc(4).train();
    assertEquals(4, early.online().initialBins());
    OnlineLfads learned = causal(TinyRuns.trials()).withIcDim(0).train().online();
    assertEquals(0, learned.initialBins());
    assertIsWhole(learned, TinyRuns.trials());
  }

  @Test
  void nothingIsAllocatedForABin() {
    ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    OnlineLfads online = fit.online().withInitialBins(2);
    float[] counts = {0, 1, 2};
    float sum = 0;
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 100 && least > 0; round++) {
      long before = memory.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 2000; i++) {
        if (i % 50 == 0) {
          online.begin();
        }
        if (online.next(counts)) {
          sum += online.ratesHz()[0] + online.factors()[0];
        }
      }
      least = Math.min(least, memory.getCurrentThreadAllocatedBytes() - before);
    }
    assertEquals(0, least, "bytes for 2000 bins, once compiled");
    assertTrue(Float.isFinite(sum));
  }

  @Test
  void refusals() {
    assertSaid(
        "trials as they come must be decoded without their later bins, got a controller that"
            + " reads them (c_do_causal_controller false); train a model that does not, by"
            + " withDoCausalController(true), or one without inferred inputs, by withCoDim(0)",
        () -> TinyRuns.run(TinyRuns.trials()).train().online());
    OnlineLfads online = fit.online().withInitialBins(3);
    assertSaid("a bin must belong to a trial, got none; use begin()", () -> online.next(0, 0, 0));
    assertSaid(
        "a trial must go on from another after the bins of an initial condition (3), got 0 bins;"
            + " use begin()",
        online::goOn);
    online.begin();
    boolean unused = online.next(0, 1, 2);
    assertSaid(
        "rates must be asked for after the bins of an initial condition (3), got 1 bins",
        online::ratesHz);
    assertSaid("bin 1 must have the model's number of neurons (3), got 2", () -> online.next(0, 1));
    assertSaid(
        "bin 1 neuron \"n2\" must be a whole count >= 0, got -1.0", () -> online.next(0, 1, -1));
    assertSaid(
        "bin 1 neuron \"n0\" must be a whole count >= 0, got 0.5", () -> online.next(0.5f, 1, 1));
    assertEquals(1, online.bins());
    assertSaid(
        "the initial condition must be inferred from 1 to 6 bins (those of a trial of the model),"
            + " got 7",
        () -> online.withInitialBins(7));
  }
}
