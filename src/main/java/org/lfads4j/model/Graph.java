package org.lfads4j.model;

import java.util.List;
import java.util.Optional;

/** Where the model's tensors come from: parameters and inputs by name, and joins of several. */
public interface Graph {
  /** A parameter of the inventory. */
  Tensor parameter(String name);

  /** An input of this call, if it is fed. */
  Optional<Tensor> input(Input input);

  /** Tensors of one shape, joined along a new first axis. */
  Tensor stack(List<Tensor> parts);

  /** Tensors joined along an existing axis. */
  Tensor concat(List<Tensor> parts, int axis);

  /** Rows through the weights and the bias of an affine layer. */
  default Tensor layer(Tensor rows, String name) {
    return rows.affine(parameter(Names.weights(name)), parameter(Names.bias(name)));
  }

  /** An input that this call cannot do without. */
  default Tensor required(Input input) {
    return input(input)
        .orElseThrow(() -> new IllegalStateException("input " + input + " must be fed"));
  }
}
