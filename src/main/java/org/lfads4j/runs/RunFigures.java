package org.lfads4j.runs;

import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.lfads4j.config.Hyperparameter;
import org.lfads4j.plots.RunCharts;
import tech.tablesaw.api.Table;

/** Charts of many runs. */
final class RunFigures {
  private RunFigures() {}

  static XYChart learningCurves(List<Run> runs) {
    List<RunCharts.Curve> curves = new ArrayList<>();
    RunLabels labels = RunLabels.of(runs);
    for (Run run : runs) {
      Table log = run.fitLog();
      if (log.rowCount() > 0) {
        double[] epochs = log.numberColumn("epoch").asDoubleArray();
        double[] costs = log.numberColumn("valid_total").asDoubleArray();
        curves.add(RunCharts.Curve.of(labels.of(run), epochs, costs));
      }
    }
    if (curves.isEmpty()) {
      throw new IllegalStateException(
          "learning curves must have a run that has started; train the collection");
    }
    return RunCharts.learningCurves(curves);
  }

  static XYChart scores(RunScores scores, String parameter) {
    Hyperparameter<?> swept = Hyperparameter.named(parameter);
    List<RunCharts.Point> points = new ArrayList<>();
    for (RunScores.Scored each : scores.scored()) {
      points.add(new RunCharts.Point(each.run().name(), value(each.run(), swept), each.value()));
    }
    return RunCharts.scores(swept.name(), scores.name(), points);
  }

  private static <T> Object value(Run run, Hyperparameter<T> swept) {
    T value = run.params().value(swept);
    return value instanceof Number ? value : swept.text(value);
  }
}
