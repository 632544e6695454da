package org.lfads4j.analysis;

import java.util.Optional;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Grid;
import org.lfads4j.inference.PosteriorMeans;

/** What a model that gives these rates would say; factors and states are the first four of them. */
final class MadeUpMeans {
  private MadeUpMeans() {}

  static PosteriorMeans of(Cube expectedCounts) {
    return of(expectedCounts, expectedCounts.selectColumns(0, 1, 2, 3));
  }

  static PosteriorMeans of(Cube expectedCounts, Cube states) {
    Cube factors = expectedCounts.selectColumns(0, 1, 2, 3);
    Grid none = Grid.of(1, 1, new float[1]);
    return new PosteriorMeans(
        new PosteriorMeans.Source("posterior_push_mean", 1, 0),
        new PosteriorMeans.Output(expectedCounts, Optional.empty()),
        factors,
        states,
        new PosteriorMeans.InitialConditions(none, none, none, none, none),
        Optional.empty(),
        new PosteriorMeans.TrialCosts(none, none));
  }
}
