package org.lfads4j.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lfads4j.backend.fused.FusedBackend;
import org.lfads4j.config.Execution;
import org.lfads4j.config.RunParams;
import org.lfads4j.model.Input;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.Result;

/** Trials bin by bin beside the same trials decoded whole: the same bits. */
class RunningTrialTest {
  private static final Branches.Size SIZE = Branches.Size.ODD;
  private static final int TRIALS = 1000;

  /** Longer than the memory of a running trial, so that it has to move its states. */
  private static final int LONG = 61;

  private static ModelSpec causal(Branches branch, int bins, int initialBins) {
    ModelSpec spec = branch.spec(SIZE);
    RunParams params = spec.params().withDoCausalController(true);
    return ModelSpec.of(params.withNumStepsForGenIc(initialBins), bins, spec.sessions());
  }

  /** Every session of a model, trial after trial. */
  private static void assertSameBits(Branches branch, ModelSpec spec, int trials) {
    int initialBins = spec.icEncoderBins();
    try (FusedBackend backend = FusedBackend.create(spec, List.of())) {
      backend.set(branch.parameters(spec, SIZE));
      for (int session = 0; session < spec.sessions().size(); session++) {
        Batch batch = branch.batch(spec, session, trials);
        Values whole = backend.decodeMean(batch, backend.encode(batch));
        Decoded decoded = new Decoded(spec, backend, session, initialBins);
        for (int trial = 0; trial < trials; trial++) {
          decoded.running.restart();
          for (int t = 0; t < spec.bins(); t++) {
            boolean known = decoded.next(batch, trial, t);
            assertEquals(!spec.hasIcEncoder() || t >= initialBins - 1, known);
            if (known) {
              decoded.assertIs(whole, trials, trial, t);
            }
          }
        }
      }
    }
  }

  /** A running trial with room for what it reads and gives. */
  private static final class Decoded {
    final RunningTrial running;
    final float[] values;
    final float[] external;
    final float[] factors;
    final float[] output;

    Decoded(ModelSpec spec, Backend backend, int session, int initialBins) {
      running = backend.running(session, initialBins);
      values = new float[spec.sessions().get(session).neurons()];
      external = new float[spec.params().extInputDim()];
      factors = new float[spec.params().factorsDim()];
      output = new float[values.length];
    }

    boolean next(Batch batch, int trial, int t) {
      batch.copy(Input.SPIKES, t, trial, values, 0);
      if (external.length > 0) {
        batch.copy(Input.EXTERNAL_INPUTS, t, trial, external, 0);
      }
      boolean known = running.next(values, external);
      if (known) {
        running.factors(factors);
        running.output(output);
      }
      return known;
    }

    void assertIs(Values whole, int trials, int trial, int t) {
      int row = t * trials + trial;
      assertArrayEquals(part(whole, Result.FACTORS, row, factors.length), factors);
      assertArrayEquals(part(whole, Result.OUTPUT_MEAN, row, output.length), output);
    }

    private static float[] part(Values whole, Result result, int row, int width) {
      double[] all = whole.of(result);
      float[] part = new float[width];
      for (int i = 0; i < width; i++) {
        part[i] = (float) all[row * width + i];
      }
      return part;
    }
  }

  @ParameterizedTest
  @EnumSource(value = Branches.class, mode = EnumSource.Mode.MATCH_NONE, names = "HIDDEN_.*")
  void everyBranchOfTheModel(Branches branch) {
    assertSameBits(branch, causal(branch, SIZE.bins(), 3), 2);
    assertSameBits(branch, causal(branch, LONG, 3), 2);
  }

  @ParameterizedTest
  @EnumSource(
      value = Branches.class,
      names = {
        "CAUSAL",
        "NO_CONTROLLER",
        "GAUSSIAN_RATE_FEEDBACK",
        "ENCODED_EXTERNAL_INPUTS",
        "INJECTED_EXTERNAL_INPUTS",
        "TWO_SESSIONS"
      })
  void aThousandTrials(Branches branch) {
    assertSameBits(branch, causal(branch, SIZE.bins(), 3), TRIALS);
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "40", "61"})
  void theInitialConditionFromAnyFirstBins(int initialBins) {
    assertSameBits(Branches.CAUSAL, causal(Branches.CAUSAL, LONG, initialBins), 2);
  }

  @Test
  void onlyWhatItMustForgetIsForgotten() {
    ModelSpec spec = causal(Branches.LAG_3, LONG, 2);
    try (FusedBackend backend = FusedBackend.create(spec, List.of())) {
      backend.set(Branches.LAG_3.parameters(spec, SIZE));
      Batch batch = Branches.LAG_3.batch(spec, 0, 2);
      Decoded first = new Decoded(spec, backend, 0, 2);
      Decoded second = new Decoded(spec, backend, 0, 2);
      for (int t = 0; t < LONG; t++) {
        boolean unused = first.next(batch, 0, t);
      }
      first.running.restart();
      for (int t = 0; t < LONG; t++) {
        boolean known = second.next(batch, 1, t);
        assertEquals(known, first.next(batch, 1, t));
        if (known) {
          assertArrayEquals(second.output, first.output);
        }
      }
    }
  }

  @Test
  void nothingIsAllocatedForABin() {
    ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (Branches branch : List.of(Branches.CAUSAL, Branches.GAUSSIAN_RATE_FEEDBACK)) {
      ModelSpec spec = causal(branch, LONG, 3);
      try (FusedBackend backend = FusedBackend.create(spec, List.of())) {
        backend.set(branch.parameters(spec, SIZE));
        Batch batch = branch.batch(spec, 0, 1);
        Decoded decoded = new Decoded(spec, backend, 0, 3);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 100 && least > 0; round++) {
          long before = memory.getCurrentThreadAllocatedBytes();
          for (int i = 0; i < 2000; i++) {
            if (i % LONG == 0) {
              decoded.running.restart();
            }
            boolean unused = decoded.next(batch, 0, i % LONG);
          }
          least = Math.min(least, memory.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least, branch + ": bytes for 2000 bins, once compiled");
      }
    }
  }

  @Test
  void laterBinsMustNotBeNeeded() {
    ModelSpec spec = Branches.DEFAULT.spec();
    try (FusedBackend backend = FusedBackend.create(spec, List.of())) {
      assertEquals(
          "trials as they come must be decoded without their later bins, got a controller that"
              + " reads them (c_do_causal_controller false); train a model that does not, by"
              + " withDoCausalController(true), or one without inferred inputs, by withCoDim(0)",
          assertThrows(IllegalArgumentException.class, () -> backend.running(0, 2)).getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "8"})
  void theInitialConditionMustHaveBins(int initialBins) {
    ModelSpec spec = causal(Branches.CAUSAL, SIZE.bins(), 3);
    try (FusedBackend backend = FusedBackend.create(spec, List.of())) {
      assertEquals(
          "the initial condition must be inferred from 1 to 7 bins (those of a trial of the model),"
              + " got "
              + initialBins,
          assertThrows(IllegalArgumentException.class, () -> backend.running(0, initialBins))
              .getMessage());
    }
  }

  @Test
  void otherBackendsTakeWholeTrials() {
    ModelSpec spec = causal(Branches.CAUSAL, SIZE.bins(), 3);
    try (Backend eager = Backends.create(spec, Execution.automatic().withBackend("eager"))) {
      assertEquals(
          "trials as they come must be decoded by the backend \"fused\", got \"eager\"; use"
              + " withBackend(\"fused\")",
          assertThrows(IllegalArgumentException.class, () -> eager.running(0, 3)).getMessage());
    }
  }
}
