package org.lfads4j.backend.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Map;
import java.util.Set;
import org.lfads4j.backend.Gradients;
import org.lfads4j.backend.LossTerms;

/** Gradients on a DJL device. */
final class EngineGradients implements Gradients {
  private final NDManager owner;
  private final LossTerms loss;
  private final Map<String, NDArray> byName;

  EngineGradients(NDManager owner, LossTerms loss, Map<String, NDArray> byName) {
    this.owner = owner;
    this.loss = loss;
    this.byName = byName;
  }

  @Override
  public LossTerms loss() {
    return loss;
  }

  @Override
  public Set<String> names() {
    return byName.keySet();
  }

  @Override
  public double[] values(String name) {
    return EngineArrays.toDoubles(array(name));
  }

  @Override
  public double globalNorm() {
    double sum = 0;
    for (NDArray gradient : byName.values()) {
      NDArray square = gradient.mul(gradient);
      square.attach(owner);
      NDArray total = square.sum();
      total.attach(owner);
      sum += EngineArrays.toDoubles(total)[0];
    }
    return Math.sqrt(sum);
  }

  NDArray array(String name) {
    return byName.get(name);
  }

  @Override
  public void close() {
    owner.close();
  }
}
