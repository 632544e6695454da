package org.lfads4j.backend;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Map;
import java.util.Set;

/** The gradients of one step, on the device, until they are closed. */
public final class Gradients implements AutoCloseable {
  private final NDManager owner;
  private final LossTerms loss;
  private final Map<String, NDArray> byName;

  Gradients(NDManager owner, LossTerms loss, Map<String, NDArray> byName) {
    this.owner = owner;
    this.loss = loss;
    this.byName = byName;
  }

  /** The objective they belong to. */
  public LossTerms loss() {
    return loss;
  }

  /** The parameters that have a gradient: those that the objective reaches. */
  public Set<String> names() {
    return byName.keySet();
  }

  /** One parameter's gradient, row by row. */
  public double[] values(String name) {
    return Precision.toDoubles(array(name));
  }

  /** The length of all gradients together; not finite if one of them is not. */
  public double globalNorm() {
    double sum = 0;
    for (NDArray gradient : byName.values()) {
      NDArray square = gradient.mul(gradient);
      square.attach(owner);
      NDArray total = square.sum();
      total.attach(owner);
      sum += Precision.first(total);
    }
    return Math.sqrt(sum);
  }

  NDArray array(String name) {
    return byName.get(name);
  }

  /** Frees them. */
  @Override
  public void close() {
    owner.close();
  }
}
