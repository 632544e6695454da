package org.lfads4j.runs;

import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.training.Checkpoint;
import org.lfads4j.training.CheckpointKeeper;

/**
 * Checkpoints that are written only while the folder's lock is held. One that an interrupt of the
 * thread cuts off is left out: training ends at its next step.
 */
record GuardedCheckpoints(CheckpointKeeper kept, RunLock lock) implements CheckpointKeeper {
  @Override
  public Optional<Checkpoint> last() {
    return kept.last();
  }

  @Override
  public CheckpointKeeper ofAttempt(int number, ModelSpec model) {
    return new GuardedCheckpoints(kept.ofAttempt(number, model), lock);
  }

  @Override
  public void epochDone(Supplier<Checkpoint> state, Moment moment) {
    lock.requireHeld();
    try {
      kept.epochDone(state, moment);
    } catch (UncheckedIOException e) {
      if (!RunExecution.isInterrupt(e)) {
        throw e;
      }
      Thread.currentThread().interrupt();
    }
  }
}
