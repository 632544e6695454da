package org.lfads4j.backend.engine;

import java.util.Map;
import org.lfads4j.backend.Gradients;
import org.lfads4j.backend.LossTerms;
import org.lfads4j.model.Program;
import org.lfads4j.model.Result;

/** A way to run the model's programs on an engine. */
interface Executor extends AutoCloseable {
  /**
   * Computes a program's results.
   *
   * @param session index of the session whose read-in and read-out are used
   * @param samples rows for each trial
   */
  Map<Result, double[]> run(Program program, int session, int samples, Feed feed);

  /** The objective of a batch with the gradients of all trainable parameters that it depends on. */
  Gradients differentiate(int session, Feed feed);

  @Override
  void close();

  /** The terms of the objective among the results of {@link Program#OBJECTIVE}. */
  static LossTerms lossTerms(Map<Result, double[]> results) {
    return new LossTerms(
        results.get(Result.TOTAL)[0],
        results.get(Result.RECONSTRUCTION)[0],
        results.get(Result.IC_DIVERGENCE)[0],
        results.get(Result.INPUT_DIVERGENCE)[0],
        results.get(Result.L2)[0],
        results.get(Result.CORRELATION)[0]);
  }
}
