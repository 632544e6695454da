package org.lfads4j.model;

import java.util.List;
import org.lfads4j.config.Internal;

/**
 * One parameter array of the model.
 *
 * @param name unique within the model
 * @param shape one or two axes; matrices are inputs x outputs
 * @param initialiser its initial value
 * @param l2Group the L2 penalty that it is part of
 * @param trainable whether the optimiser changes it
 */
@Internal
public record ParameterSpec(
    String name, List<Integer> shape, Initialiser initialiser, L2Group l2Group, boolean trainable) {

  /** The L2 penalties of {@code c_l2_gen_scale} and {@code c_l2_con_scale}. */
  public enum L2Group {
    /** Not penalised. */
    NONE,
    /** The generator's recurrent weights and biases. */
    GENERATOR,
    /** The controller's recurrent weights and biases. */
    CONTROLLER
  }

  /** The initial value of a parameter. */
  public sealed interface Initialiser {
    /** Independent normals with mean 0, not truncated. */
    record Normal(double standardDeviation) implements Initialiser {}

    /** One value everywhere. */
    record Constant(double value) implements Initialiser {}

    /** Given values, row by row. */
    record Given(List<Double> values) implements Initialiser {}
  }

  /** The number of elements. */
  public int size() {
    return shape.stream().reduce(1, Math::multiplyExact);
  }
}
