package org.lfads4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lfads4j.FittedLfads;
import org.lfads4j.Lfads;
import org.lfads4j.TinyRuns;
import org.lfads4j.analysis.ScoresFile;
import org.lfads4j.config.PosteriorDraws;
import org.lfads4j.inference.PosteriorMeans;

/** The folder that {@code fit.report(folder)} leaves. */
class FitReportTest {
  @TempDir private Path folder;

  @Test
  void aLibraryUserGetsPageChartsTablesScoresAndTheFit() throws IOException {
    FittedLfads fit = TinyRuns.run(TinyRuns.trials()).train();
    fit.report(folder);
    assertEquals(
        List.of(
            "charts/calibration.png",
            "charts/factor_plane.png",
            "charts/factors.png",
            "charts/inferred_inputs.png",
            "charts/initial_conditions.png",
            "charts/learning_curves.png",
            "charts/neuron.png",
            "charts/overview.png",
            "charts/rate_map.png",
            "charts/rates.png",
            "charts/scores.png",
            "index.html",
            "model/model.h5",
            "model/posterior.h5",
            "model/recording.h5",
            "model/training.npz",
            "scores.json",
            "tables/calibration.csv",
            "tables/costs.csv",
            "tables/factors.csv",
            "tables/fit_log.csv",
            "tables/inferred_inputs.csv",
            "tables/initial_conditions.csv",
            "tables/rates.csv",
            "tables/scores.csv"),
        files());
    String page = Files.readString(folder.resolve(FitReport.PAGE));
    for (String file : files()) {
      boolean shown = file.startsWith("charts/") || file.startsWith("tables/");
      assertEquals(shown, page.contains("href=\"" + file + "\""), file);
    }
    assertTrue(page.contains("<td><code>c_gen_dim</code></td><td>4</td>"), page);
    assertTrue(page.contains("<td><code>maxEpochs</code></td><td>2</td>"), page);
    fit.notices().forEach(notice -> assertTrue(page.contains(Html.text(notice)), notice));
    assertEquals(
        fit.scoreList(), ScoresFile.read(folder.resolve(ScoresFile.NAME)).scores(), "as values");
    assertSame(fit.calibrated(), fit.bySession().get(0).calibrated(), "computed once");
    FittedLfads loaded = Lfads.load(folder.resolve(FitReport.MODEL));
    assertTrue(loaded.hasPosteriorMeans());
    assertEquals(fit.posteriorMeans(), loaded.posteriorMeans());
  }

  @Test
  void aReportReplacesAnEarlierOne() throws IOException {
    assertFalse(FitReport.isIn(folder));
    TinyRuns.run(TinyRuns.trials()).train().report(folder);
    List<String> before = files();
    assertTrue(FitReport.isIn(folder));
    TinyRuns.run(TinyRuns.trials()).withSeed(5).train().report(folder);
    assertEquals(before, files());
    assertTrue(Files.readString(folder.resolve(FitReport.PAGE)).contains("<code>seed</code>"));
  }

  @Test
  void ofSeveralSessionsPageAndMethodsStateTheMostSamples() throws IOException {
    FittedLfads fit =
        TinyRuns.run(TinyRuns.sessions())
            .withOptions(options -> options.withPosteriorError(0.01))
            .train();
    List<PosteriorMeans.Source> sources = List.of(source(64, 0.009), source(96, 0.008));
    List<FitReport.Session> sessions = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      PosteriorMeans means = fit.session(fit.sessions().get(i)).posteriorMeans();
      sessions.add(
          new FitReport.Session(
              new PosteriorMeans(
                  sources.get(i),
                  means.output(),
                  means.factors(),
                  means.generatorStates(),
                  means.initialConditions(),
                  means.inferredInputs(),
                  means.costs()),
              List.of(),
              Optional.empty()));
    }
    new FitReport(fit.summary(), sessions, Optional.empty()).write(folder, new ReportParts());
    String samples = " over up to 96 samples (fewer in sessions that needed fewer) of each trial's";
    String page = Files.readString(folder.resolve(FitReport.PAGE));
    assertTrue(page.contains("means" + samples), page);
    PosteriorMeans.Source all = PosteriorMeans.Source.of(sources);
    assertEquals(0.009, all.relativeError().orElseThrow());
    assertEquals(2, all.seconds());
    String methods = fit.summary().methods(fit.params(), Optional.of(all));
    assertTrue(methods.contains("averages" + samples), methods);
  }

  @Test
  void thatTrainingEndedWithinTheRampsIsToldOnce() throws IOException {
    FittedLfads fit = TinyRuns.run(TinyRuns.trials()).withKlIncreaseSteps(90).train();
    String notice = "training ended before validation could choose";
    assertTrue(fit.notices().toString().contains(notice), fit.notices()::toString);
    fit.report(folder);
    String page = Files.readString(folder.resolve(FitReport.PAGE));
    String card =
        Cards.of(
            fit.summary(),
            Optional.of(fit.posteriorSource()),
            fit.scoreList(),
            Optional.of(fit.diagnosis()));
    for (String shown : List.of(page, card)) {
      assertTrue(shown.contains("Training ended within the ramps, after epoch 2"), shown);
      assertFalse(shown.contains(notice), shown);
    }
  }

  private static PosteriorMeans.Source source(int samples, double error) {
    return new PosteriorMeans.Source(
        PosteriorMeans.Source.SAMPLED, samples, 1, PosteriorDraws.PLAIN, OptionalDouble.of(error));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }
}
