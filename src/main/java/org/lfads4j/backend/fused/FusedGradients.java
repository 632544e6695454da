package org.lfads4j.backend.fused;

import java.util.Collections;
import java.util.Set;
import org.lfads4j.backend.Gradients;
import org.lfads4j.backend.LossTerms;

/** Gradients in one array, laid out like the parameters. */
final class FusedGradients implements Gradients {
  private final LossTerms loss;
  private final FlatParameters parameters;
  private final Set<String> names;
  private final float[] flat;
  private final Runnable giveBack;

  FusedGradients(
      LossTerms loss,
      FlatParameters parameters,
      Set<String> names,
      float[] flat,
      Runnable giveBack) {
    this.loss = loss;
    this.parameters = parameters;
    this.names = Collections.unmodifiableSet(names);
    this.flat = flat;
    this.giveBack = giveBack;
  }

  @Override
  public LossTerms loss() {
    return loss;
  }

  @Override
  public Set<String> names() {
    return names;
  }

  @Override
  public double[] values(String name) {
    return FlatParameters.read(flat, parameters.place(name));
  }

  @Override
  public double globalNorm() {
    double sum = 0;
    for (String name : names) {
      FlatParameters.Place place = parameters.place(name);
      sum += squared(place.at(), place.at() + place.size());
    }
    return Math.sqrt(sum);
  }

  /** Four separate sums, so that additions do not wait for each other. */
  private double squared(int from, int to) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = from;
    for (; i + 3 < to; i += 4) {
      a += (double) flat[i] * flat[i];
      b += (double) flat[i + 1] * flat[i + 1];
      c += (double) flat[i + 2] * flat[i + 2];
      d += (double) flat[i + 3] * flat[i + 3];
    }
    for (; i < to; i++) {
      a += (double) flat[i] * flat[i];
    }
    return a + b + c + d;
  }

  float[] flat() {
    return flat;
  }

  @Override
  public void close() {
    giveBack.run();
  }
}
