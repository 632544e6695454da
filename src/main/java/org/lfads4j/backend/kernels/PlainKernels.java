package org.lfads4j.backend.kernels;

/** The kernels in plain Java, number by number: slow, and what the fast ones are compared with. */
public final class PlainKernels implements Kernels {
  private final int lanes;

  /** Kernels that pad columns as a vector of so many lanes would ask for. */
  public PlainKernels(int lanes) {
    this.lanes = lanes;
  }

  @Override
  public String name() {
    return "plain Java";
  }

  @Override
  public int lanes() {
    return lanes;
  }

  @Override
  public void multiply(
      int rows, Rows a, int aAt, Panels weights, Rows start, int startAt, Rows out, int outAt) {
    float[] w = weights.values();
    for (int r = 0; r < rows; r++) {
      int from = aAt + r * a.stride();
      for (int c = 0; c < weights.columns(); c++) {
        float sum = start.values()[startAt + r * start.stride() + c];
        for (int k = 0; k < weights.inner(); k++) {
          sum = Math.fma(a.values()[from + k], w[weights.at(k, c)], sum);
        }
        out.values()[outAt + r * out.stride() + c] = sum;
      }
    }
  }

  @Override
  public void multiplyTransposed(
      int rows, Rows a, int aAt, int aColumns, Rows d, int dAt, Panels out) {
    for (int k = 0; k < aColumns; k++) {
      for (int c = 0; c < out.columns(); c++) {
        int at = out.at(k, c);
        float sum = out.values()[at];
        for (int r = 0; r < rows; r++) {
          sum =
              Math.fma(
                  a.values()[aAt + r * a.stride() + k], d.values()[dAt + r * d.stride() + c], sum);
        }
        out.values()[at] = sum;
      }
    }
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
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < weights.columns(); c++) {
        float sum = start.values()[startAt + r * start.stride() + c];
        for (int i = a.ends()[firstRow + r]; i < a.ends()[firstRow + r + 1]; i++) {
          sum = Math.fma(a.values()[i], weights.values()[weights.at(a.places()[i], c)], sum);
        }
        out.values()[outAt + r * out.stride() + c] = sum;
      }
    }
  }

  @Override
  public void multiplyTransposedSparse(
      SparseRows a, int firstRow, int rows, Rows d, int dAt, Panels out) {
    for (int r = 0; r < rows; r++) {
      for (int i = a.ends()[firstRow + r]; i < a.ends()[firstRow + r + 1]; i++) {
        for (int c = 0; c < out.columns(); c++) {
          int at = out.at(a.places()[i], c);
          float gradient = d.values()[dAt + r * d.stride() + c];
          out.values()[at] = Math.fma(a.values()[i], gradient, out.values()[at]);
        }
      }
    }
  }

  @Override
  public void addRows(int rows, int columns, Rows d, int dAt, Panels out) {
    for (int c = 0; c < columns; c++) {
      int at = out.at(0, c);
      float sum = out.values()[at];
      for (int r = 0; r < rows; r++) {
        sum += d.values()[dAt + r * d.stride() + c];
      }
      out.values()[at] = sum;
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
    for (int r = 0; r < rows; r++) {
      int g = gatesAt + r * gates.stride();
      int h = stateAt + r * state.stride();
      int out = resetAt + r * reset.stride();
      for (int i = 0; i < units; i++) {
        float gate = Activations.sigmoid(gates.values()[g + i]);
        gates.values()[g + i] = gate;
        gates.values()[g + units + i] = Activations.sigmoid(gates.values()[g + units + i]);
        reset.values()[out + i] = gate * state.values()[h + i];
      }
    }
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
    for (int r = 0; r < rows; r++) {
      int g = gatesAt + r * gates.stride();
      int h = stateAt + r * state.stride();
      int out = nextAt + r * next.stride();
      for (int i = 0; i < units; i++) {
        float update = gates.values()[g + units + i];
        float candidate = Activations.tanh(gates.values()[g + 2 * units + i]);
        gates.values()[g + 2 * units + i] = candidate;
        float free = Math.fma(update, state.values()[h + i] - candidate, candidate);
        next.values()[out + i] = free > clip ? clip : free < -clip ? -clip : free;
      }
    }
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
      int g = gatesAt + r * gates.stride();
      int at = dAt + r * d.stride();
      for (int i = 0; i < units; i++) {
        float after = next.values()[nextAt + r * next.stride() + i];
        float before = state.values()[stateAt + r * state.stride() + i];
        float update = gates.values()[g + units + i];
        float candidate = gates.values()[g + 2 * units + i];
        float gradient = Math.abs(after) < clip ? d.values()[at + i] : 0;
        float keep = 1 - update;
        gates.values()[g + 2 * units + i] = gradient * keep * (1 - candidate * candidate);
        gates.values()[g + units + i] = gradient * (before - candidate) * (update * keep);
        d.values()[at + i] = gradient * update;
      }
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
      int g = gatesAt + r * gates.stride();
      int from = dResetAt + r * dReset.stride();
      int at = dAt + r * d.stride();
      for (int i = 0; i < units; i++) {
        float gate = gates.values()[g + i];
        float gradient = dReset.values()[from + i];
        float before = state.values()[stateAt + r * state.stride() + i];
        reset.values()[resetAt + r * reset.stride() + i] = gate * before;
        gates.values()[g + i] = gradient * before * (gate * (1 - gate));
        d.values()[at + i] = Math.fma(gradient, gate, d.values()[at + i]);
      }
      System.arraycopy(dReset.values(), from + units, d.values(), at + units, columns - units);
    }
  }

  @Override
  public void times(
      int rows, int columns, Rows x, int xAt, Rows mask, int maskAt, Rows out, int outAt) {
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        out.values()[outAt + r * out.stride() + c] =
            x.values()[xAt + r * x.stride() + c] * mask.values()[maskAt + r * mask.stride() + c];
      }
    }
  }

  @Override
  public void addTimes(
      int rows, int columns, Rows x, int xAt, Rows mask, int maskAt, Rows out, int outAt) {
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        int at = outAt + r * out.stride() + c;
        out.values()[at] =
            Math.fma(
                x.values()[xAt + r * x.stride() + c],
                mask.values()[maskAt + r * mask.stride() + c],
                out.values()[at]);
      }
    }
  }

  @Override
  public void add(int rows, int columns, Rows x, int xAt, Rows out, int outAt) {
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        out.values()[outAt + r * out.stride() + c] += x.values()[xAt + r * x.stride() + c];
      }
    }
  }

  @Override
  public void exp(int rows, int columns, float limit, Rows x, int xAt, Rows out, int outAt) {
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        float value = x.values()[xAt + r * x.stride() + c];
        float within = value > limit ? limit : value < -limit ? -limit : value;
        out.values()[outAt + r * out.stride() + c] = Activations.exp(within);
      }
    }
  }

  @Override
  public double poisson(int columns, float weight, Rows x, int xAt, Rows y, int yAt, Rows kept) {
    float[] sums = new float[lanes];
    for (int c = 0; c < columns; c++) {
      float logCounts = x.values()[xAt + c];
      float counts = y.values()[yAt + c];
      float keep = kept.values()[c];
      float expected = Activations.exp(logCounts);
      sums[c % lanes] = Math.fma(Math.fma(-counts, logCounts, expected), keep, sums[c % lanes]);
      x.values()[xAt + c] = (expected - counts) * (weight * keep);
    }
    return sum(sums);
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
    float[] sums = new float[lanes];
    for (int c = 0; c < columns; c++) {
      float keep = kept.values()[c];
      float v = logVariance.values()[logVarianceAt + c];
      float precision = Activations.exp(-v);
      float distance = mean.values()[meanAt + c] - y.values()[yAt + c];
      float scaled = distance * precision;
      sums[c % lanes] = Math.fma(Math.fma(distance, scaled, v), 0.5f * keep, sums[c % lanes]);
      mean.values()[meanAt + c] = scaled * (weight * keep);
      logVariance.values()[logVarianceAt + c] =
          Math.fma(-distance, scaled, 1f) * (0.5f * (weight * keep));
    }
    return sum(sums);
  }

  private static double sum(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum;
  }
}
