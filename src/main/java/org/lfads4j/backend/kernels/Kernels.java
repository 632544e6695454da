package org.lfads4j.backend.kernels;

/**
 * The inner loops of the fused backend. A number of columns is a multiple of {@link #lanes}, a
 * number of rows is even and at least 4, except where one is said to be free. What is written says
 * how many rows take part; other matrices may be larger.
 *
 * <p>Every sum runs in one order, with fused multiply and add, so that all implementations and
 * vector widths give the same bits. Costs are sums in double precision: of the even columns, then
 * of the odd ones.
 */
public interface Kernels {
  /** The name of the implementation, for people. */
  String name();

  /** Floats in a vector: what columns are padded to. */
  int lanes();

  /**
   * out = start + a weights.
   *
   * @param start what is added to; {@code out} itself to accumulate, a repeated row for a bias
   */
  void multiply(Rows a, Panels weights, Rows start, Rows out);

  /** out += transpose(a) d, summed over the rows of d; out has an even number of inner rows. */
  void multiplyTransposed(Rows a, Rows d, Panels out);

  /**
   * {@link #multiply} by rows of which only the values that are not zero were kept, as of spikes.
   *
   * @param firstRow the first of the rows of {@code a} that take part
   */
  void multiplySparse(SparseRows a, int firstRow, Panels weights, Rows start, Rows out);

  /** {@link #multiplyTransposed} by such rows. */
  void multiplyTransposedSparse(SparseRows a, int firstRow, Rows d, Panels out);

  /** The first inner row of out += the sum of the rows of d, of which there may be any number. */
  void addRows(Rows d, Panels out);

  /**
   * The gates of a recurrent unit, in place: rows of {@code gates} hold the sums of reset gate,
   * update gate and candidate side by side; the first two become sigmoids.
   *
   * @param reset becomes reset gate x state
   */
  void gates(Rows gates, Rows state, Rows reset);

  /** The candidate's sum becomes its tanh, in place; next = clip(u state + (1 - u) candidate). */
  void next(float clip, Rows gates, Rows state, Rows next);

  /**
   * Backwards through {@link #next}: {@code d} holds the gradient of the next state and becomes its
   * direct share of the gradient of the state; update gate and candidate become the gradients of
   * their sums.
   */
  void nextBack(float clip, Rows gates, Rows state, Rows next, Rows d);

  /**
   * Backwards through {@link #gates}: the reset gate becomes the gradient of its sum; {@code d}
   * takes in what comes through the reset state, and the columns of {@code dReset} behind the units
   * are copied to it.
   *
   * @param reset becomes reset gate x state once more
   */
  void resetBack(Rows gates, Rows state, Rows reset, Rows dReset, Rows d);

  /** out = x times mask, element by element. */
  void times(Rows x, Rows mask, Rows out);

  /** out += x times mask, element by element. */
  void addTimes(Rows x, Rows mask, Rows out);

  /** out += x. */
  void add(Rows x, Rows out);

  /** out = exp(x), x first clipped to the limit on both sides; any number of rows. */
  void exp(float limit, Rows x, Rows out);

  /**
   * Poisson cost of any number of rows: adds the sum of exp(x) - y x over the columns of row r,
   * each times {@code kept}, to {@code costs[r]}; x becomes its gradient times {@code weight}.
   */
  void poisson(float weight, Rows x, Rows y, Rows kept, double[] costs);

  /**
   * Gaussian cost of any number of rows: adds the sum of ((y - m)^2 exp(-v) + v) / 2 over the
   * columns of row r, each times {@code kept}, to {@code costs[r]}; mean m and log variance v
   * become their gradients times {@code weight}.
   */
  void gaussian(float weight, Rows mean, Rows logVariance, Rows y, Rows kept, double[] costs);
}
