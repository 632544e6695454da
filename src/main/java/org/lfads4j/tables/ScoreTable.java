package org.lfads4j.tables;

import java.util.List;
import java.util.OptionalDouble;
import org.lfads4j.analysis.ScoreCard;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Scores with their baselines in the next columns, one row a score. */
public final class ScoreTable {
  private ScoreTable() {}

  /** The table; a baseline that does not apply is missing. */
  public static Table of(List<ScoreCard.Score> scores) {
    StringColumn name = StringColumn.create("score");
    DoubleColumn lfads = DoubleColumn.create("lfads");
    DoubleColumn truth = DoubleColumn.create("true_rates");
    DoubleColumn psth = DoubleColumn.create("psth");
    DoubleColumn smoothing = DoubleColumn.create("smoothing");
    IntColumn trials = IntColumn.create("validation_trials");
    for (ScoreCard.Score score : scores) {
      name.append(score.name());
      lfads.append(score.lfads());
      append(truth, score.truth());
      append(psth, score.psth());
      append(smoothing, score.smoothing());
      trials.append(score.trials());
    }
    return Table.create("scores", name, lfads, truth, psth, smoothing, trials);
  }

  private static void append(DoubleColumn column, OptionalDouble value) {
    if (value.isPresent()) {
      column.append(value.getAsDouble());
    } else {
      column.appendMissing();
    }
  }
}
