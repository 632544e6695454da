package org.lfads4j.notebook;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import org.knowm.xchart.XYChart;
import org.lfads4j.OnlineLfads;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Trials;
import org.lfads4j.plots.LineCharts;
import org.lfads4j.plots.Signal;

/** A recorded trial that runs once more, at its own speed, drawn in place bin after bin. */
final class LiveTrial {
  private final Optional<FrontEnd> frontEnd;
  private final OnlineLfads online;
  private final Trials recording;
  private final int trial;
  private final String id = FrontEnd.newId();
  private final int columns;
  private final long startNanos = System.nanoTime();
  private float[] soFar = new float[0];
  private boolean isShown;
  private long drawnNanos;

  /**
   * Of a recording.
   *
   * @param frontEnd where it is drawn while it runs, if anywhere
   */
  LiveTrial(Optional<FrontEnd> frontEnd, OnlineLfads online, Trials recording, int trial) {
    this.frontEnd = frontEnd;
    this.online = online;
    this.recording = recording;
    this.trial = trial;
    this.columns = online.neurons();
  }

  /** Runs the trial; the picture at its end. */
  XYChart run() {
    online.replay(recording, trial, this::afterBin);
    XYChart last = chart();
    frontEnd.ifPresent(f -> draw(f, last));
    return last;
  }

  private void afterBin() {
    if (online.bins() >= online.initialBins()) {
      int at = soFar.length;
      soFar = Arrays.copyOf(soFar, at + columns);
      float[] now = online.isOfCounts() ? online.ratesHz() : online.output();
      System.arraycopy(now, 0, soFar, at, columns);
    }
    long due = startNanos + Math.round(online.bins() * online.binMs() * 1e6);
    long drawAt = drawnNanos + LiveTraining.REDRAW_MS * 1_000_000;
    if (soFar.length > 0 && (!isShown || System.nanoTime() > drawAt)) {
      frontEnd.ifPresent(f -> draw(f, chart()));
    }
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      if (Thread.interrupted()) {
        throw new CancellationException(
            "the trial must run to its end, got an interrupt after %s of %s bins"
                .formatted(online.bins(), recording.bins()));
      }
      LockSupport.parkNanos(left);
    }
  }

  private void draw(FrontEnd to, XYChart chart) {
    drawnNanos = System.nanoTime();
    Bundle picture = Bundle.chart(chart);
    if (isShown) {
      to.update(picture, id);
    } else {
      to.show(picture, id);
      isShown = true;
    }
  }

  private XYChart chart() {
    int bins = soFar.length / columns;
    double binMs = online.binMs();
    double startMs = recording.startMs() + (online.bins() - bins) * binMs;
    Cube values = Cube.of(1, bins, columns, soFar);
    boolean counts = online.isOfCounts();
    Signal signal =
        new Signal(
            counts ? "rate" : "mean",
            counts ? "spikes/s" : "unit of the data",
            recording.neuronNames(),
            values,
            binMs,
            startMs);
    return LineCharts.running(
        "trial " + trial + " as it comes, " + online.bins() + " bins",
        signal,
        recording.startMs(),
        recording.startMs() + recording.bins() * recording.binMs());
  }
}
