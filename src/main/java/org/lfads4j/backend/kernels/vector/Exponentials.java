package org.lfads4j.backend.kernels.vector;

import static org.lfads4j.backend.kernels.Activations.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** {@link org.lfads4j.backend.kernels.Activations}, a vector at a time, to the same bits. */
final class Exponentials {
  private Exponentials() {}

  static FloatVector exp(FloatVector x) {
    FloatVector within = limited(x, EXP_LOW, EXP_HIGH);
    FloatVector rounded = rounded(within);
    FloatVector half = power(rounded, HALF_BITS);
    return lessOne(within, rounded).fma(half, half).mul(2f);
  }

  static FloatVector sigmoid(FloatVector x) {
    FloatVector within = limited(x.neg(), -SIGMOID_LIMIT, SIGMOID_LIMIT);
    FloatVector rounded = rounded(within);
    FloatVector scale = power(rounded, ONE_BITS);
    FloatVector one = FloatVector.broadcast(x.species(), 1f);
    return one.div(lessOne(within, rounded).fma(scale, scale).add(one));
  }

  static FloatVector tanh(FloatVector x) {
    FloatVector within = limited(x, -TANH_LIMIT, TANH_LIMIT).mul(2f);
    FloatVector rounded = rounded(within);
    FloatVector scale = power(rounded, ONE_BITS);
    FloatVector less = lessOne(within, rounded).fma(scale, scale.sub(1f));
    return less.div(less.add(2f));
  }

  /** Comparisons, because Java's minimum and maximum take several instructions each. */
  static FloatVector limited(FloatVector x, float low, float high) {
    FloatVector atLeast = x.blend(low, x.compare(VectorOperators.LT, low));
    return atLeast.blend(high, atLeast.compare(VectorOperators.GT, high));
  }

  private static FloatVector rounded(FloatVector x) {
    return x.fma(LOG2_E, ROUNDER);
  }

  private static FloatVector lessOne(FloatVector x, FloatVector rounded) {
    FloatVector n = rounded.sub(ROUNDER);
    FloatVector r = n.fma(FloatVector.broadcast(x.species(), -LN2_HIGH), x);
    r = n.fma(FloatVector.broadcast(x.species(), -LN2_LOW), r);
    FloatVector q = r.fma(C6, C5);
    q = q.fma(r, FloatVector.broadcast(x.species(), C4));
    q = q.fma(r, FloatVector.broadcast(x.species(), C3));
    q = q.fma(r, FloatVector.broadcast(x.species(), C2));
    return r.mul(r).fma(q, r);
  }

  private static FloatVector power(FloatVector rounded, int bits) {
    IntVector exponent =
        rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, EXPONENT_SHIFT).add(bits);
    return exponent.reinterpretAsFloats();
  }
}
