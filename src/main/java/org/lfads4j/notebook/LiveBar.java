package org.lfads4j.notebook;

import java.util.Optional;
import java.util.function.LongSupplier;
import org.lfads4j.report.Html;

/** A calculation as a cell shows it: a bar, then a line, where it takes more than a moment. */
final class LiveBar {
  /** Nothing is shown if it takes less time. */
  private static final long WORTH_A_LINE_MS = 1000;

  private final FrontEnd frontEnd;
  private final String name;
  private final String parts;
  private final LongSupplier clockNanos;
  private Optional<String> id = Optional.empty();
  private boolean goesOn;
  private long startNanos;
  private long drawnNanos;

  /**
   * Of a calculation.
   *
   * @param name what is computed
   * @param parts what it is computed of, part by part
   */
  LiveBar(FrontEnd frontEnd, String name, String parts, LongSupplier clockNanos) {
    this.frontEnd = frontEnd;
    this.name = name;
    this.parts = parts;
    this.clockNanos = clockNanos;
  }

  /** Called when this number of the parts is done. */
  void done(int done, int all) {
    long now = clockNanos.getAsLong();
    if (!goesOn) {
      id = Optional.empty();
      startNanos = now;
      drawnNanos = now;
    }
    goesOn = done < all;
    long pauseMs = id.isPresent() ? LiveTraining.REDRAW_MS : WORTH_A_LINE_MS;
    if (!goesOn) {
      String text =
          name + " of " + all + " " + parts + " in " + Html.time((now - startNanos) / 1e9);
      id.ifPresent(shown -> frontEnd.update(Bundle.html(Html.soft(text), text), shown));
    } else if (now - drawnNanos > pauseMs * 1_000_000) {
      drawnNanos = now;
      draw(done, all);
    }
  }

  private void draw(int done, int all) {
    String text = name + ": " + done + " of " + all + " " + parts;
    String html = Html.bar(Optional.of((double) done / all)) + " " + Html.soft(text);
    Bundle bar = Bundle.html(html, text);
    if (id.isPresent()) {
      frontEnd.update(bar, id.get());
    } else {
      id = Optional.of(FrontEnd.newId());
      frontEnd.show(bar, id.get());
    }
  }
}
