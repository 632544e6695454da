package org.lfads4j.backend;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.lfads4j.config.Internal;
import org.lfads4j.model.ParameterInventory;
import org.lfads4j.model.ParameterSpec;
import org.lfads4j.model.ParameterSpec.Initialiser;

/** The values of all parameters at one moment, by name, row by row. Immutable. */
public final class ParameterValues {
  private final Map<String, double[]> byName;

  private ParameterValues(Map<String, double[]> byName) {
    this.byName = byName;
  }

  /** Copies values. */
  public static ParameterValues of(Map<String, double[]> byName) {
    Map<String, double[]> copy = new LinkedHashMap<>();
    byName.forEach((name, values) -> copy.put(name, values.clone()));
    return new ParameterValues(copy);
  }

  /**
   * Draws every parameter as its initialiser says, in single precision. A parameter's numbers
   * depend on the seed and its name only, so that the rest of the structure does not move them.
   */
  @Internal
  public static ParameterValues initial(ParameterInventory inventory, long seed) {
    RandomStream stream =
        new RandomStream(seed, RandomStream.Phase.TRAINING, RandomStream.Use.INITIALISE);
    Map<String, double[]> values = new LinkedHashMap<>();
    for (ParameterSpec parameter : inventory.parameters()) {
      values.put(parameter.name(), initial(parameter, stream));
    }
    return new ParameterValues(values);
  }

  /** The names, in the order of the model. */
  public Set<String> names() {
    return Collections.unmodifiableSet(byName.keySet());
  }

  /** A copy of one parameter. */
  public double[] values(String name) {
    double[] values = byName.get(name);
    if (values == null) {
      throw new NoSuchElementException("the weights must hold a parameter " + name);
    }
    return values.clone();
  }

  /** The same with one parameter replaced. */
  public ParameterValues with(String name, double... values) {
    Map<String, double[]> copy = new LinkedHashMap<>(byName);
    copy.put(name, values.clone());
    return new ParameterValues(copy);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ParameterValues that
        && names().equals(that.names())
        && names().stream().allMatch(n -> Arrays.equals(byName.get(n), that.byName.get(n)));
  }

  @Override
  public int hashCode() {
    return byName.entrySet().stream()
        .mapToInt(e -> e.getKey().hashCode() ^ Arrays.hashCode(e.getValue()))
        .sum();
  }

  @Override
  public String toString() {
    return byName.size()
        + " parameters, "
        + byName.values().stream().mapToInt(v -> v.length).sum()
        + " values";
  }

  private static double[] initial(ParameterSpec parameter, RandomStream stream) {
    double[] values = new double[parameter.size()];
    if (parameter.initialiser() instanceof Initialiser.Constant constant) {
      Arrays.fill(values, constant.value());
    } else if (parameter.initialiser() instanceof Initialiser.Given given) {
      Arrays.setAll(values, given.values()::get);
    } else if (parameter.initialiser() instanceof Initialiser.Normal normal) {
      float[] noise = new float[values.length];
      stream.normals(parameter.name().hashCode(), noise, 0, noise.length);
      Arrays.setAll(values, i -> noise[i] * normal.standardDeviation());
    }
    return values;
  }
}
