package org.lfads4j.backend.kernels.vector;

import static org.lfads4j.backend.kernels.Activations.C2;
import static org.lfads4j.backend.kernels.Activations.C3;
import static org.lfads4j.backend.kernels.Activations.C4;
import static org.lfads4j.backend.kernels.Activations.C5;
import static org.lfads4j.backend.kernels.Activations.C6;
import static org.lfads4j.backend.kernels.Activations.EXPONENT_SHIFT;
import static org.lfads4j.backend.kernels.Activations.EXP_HIGH;
import static org.lfads4j.backend.kernels.Activations.EXP_LOW;
import static org.lfads4j.backend.kernels.Activations.HALF_BITS;
import static org.lfads4j.backend.kernels.Activations.LN2_HIGH;
import static org.lfads4j.backend.kernels.Activations.LN2_LOW;
import static org.lfads4j.backend.kernels.Activations.LOG2_E;
import static org.lfads4j.backend.kernels.Activations.ROUNDER;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The exponential of {@link org.lfads4j.backend.kernels.Activations} over arrays, to the same bits.
 *
 * <p>Limits are comparisons, because Java's minimum and maximum take several instructions.
 */
final class Exponentials {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  private Exponentials() {}

  /** e to the x, x first clipped to the limit on both sides. */
  static void exp(int count, float limit, float[] x, int at, float[] out, int outAt) {
    float low = Math.max(-limit, EXP_LOW);
    float high = Math.min(limit, EXP_HIGH);
    for (int i = 0; i < count; i += L) {
      FloatVector given = FloatVector.fromArray(S, x, at + i);
      FloatVector atLeast = given.blend(low, given.compare(VectorOperators.LT, low));
      FloatVector within = atLeast.blend(high, atLeast.compare(VectorOperators.GT, high));
      FloatVector rounded = within.fma(LOG2_E, ROUNDER);
      FloatVector n = rounded.sub(ROUNDER);
      FloatVector most = n.fma(FloatVector.broadcast(S, -LN2_HIGH), within);
      FloatVector r = n.fma(FloatVector.broadcast(S, -LN2_LOW), most);
      FloatVector q =
          r.fma(C6, C5)
              .fma(r, FloatVector.broadcast(S, C4))
              .fma(r, FloatVector.broadcast(S, C3))
              .fma(r, FloatVector.broadcast(S, C2));
      FloatVector less = r.mul(r).fma(q, r);
      FloatVector half =
          rounded
              .reinterpretAsInts()
              .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
              .add(HALF_BITS)
              .reinterpretAsFloats();
      less.fma(half, half).mul(2f).intoArray(out, outAt + i);
    }
  }
}
