package org.lfads4j.cli;

import java.time.Duration;
import org.lfads4j.runs.RunPart;
import picocli.CommandLine.Option;

/** How much of a run is wanted, and how often it is kept. */
final class PartOptions {
  @Option(
      names = "--checkpoint-every",
      paramLabel = "T",
      converter = TimeLimit.class,
      description = "Shortest time between two checkpoints; default 10s.")
  private Duration checkpointEvery = RunPart.CHECKPOINT_EVERY;

  @Option(
      names = "--posterior-only",
      description = "Train nothing; compute posterior means of trained models that have none.")
  private boolean posteriorOnly;

  Duration checkpointEvery() {
    return checkpointEvery;
  }

  RunPart.Wanted wanted() {
    return posteriorOnly ? RunPart.Wanted.POSTERIOR : RunPart.Wanted.EVERYTHING;
  }
}
