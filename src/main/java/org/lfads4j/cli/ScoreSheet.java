package org.lfads4j.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.lfads4j.analysis.Method;
import org.lfads4j.analysis.Score;

/** The scores of a fit for the terminal. */
record ScoreSheet(List<Score> scores) {
  private static final int LABEL_WIDTH = 42;
  private static final int NUMBER_WIDTH = 9;

  /** Lines for the terminal. */
  List<String> lines() {
    if (scores.isEmpty()) {
      return List.of("scores: none for real-valued data");
    }
    List<Integer> widths = new ArrayList<>();
    widths.add(LABEL_WIDTH);
    widths.addAll(Collections.nCopies(Method.values().length, NUMBER_WIDTH));
    TextTable layout = new TextTable(widths);
    List<String> lines =
        new ArrayList<>(
            layout.row(cells("scores on " + howMany() + "validation trials", Method::title)));
    Score.shown(scores)
        .forEach(score -> lines.addAll(layout.row(cells(score.label(), score::text))));
    return lines;
  }

  /** Nothing where sessions differ. */
  private String howMany() {
    List<Integer> trials = scores.stream().map(Score::trials).distinct().toList();
    return trials.size() == 1 ? trials.get(0) + " " : "";
  }

  private static List<String> cells(String first, Function<Method, String> cell) {
    return Stream.concat(Stream.of(first), Stream.of(Method.values()).map(cell)).toList();
  }
}
