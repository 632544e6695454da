package org.lfads4j.model;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.lfads4j.config.Internal;
import org.lfads4j.config.RunParams;
import org.lfads4j.model.ParameterSpec.L2Group;

/**
 * The L2 penalty: half the sum of squares of each penalised parameter times the scale of its group,
 * all divided by the number of penalised elements of both groups together.
 *
 * @param shares the penalised parameters
 * @param elements the number of their elements
 */
@Internal
public record L2Penalty(List<Share> shares, int elements) {
  /**
   * One parameter's share.
   *
   * @param parameter what is penalised
   * @param scale {@code c_l2_gen_scale} or {@code c_l2_con_scale}
   */
  public record Share(ParameterSpec parameter, double scale) {}

  /** The penalty of a model. */
  public static L2Penalty of(ModelSpec spec) {
    RunParams params = spec.params();
    List<ParameterSpec> penalised = ParameterInventory.of(spec).penalised();
    return new L2Penalty(
        penalised.stream()
            .map(
                p ->
                    new Share(
                        p,
                        p.l2Group() == L2Group.GENERATOR
                            ? params.l2GenScale()
                            : params.l2ConScale()))
            .toList(),
        penalised.stream().mapToInt(ParameterSpec::size).sum());
  }

  /** Whether the model has a penalised parameter whose scale is not zero. */
  public boolean acts() {
    return shares.stream().anyMatch(share -> share.scale != 0);
  }

  /** The penalty over tensors; {@code none} if every scale is zero. */
  Tensor value(Graph graph, Tensor none) {
    if (!acts()) {
      return none;
    }
    Tensor sum = none;
    for (Share share : shares) {
      Tensor squares = graph.parameter(share.parameter.name()).square().sumAll();
      sum = sum.plus(squares.times(0.5 * share.scale));
    }
    return sum.times(1.0 / elements);
  }

  /** The penalty, given the sum of squares of each parameter. */
  public double value(ToDoubleFunction<ParameterSpec> squares) {
    double sum = 0;
    for (Share share : shares) {
      sum += 0.5 * share.scale * squares.applyAsDouble(share.parameter);
    }
    return sum / elements;
  }

  /** The gradient with respect to an element of a parameter, divided by that element. */
  public double slope(Share share, double ramp) {
    return ramp * share.scale / elements;
  }
}
