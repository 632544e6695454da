package org.lfads4j.config;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One method for each {@link RunOption} but {@link RunOption#DEVICE}: {@code withDevice} changes
 * the hyperparameter {@link Hyperparameter#DEVICE}. Each gives a copy with that value, and throws
 * {@link RefusedException} if the value is outside the range. {@link RunOption#description} and
 * {@code lfads4j smooth --help} say what each option means.
 *
 * @param <S> the immutable value that a wither returns a changed copy of
 */
public interface OptionWithers<S> {

  /** A copy with changed options. */
  S withOptions(UnaryOperator<RunOptions> change);

  /** A copy with one option changed. */
  default <T> S with(RunOption<T> option, T value) {
    return withOptions(options -> options.with(option, value));
  }

  /** Changes {@link RunOption#SEED}. */
  default S withSeed(long seed) {
    return with(RunOption.SEED, seed);
  }

  /** Changes {@link RunOption#HELD_OUT_NEURONS}; without any name no neuron is held out. */
  default S withHeldOutNeurons(String... neurons) {
    return with(RunOption.HELD_OUT_NEURONS, List.of(neurons));
  }

  /** Changes {@link RunOption#ENGINE}. */
  default S withEngine(String engine) {
    return with(RunOption.ENGINE, engine);
  }

  /** Changes {@link RunOption#BACKEND}. */
  default S withBackend(String backend) {
    return with(RunOption.BACKEND, backend);
  }

  /** Changes {@link RunOption#THREADS}. */
  default S withThreads(int threads) {
    return with(RunOption.THREADS, threads);
  }

  /** Changes {@link RunOption#MAX_EPOCHS}. */
  default S withMaxEpochs(int epochs) {
    return with(RunOption.MAX_EPOCHS, epochs);
  }

  /** Changes {@link RunOption#TIME_LIMIT}. */
  default S withTimeLimit(Duration time) {
    return with(RunOption.TIME_LIMIT, time);
  }

  /** Changes {@link RunOption#PATIENCE}. */
  default S withPatience(int epochs) {
    return with(RunOption.PATIENCE, epochs);
  }

  /** Changes {@link RunOption#COORDINATED_DROPOUT}. */
  default S withCoordinatedDropout(double share) {
    return with(RunOption.COORDINATED_DROPOUT, share);
  }

  /** Changes {@link RunOption#VALIDATION_OBJECTIVE}. */
  default S withValidationObjective(String objective) {
    return with(RunOption.VALIDATION_OBJECTIVE, objective);
  }

  /** Changes {@link RunOption#ADAM_EPSILON}. */
  default S withAdamEpsilon(double epsilon) {
    return with(RunOption.ADAM_EPSILON, epsilon);
  }

  /**
   * Changes {@link RunOption#ALTERNATIVES}, such as {@code "c_keep_prob=0.9,c_factors_dim=16"};
   * without any there is one training.
   */
  default S withAlternatives(String... alternatives) {
    return withOptions(
        options -> options.with(RunOption.ALTERNATIVES.name(), List.of(alternatives)));
  }

  /** Changes {@link RunOption#SAMPLE_VALIDATION}. */
  default S withSampleValidation(double share) {
    return with(RunOption.SAMPLE_VALIDATION, share);
  }

  /** Changes {@link RunOption#POSTERIOR_DRAWS}. */
  default S withPosteriorDraws(String draws) {
    return with(RunOption.POSTERIOR_DRAWS, draws);
  }

  /** Changes {@link RunOption#POSTERIOR_ERROR}. */
  default S withPosteriorError(double share) {
    return with(RunOption.POSTERIOR_ERROR, share);
  }
}
