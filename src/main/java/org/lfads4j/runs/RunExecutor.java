package org.lfads4j.runs;

import java.util.List;

/**
 * Decides where and when runs are carried out: in threads of this process, or by a cluster's
 * scheduler. An executor decides nothing else. The folder of a run says what the run is and how far
 * it is, {@link Run#carryOut} does the work, and a part that is carried out twice does no harm.
 */
public interface RunExecutor {
  /** In this process: one run a GPU, or one a processor, or one after the other. */
  static RunExecutor inProcess() {
    return InProcess.INSTANCE;
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
   * when another process has the run. An interrupt of the calling thread stops all parts, which can
   * go on later; the method then returns and the interrupt flag is cleared.
   *
   * @param parts at least one, in the order in which they begin
   * @param atOnce at most so many at the same time
   * @param watcher told of the rows that change, from any thread
   */
  void carryOut(List<RunPart> parts, int atOnce, RunsWatcher watcher);
}
