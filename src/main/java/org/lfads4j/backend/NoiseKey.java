package org.lfads4j.backend;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.lfads4j.config.Internal;
import org.lfads4j.config.PosteriorDraws;

/**
 * Which random numbers a call gets: a seed, what the numbers are for, and the identity of each row.
 * The same key gives the same numbers on every backend, for batches of any size.
 */
@Internal
public final class NoiseKey {
  /**
   * Samples from a multiple of this number on depend on no sample before them, however they are
   * drawn.
   */
  public static final int GROUP = 2 * PairedSamples.PAIRS;

  private final long seed;
  private final RandomStream.Phase phase;
  private final PosteriorDraws draws;
  private final long[] rows;

  private NoiseKey(long seed, RandomStream.Phase phase, PosteriorDraws draws, long[] rows) {
    this.seed = seed;
    this.phase = phase;
    this.draws = draws;
    this.rows = rows;
  }

  /** Training: row b of the step's batch. */
  public static NoiseKey ofStep(long seed, int step, int trials) {
    long[] rows = new long[trials];
    Arrays.setAll(rows, b -> row(step, b));
    return new NoiseKey(seed, RandomStream.Phase.TRAINING, PosteriorDraws.PLAIN, rows);
  }

  /** Validation: one sample for each trial, the same in every epoch. */
  public static NoiseKey ofValidation(long seed, int... trials) {
    long[] rows = new long[trials.length];
    Arrays.setAll(rows, b -> row(trials[b], 0));
    return new NoiseKey(seed, RandomStream.Phase.VALIDATION, PosteriorDraws.PLAIN, rows);
  }

  /** Posterior: samples {@code first} to {@code first + samples - 1} of each trial. */
  public static NoiseKey ofSamples(long seed, int first, int samples, int... trials) {
    return ofSamples(seed, PosteriorDraws.PLAIN, first, samples, trials);
  }

  /** The same, drawn in a way that need not be plain. */
  public static NoiseKey ofSamples(
      long seed, PosteriorDraws draws, int first, int samples, int... trials) {
    long[] rows = new long[Math.multiplyExact(trials.length, samples)];
    Arrays.setAll(rows, r -> row(trials[r / samples], first + r % samples));
    return new NoiseKey(seed, RandomStream.Phase.POSTERIOR, draws, rows);
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
    float[] out = new float[Math.multiplyExact(Math.multiplyExact(bins, rows.length), units)];
    IntStream.range(0, rows.length)
        .parallel()
        .forEach(
            r -> {
              float[] row = new float[bins * units];
              normals(use, r, row, 0, row.length);
              for (int t = 0; t < bins; t++) {
                System.arraycopy(row, t * units, out, (t * rows.length + r) * units, units);
              }
            });
    return out;
  }

  /** Standard normals of one row, written in place. */
  public void normals(RandomStream.Use use, int index, float[] out, int offset, int count) {
    RandomStream stream = stream(use);
    long row = rows[index];
    switch (draws) {
      case PLAIN -> stream.normals(row, out, offset, count);
      case ANTITHETIC -> stream.normals(PairedSamples.pair(row), out, offset, count);
      case STRATIFIED -> PairedSamples.stratified(stream, row, out, offset, count);
    }
    if (draws != PosteriorDraws.PLAIN && PairedSamples.isSecond(row)) {
      for (int i = offset; i < offset + count; i++) {
        out[i] = -out[i];
      }
    }
  }

  /** Dropout masks of all rows, bins x rows x units: 0, or 1 / keepProbability. */
  public float[] masks(RandomStream.Use use, int bins, int units, double keepProbability) {
    return stream(use).masks(rows, bins, units, keepProbability);
  }

  static long row(int high, int low) {
    return ((long) high << 32) | (low & 0xFFFFFFFFL);
  }
}
