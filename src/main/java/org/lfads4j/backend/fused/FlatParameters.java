package org.lfads4j.backend.fused;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.model.ParameterInventory;
import org.lfads4j.model.ParameterSpec;

/** All parameters, one after the other in one array, in the order of the inventory. */
final class FlatParameters {
  /** Where a parameter lies: its first element, and its shape as a matrix. */
  record Place(int at, int rows, int columns) {
    int size() {
      return rows * columns;
    }
  }

  private final Map<String, Place> places = new LinkedHashMap<>();
  private final Set<String> trainable;
  private final float[] values;

  FlatParameters(ParameterInventory inventory) {
    int size = 0;
    for (ParameterSpec parameter : inventory.parameters()) {
      int axes = parameter.shape().size();
      int columns = parameter.shape().get(axes - 1);
      places.put(parameter.name(), new Place(size, parameter.size() / columns, columns));
      size += parameter.size();
    }
    this.values = new float[size];
    this.trainable =
        inventory.parameters().stream()
            .filter(ParameterSpec::trainable)
            .map(ParameterSpec::name)
            .collect(Collectors.toUnmodifiableSet());
  }

  float[] values() {
    return values;
  }

  Place place(String name) {
    return places.get(name);
  }

  Set<String> names() {
    return Collections.unmodifiableSet(places.keySet());
  }

  boolean isTrainable(String name) {
    return trainable.contains(name);
  }

  void set(ParameterValues given) {
    places.forEach((name, place) -> write(values, place, given.values(name)));
  }

  /** An array laid out like the parameters, by name. */
  ParameterValues named(float[] flat, String suffix) {
    Map<String, double[]> copy = new LinkedHashMap<>();
    places.forEach((name, place) -> copy.put(name + suffix, read(flat, place)));
    return ParameterValues.of(copy);
  }

  static void write(float[] flat, Place place, double... from) {
    if (from.length != place.size()) {
      throw new IllegalArgumentException(
          "a parameter must hold " + place.size() + " values, got " + from.length);
    }
    for (int i = 0; i < from.length; i++) {
      flat[place.at() + i] = (float) from[i];
    }
  }

  static double[] read(float[] flat, Place place) {
    double[] out = new double[place.size()];
    Arrays.setAll(out, i -> flat[place.at() + i]);
    return out;
  }
}
