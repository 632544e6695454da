package org.lfads4j.notebook;

import java.util.Optional;
import java.util.function.LongSupplier;
import org.lfads4j.report.Html;

/** Posterior means as a cell shows them: a bar, then a line, where they take more than a moment. */
final class LivePosterior {
  /** Nothing is shown if they take less time. */
  private static final long WORTH_A_LINE_MS = 1000;

  private final FrontEnd frontEnd;
  private final LongSupplier clockNanos;
  private Optional<String> id = Optional.empty();
  private boolean goesOn;
  private long startNanos;
  private long drawnNanos;

  LivePosterior(FrontEnd frontEnd, LongSupplier clockNanos) {
    this.frontEnd = frontEnd;
    this.clockNanos = clockNanos;
  }

  /** Called when this number of the trials is done. */
  void done(int done, int trials) {
    long now = clockNanos.getAsLong();
    if (!goesOn) {
      id = Optional.empty();
      startNanos = now;
      drawnNanos = now;
    }
    goesOn = done < trials;
    long pauseMs = id.isPresent() ? LiveTraining.REDRAW_MS : WORTH_A_LINE_MS;
    if (!goesOn) {
      String text =
          "posterior means of " + trials + " trials in " + Html.time((now - startNanos) / 1e9);
      id.ifPresent(shown -> frontEnd.update(Bundle.html(Html.soft(text), text), shown));
    } else if (now - drawnNanos > pauseMs * 1_000_000) {
      drawnNanos = now;
      draw(done, trials);
    }
  }

  private void draw(int done, int trials) {
    String text = "posterior means: " + done + " of " + trials + " trials";
    String html = Html.bar(Optional.of((double) done / trials)) + " " + Html.soft(text);
    Bundle bar = Bundle.html(html, text);
    if (id.isPresent()) {
      frontEnd.update(bar, id.get());
    } else {
      id = Optional.of(FrontEnd.newId());
      frontEnd.show(bar, id.get());
    }
  }
}
