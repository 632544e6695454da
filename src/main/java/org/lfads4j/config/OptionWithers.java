package org.lfads4j.config;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The typed withers of everything that is asked of a run and is no hyperparameter.
 *
 * @param <S> the immutable value that a wither returns a changed copy of
 */
public interface OptionWithers<S> {

  /** A copy with changed options. */
  S withOptions(UnaryOperator<RunOptions> change);

  /** Where all randomness starts; default 0. Enters the param hash. */
  default S withSeed(long seed) {
    return withOptions(
        o -> new RunOptions(seed, o.heldOutNeurons(), o.execution(), o.stopRule(), o.hiding()));
  }

  /**
   * Names of neurons that the encoders do not see, though all are reconstructed; default none, and
   * no names at all means none again. Enters the param hash.
   */
  default S withHeldOutNeurons(String... neurons) {
    return withOptions(
        o -> new RunOptions(o.seed(), List.of(neurons), o.execution(), o.stopRule(), o.hiding()));
  }

  /** {@code MXNet} or {@code PyTorch}; default the one at hand. Enters no hash. */
  default S withEngine(String engine) {
    return withOptions(o -> o.with(o.execution().withEngine(engine)));
  }

  /** {@code eager}, {@code compiled} or {@code fused}; default the fastest. Enters no hash. */
  default S withBackend(String backend) {
    return withOptions(o -> o.with(o.execution().withBackend(backend)));
  }

  /** Devices that share each batch, at least 1; default 1. Enters no hash. */
  default S withDeviceCount(int devices) {
    return withOptions(o -> o.with(o.execution().withDeviceCount(devices)));
  }

  /**
   * CPU threads of the fused backend, at least 1; default all processors. Enters no hash: the bits
   * are the same for any number.
   */
  default S withThreads(int threads) {
    return withOptions(o -> o.with(o.execution().withThreads(threads)));
  }

  /** Most epochs of training, at least 1; default unlimited. Enters the param hash. */
  default S withMaxEpochs(int epochs) {
    return withOptions(o -> o.with(o.stopRule().withMaxEpochs(epochs)));
  }

  /** Longest training; default unlimited. Enters the param hash. */
  default S withTimeLimit(Duration time) {
    return withOptions(o -> o.with(o.stopRule().withTimeLimit(time)));
  }

  /**
   * Epochs without a lower validation cost after which training ends, at least 1; default
   * unlimited. Enters the param hash.
   */
  default S withPatience(int epochs) {
    return withOptions(o -> o.with(o.stopRule().withPatience(epochs)));
  }

  /**
   * The share of spike counts that each step hides from the encoders and learns to fill in, in [0,
   * 1); default 0. About 0.3 to 0.5 keeps single spikes from being passed through. Enters the param
   * hash.
   */
  default S withCoordinatedDropout(double share) {
    return withOptions(o -> o.with(new Hiding(share, o.hiding().sampleValidation())));
  }

  /**
   * The share of spike counts that is hidden throughout and by which validation judges, in [0, 1);
   * default 0: the cost of validation trials judges. Enters the param hash.
   */
  default S withSampleValidation(double share) {
    return withOptions(o -> o.with(new Hiding(o.hiding().coordinatedDropout(), share)));
  }
}
