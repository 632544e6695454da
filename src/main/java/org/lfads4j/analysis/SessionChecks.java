package org.lfads4j.analysis;

import java.util.List;
import java.util.Optional;
import org.lfads4j.config.Internal;
import org.lfads4j.data.Trials;
import org.lfads4j.inference.PosteriorMeans;
import org.lfads4j.model.ModelSpec;

/** All that is looked for in the results of one session. */
@Internal
public final class SessionChecks {
  private SessionChecks() {}

  /**
   * Of results.
   *
   * @param trials with a split
   * @param means of all its trials
   * @param scores as {@link ScoreCard} gives them
   * @param calibration of spike counts; absent for Gaussian output
   */
  public static Checkup of(
      ModelSpec model,
      Trials trials,
      PosteriorMeans means,
      List<Score> scores,
      Optional<Calibration> calibration) {
    LatentChecks latents = new LatentChecks(trials, means);
    Checkup checkup = ScoreChecks.of(scores);
    if (model.hasIcEncoder()) {
      checkup = checkup.and(latents.initialConditions());
    }
    if (model.hasController()) {
      checkup = checkup.and(latents.inputs());
    }
    return calibration.isPresent()
        ? checkup.and(new RateChecks(trials.neuronNames(), calibration.get()).all())
        : checkup;
  }

  /** How well counts are predicted that were hidden after training, beside the others. */
  public static Checkup of(HiddenSamples.Prediction prediction) {
    return RateChecks.copies(prediction);
  }
}
