package org.lfads4j.runs;

import org.lfads4j.AutoLfads;
import org.lfads4j.FittedLfads;
import org.lfads4j.PopulationTrainer;
import org.lfads4j.config.Internal;

/** Trains populations in folders, on this machine. */
@Internal
public final class FolderPopulations implements PopulationTrainer {
  /** For {@link java.util.ServiceLoader}. */
  public FolderPopulations() {}

  @Override
  public FittedLfads train(AutoLfads auto) {
    return new Population(
            auto.folder(),
            auto.run(),
            auto.plan(),
            auto.space(),
            RunExecutor.inProcess(),
            RunCollection.watcher())
        .train()
        .fit();
  }
}
