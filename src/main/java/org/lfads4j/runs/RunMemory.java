package org.lfads4j.runs;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.Trials;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.ParameterInventory;
import org.lfads4j.model.ParameterSpec;
import org.lfads4j.model.SessionSpec;

/** How much of Java's memory a run may need, estimated high, and so how many runs fit. */
final class RunMemory {
  /** Memory of the program itself, its classes and tables. */
  private static final long FIXED = 96L << 20;

  /** Values, moments, best values and a checkpoint in double precision, gradients, copies. */
  private static final int BYTES_PER_PARAMETER = 24 * Double.BYTES;

  /** Counts, true rates, and copies of them while they are read and hashed. */
  private static final int BYTES_PER_COUNT = 8 * Float.BYTES;

  /** Posterior means, the sums they come from, and the table that is written. */
  private static final int BYTES_PER_RESULT = 4 * Float.BYTES;

  private static final double SHARE = 0.8;

  private RunMemory() {}

  /** How many runs as large as this fit into the memory that Java may take, at least 1. */
  static int atOnce(RunParams params, List<Trials> sessions) {
    RunParams unaligned =
        params
            .withUseAlignmentMatrix(false)
            .withUseSingleDatasetAlignmentMatrix(false)
            .withDoTrainReadin(true);
    ModelSpec spec =
        ModelSpec.of(
            unaligned, sessions.get(0).bins(), sessions.stream().map(RunMemory::sizes).toList());
    return (int) Math.max(1, SHARE * Runtime.getRuntime().maxMemory() / bytes(spec, sessions));
  }

  /** A session of which only the sizes count. */
  private static SessionSpec sizes(Trials trials) {
    int neurons = trials.neurons();
    return new SessionSpec(
        trials.session(),
        neurons,
        IntStream.range(0, neurons).boxed().toList(),
        Collections.nCopies(neurons, 0.0));
  }

  static long bytes(ModelSpec spec, List<Trials> sessions) {
    long parameters =
        ParameterInventory.of(spec).parameters().stream().mapToLong(ParameterSpec::size).sum();
    int units = spec.params().genDim() + spec.params().factorsDim() + 3 * spec.params().coDim();
    long bytes = FIXED + parameters * BYTES_PER_PARAMETER;
    for (Trials trials : sessions) {
      long rows = (long) trials.trials() * trials.bins();
      bytes += rows * trials.neurons() * BYTES_PER_COUNT;
      bytes += rows * (units + trials.neurons()) * BYTES_PER_RESULT;
    }
    return bytes;
  }
}
