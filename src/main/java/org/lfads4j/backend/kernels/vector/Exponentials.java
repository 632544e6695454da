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
import static org.lfads4j.backend.kernels.Activations.ONE_BITS;
import static org.lfads4j.backend.kernels.Activations.ROUNDER;
import static org.lfads4j.backend.kernels.Activations.SIGMOID_LIMIT;
import static org.lfads4j.backend.kernels.Activations.TANH_LIMIT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link org.lfads4j.backend.kernels.Activations} over arrays, to the same bits.
 *
 * <p>The three loops repeat each other on purpose. A method that returns a vector is inlined only
 * until it has been compiled by itself, and from then on costs an allocation a call. Limits are
 * comparisons, because Java's minimum and maximum take several instructions; a sign is changed by a
 * product with -1, because Java 17 has no instruction for neg().
 */
final class Exponentials {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  private Exponentials() {}

  /** e to the x, x first brought within the limit on both sides. */
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

  /** 1 / (1 + exp(-x)), in place. */
  static void sigmoid(int count, float[] x, int at) {
    for (int i = 0; i < count; i += L) {
      FloatVector given = FloatVector.fromArray(S, x, at + i).mul(-1f);
      FloatVector atLeast =
          given.blend(-SIGMOID_LIMIT, given.compare(VectorOperators.LT, -SIGMOID_LIMIT));
      FloatVector within =
          atLeast.blend(SIGMOID_LIMIT, atLeast.compare(VectorOperators.GT, SIGMOID_LIMIT));
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
      FloatVector scale =
          rounded
              .reinterpretAsInts()
              .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
              .add(ONE_BITS)
              .reinterpretAsFloats();
      FloatVector one = FloatVector.broadcast(S, 1f);
      one.div(less.fma(scale, scale).add(one)).intoArray(x, at + i);
    }
  }

  /** (exp(2x) - 1) / (exp(2x) + 1), in place. */
  static void tanh(int count, float[] x, int at) {
    for (int i = 0; i < count; i += L) {
      FloatVector given = FloatVector.fromArray(S, x, at + i);
      FloatVector atLeast =
          given.blend(-TANH_LIMIT, given.compare(VectorOperators.LT, -TANH_LIMIT));
      FloatVector within =
          atLeast.blend(TANH_LIMIT, atLeast.compare(VectorOperators.GT, TANH_LIMIT)).mul(2f);
      FloatVector rounded = within.fma(LOG2_E, ROUNDER);
      FloatVector n = rounded.sub(ROUNDER);
      FloatVector most = n.fma(FloatVector.broadcast(S, -LN2_HIGH), within);
      FloatVector r = n.fma(FloatVector.broadcast(S, -LN2_LOW), most);
      FloatVector q =
          r.fma(C6, C5)
              .fma(r, FloatVector.broadcast(S, C4))
              .fma(r, FloatVector.broadcast(S, C3))
              .fma(r, FloatVector.broadcast(S, C2));
      FloatVector p = r.mul(r).fma(q, r);
      FloatVector scale =
          rounded
              .reinterpretAsInts()
              .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
              .add(ONE_BITS)
              .reinterpretAsFloats();
      FloatVector less = p.fma(scale, scale.sub(1f));
      less.div(less.add(2f)).intoArray(x, at + i);
    }
  }
}
