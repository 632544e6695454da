package org.lfads4j.weights;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lfads4j.backend.LossTerms;
import org.lfads4j.backend.RampWeights;
import org.lfads4j.data.io.Block;
import org.lfads4j.data.io.ContentException;
import org.lfads4j.data.io.SealedArrays;
import org.lfads4j.training.EpochRecord;

/**
 * The log of training as rows of numbers in double precision, one an epoch: epoch, step; total,
 * reconstruction, both KL terms, L2 and correlation of training, the same of validation; weights of
 * the KL and L2 ramps; learning rate, length of the gradient, seconds. If validation judges by
 * something else than the total cost, an array {@code objective} holds that.
 */
final class EpochLog {
  private static final String LOG = "log";
  private static final String OBJECTIVE = "objective";
  private static final int TERMS = 6;
  private static final int TRAIN = 2;
  private static final int VALID = TRAIN + TERMS;
  private static final int RAMPS = VALID + TERMS;
  private static final int PACE = RAMPS + 2;
  private static final int COLUMNS = PACE + 3;

  private EpochLog() {}

  static void put(Map<String, Block> blocks, List<EpochRecord> log) {
    blocks.put(LOG, block(log));
    if (log.stream().anyMatch(EpochRecord::hasOwnObjective)) {
      blocks.put(
          OBJECTIVE, Block.numbers(log.stream().mapToDouble(EpochRecord::objective).toArray()));
    }
  }

  static List<EpochRecord> of(SealedArrays arrays) {
    List<EpochRecord> log = of(arrays.numbers(LOG));
    if (!arrays.has(OBJECTIVE)) {
      return log;
    }
    double[] objective = arrays.numbers(OBJECTIVE, log.size());
    return log.stream().map(each -> each.withObjective(objective[each.epoch() - 1])).toList();
  }

  private static Block block(List<EpochRecord> log) {
    double[] rows = new double[log.size() * COLUMNS];
    for (int i = 0; i < log.size(); i++) {
      EpochRecord record = log.get(i);
      int at = i * COLUMNS;
      rows[at] = record.epoch();
      rows[at + 1] = record.step();
      put(record.train(), rows, at + TRAIN);
      put(record.valid(), rows, at + VALID);
      rows[at + RAMPS] = record.ramps().kl();
      rows[at + RAMPS + 1] = record.ramps().l2();
      rows[at + PACE] = record.pace().learningRate();
      rows[at + PACE + 1] = record.pace().gradientNorm();
      rows[at + PACE + 2] = record.pace().seconds();
    }
    return Block.numbers(log.size(), COLUMNS, rows);
  }

  private static List<EpochRecord> of(double... rows) {
    if (rows.length % COLUMNS != 0) {
      throw new ContentException(
          "log must hold " + COLUMNS + " numbers an epoch, got " + rows.length);
    }
    List<EpochRecord> log = new ArrayList<>();
    for (int at = 0; at < rows.length; at += COLUMNS) {
      log.add(
          new EpochRecord(
              (int) rows[at],
              (int) rows[at + 1],
              terms(rows, at + TRAIN),
              terms(rows, at + VALID),
              new RampWeights(rows[at + RAMPS], rows[at + RAMPS + 1]),
              new EpochRecord.Pace(rows[at + PACE], rows[at + PACE + 1], rows[at + PACE + 2])));
    }
    return List.copyOf(log);
  }

  private static void put(LossTerms terms, double[] row, int at) {
    row[at] = terms.total();
    row[at + 1] = terms.reconstruction();
    row[at + 2] = terms.icDivergence();
    row[at + 3] = terms.inputDivergence();
    row[at + 4] = terms.l2();
    row[at + 5] = terms.correlation();
  }

  private static LossTerms terms(double[] row, int at) {
    return new LossTerms(row[at], row[at + 1], row[at + 2], row[at + 3], row[at + 4], row[at + 5]);
  }
}
