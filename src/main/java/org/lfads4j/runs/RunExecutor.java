package org.lfads4j.runs;

import java.time.Duration;
import java.util.List;
import org.lfads4j.config.Internal;

/**
 * Decides where and when runs are carried out: in threads of this process, or by a cluster's
 * scheduler. An executor decides nothing else. The folder of a run says what the run is and how far
 * it is, {@link Run#carryOut} does the work, and it does no harm if a part is carried out twice.
 */
public interface RunExecutor {
  /**
   * The executor in this process: one run per GPU, one run per processor, or one after the other.
   */
  static RunExecutor inProcess() {
    return InProcess.INSTANCE;
  }

  /** How long a run may look as if a process had it after that process died, and a little more. */
  @Internal
  static Duration mostHeld() {
    return Lease.expiry().plusSeconds(30);
  }

  /**
   * How many of these parts it would carry out at the same time.
   *
   * @param parts at least one
   * @return at least 1
   */
  int atOnce(List<RunPart> parts);

  /**
   * Carries parts out, and returns when the manifest of each says that it is complete or failed, or
   * another process is running it. An interrupt of the calling thread stops all parts and is
   * cleared; the parts can continue later.
   *
   * @param parts at least one, in the order in which they begin
   * @param atOnce most parts at the same time
   * @param watcher gets the rows that change, from any thread
   */
  void carryOut(List<RunPart> parts, int atOnce, RunsWatcher watcher);

  /**
   * The same, but with this number of parts at the same time, as a user asks for it.
   *
   * @param number at least 1
   */
  default RunExecutor withAtOnce(int number) {
    RunExecutor all = this;
    return new RunExecutor() {
      @Override
      public int atOnce(List<RunPart> parts) {
        return number;
      }

      @Override
      public void carryOut(List<RunPart> parts, int atOnce, RunsWatcher watcher) {
        all.carryOut(parts, atOnce, watcher);
      }
    };
  }
}
