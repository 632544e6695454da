package org.lfads4j.backend.kernels;

/** The kernels in plain Java, value by value: slow; the fast ones are compared with them. */
public final class PlainKernels implements Kernels {
  private final int lanes;

  /** Kernels that pad columns like vectors of so many lanes. */
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

  private static float get(Rows of, int row, int column) {
    return of.values()[of.at(row) + column];
  }

  private static void set(Rows of, int row, int column, float value) {
    of.values()[of.at(row) + column] = value;
  }

  @Override
  public void multiply(Rows a, Panels weights, Rows start, Rows out) {
    float[] w = weights.values();
    for (int r = 0; r < out.rows(); r++) {
      for (int c = 0; c < weights.columns(); c++) {
        float sum = get(start, r, c);
        for (int k = 0; k < weights.inner(); k++) {
          sum = Math.fma(get(a, r, k), w[weights.at(k, c)], sum);
        }
        set(out, r, c, sum);
      }
    }
  }

  @Override
  public void multiplyTransposed(Rows a, Rows d, Panels out) {
    for (int k = 0; k < out.inner(); k++) {
      for (int c = 0; c < out.columns(); c++) {
        int at = out.at(k, c);
        float sum = out.values()[at];
        for (int r = 0; r < d.rows(); r++) {
          sum = Math.fma(get(a, r, k), get(d, r, c), sum);
        }
        out.values()[at] = sum;
      }
    }
  }

  @Override
  public void multiplySparse(SparseRows a, int firstRow, Panels weights, Rows start, Rows out) {
    for (int r = 0; r < out.rows(); r++) {
      for (int c = 0; c < weights.columns(); c++) {
        float sum = get(start, r, c);
        for (int i = a.ends()[firstRow + r]; i < a.ends()[firstRow + r + 1]; i++) {
          sum = Math.fma(a.values()[i], weights.values()[weights.at(a.places()[i], c)], sum);
        }
        set(out, r, c, sum);
      }
    }
  }

  @Override
  public void multiplyTransposedSparse(SparseRows a, int firstRow, Rows d, Panels out) {
    for (int r = 0; r < d.rows(); r++) {
      for (int i = a.ends()[firstRow + r]; i < a.ends()[firstRow + r + 1]; i++) {
        for (int c = 0; c < out.columns(); c++) {
          int at = out.at(a.places()[i], c);
          out.values()[at] = Math.fma(a.values()[i], get(d, r, c), out.values()[at]);
        }
      }
    }
  }

  @Override
  public void addRows(Rows d, Panels out) {
    for (int c = 0; c < out.columns(); c++) {
      int at = out.at(0, c);
      float sum = out.values()[at];
      for (int r = 0; r < d.rows(); r++) {
        sum += get(d, r, c);
      }
      out.values()[at] = sum;
    }
  }

  @Override
  public void gates(Rows gates, Rows state, Rows reset) {
    int units = gates.columns() / 3;
    for (int r = 0; r < gates.rows(); r++) {
      for (int i = 0; i < units; i++) {
        float gate = Activations.sigmoid(get(gates, r, i));
        set(gates, r, i, gate);
        set(gates, r, units + i, Activations.sigmoid(get(gates, r, units + i)));
        set(reset, r, i, gate * get(state, r, i));
      }
    }
  }

  @Override
  public void next(float clip, Rows gates, Rows state, Rows next) {
    int units = gates.columns() / 3;
    for (int r = 0; r < gates.rows(); r++) {
      for (int i = 0; i < units; i++) {
        float update = get(gates, r, units + i);
        float candidate = Activations.tanh(get(gates, r, 2 * units + i));
        set(gates, r, 2 * units + i, candidate);
        float free = Math.fma(update, get(state, r, i) - candidate, candidate);
        set(next, r, i, free > clip ? clip : free < -clip ? -clip : free);
      }
    }
  }

  @Override
  public void nextBack(float clip, Rows gates, Rows state, Rows next, Rows d) {
    int units = gates.columns() / 3;
    for (int r = 0; r < gates.rows(); r++) {
      for (int i = 0; i < units; i++) {
        float update = get(gates, r, units + i);
        float candidate = get(gates, r, 2 * units + i);
        float gradient = Math.abs(get(next, r, i)) < clip ? get(d, r, i) : 0;
        float keep = 1 - update;
        set(gates, r, 2 * units + i, gradient * keep * (1 - candidate * candidate));
        set(gates, r, units + i, gradient * (get(state, r, i) - candidate) * (update * keep));
        set(d, r, i, gradient * update);
      }
    }
  }

  @Override
  public void resetBack(Rows gates, Rows state, Rows reset, Rows dReset, Rows d) {
    int units = gates.columns() / 3;
    for (int r = 0; r < gates.rows(); r++) {
      for (int i = 0; i < units; i++) {
        float gate = get(gates, r, i);
        float gradient = get(dReset, r, i);
        float before = get(state, r, i);
        set(reset, r, i, gate * before);
        set(gates, r, i, gradient * before * (gate * (1 - gate)));
        set(d, r, i, Math.fma(gradient, gate, get(d, r, i)));
      }
      for (int c = units; c < dReset.columns(); c++) {
        set(d, r, c, get(dReset, r, c));
      }
    }
  }

  @Override
  public void times(Rows x, Rows mask, Rows out) {
    for (int r = 0; r < out.rows(); r++) {
      for (int c = 0; c < out.columns(); c++) {
        set(out, r, c, get(x, r, c) * get(mask, r, c));
      }
    }
  }

  @Override
  public void addTimes(Rows x, Rows mask, Rows out) {
    for (int r = 0; r < out.rows(); r++) {
      for (int c = 0; c < out.columns(); c++) {
        set(out, r, c, Math.fma(get(x, r, c), get(mask, r, c), get(out, r, c)));
      }
    }
  }

  @Override
  public void add(Rows x, Rows out) {
    for (int r = 0; r < out.rows(); r++) {
      for (int c = 0; c < out.columns(); c++) {
        set(out, r, c, get(out, r, c) + get(x, r, c));
      }
    }
  }

  @Override
  public void exp(float limit, Rows x, Rows out) {
    for (int r = 0; r < out.rows(); r++) {
      for (int c = 0; c < out.columns(); c++) {
        float value = get(x, r, c);
        float within = value > limit ? limit : value < -limit ? -limit : value;
        set(out, r, c, Activations.exp(within));
      }
    }
  }

  @Override
  public void poisson(float weight, Rows x, Rows y, Rows kept, double[] costs) {
    for (int r = 0; r < x.rows(); r++) {
      double[] sums = new double[2];
      for (int c = 0; c < x.columns(); c++) {
        float logCounts = get(x, r, c);
        float counts = get(y, r, c);
        float keep = get(kept, r, c);
        float expected = Activations.exp(logCounts);
        sums[c % 2] += Math.fma(-counts, logCounts, expected) * keep;
        set(x, r, c, (expected - counts) * (weight * keep));
      }
      costs[r] += sums[0] + sums[1];
    }
  }

  @Override
  public void gaussian(
      float weight, Rows mean, Rows logVariance, Rows y, Rows kept, double[] costs) {
    for (int r = 0; r < mean.rows(); r++) {
      double[] sums = new double[2];
      for (int c = 0; c < mean.columns(); c++) {
        float keep = get(kept, r, c);
        float v = get(logVariance, r, c);
        float distance = get(mean, r, c) - get(y, r, c);
        float scaled = distance * Activations.exp(-v);
        sums[c % 2] += Math.fma(distance, scaled, v) * (0.5f * keep);
        set(mean, r, c, scaled * (weight * keep));
        set(logVariance, r, c, Math.fma(-distance, scaled, 1f) * (0.5f * (weight * keep)));
      }
      costs[r] += sums[0] + sums[1];
    }
  }
}
