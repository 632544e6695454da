package org.lfads4j.data.synthetic;

import java.util.Arrays;

/**
 * The random numbers of NumPy's {@code RandomState(seed)}, bit by bit: the Mersenne Twister MT19937
 * (Matsumoto and Nishimura 1998), normals by the polar method (Marsaglia and Bray 1964), Poisson
 * counts by multiplication below a mean of 10 and by transformed rejection above (Hormann 1993).
 * Stateful: a generator that is consumed from start to end, made anew for each data set.
 */
public final class NumpyRandom {
  private static final int WORDS = 624;
  private static final int SHIFT = 397;
  private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

  /** Stirling's series: B(2k) / (2k (2k - 1)). */
  private static final double[] STIRLING = {
    1 / 12.0,
    -1 / 360.0,
    1 / 1260.0,
    -1 / 1680.0,
    1 / 1188.0,
    -691 / 360360.0,
    1 / 156.0,
    -3617 / 122400.0,
    43867 / 244188.0,
    -174611 / 125400.0
  };

  private final int[] state = new int[WORDS];
  private int position = WORDS;
  private double spareGauss = Double.NaN;

  /**
   * Starts the stream of a seed.
   *
   * @param seed 0 to 2^32 - 1
   * @throws IllegalArgumentException if the seed is outside
   */
  public NumpyRandom(long seed) {
    if (seed < 0 || seed > 0xFFFFFFFFL) {
      throw new IllegalArgumentException("seed must be from 0 to 4294967295, got " + seed);
    }
    state[0] = (int) seed;
    for (int i = 1; i < WORDS; i++) {
      state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
    }
  }

  private int next32() {
    if (position == WORDS) {
      for (int i = 0; i < WORDS; i++) {
        int y = (state[i] & 0x80000000) | (state[(i + 1) % WORDS] & 0x7fffffff);
        state[i] = state[(i + SHIFT) % WORDS] ^ (y >>> 1) ^ ((y & 1) == 0 ? 0 : 0x9908b0df);
      }
      position = 0;
    }
    int y = state[position++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return y ^ (y >>> 18);
  }

  /** A number in [0, 1) with 53 random bits. */
  public double uniform() {
    int high = next32() >>> 5;
    int low = next32() >>> 6;
    return (high * 67108864.0 + low) / 9007199254740992.0;
  }

  /** A standard normal number. They come in pairs; every second one is kept from the first. */
  public double normal() {
    if (!Double.isNaN(spareGauss)) {
      double spare = spareGauss;
      spareGauss = Double.NaN;
      return spare;
    }
    double x;
    double y;
    double radius2;
    do {
      x = 2 * uniform() - 1;
      y = 2 * uniform() - 1;
      radius2 = x * x + y * y;
    } while (radius2 >= 1 || radius2 == 0);
    double scale = Math.sqrt(-2 * Math.log(radius2) / radius2);
    spareGauss = scale * x;
    return scale * y;
  }

  /** {@code count} standard normal numbers. */
  public double[] normals(int count) {
    double[] out = new double[count];
    Arrays.setAll(out, i -> normal());
    return out;
  }

  /** Rows of standard normal numbers, row by row. */
  double[][] normals(int rows, int columns) {
    double[][] out = new double[rows][];
    Arrays.setAll(out, i -> normals(columns));
    return out;
  }

  /** A whole number from 0 to {@code bound - 1}; bits beyond are drawn again. */
  public int below(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("bound must be >= 1, got " + bound);
    }
    int highest = bound - 1;
    if (highest == 0) {
      return 0;
    }
    int mask = -1 >>> Integer.numberOfLeadingZeros(highest);
    int value;
    do {
      value = next32() & mask;
    } while (value > highest);
    return value;
  }

  /**
   * A Poisson count.
   *
   * @param mean expected count, >= 0
   */
  public long poisson(double mean) {
    if (!(mean >= 0)) {
      throw new IllegalArgumentException("mean must be >= 0, got " + mean);
    }
    if (mean == 0) {
      return 0;
    }
    return mean < 10 ? poissonByMultiplication(mean) : poissonByRejection(mean);
  }

  private long poissonByMultiplication(double mean) {
    double floor = Math.exp(-mean);
    long count = 0;
    for (double product = uniform(); product > floor; product *= uniform()) {
      count++;
    }
    return count;
  }

  private long poissonByRejection(double mean) {
    double b = 0.931 + 2.53 * Math.sqrt(mean);
    double a = -0.059 + 0.02483 * b;
    double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
    double squeeze = 0.9277 - 3.6224 / (b - 2);
    while (true) {
      double u = uniform() - 0.5;
      double v = uniform();
      double us = 0.5 - Math.abs(u);
      long k = (long) Math.floor((2 * a / us + b) * u + mean + 0.43);
      if (us >= 0.07 && v <= squeeze) {
        return k;
      }
      if (k < 0 || (us < 0.013 && v > us)) {
        continue;
      }
      double accept = Math.log(v) + Math.log(inverseAlpha) - Math.log(a / (us * us) + b);
      if (accept <= -mean + k * Math.log(mean) - logFactorial(k)) {
        return k;
      }
    }
  }

  /** log k! by Stirling's series, shifted to an argument of at least 7. */
  private static double logFactorial(long k) {
    double x = k + 1.0;
    if (x <= 2) {
      return 0;
    }
    double shifted = x < 7 ? x + Math.floor(7 - x) : x;
    double inverseSquare = 1 / (shifted * shifted);
    double series = 0;
    for (int i = STIRLING.length - 1; i >= 0; i--) {
      series = series * inverseSquare + STIRLING[i];
    }
    double log = series / shifted + HALF_LOG_TWO_PI + (shifted - 0.5) * Math.log(shifted) - shifted;
    for (double y = shifted - 1; y >= x; y--) {
      log -= Math.log(y);
    }
    return log;
  }
}
