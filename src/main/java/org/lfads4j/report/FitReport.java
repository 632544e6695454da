package org.lfads4j.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.lfads4j.analysis.Score;
import org.lfads4j.analysis.ScoresFile;
import org.lfads4j.data.io.WholeFile;
import org.lfads4j.inference.PosteriorMeans;
import org.lfads4j.plots.Charts;
import org.lfads4j.tables.Csv;
import org.lfads4j.tables.FitLogTable;
import org.lfads4j.tables.PosteriorTables;
import org.lfads4j.tables.ScoreTable;

/** The folder that shows a fit: a page, charts, tables and scores. */
public final class FitReport {
  /** The folder of the fit itself, which is not written here. */
  public static final String MODEL = "model";

  /** The page. */
  public static final String PAGE = "index.html";

  static final String TABLES = "tables";
  static final String CHARTS = "charts";

  private final FitSummary fit;
  private final List<Session> sessions;
  private final ScoresFile scores;

  /**
   * The results of one session.
   *
   * @param means its posterior means
   * @param scores its scores; none for Gaussian output
   */
  public record Session(PosteriorMeans means, List<Score> scores) {
    /** Keeps its own copy of the list. */
    public Session {
      scores = List.copyOf(scores);
    }
  }

  /**
   * Of a fit.
   *
   * @param sessions one for each of the fit's recordings
   * @param scores those of all sessions
   */
  public FitReport(FitSummary fit, List<Session> sessions, ScoresFile scores) {
    this.fit = fit;
    this.sessions = List.copyOf(sessions);
    this.scores = scores;
  }

  /**
   * Writes all of it; files of an earlier report are replaced.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  public void write(Path folder) {
    List<ResultTable> tables = tables();
    for (ResultTable table : tables) {
      Csv.write(table.table(), folder.resolve(TABLES).resolve(table.file()));
    }
    List<Picture> pictures = Pictures.of(fit, sessions);
    for (Picture picture : pictures) {
      Charts.save(picture.chart(), folder.resolve(CHARTS).resolve(picture.file()));
    }
    scores.write(folder.resolve(ScoresFile.NAME));
    String html =
        new IndexPage(fit, sessions.get(0).means().source(), scores.scores(), tables, pictures)
            .html();
    Path index = folder.resolve(PAGE);
    try {
      WholeFile.text(index, html);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "page must go to a file that can be written, got " + index + " (" + e + ")", e);
    }
  }

  /**
   * Whether a folder holds a report.
   *
   * @throws IOException if the page cannot be read
   */
  public static boolean isIn(Path folder) throws IOException {
    Path page = folder.resolve(PAGE);
    return Files.isRegularFile(page)
        && Files.readString(page, StandardCharsets.UTF_8).contains(IndexPage.MARK);
  }

  private List<ResultTable> tables() {
    PosteriorTables results =
        new PosteriorTables(
            fit.recordings(), sessions.size() > 1, sessions.stream().map(Session::means).toList());
    List<ResultTable> tables = new ArrayList<>();
    tables.add(
        new ResultTable(
            "rates.csv",
            results.rates(),
            fit.model().output().isOfCounts()
                ? "Firing rates in spikes/s, one row for each trial and bin."
                : "Means in the unit of the data, one row for each trial and bin."));
    tables.add(
        new ResultTable(
            "factors.csv", results.factors(), "Factors, one row for each trial and bin."));
    if (fit.params().coDim() > 0) {
      tables.add(
          new ResultTable(
              "inferred_inputs.csv",
              results.inferredInputs(),
              "Inferred inputs, with mean and standard deviation of their posterior, one row for"
                  + " each trial and bin."));
    }
    tables.add(
        new ResultTable(
            "initial_conditions.csv",
            results.initialConditions(),
            "Posterior of each trial's initial condition, one row for each trial."));
    tables.add(
        new ResultTable(
            "costs.csv", results.costs(), "The cost of each trial and its bounds, in nats."));
    tables.add(
        new ResultTable(
            "fit_log.csv",
            FitLogTable.of(fit.training().log()),
            "The course of training, one row for each epoch."));
    tables.add(
        new ResultTable(
            "scores.csv",
            ScoreTable.of(scores.scores()),
            "Scores on validation trials, with baselines."));
    if (fit.isAligned()) {
      tables.add(
          new ResultTable(
              "alignment_matrices.csv",
              fit.alignmentMatrices(),
              "The matrices from which the sessions' read-ins started: one row for each neuron, a"
                  + " column for each factor."));
    }
    return List.copyOf(tables);
  }
}
