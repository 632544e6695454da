package org.lfads4j.backend.kernels.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.lfads4j.backend.kernels.Kernels;
import org.lfads4j.backend.kernels.Panels;
import org.lfads4j.backend.kernels.Rows;
import org.lfads4j.backend.kernels.SparseRows;

/**
 * The kernels on the Vector API, at the width that the machine prefers. Found by name, because the
 * rest of the program is compiled, and runs, without that module.
 */
public final class VectorKernels implements Kernels {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  /** A row of one thread's own. */
  private static final ThreadLocal<float[]> SCRATCH = ThreadLocal.withInitial(() -> new float[0]);

  /** Kernels for this machine. */
  public VectorKernels() {}

  @Override
  public String name() {
    return "Vector API, " + S.vectorBitSize() + " bits";
  }

  @Override
  public int lanes() {
    return L;
  }

  @Override
  public void multiply(
      int rows, Rows a, int aAt, Panels weights, Rows start, int startAt, Rows out, int outAt) {
    if (Compiler.PREFERS_COPIES) {
      CopiedProducts.multiply(rows, a, aAt, weights, start, startAt, out, outAt);
    } else {
      StridedProducts.multiply(rows, a, aAt, weights, start, startAt, out, outAt);
    }
  }

  @Override
  public void multiplyTransposed(
      int rows, Rows a, int aAt, int aColumns, Rows d, int dAt, Panels out) {
    TransposedProducts.multiply(rows, a, aAt, aColumns, d, dAt, out);
  }

  @Override
  public void multiplySparse(
      SparseRows a,
      int firstRow,
      int rows,
      Panels weights,
      Rows start,
      int startAt,
      Rows out,
      int outAt) {
    SparseProducts.multiply(a, firstRow, rows, weights, start, startAt, out, outAt);
  }

  @Override
  public void multiplyTransposedSparse(
      SparseRows a, int firstRow, int rows, Rows d, int dAt, Panels out) {
    SparseProducts.multiplyTransposed(a, firstRow, rows, d, dAt, out);
  }

  @Override
  public void addRows(int rows, int columns, Rows d, int dAt, Panels out) {
    float[] values = d.values();
    for (int c = 0; c < columns; c += L) {
      int to = out.at(0, c);
      FloatVector sum = FloatVector.fromArray(S, out.values(), to);
      int at = dAt + c;
      for (int r = 0; r < rows; r++, at += d.stride()) {
        sum = sum.add(FloatVector.fromArray(S, values, at));
      }
      sum.intoArray(out.values(), to);
    }
  }

  @Override
  public void gates(
      int rows,
      int units,
      Rows gates,
      int gatesAt,
      Rows state,
      int stateAt,
      Rows reset,
      int resetAt) {
    RecurrentUnits.gates(rows, units, gates, gatesAt, state, stateAt, reset, resetAt);
  }

  @Override
  public void next(
      int rows,
      int units,
      float clip,
      Rows gates,
      int gatesAt,
      Rows state,
      int stateAt,
      Rows next,
      int nextAt) {
    RecurrentUnits.next(rows, units, clip, gates, gatesAt, state, stateAt, next, nextAt);
  }

  @Override
  public void nextBack(
      int rows,
      int units,
      float clip,
      Rows gates,
      int gatesAt,
      Rows state,
      int stateAt,
      Rows next,
      int nextAt,
      Rows d,
      int dAt) {
    for (int r = 0; r < rows; r++) {
      nextBackRow(
          units,
          clip,
          gates.values(),
          gatesAt + r * gates.stride(),
          state.values(),
          stateAt + r * state.stride(),
          next.values(),
          nextAt + r * next.stride(),
          d.values(),
          dAt + r * d.stride());
    }
  }

  private static void nextBackRow(
      int units,
      float clip,
      float[] gates,
      int g,
      float[] state,
      int h,
      float[] next,
      int n,
      float[] d,
      int at) {
    FloatVector one = FloatVector.broadcast(S, 1f);
    for (int i = 0; i < units; i += L) {
      VectorMask<Float> inside =
          FloatVector.fromArray(S, next, n + i).abs().compare(VectorOperators.LT, clip);
      FloatVector gradient = FloatVector.zero(S).blend(FloatVector.fromArray(S, d, at + i), inside);
      FloatVector update = FloatVector.fromArray(S, gates, g + units + i);
      FloatVector candidate = FloatVector.fromArray(S, gates, g + 2 * units + i);
      FloatVector before = FloatVector.fromArray(S, state, h + i);
      FloatVector keep = one.sub(update);
      gradient.mul(keep).mul(one.sub(candidate.mul(candidate))).intoArray(gates, g + 2 * units + i);
      gradient.mul(before.sub(candidate)).mul(update.mul(keep)).intoArray(gates, g + units + i);
      gradient.mul(update).intoArray(d, at + i);
    }
  }

  @Override
  public void resetBack(
      int rows,
      int units,
      int columns,
      Rows gates,
      int gatesAt,
      Rows state,
      int stateAt,
      Rows reset,
      int resetAt,
      Rows dReset,
      int dResetAt,
      Rows d,
      int dAt) {
    for (int r = 0; r < rows; r++) {
      int from = dResetAt + r * dReset.stride();
      int to = dAt + r * d.stride();
      resetBackRow(
          units,
          gates.values(),
          gatesAt + r * gates.stride(),
          state.values(),
          stateAt + r * state.stride(),
          reset.values(),
          resetAt + r * reset.stride(),
          dReset.values(),
          from,
          d.values(),
          to);
      if (columns > units) {
        System.arraycopy(dReset.values(), from + units, d.values(), to + units, columns - units);
      }
    }
  }

  private static void resetBackRow(
      int units,
      float[] gates,
      int g,
      float[] state,
      int h,
      float[] reset,
      int out,
      float[] dReset,
      int from,
      float[] d,
      int at) {
    FloatVector one = FloatVector.broadcast(S, 1f);
    for (int i = 0; i < units; i += L) {
      FloatVector gate = FloatVector.fromArray(S, gates, g + i);
      FloatVector gradient = FloatVector.fromArray(S, dReset, from + i);
      FloatVector before = FloatVector.fromArray(S, state, h + i);
      gate.mul(before).intoArray(reset, out + i);
      gradient.mul(before).mul(gate.mul(one.sub(gate))).intoArray(gates, g + i);
      gradient.fma(gate, FloatVector.fromArray(S, d, at + i)).intoArray(d, at + i);
    }
  }

  @Override
  public void times(
      int rows, int columns, Rows x, int xAt, Rows mask, int maskAt, Rows out, int outAt) {
    for (int r = 0; r < rows; r++) {
      int from = xAt + r * x.stride();
      int m = maskAt + r * mask.stride();
      int to = outAt + r * out.stride();
      for (int c = 0; c < columns; c += L) {
        FloatVector.fromArray(S, x.values(), from + c)
            .mul(FloatVector.fromArray(S, mask.values(), m + c))
            .intoArray(out.values(), to + c);
      }
    }
  }

  @Override
  public void addTimes(
      int rows, int columns, Rows x, int xAt, Rows mask, int maskAt, Rows out, int outAt) {
    for (int r = 0; r < rows; r++) {
      int from = xAt + r * x.stride();
      int m = maskAt + r * mask.stride();
      int to = outAt + r * out.stride();
      for (int c = 0; c < columns; c += L) {
        FloatVector.fromArray(S, x.values(), from + c)
            .fma(
                FloatVector.fromArray(S, mask.values(), m + c),
                FloatVector.fromArray(S, out.values(), to + c))
            .intoArray(out.values(), to + c);
      }
    }
  }

  @Override
  public void add(int rows, int columns, Rows x, int xAt, Rows out, int outAt) {
    for (int r = 0; r < rows; r++) {
      int from = xAt + r * x.stride();
      int to = outAt + r * out.stride();
      for (int c = 0; c < columns; c += L) {
        FloatVector.fromArray(S, x.values(), from + c)
            .add(FloatVector.fromArray(S, out.values(), to + c))
            .intoArray(out.values(), to + c);
      }
    }
  }

  @Override
  public void exp(int rows, int columns, float limit, Rows x, int xAt, Rows out, int outAt) {
    for (int r = 0; r < rows; r++) {
      Exponentials.exp(
          columns, limit, x.values(), xAt + r * x.stride(), out.values(), outAt + r * out.stride());
    }
  }

  @Override
  public double poisson(int columns, float weight, Rows x, int xAt, Rows y, int yAt, Rows kept) {
    float[] expected = scratch(columns);
    Exponentials.exp(columns, Float.MAX_VALUE, x.values(), xAt, expected, 0);
    FloatVector sum = FloatVector.zero(S);
    for (int c = 0; c < columns; c += L) {
      FloatVector e = FloatVector.fromArray(S, expected, c);
      FloatVector logCounts = FloatVector.fromArray(S, x.values(), xAt + c);
      FloatVector counts = FloatVector.fromArray(S, y.values(), yAt + c);
      FloatVector keep = FloatVector.fromArray(S, kept.values(), c);
      sum = counts.mul(-1f).fma(logCounts, e).fma(keep, sum);
      e.sub(counts).mul(keep.mul(weight)).intoArray(x.values(), xAt + c);
    }
    return sum(sum);
  }

  @Override
  public double gaussian(
      int columns,
      float weight,
      Rows mean,
      int meanAt,
      Rows logVariance,
      int logVarianceAt,
      Rows y,
      int yAt,
      Rows kept) {
    float[] precisions = scratch(columns);
    float[] variances = logVariance.values();
    for (int c = 0; c < columns; c++) {
      precisions[c] = -variances[logVarianceAt + c];
    }
    Exponentials.exp(columns, Float.MAX_VALUE, precisions, 0, precisions, 0);
    FloatVector sum = FloatVector.zero(S);
    FloatVector one = FloatVector.broadcast(S, 1f);
    for (int c = 0; c < columns; c += L) {
      FloatVector keep = FloatVector.fromArray(S, kept.values(), c);
      FloatVector v = FloatVector.fromArray(S, variances, logVarianceAt + c);
      FloatVector precision = FloatVector.fromArray(S, precisions, c);
      FloatVector distance =
          FloatVector.fromArray(S, mean.values(), meanAt + c)
              .sub(FloatVector.fromArray(S, y.values(), yAt + c));
      FloatVector scaled = distance.mul(precision);
      sum = distance.fma(scaled, v).fma(keep.mul(0.5f), sum);
      scaled.mul(keep.mul(weight)).intoArray(mean.values(), meanAt + c);
      distance
          .mul(-1f)
          .fma(scaled, one)
          .mul(keep.mul(weight).mul(0.5f))
          .intoArray(variances, logVarianceAt + c);
    }
    return sum(sum);
  }

  private static float[] scratch(int columns) {
    float[] known = SCRATCH.get();
    if (known.length >= columns) {
      return known;
    }
    float[] wider = new float[columns];
    SCRATCH.set(wider);
    return wider;
  }

  /** Lane after lane, in double precision. */
  private static double sum(FloatVector vector) {
    double sum = 0;
    for (int i = 0; i < L; i++) {
      sum += vector.lane(i);
    }
    return sum;
  }
}
