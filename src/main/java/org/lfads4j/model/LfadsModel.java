package org.lfads4j.model;

import java.util.Optional;

/**
 * LFADS (Pandarinath et al. 2018, Nature Methods 15:805): encode a trial, draw an initial condition
 * and inputs, run the generator, read out rates, compare with the spikes.
 */
public final class LfadsModel {
  private final Graph graph;
  private final ModelSpec spec;
  private final SessionSpec session;

  /** The model of one session, over a backend's tensors. */
  public LfadsModel(Graph graph, ModelSpec spec, SessionSpec session) {
    this.graph = graph;
    this.spec = spec;
    this.session = session;
  }

  /** Computes posteriors from spikes. */
  public Encoding encode() {
    return new Encoder(graph, spec, session).encode();
  }

  /**
   * Posteriors to rates, {@code samples} rows for each trial. Noise that is fed is used to sample,
   * noise that is absent means that the mean is taken.
   */
  Decoding decode(Encoding encoding, int samples) {
    Tensor startRG =
        encoding
            .initialCondition()
            .map(ic -> generatorStart(sampled(ic, samples)))
            .orElseGet(() -> learnedStart(samples));
    return new Decoder(graph, spec, session, samples).decode(startRG, encoding.controller());
  }

  /**
   * The generator on its own: initial conditions and (where there is a controller) inputs are fed
   * as {@link Input#IC_MEAN} and {@link Input#INFERRED_INPUTS}.
   */
  Decoding generate() {
    Tensor startRG =
        spec.hasIcEncoder() ? generatorStart(graph.required(Input.IC_MEAN)) : learnedStart(1);
    return new Decoder(graph, spec, session, 1).decode(startRG, Optional.empty());
  }

  /** The data terms of each row. */
  TrialTerms terms(Encoding encoding, Decoding decoding, int samples) {
    Tensor reconstructionR = reconstruction(decoding, samples);
    Tensor none = reconstructionR.times(0);
    return new TrialTerms(
        reconstructionR,
        encoding.initialCondition().map(ic -> repeated(icDivergence(ic), samples)).orElse(none),
        decoding.inferredInputs().map(this::inputDivergence).orElse(none));
  }

  /** The cost of the batch. */
  Objective objective() {
    Encoding encoding = encode();
    Decoding decoding = decode(encoding, 1);
    TrialTerms terms = terms(encoding, decoding, 1);
    Tensor reconstruction = batchMean(terms.reconstructionR());
    Tensor icDivergence = batchMean(terms.icDivergenceR());
    Tensor inputDivergence = batchMean(terms.inputDivergenceR());
    Tensor none = reconstruction.times(0);
    Tensor l2 = L2Penalty.of(spec).value(graph, none);
    Objective.Weights weights = Objective.Weights.of(spec);
    Tensor correlation = weights.correlation() == 0 ? none : correlation(decoding, none);
    return weights.of(
        graph,
        new Objective.Terms<>(reconstruction, icDivergence, inputDivergence, l2, correlation));
  }

  /** What is emitted: expected counts per bin (Poisson) or means (Gaussian). */
  Tensor expected(Decoding decoding) {
    return spec.output().expected(decoding.output().locationTRN(), true);
  }

  /** The emitted variance (Gaussian only). */
  Optional<Tensor> variance(Decoding decoding) {
    return decoding.output().logVarTRN().map(v -> Constants.limited(v).exp());
  }

  /** The mean of the initial condition's prior, 1 x Z; a result of its own, not the parameter. */
  Tensor icPriorMean() {
    return graph.parameter(Names.PRIOR_MEAN).times(1);
  }

  /** The log variance of the initial condition's prior, 1 x Z. */
  Tensor icPriorLogVariance() {
    return IcPrior.of(spec).logVariance(graph);
  }

  private Tensor sampled(Encoding.InitialCondition ic, int samples) {
    Tensor meanRZ = repeated(ic.meanBZ(), samples);
    Tensor logVarRZ = repeated(ic.logVarBZ(), samples);
    return graph
        .input(Input.IC_NOISE)
        .map(noise -> Gaussians.sample(meanRZ, logVarRZ, noise))
        .orElse(meanRZ);
  }

  private Tensor generatorStart(Tensor icRZ) {
    return spec.hasGeneratorStartMap() ? graph.layer(icRZ, Names.START_MAP) : icRZ;
  }

  private Tensor learnedStart(int samples) {
    Tensor rowsB = graph.required(Input.TRIAL_WEIGHTS);
    Tensor startBG = graph.parameter(Names.GENERATOR_START).copiedToRowsOf(rowsB);
    return repeated(startBG, samples);
  }

  private Tensor icDivergence(Encoding.InitialCondition ic) {
    return Gaussians.divergenceB(
        ic.meanBZ(), ic.logVarBZ(), graph.parameter(Names.PRIOR_MEAN), icPriorLogVariance());
  }

  private Tensor inputDivergence(Decoding.InferredInputs inputs) {
    Tensor noiseTRU = graph.input(Input.INPUT_NOISE).orElseGet(() -> inputs.logVarTRU().times(0));
    return ArPrior.divergenceR(
        graph, inputs.inputsTRU(), inputs.logVarTRU(), noiseTRU, spec.bins());
  }

  private Tensor reconstruction(Decoding decoding, int samples) {
    Tensor spikesTBN = graph.required(Input.SPIKES);
    Tensor spikesTRN = repeated(spikesTBN, samples);
    Tensor densityTRN =
        spec.output()
            .logDensity(spikesTRN, decoding.output().locationTRN(), decoding.output().logVarTRN());
    Tensor likelihoodR = weighted(densityTRN, samples).sum(2).sum(0);
    return spec.output().isOfCounts()
        ? repeated(graph.required(Input.LOG_FACTORIALS), samples).minus(likelihoodR)
        : likelihoodR.times(-1);
  }

  private Tensor weighted(Tensor likelihoodTRN, int samples) {
    return graph
        .input(Input.LIKELIHOOD_WEIGHTS)
        .map(weightsTBN -> likelihoodTRN.times(repeated(weightsTBN, samples)))
        .orElse(likelihoodTRN);
  }

  private Tensor batchMean(Tensor termsB) {
    return termsB.times(graph.required(Input.TRIAL_WEIGHTS)).sumAll();
  }

  /** Mean over pairs and trials of half the squared sum over time of two inputs' product. */
  Tensor correlation(Decoding decoding, Tensor none) {
    int inputs = spec.params().coDim();
    Tensor meanTBU = decoding.inferredInputs().orElseThrow().meanTRU();
    Tensor sum = none;
    for (int i = 0; i < inputs; i++) {
      for (int j = i + 1; j < inputs; j++) {
        Tensor productB =
            meanTBU.slice(2, i, i + 1).times(meanTBU.slice(2, j, j + 1)).sum(2).sum(0);
        sum = sum.plus(batchMean(productB.square().times(0.5)));
      }
    }
    return sum.times(Objective.pairShare(inputs));
  }

  private static Tensor repeated(Tensor tensor, int samples) {
    return samples == 1 ? tensor : tensor.repeatRows(samples);
  }
}
