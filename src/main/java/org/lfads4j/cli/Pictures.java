package org.lfads4j.cli;

import java.util.ArrayList;
import java.util.List;
import org.lfads4j.FittedLfads;
import org.lfads4j.LfadsResults;

/** The charts of a fit. */
final class Pictures {
  private final FittedLfads fit;
  private final List<Picture> pictures = new ArrayList<>();

  private Pictures(FittedLfads fit) {
    this.fit = fit;
  }

  static List<Picture> of(FittedLfads fit) {
    Pictures pictures = new Pictures(fit);
    pictures.add();
    return List.copyOf(pictures.pictures);
  }

  private void add() {
    if (fit.sessions().size() == 1) {
      pictures.addAll(session(fit.results()).all());
    } else {
      addSessions();
    }
    if (!fit.log().isEmpty()) {
      pictures.add(
          new Picture(
              "learning_curves.png",
              fit.plotLearningCurves(),
              "The cost of training and validation trials over the epochs."));
    }
  }

  private void addSessions() {
    List<String> names = fit.sessions();
    boolean allConditions =
        names.stream().allMatch(name -> fit.session(name).trials().conditions().isPresent());
    if (allConditions) {
      pictures.add(
          new Picture(
              "factor_across_sessions.png",
              fit.plotFactorAcrossSessions(1),
              "The first factor, averaged over the trials of each condition: where sessions agree,"
                  + " lines of one colour lie on each other."));
    }
    if (Results.isAligned(fit)) {
      pictures.add(
          new Picture(
              "alignment.png",
              fit.plotAlignment(),
              "How well the alignment matrices agreed before training."));
    }
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      String folder = i + "-" + Picture.fileName(name) + "/";
      session(fit.session(name)).few().forEach(each -> pictures.add(each.of(name, folder)));
    }
  }

  private SessionPictures session(LfadsResults results) {
    return new SessionPictures(results, fit.params().coDim() > 0);
  }
}
