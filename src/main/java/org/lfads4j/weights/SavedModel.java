package org.lfads4j.weights;

import java.util.Map;
import java.util.stream.DoubleStream;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.config.RunOptions;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.ParameterInventory;
import org.lfads4j.model.ParameterSpec;

/**
 * Everything that is needed to run a trained model again, without the data it was trained on.
 *
 * @param spec its structure, hyperparameters included
 * @param values its parameters; a file holds them in single precision
 * @param options what was asked of its run
 * @param metadata anything else worth keeping, such as the names of neurons
 */
public record SavedModel(
    ModelSpec spec, ParameterValues values, RunOptions options, Map<String, String> metadata) {
  /**
   * Checks that the parameters are those of the structure.
   *
   * @throws IllegalArgumentException if one has another length or a value that is not finite
   * @throws java.util.NoSuchElementException if one is missing
   */
  public SavedModel {
    metadata = Map.copyOf(metadata);
    for (ParameterSpec parameter : ParameterInventory.of(spec).parameters()) {
      double[] held = values.values(parameter.name());
      if (held.length != parameter.size()) {
        throw new IllegalArgumentException(
            "weights must hold %s with %s values, got %s"
                .formatted(parameter.name(), parameter.size(), held.length));
      }
      if (!DoubleStream.of(held).allMatch(value -> Float.isFinite((float) value))) {
        throw new IllegalArgumentException(
            "weights must hold finite numbers, got others in " + parameter.name());
      }
    }
  }
}
