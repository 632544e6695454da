package org.lfads4j.backend.fused;

import java.util.HashMap;
import java.util.Map;
import org.lfads4j.backend.AdamState;
import org.lfads4j.backend.Gradients;
import org.lfads4j.backend.ParameterValues;

/** Adam's moments in arrays laid out like the parameters. */
final class FusedAdamState implements AdamState {
  private final FlatParameters parameters;
  private final Runnable changed;
  private final float[] first;
  private final float[] second;

  /**
   * Moments of zero.
   *
   * @param changed told after every change of the parameters
   */
  FusedAdamState(FlatParameters parameters, Runnable changed) {
    this.parameters = parameters;
    this.changed = changed;
    this.first = new float[parameters.values().length];
    this.second = new float[parameters.values().length];
  }

  @Override
  public void update(
      Gradients gradients, double scale, double step, float beta1, float beta2, double epsilon) {
    FusedGradients own = (FusedGradients) gradients;
    for (String name : own.names()) {
      FlatParameters.Place place = parameters.place(name);
      update(
          own.flat(),
          place.at(),
          place.at() + place.size(),
          new Rule((float) scale, (float) step, beta1, beta2, (float) epsilon));
    }
    changed.run();
  }

  private record Rule(float scale, float step, float beta1, float beta2, float epsilon) {}

  private void update(float[] gradient, int from, int to, Rule rule) {
    float[] weights = parameters.values();
    float scale = rule.scale;
    float step = rule.step;
    float beta1 = rule.beta1;
    float beta2 = rule.beta2;
    float epsilon = rule.epsilon;
    for (int i = from; i < to; i++) {
      float g = gradient[i] * scale;
      float m = beta1 * first[i] + (1 - beta1) * g;
      float v = beta2 * second[i] + (1 - beta2) * g * g;
      first[i] = m;
      second[i] = v;
      weights[i] -= step * m / ((float) Math.sqrt(v) + epsilon);
    }
  }

  @Override
  public ParameterValues values() {
    Map<String, double[]> both = new HashMap<>();
    for (String name : parameters.names()) {
      FlatParameters.Place place = parameters.place(name);
      both.put(name + "/m", FlatParameters.read(first, place));
      both.put(name + "/v", FlatParameters.read(second, place));
    }
    return ParameterValues.of(both);
  }

  @Override
  public void set(ParameterValues values) {
    for (String name : parameters.names()) {
      FlatParameters.Place place = parameters.place(name);
      FlatParameters.write(first, place, values.values(name + "/m"));
      FlatParameters.write(second, place, values.values(name + "/v"));
    }
  }
}
