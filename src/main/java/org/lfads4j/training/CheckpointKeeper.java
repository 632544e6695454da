package org.lfads4j.training;

import java.util.Optional;
import java.util.function.Supplier;
import org.lfads4j.config.Internal;
import org.lfads4j.model.ModelSpec;

/** Keeps the checkpoints of a training, so that it can go on where it was stopped. */
@Internal
public interface CheckpointKeeper {
  /** Keeps nothing; training starts at the beginning. */
  CheckpointKeeper NONE =
      new CheckpointKeeper() {
        @Override
        public Optional<Checkpoint> last() {
          return Optional.empty();
        }

        @Override
        public void epochDone(Supplier<Checkpoint> state, Moment moment) {}

        @Override
        public CheckpointKeeper ofAttempt(int number, ModelSpec model) {
          return this;
        }
      };

  /**
   * What decides whether an epoch is kept.
   *
   * @param improved whether validation chose the parameters of this epoch as the best so far
   * @param last whether training ends after this epoch
   */
  record Moment(boolean improved, boolean last) {}

  /** The checkpoint from which training goes on; empty to start at the beginning. */
  Optional<Checkpoint> last();

  /**
   * Called when an epoch is complete.
   *
   * @param state makes the checkpoint when asked; it copies all arrays, so it is asked only if
   *     something is kept
   * @param moment what decides whether it is kept
   */
  void epochDone(Supplier<Checkpoint> state, Moment moment);

  /**
   * The keeper of one of several trainings of a run, beside the others.
   *
   * @param number from 1
   * @param model what it trains
   */
  CheckpointKeeper ofAttempt(int number, ModelSpec model);
}
