package org.lfads4j.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lfads4j.analysis.Finding.Kind;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Grid;
import org.lfads4j.data.Split;
import org.lfads4j.data.Trials;
import org.lfads4j.inference.PosteriorMeans;

/** Made-up posteriors of trials whose counts tell the condition. */
class LatentChecksTest {
  private static final int TRIALS = 80;
  private static final int BINS = 12;
  private static final int NEURONS = 5;
  private static final List<String> CONDITIONS =
      IntStream.range(0, TRIALS).mapToObj(i -> "c" + i % 4).toList();
  private static final Cube COUNTS = counts();

  private static Cube counts() {
    Random random = new Random(1);
    float[] values = new float[TRIALS * BINS * NEURONS];
    for (int i = 0; i < values.length; i++) {
      int condition = i / NEURONS / BINS % 4;
      values[i] = random.nextInt(2 + 2 * (condition == i % NEURONS ? 1 : 0));
    }
    return Cube.of(TRIALS, BINS, NEURONS, values);
  }

  private static Trials trials() {
    return Trials.of(COUNTS, 20).withConditions(CONDITIONS).withSplit(Split.ofRatio(TRIALS, 3));
  }

  private static LatentChecks checks(Grid means, float variance, Cube inputs, float... nats) {
    float[] variances = new float[means.rows() * means.columns()];
    Arrays.fill(variances, variance);
    float[] terms = new float[TRIALS * 3];
    for (int i = 0; i < TRIALS; i++) {
      terms[3 * i + 1] = nats[0];
      terms[3 * i + 2] = nats[1];
    }
    PosteriorMeans plain = MadeUpMeans.of(COUNTS);
    return new LatentChecks(
        trials(),
        new PosteriorMeans(
            plain.source(),
            plain.output(),
            plain.factors(),
            plain.generatorStates(),
            new PosteriorMeans.InitialConditions(
                means, Grid.of(means.rows(), means.columns(), variances), means, means, means),
            Optional.of(new PosteriorMeans.InferredInputs(inputs, inputs, inputs)),
            new PosteriorMeans.TrialCosts(Grid.of(TRIALS, 3, terms), Grid.of(1, 1, new float[1]))));
  }

  /** Means of two dimensions, the first of which is the condition's number times a scale. */
  private static Grid starts(float scale) {
    Random random = new Random(4);
    float[] values = new float[TRIALS * 2];
    for (int i = 0; i < TRIALS; i++) {
      values[2 * i] = scale * (i % 4);
      values[2 * i + 1] = (float) random.nextGaussian();
    }
    return Grid.of(TRIALS, 2, values);
  }

  private static Cube noise() {
    return Cubes.normal(TRIALS, BINS, 2, 9);
  }

  @Test
  void aPosteriorThatIsItsPriorIsUnused() {
    Checkup initial = checks(starts(5), 0.1f, noise(), 0.1f, 3).initialConditions();
    assertEquals(Kind.INITIAL_CONDITIONS_UNUSED, initial.findings().get(0).kind());
    assertEquals(0.1, initial.findings().get(0).number("nats_per_trial"), 1e-6);
    assertEquals(1, initial.findings().size(), "what says nothing does not ignore conditions, too");
    Checkup inputs = checks(starts(5), 0.1f, noise(), 3, 0.2f).inputs();
    assertEquals(Kind.INPUTS_UNUSED, inputs.findings().get(0).kind());
  }

  @Test
  void initialConditionsThatTellConditionsApartAreGood() {
    Checkup good = checks(starts(5), 0.1f, noise(), 3, 3).initialConditions();
    assertEquals(List.of(), good.findings());
    assertTrue(good.checked().contains(Kind.CONDITIONS_IGNORED));
  }

  @Test
  void initialConditionsThatIgnoreConditionsAreFound() {
    Finding found = checks(starts(0), 0.1f, noise(), 3, 3).initialConditions().findings().get(0);
    assertEquals(Kind.CONDITIONS_IGNORED, found.kind());
    assertEquals(0.25, found.number("chance"));
    assertEquals(0.25, found.number("told_by_initial_conditions"), 0.1);
    assertTrue(found.number("told_by_counts") > 0.8, found.toString());
    // A difference far below the posterior's width does not reach the generator.
    assertEquals(
        Kind.CONDITIONS_IGNORED,
        checks(starts(0.001f), 1, noise(), 3, 3).initialConditions().findings().get(0).kind());
  }

  @Test
  void conditionsThatNothingTellsApartAreNotMissed() {
    List<String> labels = new Random(3).ints(TRIALS, 0, 4).mapToObj(c -> "c" + c).toList();
    ConditionReadout chance =
        ConditionReadout.of(Collections.singletonList(starts(5).toDoubles()), labels);
    assertTrue(!chance.isAboveChance(3), chance.toString());
  }

  @Test
  void inputsThatCopyANeuronAreFoundAndNamed() {
    float[] values = new float[TRIALS * BINS * 2];
    Random random = new Random(6);
    for (int row = 0; row < TRIALS * BINS; row++) {
      values[2 * row] = (float) random.nextGaussian();
      // Slow changes besides do not hide it.
      values[2 * row + 1] =
          COUNTS.at(row / BINS, row % BINS, 3) + (float) (5 * Math.sin(0.1 * row));
    }
    Cube inputs = Cube.of(TRIALS, BINS, 2, values);
    Finding found = checks(starts(5), 0.1f, inputs, 3, 3).inputs().findings().get(0);
    assertEquals(Kind.INPUTS_COPY_SPIKES, found.kind());
    assertEquals(List.of("n3"), found.of());
    assertEquals(1, found.number("input"));
    assertTrue(found.number("correlation") > 0.95, found.toString());
  }

  @Test
  void inputsThatFollowCountsSlowlyAreNoCopies() {
    float[] values = new float[TRIALS * BINS];
    for (int row = 0; row < values.length; row++) {
      for (int t = 0; t < BINS; t++) {
        values[row] += COUNTS.at(row / BINS, t, 2) / BINS;
      }
    }
    Checkup good = checks(starts(5), 0.1f, Cube.of(TRIALS, BINS, 1, values), 3, 3).inputs();
    assertEquals(List.of(), good.findings());
    assertTrue(good.checked().contains(Kind.INPUTS_COPY_SPIKES));
  }
}
