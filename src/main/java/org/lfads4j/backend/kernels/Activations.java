package org.lfads4j.backend.kernels;

/**
 * Exponential functions in single precision, value by value, in exactly the operations of their
 * vector versions. All three split x = n ln 2 + r with |r| {@code <=} ln 2 / 2 and share one
 * polynomial for exp(r) - 1 (a minimax fit to (exp(r) - 1 - r) / r^2 of degree 4).
 *
 * <p>Largest errors over all finite numbers, in units in the last place of the result: exp 1,
 * sigmoid 2.5, tanh 3. Outside of [-86, 89] exp stays at its value at -86 or is infinite; sigmoid
 * is constant beyond |x| = 80 and tanh beyond 20. NaN stays NaN.
 */
public final class Activations {
  public static final float EXP_LOW = -86;
  public static final float EXP_HIGH = 89;
  public static final float SIGMOID_LIMIT = 80;
  public static final float TANH_LIMIT = 20;
  public static final float LOG2_E = 1.442695f;

  /** ln 2 in two parts, the first with trailing zeros so that its multiples are exact. */
  public static final float LN2_HIGH = 0x1.62ep-1f;

  public static final float LN2_LOW = (float) (Math.log(2) - LN2_HIGH);

  /** Adding this leaves the rounded number in the low bits. */
  public static final float ROUNDER = 0x1.8p23f;

  public static final float C2 = 0.49999994f;
  public static final float C3 = 0.16666521f;
  public static final float C4 = 0.04166839f;
  public static final float C5 = 0.008368717f;
  public static final float C6 = 0.0013814598f;
  public static final int EXPONENT_SHIFT = 23;
  public static final int ONE_BITS = 127 << EXPONENT_SHIFT;
  public static final int HALF_BITS = 126 << EXPONENT_SHIFT;

  private Activations() {}

  /** e to the x. */
  public static float exp(float x) {
    float within = limited(x, EXP_LOW, EXP_HIGH);
    float rounded = Math.fma(within, LOG2_E, ROUNDER);
    float less = expLessOne(within, rounded);
    float half =
        Float.intBitsToFloat((Float.floatToRawIntBits(rounded) << EXPONENT_SHIFT) + HALF_BITS);
    return Math.fma(less, half, half) * 2;
  }

  /** 1 / (1 + exp(-x)). */
  public static float sigmoid(float x) {
    float within = limited(-x, -SIGMOID_LIMIT, SIGMOID_LIMIT);
    float rounded = Math.fma(within, LOG2_E, ROUNDER);
    float scale = scale(rounded);
    return 1 / (Math.fma(expLessOne(within, rounded), scale, scale) + 1);
  }

  /** (exp(2x) - 1) / (exp(2x) + 1). */
  public static float tanh(float x) {
    float within = limited(x, -TANH_LIMIT, TANH_LIMIT) * 2;
    float rounded = Math.fma(within, LOG2_E, ROUNDER);
    float scale = scale(rounded);
    float less = Math.fma(expLessOne(within, rounded), scale, scale - 1);
    return less / (less + 2);
  }

  private static float limited(float x, float low, float high) {
    float atLeast = x < low ? low : x;
    return atLeast > high ? high : atLeast;
  }

  /** exp(r) - 1. */
  private static float expLessOne(float x, float rounded) {
    float n = rounded - ROUNDER;
    float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
    float q = Math.fma(Math.fma(Math.fma(Math.fma(C6, r, C5), r, C4), r, C3), r, C2);
    return Math.fma(r * r, q, r);
  }

  /** 2 to the n. */
  private static float scale(float rounded) {
    return Float.intBitsToFloat((Float.floatToRawIntBits(rounded) << EXPONENT_SHIFT) + ONE_BITS);
  }
}
