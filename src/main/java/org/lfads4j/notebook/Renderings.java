package org.lfads4j.notebook;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.knowm.xchart.internal.chartpart.IChart;
import org.lfads4j.FittedLfads;
import org.lfads4j.LfadsResults;
import org.lfads4j.LfadsRun;
import org.lfads4j.analysis.Diagnosis;
import org.lfads4j.data.Trials;
import org.lfads4j.data.TrialsSummary;
import org.lfads4j.report.Cards;
import org.lfads4j.runs.RunCollection;
import tech.tablesaw.api.Table;

/** What a notebook shows better than as plain text, and how. */
final class Renderings {
  private static final List<Kind<?>> ALL =
      List.of(
          html(Table.class, Cards::of),
          new Kind<>(IChart.class, List.of(Bundle.PNG, Bundle.TEXT), Bundle::chart),
          html(FittedLfads.class, Renderings::card),
          html(
              LfadsResults.class,
              results -> Cards.ofResults(results.trials(), results.hasPosteriorMeans())),
          html(Trials.class, Cards::of),
          html(TrialsSummary.class, Cards::of),
          html(Diagnosis.class, Cards::of),
          html(LfadsRun.class, run -> Cards.ofRun(run.recordings(), run.params(), run.options())),
          html(RunCollection.class, runs -> Cards.of(runs.table())),
          new Kind<>(
              Optional.class,
              List.of(Bundle.HTML, Bundle.PNG, Bundle.TEXT),
              value -> within(value)));

  /** What arrays of one to three dimensions may hold; the kernels know each by its class alone. */
  private static final List<Class<?>> ELEMENTS =
      List.of(
          double.class,
          float.class,
          int.class,
          long.class,
          short.class,
          byte.class,
          char.class,
          boolean.class,
          String.class,
          Object.class);

  /**
   * A kind of thing.
   *
   * @param type its class or interface
   * @param forms the MIME types it has, the best first
   * @param bundle makes them
   */
  record Kind<T>(Class<T> type, List<String> forms, Function<T, Bundle> bundle) {
    Bundle render(Object value) {
      return bundle.apply(type.cast(value));
    }
  }

  private static <T> Kind<T> html(Class<T> type, Function<T, String> html) {
    return new Kind<>(
        type,
        List.of(Bundle.HTML, Bundle.TEXT),
        value -> Bundle.html(html.apply(value), value.toString()));
  }

  private Renderings() {}

  static List<Kind<?>> all() {
    return Stream.concat(
            ALL.stream(),
            ELEMENTS.stream()
                .map(Class::arrayType)
                .flatMap(a -> Stream.of(a, a.arrayType(), a.arrayType().arrayType()))
                .map(Renderings::array))
        .toList();
  }

  private static <T> Kind<T> array(Class<T> type) {
    return new Kind<>(type, List.of(Bundle.TEXT), value -> Bundle.text(ArrayText.of(value)));
  }

  /** How a thing is shown; empty if as plain text. */
  static Optional<Bundle> of(Object value) {
    return all().stream()
        .filter(kind -> kind.type.isInstance(value))
        .findFirst()
        .map(kind -> kind.render(value));
  }

  /** Shows what was computed already, and so costs no time. */
  private static String card(FittedLfads fit) {
    return Cards.of(
        fit.summary(),
        fit.hasPosteriorMeans() ? Optional.of(fit.posteriorSource()) : Optional.empty(),
        fit.hasScores() ? fit.scoreList() : List.of(),
        fit.hasDiagnosis() ? Optional.of(fit.diagnosis()) : Optional.empty());
  }

  private static Bundle within(Optional<?> value) {
    return value.flatMap(Renderings::of).orElseGet(() -> Bundle.text(value.toString()));
  }
}
