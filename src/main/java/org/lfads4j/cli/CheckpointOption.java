package org.lfads4j.cli;

import java.time.Duration;
import org.lfads4j.runs.RunPart;
import picocli.CommandLine.Option;

/** How often the state of a training is kept. */
final class CheckpointOption {
  @Option(
      names = "--checkpoint-every",
      paramLabel = "T",
      converter = TimeLimit.class,
      description = "Shortest time between two checkpoints; default 10s.")
  private Duration every = RunPart.CHECKPOINT_EVERY;

  Duration every() {
    return every;
  }
}
