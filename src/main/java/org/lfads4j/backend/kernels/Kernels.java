package org.lfads4j.backend.kernels;

/**
 * The inner loops of the fused backend. Everything works on rows of padded columns: a number of
 * columns is a multiple of {@link #lanes}, a number of rows is even and at least 4. A position
 * points to the first column of the first row that takes part.
 *
 * <p>Every sum runs in one order, fused multiply and add throughout, so that implementations and
 * vector widths agree to the bit.
 */
public interface Kernels {
  /** What this is, for people. */
  String name();

  /** Floats in a vector: what columns are padded to. */
  int lanes();

  /**
   * out = start + a weights.
   *
   * @param start what is added to; {@code out} itself to accumulate, a repeated row for a bias
   */
  void multiply(
      int rows, Rows a, int aAt, Panels weights, Rows start, int startAt, Rows out, int outAt);

  /**
   * out += transpose(a) d, summed over the rows of both.
   *
   * @param out at least {@code aColumns} inner rows, as many columns as are taken of d
   */
  void multiplyTransposed(int rows, Rows a, int aAt, int aColumns, Rows d, int dAt, Panels out);

  /**
   * {@link #multiply} by rows of which only what is not zero was kept, as of spikes.
   *
   * @param firstRow the first of the rows of {@code a} that take part
   */
  void multiplySparse(
      SparseRows a,
      int firstRow,
      int rows,
      Panels weights,
      Rows start,
      int startAt,
      Rows out,
      int outAt);

  /** {@link #multiplyTransposed} by such rows. */
  void multiplyTransposedSparse(SparseRows a, int firstRow, int rows, Rows d, int dAt, Panels out);

  /** The first inner row of out += the sum of the rows of d. */
  void addRows(int rows, int columns, Rows d, int dAt, Panels out);

  /**
   * Gates of a recurrent unit, in place: rows of {@code gates} hold the sums of reset gate, update
   * gate and candidate side by side; the first two become sigmoids.
   *
   * @param reset becomes reset gate x state
   */
  void gates(
      int rows,
      int units,
      Rows gates,
      int gatesAt,
      Rows state,
      int stateAt,
      Rows reset,
      int resetAt);

  /** The candidate's sum becomes its tanh, in place; next = clip(u state + (1 - u) candidate). */
  void next(
      int rows,
      int units,
      float clip,
      Rows gates,
      int gatesAt,
      Rows state,
      int stateAt,
      Rows next,
      int nextAt);

  /**
   * Backwards through {@link #next}: {@code d} holds the gradient of the next state and becomes its
   * direct share of the gradient of the state; update gate and candidate become the gradients of
   * their sums.
   */
  void nextBack(
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
      int dAt);

  /**
   * Backwards through {@link #gates}: the reset gate becomes the gradient of its sum; {@code d}
   * takes in what comes through the reset state, and what lies behind its units is copied.
   *
   * @param columns of {@code dReset}, of which the first {@code units} belong to the reset state
   * @param reset becomes reset gate x state once more
   */
  void resetBack(
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
      int dAt);

  /** out = x times mask. */
  void times(int rows, int columns, Rows x, int xAt, Rows mask, int maskAt, Rows out, int outAt);

  /** out += x times mask. */
  void addTimes(int rows, int columns, Rows x, int xAt, Rows mask, int maskAt, Rows out, int outAt);

  /** out += x. */
  void add(int rows, int columns, Rows x, int xAt, Rows out, int outAt);

  /** out = exp(x), x first brought within the limit on both sides. */
  void exp(int rows, int columns, float limit, Rows x, int xAt, Rows out, int outAt);

  /**
   * Poisson cost of one row: the sum of exp(x) - y x over the columns that {@code kept} has 1 for,
   * and in place of x its gradient times {@code weight}.
   */
  double poisson(int columns, float weight, Rows x, int xAt, Rows y, int yAt, Rows kept);

  /**
   * Gaussian cost of one row: the sum of ((y - m)^2 exp(-v) + v) / 2, and in place of mean m and
   * log variance v their gradients times {@code weight}.
   */
  double gaussian(
      int columns,
      float weight,
      Rows mean,
      int meanAt,
      Rows logVariance,
      int logVarianceAt,
      Rows y,
      int yAt,
      Rows kept);
}
