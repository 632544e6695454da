package org.lfads4j.weights;

import java.util.List;
import java.util.Optional;
import org.lfads4j.backend.Placement;
import org.lfads4j.data.Trials;
import org.lfads4j.inference.PosteriorMeans;
import org.lfads4j.population.PopulationHistory;
import org.lfads4j.training.TrainingResult;

/**
 * A whole fit, as {@link FitFolder} keeps it.
 *
 * @param model the trained model
 * @param training how training went
 * @param placement what it ran on
 * @param recordings one a session, in the model's bins and split
 * @param means the posterior means of each recording, where they were computed
 * @param population how the population evolved of which it is the best
 * @param notices what a user should know of the files it was read from, one sentence each
 */
public record SavedFit(
    SavedModel model,
    TrainingResult training,
    Placement placement,
    List<Trials> recordings,
    List<Optional<PosteriorMeans>> means,
    Optional<PopulationHistory> population,
    List<String> notices) {
  /** Keeps its own copies of the lists. */
  public SavedFit {
    recordings = List.copyOf(recordings);
    means = List.copyOf(means);
    notices = List.copyOf(notices);
  }
}
