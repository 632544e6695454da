package org.lfads4j.cli;

import java.time.Duration;
import org.lfads4j.runs.RunPart;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How much of a run is wanted, and how often it is kept. */
final class PartOptions {
  @Mixin private CheckpointOption checkpoints = new CheckpointOption();

  @Option(
      names = "--posterior-only",
      description = "Train nothing; compute posterior means of trained models that have none.")
  private boolean posteriorOnly;

  Duration checkpointEvery() {
    return checkpoints.every();
  }

  RunPart.Wanted wanted() {
    return posteriorOnly ? RunPart.Wanted.POSTERIOR : RunPart.Wanted.EVERYTHING;
  }
}
