package org.lfads4j.training;

import java.util.Optional;
import java.util.function.Supplier;

/** Somebody who keeps checkpoints, so that training can go on where it was stopped. */
public interface CheckpointKeeper {
  /** Nothing is kept, and training starts at the beginning. */
  CheckpointKeeper NONE =
      new CheckpointKeeper() {
        @Override
        public Optional<Checkpoint> last() {
          return Optional.empty();
        }

        @Override
        public void epochDone(Supplier<Checkpoint> state, Moment moment) {}
      };

  /**
   * What is special about an epoch.
   *
   * @param improved whether its parameters are the best so far, chosen by validation
   * @param last whether training ends after it
   */
  record Moment(boolean improved, boolean last) {}

  /** Where training goes on; empty to start at the beginning. */
  Optional<Checkpoint> last();

  /**
   * An epoch is complete.
   *
   * @param state copies everything when it is asked, which is worth avoiding where nothing is kept
   */
  void epochDone(Supplier<Checkpoint> state, Moment moment);
}
