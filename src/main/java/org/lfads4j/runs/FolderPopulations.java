package org.lfads4j.runs;

import org.lfads4j.AutoLfads;
import org.lfads4j.FittedLfads;
import org.lfads4j.LfadsRun;
import org.lfads4j.PopulationTrainer;
import org.lfads4j.config.Internal;
import org.lfads4j.population.Settings;

/** Trains populations in folders, on this machine. */
@Internal
public final class FolderPopulations implements PopulationTrainer {
  /** For {@link java.util.ServiceLoader}. */
  public FolderPopulations() {}

  @Override
  public FittedLfads train(AutoLfads auto) {
    LfadsRun run = auto.run();
    return new Population(
            auto.folder(),
            run.given(),
            new Settings(run.params(), run.options()),
            auto.plan(),
            auto.space(),
            RunExecutor.inProcess(),
            RunCollection.watcher())
        .train()
        .fit();
  }
}
