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
 * The kernels on the Vector API, at the preferred width of the machine. Loaded by name, because the
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
  public void multiply(Rows a, Panels weights, Rows start, Rows out) {
    if (Compiler.PREFERS_COPIES) {
      CopiedProducts.multiply(a, weights, start, out);
    } else {
      StridedProducts.multiply(a, weights, start, out, 0);
    }
  }

  @Override
  public void multiplyTransposed(Rows a, Rows d, Panels out) {
    TransposedProducts.multiply(a, d, out);
  }

  @Override
  public void multiplySparse(SparseRows a, int firstRow, Panels weights, Rows start, Rows out) {
    SparseProducts.multiply(a, firstRow, weights, start, out);
  }

  @Override
  public void multiplyTransposedSparse(SparseRows a, int firstRow, Rows d, Panels out) {
    SparseProducts.multiplyTransposed(a, firstRow, d, out);
  }

  /** Four vectors of columns at a time: one sum alone would wait for each addition. */
  @Override
  public void addRows(Rows d, Panels out) {
    int fours = out.columns() / (4 * L) * 4 * L;
    for (int c = 0; c < fours; c += 4 * L) {
      addRowsOfFour(d, out, c);
    }
    for (int c = fours; c < out.columns(); c += L) {
      FloatVector sum = FloatVector.fromArray(S, out.values(), out.at(0, c));
      int at = d.at(0) + c;
      for (int r = 0; r < d.rows(); r++, at += d.stride()) {
        sum = sum.add(FloatVector.fromArray(S, d.values(), at));
      }
      sum.intoArray(out.values(), out.at(0, c));
    }
  }

  private static void addRowsOfFour(Rows d, Panels out, int column) {
    float[] o = out.values();
    int to = out.at(0, column);
    int next = out.at(0, column + 2 * L);
    FloatVector sum0 = FloatVector.fromArray(S, o, to);
    FloatVector sum1 = FloatVector.fromArray(S, o, to + L);
    FloatVector sum2 = FloatVector.fromArray(S, o, next);
    FloatVector sum3 = FloatVector.fromArray(S, o, next + L);
    float[] values = d.values();
    int at = d.at(0) + column;
    for (int r = 0; r < d.rows(); r++, at += d.stride()) {
      sum0 = sum0.add(FloatVector.fromArray(S, values, at));
      sum1 = sum1.add(FloatVector.fromArray(S, values, at + L));
      sum2 = sum2.add(FloatVector.fromArray(S, values, at + 2 * L));
      sum3 = sum3.add(FloatVector.fromArray(S, values, at + 3 * L));
    }
    sum0.intoArray(o, to);
    sum1.intoArray(o, to + L);
    sum2.intoArray(o, next);
    sum3.intoArray(o, next + L);
  }

  @Override
  public void gates(Rows gates, Rows state, Rows reset) {
    RecurrentUnits.gates(gates, state, reset);
  }

  @Override
  public void next(float clip, Rows gates, Rows state, Rows next) {
    RecurrentUnits.next(clip, gates, state, next);
  }

  @Override
  public void nextBack(float clip, Rows gates, Rows state, Rows next, Rows d) {
    for (int r = 0; r < gates.rows(); r++) {
      nextBack(clip, gates, state, next, d, r);
    }
  }

  private static void nextBack(float clip, Rows gates, Rows state, Rows next, Rows d, int row) {
    int units = gates.columns() / 3;
    float[] sums = gates.values();
    int u = gates.at(row) + units;
    int c = u + units;
    int h = state.at(row);
    int n = next.at(row);
    int at = d.at(row);
    FloatVector one = FloatVector.broadcast(S, 1f);
    for (int i = 0; i < units; i += L) {
      VectorMask<Float> inside =
          FloatVector.fromArray(S, next.values(), n + i).abs().compare(VectorOperators.LT, clip);
      FloatVector gradient =
          FloatVector.zero(S).blend(FloatVector.fromArray(S, d.values(), at + i), inside);
      FloatVector update = FloatVector.fromArray(S, sums, u + i);
      FloatVector candidate = FloatVector.fromArray(S, sums, c + i);
      FloatVector before = FloatVector.fromArray(S, state.values(), h + i);
      FloatVector keep = one.sub(update);
      gradient.mul(keep).mul(one.sub(candidate.mul(candidate))).intoArray(sums, c + i);
      gradient.mul(before.sub(candidate)).mul(update.mul(keep)).intoArray(sums, u + i);
      gradient.mul(update).intoArray(d.values(), at + i);
    }
  }

  @Override
  public void resetBack(Rows gates, Rows state, Rows reset, Rows dReset, Rows d) {
    int units = gates.columns() / 3;
    int behind = dReset.columns() - units;
    for (int r = 0; r < gates.rows(); r++) {
      resetBack(gates, state, reset, dReset, d, r);
      if (behind > 0) {
        System.arraycopy(
            dReset.values(), dReset.at(r) + units, d.values(), d.at(r) + units, behind);
      }
    }
  }

  private static void resetBack(Rows gates, Rows state, Rows reset, Rows dReset, Rows d, int row) {
    int units = gates.columns() / 3;
    int g = gates.at(row);
    int h = state.at(row);
    int out = reset.at(row);
    int from = dReset.at(row);
    int at = d.at(row);
    FloatVector one = FloatVector.broadcast(S, 1f);
    for (int i = 0; i < units; i += L) {
      FloatVector gate = FloatVector.fromArray(S, gates.values(), g + i);
      FloatVector gradient = FloatVector.fromArray(S, dReset.values(), from + i);
      FloatVector before = FloatVector.fromArray(S, state.values(), h + i);
      gate.mul(before).intoArray(reset.values(), out + i);
      gradient.mul(before).mul(gate.mul(one.sub(gate))).intoArray(gates.values(), g + i);
      gradient
          .fma(gate, FloatVector.fromArray(S, d.values(), at + i))
          .intoArray(d.values(), at + i);
    }
  }

  @Override
  public void times(Rows x, Rows mask, Rows out) {
    for (int r = 0; r < out.rows(); r++) {
      int from = x.at(r);
      int m = mask.at(r);
      int to = out.at(r);
      for (int c = 0; c < out.columns(); c += L) {
        FloatVector.fromArray(S, x.values(), from + c)
            .mul(FloatVector.fromArray(S, mask.values(), m + c))
            .intoArray(out.values(), to + c);
      }
    }
  }

  @Override
  public void addTimes(Rows x, Rows mask, Rows out) {
    for (int r = 0; r < out.rows(); r++) {
      int from = x.at(r);
      int m = mask.at(r);
      int to = out.at(r);
      for (int c = 0; c < out.columns(); c += L) {
        FloatVector.fromArray(S, x.values(), from + c)
            .fma(
                FloatVector.fromArray(S, mask.values(), m + c),
                FloatVector.fromArray(S, out.values(), to + c))
            .intoArray(out.values(), to + c);
      }
    }
  }

  @Override
  public void add(Rows x, Rows out) {
    for (int r = 0; r < out.rows(); r++) {
      int from = x.at(r);
      int to = out.at(r);
      for (int c = 0; c < out.columns(); c += L) {
        FloatVector.fromArray(S, x.values(), from + c)
            .add(FloatVector.fromArray(S, out.values(), to + c))
            .intoArray(out.values(), to + c);
      }
    }
  }

  @Override
  public void exp(float limit, Rows x, Rows out) {
    for (int r = 0; r < out.rows(); r++) {
      Exponentials.exp(out.columns(), limit, x.values(), x.at(r), out.values(), out.at(r));
    }
  }

  @Override
  public void poisson(float weight, Rows x, Rows y, Rows kept, double[] costs) {
    for (int r = 0; r < x.rows(); r++) {
      costs[r] += poisson(weight, x, y, kept, r);
    }
  }

  private static double poisson(float weight, Rows x, Rows y, Rows kept, int row) {
    int columns = x.columns();
    int xAt = x.at(row);
    int yAt = y.at(row);
    int keptAt = kept.at(row);
    float[] expected = scratch(columns);
    Exponentials.exp(columns, Float.MAX_VALUE, x.values(), xAt, expected, 0);
    for (int c = 0; c < columns; c += L) {
      FloatVector e = FloatVector.fromArray(S, expected, c);
      FloatVector logCounts = FloatVector.fromArray(S, x.values(), xAt + c);
      FloatVector counts = FloatVector.fromArray(S, y.values(), yAt + c);
      FloatVector keep = FloatVector.fromArray(S, kept.values(), keptAt + c);
      counts.mul(-1f).fma(logCounts, e).mul(keep).intoArray(expected, c);
      e.sub(counts).mul(keep.mul(weight)).intoArray(x.values(), xAt + c);
    }
    return sum(columns, expected);
  }

  @Override
  public void gaussian(
      float weight, Rows mean, Rows logVariance, Rows y, Rows kept, double[] costs) {
    for (int r = 0; r < mean.rows(); r++) {
      costs[r] += gaussian(weight, mean, logVariance, y, kept, r);
    }
  }

  private static double gaussian(
      float weight, Rows mean, Rows logVariance, Rows y, Rows kept, int row) {
    int columns = mean.columns();
    int meanAt = mean.at(row);
    int varianceAt = logVariance.at(row);
    int yAt = y.at(row);
    int keptAt = kept.at(row);
    float[] precisions = scratch(columns);
    float[] variances = logVariance.values();
    for (int c = 0; c < columns; c++) {
      precisions[c] = -variances[varianceAt + c];
    }
    Exponentials.exp(columns, Float.MAX_VALUE, precisions, 0, precisions, 0);
    FloatVector one = FloatVector.broadcast(S, 1f);
    for (int c = 0; c < columns; c += L) {
      FloatVector keep = FloatVector.fromArray(S, kept.values(), keptAt + c);
      FloatVector v = FloatVector.fromArray(S, variances, varianceAt + c);
      FloatVector precision = FloatVector.fromArray(S, precisions, c);
      FloatVector distance =
          FloatVector.fromArray(S, mean.values(), meanAt + c)
              .sub(FloatVector.fromArray(S, y.values(), yAt + c));
      FloatVector scaled = distance.mul(precision);
      distance.fma(scaled, v).mul(keep.mul(0.5f)).intoArray(precisions, c);
      scaled.mul(keep.mul(weight)).intoArray(mean.values(), meanAt + c);
      distance
          .mul(-1f)
          .fma(scaled, one)
          .mul(keep.mul(weight).mul(0.5f))
          .intoArray(variances, varianceAt + c);
    }
    return sum(columns, precisions);
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

  /** The sum of the even columns, then of the odd ones: not of lanes, of which others have more. */
  private static double sum(int columns, float[] values) {
    double even = 0;
    double odd = 0;
    for (int c = 0; c < columns; c += 2) {
      even += values[c];
      odd += values[c + 1];
    }
    return even + odd;
  }
}
