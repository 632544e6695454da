package org.lfads4j.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.lfads4j.plots.AlignmentCharts;
import org.lfads4j.plots.PosteriorCharts;

/** The charts of a fit. */
final class Pictures {
  private final FitSummary fit;
  private final List<FitReport.Session> sessions;
  private final List<Picture> pictures = new ArrayList<>();

  private Pictures(FitSummary fit, List<FitReport.Session> sessions) {
    this.fit = fit;
    this.sessions = sessions;
  }

  static List<Picture> of(FitSummary fit, List<FitReport.Session> sessions) {
    Pictures pictures = new Pictures(fit, sessions);
    pictures.add();
    return List.copyOf(pictures.pictures);
  }

  private void add() {
    if (fit.recordings().size() == 1) {
      sessions.forEach(only -> pictures.addAll(session(0).all()));
    } else {
      addSessions();
    }
    if (!fit.training().log().isEmpty()) {
      pictures.add(
          new Picture(
              "learning_curves.png",
              fit::learningCurves,
              "The cost of training and validation trials over the epochs."));
    }
    if (fit.population().isPresent()) {
      pictures.add(
          new Picture(
              "population.png",
              () -> fit.populationCharts().all(),
              "The population of which this fit is the best: costs by generation, who copied whom,"
                  + " and each setting that was searched; black is the line of the best member.",
              true));
    }
  }

  private void addSessions() {
    boolean allConditions = fit.recordings().stream().allMatch(t -> t.conditions().isPresent());
    if (allConditions && !sessions.isEmpty()) {
      pictures.add(
          new Picture(
              "factor_across_sessions.png",
              () ->
                  AlignmentCharts.conditionAverages(
                      IntStream.range(0, sessions.size())
                          .mapToObj(i -> charts(i).sessionFactors())
                          .toList(),
                      0),
              "The first factor, averaged over the trials of each condition: where sessions agree,"
                  + " lines of one colour lie on each other."));
    }
    if (fit.aligned().isPresent()) {
      pictures.add(
          new Picture(
              "alignment.png",
              fit::alignmentChart,
              "How well the sessions were aligned before training."));
    }
    for (int i = 0; i < sessions.size(); i++) {
      String name = fit.recordings().get(i).session();
      String folder = i + "-" + Picture.fileName(name) + "/";
      session(i).few().forEach(each -> pictures.add(each.of(name, folder)));
    }
  }

  private SessionPictures session(int place) {
    FitReport.Session session = sessions.get(place);
    return new SessionPictures(charts(place), session.scores(), session.calibration());
  }

  private PosteriorCharts charts(int place) {
    return new PosteriorCharts(fit.recordings().get(place), sessions.get(place).means());
  }
}
