package org.lfads4j.cli;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lfads4j.FittedLfads;
import org.lfads4j.analysis.Diagnosis;
import org.lfads4j.analysis.Score;
import org.lfads4j.analysis.ScoresFile;
import org.lfads4j.inference.PosteriorMeans;
import org.lfads4j.report.FitReport;
import org.lfads4j.report.ReportParts;

/** Writes the results of a fit, and says what is there. */
final class FitWords {
  private final PrintStream out;

  FitWords(PrintStream out) {
    this.out = out;
  }

  /**
   * Writes the results of a fit that is kept; says what is there and what is missing.
   *
   * @param place the folder of results, which holds the fit
   * @return the exit code
   */
  int report(FittedLfads fit, Path place) {
    ReportParts parts = new ReportParts();
    Optional<ScoresFile> results = fit.report(place, parts);
    List<Score> scores = results.map(ScoresFile::scores).orElse(List.of());
    if (fit.hasPosteriorMeans()) {
      PosteriorMeans.Source source = fit.posteriorSource();
      int trials = fit.bySession().stream().mapToInt(each -> each.trials().trials()).sum();
      out.println(
          "posterior means of %s trials, %s, in %s"
              .formatted(trials, source.words(), TerminalProgress.clock(source.seconds())));
    }
    Optional<Diagnosis> diagnosis = results.flatMap(ScoresFile::diagnosis);
    fit.summary().noticesBeside(diagnosis).forEach(notice -> out.println("note: " + notice));
    parts.notes().forEach(note -> out.println("note: " + note));
    out.println();
    if (!scores.isEmpty() || fit.model().isGaussian()) {
      new ScoreSheet(scores).lines().forEach(out::println);
      out.println();
    }
    diagnosis.ifPresent(this::say);
    Path page = place.resolve(FitReport.PAGE);
    if (parts.isComplete()) {
      out.println("look at " + page);
      return Main.DONE;
    }
    Path there = Files.exists(page) ? page : place.resolve(FitReport.MODEL);
    out.println("look at " + there + "; the fit is kept, missing: " + parts.missing());
    return Main.FAILED;
  }

  /** The sentences of a diagnosis, and an empty line. */
  void say(Diagnosis diagnosis) {
    diagnosis.sentences().forEach(sentence -> out.println(sentence.onCommandLine()));
    out.println();
  }
}
