package org.lfads4j.backend.fused;

import java.util.Optional;
import org.lfads4j.backend.Batch;
import org.lfads4j.backend.NoiseKey;
import org.lfads4j.backend.kernels.Kernels;
import org.lfads4j.model.Input;

/** The cost of one batch, tile by tile, and (if asked) its gradients. */
final class ObjectiveCall {
  private final Weights weights;
  private final Batch batch;
  private final TermWeights termWeights;
  private final TileNoise noise;
  private final Optional<TileNoise> dropout;
  private final EncoderPass encoder;
  private final InitialPass initial;
  private final DecoderPass decoder;
  private final Likelihood likelihood;
  private final RowTerms terms;

  /**
   * A call.
   *
   * @param drops whether units are dropped, where {@code c_keep_prob} is below 1
   */
  ObjectiveCall(
      Weights weights,
      Priors priors,
      Kernels kernels,
      Batch batch,
      TermWeights termWeights,
      NoiseKey key,
      boolean drops) {
    this.weights = weights;
    this.batch = batch;
    this.termWeights = termWeights;
    this.noise = new TileNoise(weights.plan, key);
    this.dropout =
        drops && weights.plan.spec.params().keepProb() < 1 ? Optional.of(noise) : Optional.empty();
    this.encoder = new EncoderPass(weights, kernels);
    this.initial = new InitialPass(weights, priors, kernels);
    this.decoder = new DecoderPass(weights, priors, kernels);
    this.likelihood = new Likelihood(weights.plan, kernels);
    this.terms = new RowTerms(batch.trials());
  }

  RowTerms terms() {
    return terms;
  }

  void forward(Workspace w, Tile tile) {
    boolean dropped = dropout.isPresent();
    encoder.forward(w, tile, batch, dropout);
    initial.encode(w, tile, dropout);
    initial.start(w, tile, Optional.of(noise));
    dropout.ifPresent(d -> d.decoderMasks(tile, w));
    if (weights.shared.controller.isPresent()) {
      decoder.readEncodings(w, dropped);
      decoder.inputNoise(w, tile, Optional.of(noise));
    }
    decoder.loadExternalInputs(w, tile, batch, dropout);
    decoder.forward(w, dropped);
    decoder.emit(w);
    tile.copy(batch, Input.SPIKES, w.bins, w.spikes, 0, weights.plan.neurons);
    likelihood.cost(w, tile, batch, termWeights.reconstruction(), terms);
    decoder.divergences(w, tile, termWeights.correlation() != 0, terms);
    initial.divergence(w, tile, terms);
  }

  /** After {@link #forward} on the same workspace. */
  void back(Workspace w, Tile tile, GradientRows gradients) {
    boolean dropped = dropout.isPresent();
    decoder.back(w, tile, termWeights, dropped, gradients);
    initial.back(w, tile, termWeights.icDivergence(), dropped, gradients);
    encoder.back(w, dropped, gradients);
  }
}
