package org.lfads4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lfads4j.analysis.LinearReadout;
import org.lfads4j.data.Behaviour;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Trials;
import org.lfads4j.dynamics.Eigenvalue;
import org.lfads4j.dynamics.FixedPoint;
import tech.tablesaw.api.Table;

/** Whether the generator of a fit has the dynamics behind the spikes. */
@Tag("slow")
class FixedPointsOfFitsTest {
  private static final double HZ = 2.5;
  private static final double DECAY_MS = 400;
  private static final double BIN_MS = 10;

  /** Spikes of 25 neurons that follow a decaying rotation, whose phase differs by trial. */
  private static Trials rotating() {
    int trials = 120;
    int bins = 60;
    int neurons = 25;
    Random random = new Random(1);
    double[] preferred = random.doubles(neurons, 0, 2 * Math.PI).toArray();
    float[] counts = new float[trials * bins * neurons];
    for (int b = 0; b < trials; b++) {
      double phase = random.nextDouble() * 2 * Math.PI;
      double size = 0.5 + random.nextDouble();
      for (int t = 0; t < bins; t++) {
        double angle = phase + 2 * Math.PI * HZ * t * BIN_MS / 1000;
        double radius = 1.2 * size * Math.exp(-t * BIN_MS / DECAY_MS);
        for (int n = 0; n < neurons; n++) {
          double mean = 0.3 * Math.exp(radius * Math.cos(angle - preferred[n]));
          counts[(b * bins + t) * neurons + n] = PoissonCount.of(mean, random);
        }
      }
    }
    return Trials.of(Cube.of(trials, bins, neurons, counts), BIN_MS);
  }

  @Test
  void aRotationIsAFocusOfItsFrequency() {
    FixedPoints found =
        Lfads.quick(rotating()).withCoDim(0).withGenDim(24).withMaxEpochs(80).train().fixedPoints();
    List<FixedPoint> points = found.withStarts(200).points();
    assertEquals(1, points.size());
    FixedPoint focus = points.get(0);
    assertTrue(focus.isFixed() && focus.isStable(), focus.toString());
    Eigenvalue slowest = focus.eigenvalues().get(0);
    assertEquals(HZ, slowest.frequencyHz(BIN_MS), 0.15);
    assertTrue(slowest.timeConstantMs(BIN_MS) > DECAY_MS / 2);
    assertTrue(
        focus.eigenvalues().get(2).timeConstantMs(BIN_MS) < slowest.timeConstantMs(BIN_MS) / 3,
        "the other modes decay soon");
  }

  /** Spikes of 60 neurons that follow three bits, each set up or down by pulses at random times. */
  private static Trials threeBits() {
    int trials = 400;
    int bins = 64;
    int neurons = 60;
    Random random = new Random(2);
    double[] weights = random.doubles(3L * neurons, -1, 1).toArray();
    float[] counts = new float[trials * bins * neurons];
    float[] bits = new float[trials * bins * 3];
    for (int b = 0; b < trials; b++) {
      double[] bit = new double[3];
      for (int t = 0; t < bins; t++) {
        int row = b * bins + t;
        for (int k = 0; k < 3; k++) {
          boolean pulse = t == 0 || random.nextDouble() < 0.05;
          bit[k] = pulse ? (random.nextBoolean() ? 1 : -1) : bit[k];
          double before = t == 0 ? bit[k] : bits[3 * (row - 1) + k];
          bits[3 * row + k] = (float) (before + 0.4 * (bit[k] - before));
        }
        for (int n = 0; n < neurons; n++) {
          double log = Math.log(0.4);
          for (int k = 0; k < 3; k++) {
            log += weights[3 * n + k] * bits[3 * row + k];
          }
          counts[row * neurons + n] = PoissonCount.of(Math.exp(log), random);
        }
      }
    }
    return Trials.of(Cube.of(trials, bins, neurons, counts), BIN_MS)
        .withBehaviour(
            new Behaviour("bits", List.of("a", "b", "c"), "", Cube.of(trials, bins, 3, bits)));
  }

  @Test
  void threeBitsAreEightStablePointsWithSaddlesBetween() {
    FittedLfads fit =
        Lfads.quick(threeBits())
            .withGenDim(32)
            .withCoDim(3)
            .withFactorsDim(8)
            .withIcDim(16)
            .withIcEncDim(16)
            .withCiEncDim(16)
            .withConDim(16)
            .withBatchSize(64)
            .withMaxEpochs(150)
            .withNumSamplesPosterior(16)
            .train();
    FixedPoints found = fit.fixedPoints();
    List<FixedPoint> points = found.points();
    List<Integer> stable =
        IntStream.range(0, points.size())
            .filter(i -> points.get(i).isFixed() && points.get(i).isStable())
            .boxed()
            .toList();
    assertEquals(8, stable.size(), found.toString());
    // An edge of the cube has a saddle that a state leaves towards either corner.
    assertEquals(12, points.stream().filter(p -> p.unstableModes() == 1).count());

    Table factors = found.factors();
    float[] rows = new float[8 * 8];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) factors.doubleColumn("factor_" + i % 8).getDouble(stable.get(i / 8));
    }
    Cube corners =
        LinearReadout.fit(fit.posteriorMeans().factors(), fit.trials().behaviour("bits").values())
            .predict(Cube.of(1, 8, 8, rows));
    Set<Integer> met = new HashSet<>();
    for (int i = 0; i < 8; i++) {
      int corner = 0;
      for (int k = 0; k < 3; k++) {
        double value = corners.at(0, i, k);
        // A fifth of an edge, which is 2 long.
        assertEquals(Math.signum(value), value, 0.4);
        corner = 2 * corner + (value > 0 ? 1 : 0);
      }
      assertTrue(met.add(corner), "corner " + corner + " twice");
    }
  }
}
