package org.lfads4j.notebook;

import java.util.Optional;
import org.lfads4j.report.Card;
import org.lfads4j.report.Html;

/** Posterior means as they are seen in a cell: a bar, then a line, where they take their time. */
final class LivePosterior {
  /** Those that come sooner are not spoken of. */
  private static final long WORTH_A_LINE_MS = 1000;

  private final FrontEnd frontEnd;
  private Optional<String> id = Optional.empty();
  private boolean goesOn;
  private long startNanos;
  private long drawnNanos;

  LivePosterior(FrontEnd frontEnd) {
    this.frontEnd = frontEnd;
  }

  /** So many of the trials are done. */
  void done(int done, int trials) {
    long now = System.nanoTime();
    if (!goesOn) {
      id = Optional.empty();
      startNanos = now;
      drawnNanos = now;
    }
    goesOn = done < trials;
    long pauseMs = id.isPresent() ? LiveTraining.REDRAW_MS : WORTH_A_LINE_MS;
    if (!goesOn) {
      String text =
          "posterior means of " + trials + " trials in " + Card.time((now - startNanos) / 1e9);
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
