package org.lfads4j.backend;

import java.util.Arrays;
import org.lfads4j.config.Internal;

/**
 * Which random numbers a call gets: a seed, what the numbers are for, and the identity of each row.
 * The same key gives the same numbers on every backend, for batches of any size.
 */
@Internal
public final class NoiseKey {
  private final long seed;
  private final RandomStream.Phase phase;
  private final long[] rows;

  private NoiseKey(long seed, RandomStream.Phase phase, long[] rows) {
    this.seed = seed;
    this.phase = phase;
    this.rows = rows;
  }

  /** Training: row b of the step's batch. */
  public static NoiseKey ofStep(long seed, int step, int trials) {
    long[] rows = new long[trials];
    Arrays.setAll(rows, b -> row(step, b));
    return new NoiseKey(seed, RandomStream.Phase.TRAINING, rows);
  }

  /** Validation: one sample for each trial, the same in every epoch. */
  public static NoiseKey ofValidation(long seed, int... trials) {
    long[] rows = new long[trials.length];
    Arrays.setAll(rows, b -> row(trials[b], 0));
    return new NoiseKey(seed, RandomStream.Phase.VALIDATION, rows);
  }

  /** Posterior: samples {@code first} to {@code first + samples - 1} of each trial. */
  public static NoiseKey ofSamples(long seed, int first, int samples, int... trials) {
    long[] rows = new long[Math.multiplyExact(trials.length, samples)];
    Arrays.setAll(rows, r -> row(trials[r / samples], first + r % samples));
    return new NoiseKey(seed, RandomStream.Phase.POSTERIOR, rows);
  }

  /** How many rows: one for each trial or sample. */
  public int rows() {
    return rows.length;
  }

  /** The identity of a row, for {@link #stream}. */
  public long row(int index) {
    return rows[index];
  }

  /** The numbers for one use. */
  public RandomStream stream(RandomStream.Use use) {
    return new RandomStream(seed, phase, use);
  }

  /** Standard normals of all rows, bins x rows x units. */
  public float[] normals(RandomStream.Use use, int bins, int units) {
    return stream(use).normals(rows, bins, units);
  }

  /** Dropout masks of all rows, bins x rows x units: 0, or 1 / keepProbability. */
  public float[] masks(RandomStream.Use use, int bins, int units, double keepProbability) {
    return stream(use).masks(rows, bins, units, keepProbability);
  }

  private static long row(int high, int low) {
    return ((long) high << 32) | (low & 0xFFFFFFFFL);
  }
}
