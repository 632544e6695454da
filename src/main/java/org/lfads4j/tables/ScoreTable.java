package org.lfads4j.tables;

import java.util.List;
import java.util.OptionalDouble;
import org.lfads4j.analysis.Method;
import org.lfads4j.analysis.Score;
import org.lfads4j.config.Internal;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Scores with their baselines in the next columns, one row a score. */
@Internal
public final class ScoreTable {
  private ScoreTable() {}

  /** The table; a baseline that does not apply is missing. */
  public static Table of(List<Score> scores) {
    Table table =
        Table.create(
            "scores", StringColumn.create("score", scores.stream().map(Score::label).toList()));
    for (Method method : Method.values()) {
      DoubleColumn column = DoubleColumn.create(method.column());
      scores.forEach(score -> append(column, score.of(method)));
      table.addColumns(column);
    }
    int[] trials = scores.stream().mapToInt(Score::trials).toArray();
    return table.addColumns(IntColumn.create("validation_trials", trials));
  }

  private static void append(DoubleColumn column, OptionalDouble value) {
    if (value.isPresent()) {
      column.append(value.getAsDouble());
    } else {
      column.appendMissing();
    }
  }
}
