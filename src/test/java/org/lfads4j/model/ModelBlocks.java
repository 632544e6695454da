package org.lfads4j.model;

import java.util.Optional;

/** Single blocks of the model, for tests that compare each with one of another implementation. */
public final class ModelBlocks {
  private ModelBlocks() {}

  /** One bin of the generator. */
  public static Tensor generatorStep(Graph graph, ModelSpec spec, Tensor inputs, Tensor state) {
    int units = spec.params().genDim();
    double clip = spec.params().cellClipValue();
    GateInputs sums = GatedUnit.generatorInputs(graph, Names.GENERATOR, units).project(inputs);
    return GatedUnit.ofGenerator(graph, Names.GENERATOR, units, clip)
        .step(Optional.of(sums), state);
  }

  /** Generator states to factors. */
  public static Tensor factors(Graph graph, Tensor states) {
    return states.matmul(Decoder.unitColumns(graph.parameter(Names.FACTOR_MAP)));
  }

  /** A raw log variance with the floor of the initial condition's posterior. */
  public static Tensor floored(ModelSpec spec, Tensor rawLogVar) {
    return Gaussians.floored(rawLogVar, spec.params().icPostVarMin());
  }

  /** A sample of a Gaussian. */
  public static Tensor sample(Tensor mean, Tensor logVar, Tensor noise) {
    return Gaussians.sample(mean, logVar, noise);
  }

  /** The divergence of the initial condition, per row. */
  public static Tensor icDivergence(Graph graph, ModelSpec spec, Tensor mean, Tensor logVar) {
    return Gaussians.divergenceB(
        mean, logVar, graph.parameter(Names.PRIOR_MEAN), IcPrior.of(spec).logVariance(graph));
  }

  /** The divergence of the inferred inputs, per row. */
  public static Tensor arDivergence(
      Graph graph, ModelSpec spec, Tensor inputs, Tensor logVar, Tensor noise) {
    return ArPrior.divergenceR(graph, inputs, logVar, noise, spec.bins());
  }

  /** The correlation of the inferred inputs, a mean over trials and pairs. */
  public static Tensor correlation(Graph graph, ModelSpec spec, Tensor means) {
    Decoding decoding =
        new Decoding(
            means,
            means,
            means,
            new Decoding.Output(means, Optional.empty()),
            Optional.of(new Decoding.InferredInputs(means, means, means)));
    return new LfadsModel(graph, spec, spec.sessions().get(0))
        .correlation(decoding, means.sumAll().times(0));
  }

  /** The negative log-likelihood, per row. */
  public static Tensor reconstruction(
      Graph graph, ModelSpec spec, Tensor location, Optional<Tensor> logVar) {
    Decoding decoding =
        new Decoding(
            location, location, location, new Decoding.Output(location, logVar), Optional.empty());
    return new LfadsModel(graph, spec, spec.sessions().get(0))
        .terms(new Encoding(Optional.empty(), Optional.empty()), decoding, 1)
        .reconstructionR();
  }
}
