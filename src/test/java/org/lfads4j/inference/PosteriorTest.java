package org.lfads4j.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lfads4j.backend.Backend;
import org.lfads4j.backend.Values;
import org.lfads4j.config.PosteriorDraws;
import org.lfads4j.config.RunOptions;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.Cube;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.Result;
import org.lfads4j.model.SessionSpec;

class PosteriorTest {
  private static final RunParams PARAMS = TinyModels.params();

  @Test
  void theSameSeedGivesTheSameMeansAndAnotherDoesNot() {
    Cube counts = TinyModels.counts(3);
    try (Backend backend = TinyModels.backend(PARAMS)) {
      RunParams five = PARAMS.withNumSamplesPosterior(5);
      PosteriorMeans means = TinyModels.means(backend, counts, five, 1);
      PosteriorMeans again = TinyModels.means(backend, counts, five, 1);
      PosteriorMeans other = TinyModels.means(backend, counts, five, 2);
      assertEquals(means.output(), again.output());
      assertEquals(means.costs(), again.costs());
      assertEquals(means.inferredInputs(), again.inferredInputs());
      assertNotEquals(means.output(), other.output());
      assertNotEquals(means.inferredInputs(), other.inferredInputs());
      assertEquals(
          means.initialConditions().posteriorMean(), other.initialConditions().posteriorMean());
    }
  }

  /** 130 samples are decoded as 128 and 2, eleven trials as 4, 4 and 3. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 130})
  void aTrialsMeansDoNotDependOnItsCompany(int samples) {
    Cube counts = TinyModels.counts(11);
    RunParams params = PARAMS.withNumSamplesPosterior(samples);
    try (Backend backend = TinyModels.backend(params)) {
      PosteriorMeans all = TinyModels.means(backend, counts, params, 1);
      PosteriorMeans some = TinyModels.means(backend, counts.selectTrials(0, 1), params, 1);
      assertEquals(samples, all.source().samples());
      assertClose(all.output().mean().selectTrials(0, 1).toArray(), some.output().mean().toArray());
      assertClose(all.factors().selectTrials(0, 1).toArray(), some.factors().toArray());
      for (int e = 0; e < 2; e++) {
        for (int k = 0; k < 2; k++) {
          assertEquals(all.costs().bounds().at(e, k), some.costs().bounds().at(e, k), 1e-3);
        }
      }
    }
  }

  @Test
  void withNothingToSampleAveragesAreThePushedMeans() {
    RunParams params = PARAMS.withIcDim(0).withCoDim(0).withNumSamplesPosterior(3);
    Cube counts = TinyModels.counts(2);
    try (Backend backend = TinyModels.backend(params)) {
      PosteriorMeans sampled = TinyModels.means(backend, counts, params, 1);
      PosteriorMeans pushed = TinyModels.means(backend, counts, pushed(params), 1);
      assertClose(pushed.output().mean().toArray(), sampled.output().mean().toArray());
      assertClose(pushed.costs().terms().toArray(), sampled.costs().terms().toArray());
      assertEquals(Optional.empty(), sampled.inferredInputs());
      assertEquals(1, pushed.source().samples());
    }
  }

  private static RunParams pushed(RunParams params) {
    return params.withPosteriorMeanKind("posterior_push_mean");
  }

  /** Posterior variances of exp(-40): a sample is the mean to the last digit. */
  @Test
  void withHardlyAnyVarianceAveragesAreThePushedMeans() {
    RunParams params = PARAMS.withIcPostVarMin(0).withNumSamplesPosterior(3);
    Cube counts = TinyModels.counts(2);
    try (Backend backend = TinyModels.backend(params)) {
      TinyModels.fill(backend, "ic_enc_to_posterior_g0_logvar_W", 0);
      TinyModels.fill(backend, "ic_enc_to_posterior_g0_logvar_b", -40);
      TinyModels.fill(backend, "con_to_posterior_co_logvar_W", 0);
      TinyModels.fill(backend, "con_to_posterior_co_logvar_b", -40);
      PosteriorMeans sampled = TinyModels.means(backend, counts, params, 1);
      PosteriorMeans pushed = TinyModels.means(backend, counts, pushed(params), 1);
      assertClose(pushed.output().mean().toArray(), sampled.output().mean().toArray());
      assertClose(pushed.factors().toArray(), sampled.factors().toArray());
      assertClose(
          pushed.inferredInputs().orElseThrow().mean().toArray(),
          sampled.inferredInputs().orElseThrow().mean().toArray());
    }
  }

  /**
   * The generator's start is linear in the initial condition, so its average over S samples lies
   * about the pushed mean with a variance that is known: here 160 values in units of it, of which
   * 80 are independent.
   */
  @Test
  void averagesLieAboutThePushedMeansAsMonteCarloDoes() {
    int samples = 64;
    Cube counts = TinyModels.counts(4);
    RunParams params = PARAMS.withNumSamplesPosterior(samples);
    try (Backend backend = TinyModels.backend(params)) {
      PosteriorMeans exact = TinyModels.means(backend, counts, pushed(params), 0);
      double[] mapZG = backend.values().values("g0_to_gen_ic_W");
      double sum = 0;
      for (int seed = 1; seed <= 10; seed++) {
        PosteriorMeans means = TinyModels.means(backend, counts, params, seed);
        for (int e = 0; e < 4; e++) {
          for (int g = 0; g < 4; g++) {
            double variance = 0;
            for (int z = 0; z < 2; z++) {
              double weight = mapZG[z * 4 + g];
              variance += weight * weight * exact.initialConditions().posteriorVariance().at(e, z);
            }
            double error =
                means.initialConditions().generator().at(e, g)
                    - exact.initialConditions().generator().at(e, g);
            sum += error * error / (variance / samples);
          }
        }
      }
      assertEquals(1, sum / 160, 0.5, "mean squared error in units of its expectation");
    }
  }

  @Test
  void moreSamplesAgreeBetter() {
    Cube counts = TinyModels.counts(4);
    try (Backend backend = TinyModels.backend(PARAMS)) {
      List<Double> disagreements = new ArrayList<>();
      for (int samples : new int[] {16, 1024}) {
        RunParams params = PARAMS.withNumSamplesPosterior(samples);
        PosteriorMeans one = TinyModels.means(backend, counts, params, 1);
        PosteriorMeans two = TinyModels.means(backend, counts, params, 2);
        disagreements.add(TinyModels.rms(one.factors().toArray(), two.factors().toArray()));
      }
      assertEquals(8, disagreements.get(0) / disagreements.get(1), 4, "of " + disagreements);
    }
  }

  /** Jensen: the importance-weighted bound is the tighter one; of one sample they are the same. */
  @Test
  void theImportanceWeightedBoundIsTheTighterOne() {
    Cube counts = TinyModels.counts(5);
    try (Backend backend = TinyModels.backend(PARAMS)) {
      for (int samples : new int[] {1, 2, 50}) {
        PosteriorMeans.TrialCosts costs =
            TinyModels.means(backend, counts, PARAMS.withNumSamplesPosterior(samples), 1).costs();
        for (int e = 0; e < 5; e++) {
          float evidence = costs.bounds().at(e, 0);
          float weighted = costs.bounds().at(e, 1);
          assertEquals(
              costs.terms().at(e, 0) + costs.terms().at(e, 1) + costs.terms().at(e, 2),
              evidence,
              1e-3);
          if (samples == 1) {
            assertEquals(evidence, weighted, 1e-4);
          } else {
            assertTrue(weighted < evidence, weighted + " against " + evidence);
          }
        }
      }
    }
  }

  @Test
  void theDivergenceOfTheInitialConditionIsTheFormula() {
    Cube counts = TinyModels.counts(3);
    RunParams params = PARAMS.withNumSamplesPosterior(2).withIcPriorVarMax(1);
    try (Backend backend = TinyModels.backend(params)) {
      PosteriorMeans means = TinyModels.means(backend, counts, params, 1);
      PosteriorMeans.InitialConditions ic = means.initialConditions();
      for (int e = 0; e < 3; e++) {
        double divergence = 0;
        for (int z = 0; z < 2; z++) {
          double ratio = ic.posteriorVariance().at(e, z) / ic.priorVariance().at(0, z);
          double shift = ic.posteriorMean().at(e, z) - ic.priorMean().at(0, z);
          divergence +=
              0.5 * (ratio - 1 - Math.log(ratio) + shift * shift / ic.priorVariance().at(0, z));
        }
        assertEquals(divergence, means.costs().terms().at(e, 1), 1e-4);
      }
    }
  }

  private static final RunOptions OPTIONS = RunOptions.defaults().withSeed(1);

  /** 70 samples are decoded as 32, 32 and 6, twenty trials as 16 and 4. */
  @ParameterizedTest
  @ValueSource(strings = {"antithetic", "stratified"})
  void aTrialsOwnDrawsDoNotDependOnItsCompany(String draws) {
    Cube counts = TinyModels.counts(20);
    RunParams params = PARAMS.withNumSamplesPosterior(70);
    RunOptions options = OPTIONS.withPosteriorDraws(draws);
    try (Backend backend = TinyModels.backend(params)) {
      PosteriorMeans all = TinyModels.means(backend, counts, params, options);
      PosteriorMeans some = TinyModels.means(backend, counts.selectTrials(0, 1), params, options);
      assertEquals(PosteriorDraws.of(draws), all.source().draws());
      assertClose(all.output().mean().selectTrials(0, 1).toArray(), some.output().mean().toArray());
    }
  }

  /** The stated error is the error, and that of the other draws is smaller. */
  @Test
  void theStandardErrorIsWhatMeansAreOffBy() {
    Cube counts = TinyModels.counts(16);
    // Rates of so small a model have long tails, which samples say too little about.
    RunParams gaussian = PARAMS.withOutputDist("gaussian");
    RunParams params = gaussian.withNumSamplesPosterior(320);
    try (Backend backend = TinyModels.backend(gaussian)) {
      RunOptions precise = OPTIONS.withSeed(9).withPosteriorDraws("stratified");
      RunParams many = gaussian.withNumSamplesPosterior(8192);
      PosteriorMeans.Output best = TinyModels.means(backend, counts, many, precise).output();
      float[] exact = best.mean().toArray();
      float[] variances = best.variance().orElseThrow().toArray();
      double least = Double.POSITIVE_INFINITY;
      for (String draws : List.of("plain", "antithetic", "stratified")) {
        double error = 0;
        double stated = 0;
        for (int seed = 0; seed < 4; seed++) {
          RunOptions options =
              OPTIONS.withPosteriorDraws(draws).withPosteriorError(1e-6).withSeed(seed);
          PosteriorMeans means = TinyModels.means(backend, counts, params, options);
          float[] rates = means.output().mean().toArray();
          for (int i = 0; i < exact.length; i++) {
            error += Math.pow(rates[i] - exact[i], 2) / variances[i] / exact.length / 4;
          }
          stated += Math.pow(means.source().relativeError().orElseThrow(), 2) / 4;
        }
        assertEquals(1, stated / error, 0.3, draws + ": stated against true, squared");
        assertTrue(error < least, draws + " " + error + ", the way before " + least);
        least = error;
      }
    }
  }

  @Test
  void samplingEndsAtTheErrorThatIsAskedFor() {
    Cube counts = TinyModels.counts(6);
    RunParams gaussian = PARAMS.withOutputDist("gaussian");
    RunParams params = gaussian.withNumSamplesPosterior(4096);
    try (Backend backend = TinyModels.backend(gaussian)) {
      for (double wanted : new double[] {0.02, 0.01}) {
        RunOptions until = OPTIONS.withPosteriorDraws("antithetic").withPosteriorError(wanted);
        PosteriorMeans means = TinyModels.means(backend, counts, params, until);
        double error = means.source().relativeError().orElseThrow();
        int samples = means.source().samples();
        assertTrue(error <= wanted && error > wanted / 2, error + " of " + wanted);
        assertTrue(samples < 4096 && samples % 32 == 0, means.source()::words);
        // They are the means of so many samples: nothing was drawn twice or left out.
        PosteriorMeans all =
            TinyModels.means(
                backend,
                counts,
                gaussian.withNumSamplesPosterior(samples),
                OPTIONS.withPosteriorDraws("antithetic"));
        assertClose(all.output().mean().toArray(), means.output().mean().toArray());
        assertClose(all.costs().terms().toArray(), means.costs().terms().toArray());
        assertClose(all.costs().bounds().toArray(), means.costs().bounds().toArray());
        assertEquals(all.source().relativeError().orElseThrow(), error, 1e-6);
      }
      RunOptions never = OPTIONS.withPosteriorError(1e-6);
      RunParams few = gaussian.withNumSamplesPosterior(100);
      assertEquals(100, TinyModels.means(backend, counts, few, never).source().samples());
    }
  }

  @Test
  void progressCountsTrialsUpToAll() {
    List<Integer> seen = new ArrayList<>();
    RunParams params = PARAMS.withNumSamplesPosterior(200);
    try (Backend backend = TinyModels.backend(params)) {
      PosteriorMeans unused =
          Posterior.means(
              backend,
              0,
              TinyModels.counts(9),
              Optional.empty(),
              params,
              RunOptions.defaults(),
              (done, trials) -> {
                assertEquals(9, trials);
                seen.add(done);
              });
    }
    assertEquals(List.of(4, 8, 9), seen);
  }

  @Test
  void anInterruptSaysWhatWasDoneInTheSecondPassToo() {
    RunParams params = PARAMS.withNumSamplesPosterior(128);
    RunOptions options = OPTIONS.withPosteriorDraws("antithetic").withPosteriorError(1e-6);
    try (Backend backend = TinyModels.backend(params)) {
      CancellationException stopped =
          assertThrows(
              CancellationException.class,
              () ->
                  Posterior.means(
                      backend,
                      0,
                      TinyModels.counts(40),
                      Optional.empty(),
                      params,
                      options,
                      (done, trials) -> {
                        // The first pass draws half of the samples.
                        if (done > 20) {
                          Thread.currentThread().interrupt();
                        }
                      }));
      assertEquals(
          "posterior means must run to the end, got an interrupt after 64 samples of each of 40"
              + " trials, and more of 16; ask again to compute them",
          stopped.getMessage());
    }
  }

  /** Counts that no sample lets come are as certain as any. */
  @Test
  void aRateOfZeroHasNoErrorAndOneThatIsNoNumberHasNoneThatIsKnown() {
    assertEquals(0.2 / Math.sqrt(3), error(0).orElseThrow(), 1e-9);
    assertEquals(OptionalDouble.empty(), error(Double.NaN));
  }

  /** Of a trial and bin of three neurons: of 1.2 and 0.8, of 2 and 2, and of a value twice. */
  private static OptionalDouble error(double value) {
    ModelSpec spec =
        ModelSpec.of(
            PARAMS, 1, List.of(new SessionSpec("a", 3, List.of(0, 1, 2), List.of(0.0, 0.0, 0.0))));
    MeansBuilder means = new MeansBuilder(spec, 0, 1);
    for (double first : new double[] {1.2, 0.8}) {
      means.addDecoded(
          new int[] {0},
          Values.of(
              Map.of(
                  Result.OUTPUT_MEAN, new double[] {first, 2, value},
                  Result.ROW_RECONSTRUCTION, new double[32],
                  Result.ROW_IC_DIVERGENCE, new double[32],
                  Result.ROW_INPUT_DIVERGENCE, new double[32])),
          32,
          64);
    }
    means.drawn(64, 64);
    return means.relativeError(2);
  }

  /** Other batch sizes add in another order: a few last digits of single precision. */
  private static void assertClose(float[] expected, float[] actual) {
    double distance = TinyModels.distance(expected, actual);
    assertTrue(distance < 2e-4, "largest difference " + distance);
  }
}
