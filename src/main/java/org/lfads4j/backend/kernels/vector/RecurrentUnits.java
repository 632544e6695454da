package org.lfads4j.backend.kernels.vector;

import static org.lfads4j.backend.kernels.Activations.C2;
import static org.lfads4j.backend.kernels.Activations.C3;
import static org.lfads4j.backend.kernels.Activations.C4;
import static org.lfads4j.backend.kernels.Activations.C5;
import static org.lfads4j.backend.kernels.Activations.C6;
import static org.lfads4j.backend.kernels.Activations.EXPONENT_SHIFT;
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
import org.lfads4j.backend.kernels.Rows;

/**
 * The gates and the next state of a recurrent unit, with the sigmoid and the tanh of {@link
 * org.lfads4j.backend.kernels.Activations} to the same bits.
 *
 * <p>The loops repeat each other and {@link Exponentials}, and both methods are long, for a reason.
 * A method that returns a vector is inlined only until it has been compiled by itself; after that
 * each call allocates the vector. A method of at most 325 bytecodes is compiled into its caller,
 * where Java 17 sometimes loses the type of a vector and allocates it: in such a run a step takes
 * 10% longer.
 *
 * <p>A sign is changed by a product with -1, because Java 17 has no instruction for neg().
 */
final class RecurrentUnits {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  private RecurrentUnits() {}

  /** {@link org.lfads4j.backend.kernels.Kernels#gates}. */
  static void gates(Rows gates, Rows state, Rows reset) {
    int units = gates.columns() / 3;
    for (int row = 0; row < gates.rows(); row++) {
      int g = gates.at(row);
      for (int i = 0; i < 2 * units; i += L) {
        FloatVector given = FloatVector.fromArray(S, gates.values(), g + i).mul(-1f);
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
        one.div(less.fma(scale, scale).add(one)).intoArray(gates.values(), g + i);
      }
      int h = state.at(row);
      int to = reset.at(row);
      for (int i = 0; i < units; i += L) {
        FloatVector.fromArray(S, gates.values(), g + i)
            .mul(FloatVector.fromArray(S, state.values(), h + i))
            .intoArray(reset.values(), to + i);
      }
    }
  }

  /** {@link org.lfads4j.backend.kernels.Kernels#next}. */
  static void next(float clip, Rows gates, Rows state, Rows next) {
    int units = gates.columns() / 3;
    for (int row = 0; row < gates.rows(); row++) {
      int u = gates.at(row) + units;
      int c = u + units;
      for (int i = 0; i < units; i += L) {
        FloatVector given = FloatVector.fromArray(S, gates.values(), c + i);
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
        less.div(less.add(2f)).intoArray(gates.values(), c + i);
      }
      int h = state.at(row);
      int to = next.at(row);
      for (int i = 0; i < units; i += L) {
        FloatVector update = FloatVector.fromArray(S, gates.values(), u + i);
        FloatVector candidate = FloatVector.fromArray(S, gates.values(), c + i);
        FloatVector free =
            update.fma(FloatVector.fromArray(S, state.values(), h + i).sub(candidate), candidate);
        FloatVector atLeast = free.blend(-clip, free.compare(VectorOperators.LT, -clip));
        atLeast
            .blend(clip, atLeast.compare(VectorOperators.GT, clip))
            .intoArray(next.values(), to + i);
      }
    }
  }
}
