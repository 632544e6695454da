package org.lfads4j.model;

import java.util.List;
import org.lfads4j.config.Internal;

/**
 * A differentiable array, as the model sees it. A backend may compute each operation at once or
 * record it. Binary operations broadcast as NumPy does. No operation changes its operands.
 */
@Internal
public interface Tensor {
  /** Element by element sum. */
  Tensor plus(Tensor other);

  /** Element by element difference. */
  Tensor minus(Tensor other);

  /** Element by element product. */
  Tensor times(Tensor other);

  /** Element by element quotient. */
  Tensor dividedBy(Tensor other);

  /** Adds a constant. */
  Tensor plus(double constant);

  /** Multiplies by a constant. */
  Tensor times(double constant);

  /** e to the power of each element. */
  Tensor exp();

  /** Natural logarithm. */
  Tensor log();

  /** Square. */
  Tensor square();

  /** Square root. */
  Tensor sqrt();

  /** Hyperbolic tangent. */
  Tensor tanh();

  /** Logistic function. */
  Tensor sigmoid();

  /** Limits each element to [low, high]; the gradient is zero outside. */
  Tensor clipped(double low, double high);

  /** Matrix product of rows x inputs with inputs x outputs. */
  Tensor matmul(Tensor weights);

  /** {@code matmul(weights)} plus a bias of shape outputs, added to every row. */
  Tensor affine(Tensor weights, Tensor bias);

  /** The part [begin, end) along an axis. */
  Tensor slice(int axis, int begin, int end);

  /** Sum along one axis, which disappears. */
  Tensor sum(int axis);

  /** Sum along one axis, which stays with length 1. */
  Tensor sumKept(int axis);

  /** Sum of all elements, shape 1. */
  Tensor sumAll();

  /** The slices along the first axis, which disappears; {@code count} is its length. */
  List<Tensor> unstack(int count);

  /** T x B x K to (T B) x K. */
  Tensor flattenTime();

  /** (T B) x K to T x B x K. */
  Tensor unflattenTime(int bins);

  /** Each trial repeated in place: B to B S, B x K to (B S) x K, T x B x K to T x (B S) x K. */
  Tensor repeatRows(int samples);

  /** T x (B S) x K averaged over each trial's S samples: T x B x K. */
  Tensor averageSamples(int samples);

  /** 1 x K (or K) copied to as many rows as {@code rows} has along its first axis. */
  Tensor copiedToRowsOf(Tensor rows);
}
