package org.lfads4j.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.lfads4j.FittedLfads;
import org.lfads4j.analysis.ScoresFile;
import org.lfads4j.data.io.WholeFile;
import org.lfads4j.plots.Charts;
import org.lfads4j.tables.Csv;

/** Everything that a run leaves in its folder. */
final class Results {
  /** Where the tables are. */
  static final String TABLES = "tables";

  /** Where the charts are. */
  static final String CHARTS = "charts";

  /** Where the fit is, with its recording. */
  static final String MODEL = "model";

  private final FittedLfads fit;
  private final ScoresFile scores;
  private final List<ResultTable> tables;
  private final List<Picture> pictures;

  private Results(FittedLfads fit) {
    this.fit = fit;
    this.scores = fit.scoresFile();
    this.tables = tables(fit);
    this.pictures = Pictures.of(fit);
  }

  /** Asks the fit for its posterior means and all that follows from them. */
  static Results of(FittedLfads fit) {
    return new Results(fit);
  }

  /**
   * Fills an empty folder.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  void write(Path folder) {
    for (ResultTable table : tables) {
      Csv.write(table.table(), folder.resolve(TABLES).resolve(table.file()));
    }
    for (Picture picture : pictures) {
      Charts.save(picture.chart(), folder.resolve(CHARTS).resolve(picture.file()));
    }
    fit.save(folder.resolve(MODEL));
    scores.write(folder.resolve(ScoresFile.NAME));
    Path index = folder.resolve(IndexPage.FILE);
    try {
      WholeFile.text(index, new IndexPage(fit, scores.scores(), tables, pictures).html());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "page must go to a file that can be written, got " + index + " (" + e + ")", e);
    }
  }

  /** The scores for the terminal. */
  List<String> scoreLines() {
    return new ScoreSheet(scores.scores()).lines();
  }

  /** Whether read-ins started from alignment matrices. */
  static boolean isAligned(FittedLfads fit) {
    return fit.model().sessions().stream().allMatch(each -> each.alignment().isPresent());
  }

  private static List<ResultTable> tables(FittedLfads fit) {
    List<ResultTable> tables = new ArrayList<>();
    tables.add(
        new ResultTable(
            "rates.csv",
            fit.rates(),
            fit.model().output().isOfCounts()
                ? "Firing rates in spikes/s, one row for each trial and bin."
                : "Means in the unit of the data, one row for each trial and bin."));
    tables.add(
        new ResultTable("factors.csv", fit.factors(), "Factors, one row for each trial and bin."));
    if (fit.params().coDim() > 0) {
      tables.add(
          new ResultTable(
              "inferred_inputs.csv",
              fit.inferredInputs(),
              "Inferred inputs, with mean and standard deviation of their posterior, one row for"
                  + " each trial and bin."));
    }
    tables.add(
        new ResultTable(
            "initial_conditions.csv",
            fit.initialConditions(),
            "Posterior of each trial's initial condition, one row a trial."));
    tables.add(
        new ResultTable(
            "costs.csv", fit.costs(), "What each trial costs and its bounds, in nats."));
    tables.add(
        new ResultTable("fit_log.csv", fit.fitLog(), "How training went, one row an epoch."));
    tables.add(
        new ResultTable(
            "scores.csv", fit.scores(), "Scores on validation trials, with baselines."));
    if (isAligned(fit)) {
      tables.add(
          new ResultTable(
              "alignment_matrices.csv",
              fit.alignmentMatrices(),
              "Where the sessions' read-ins started: one row a neuron, a column a factor."));
    }
    return List.copyOf(tables);
  }
}
