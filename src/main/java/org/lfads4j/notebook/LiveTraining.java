package org.lfads4j.notebook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.knowm.xchart.XYChart;
import org.lfads4j.backend.Placement;
import org.lfads4j.config.StopRule;
import org.lfads4j.plots.Charts;
import org.lfads4j.plots.FitCharts;
import org.lfads4j.report.Cards;
import org.lfads4j.report.Html;
import org.lfads4j.training.EpochRecord;
import org.lfads4j.training.Outcome;
import org.lfads4j.training.Progress;

/**
 * Training as it is seen in a cell: a bar with the time left, and below it the learning curves,
 * both redrawn in place. They are drawn by a thread of their own, so that training does not wait.
 */
final class LiveTraining implements Progress {
  static final long REDRAW_MS = 250;

  /** At most one part of the time in this number of parts is spent on drawing curves. */
  private static final int PATIENCE = 6;

  /** The first picture waits until there is something to see. */
  private static final long FIRST_CURVES_MS = 500;

  private final FrontEnd frontEnd;
  private final StopRule rule;
  private final LiveBar posterior;
  private final LiveBar fixedPoints;
  private final Object drawing = new Object();
  private final List<EpochRecord> log = new ArrayList<>();
  private final Map<String, List<Double>> others = new LinkedHashMap<>();
  private String attempt = "";
  private int attempts = 1;
  private int attemptsOver;
  private String barId = "";
  private String curvesId = "";
  private boolean curvesShown;
  private int bestEpoch;
  private double doneEpochs;
  private OptionalDouble secondsLeft = OptionalDouble.empty();
  private long startNanos;
  private Optional<Thread> painter = Optional.empty();

  LiveTraining(FrontEnd frontEnd, StopRule rule) {
    this.frontEnd = frontEnd;
    this.rule = rule;
    this.posterior = new LiveBar(frontEnd, "posterior means", "trials", System::nanoTime);
    this.fixedPoints = new LiveBar(frontEnd, "fixed points", "searches", System::nanoTime);
  }

  @Override
  public synchronized void attempt(int number, int all, String settings) {
    if (number > 1 && !log.isEmpty()) {
      others.put(
          "validation, training " + (number - 1),
          log.stream().map(e -> e.valid().total()).toList());
    }
    attempt = settings;
    attempts = all;
    attemptsOver = number - 1;
  }

  /** What comes before the words of one of several trainings. */
  private synchronized String which() {
    return attempts > 1
        ? "training " + (attemptsOver + 1) + " of " + attempts + " (" + attempt + "): "
        : "";
  }

  @Override
  public void started(Placement placement, int epoch) {
    synchronized (this) {
      log.clear();
      bestEpoch = 0;
      doneEpochs = epoch;
      secondsLeft = OptionalDouble.empty();
      startNanos = System.nanoTime();
    }
    if (attemptsOver == 0) {
      others.clear();
      curvesShown = false;
      barId = FrontEnd.newId();
      curvesId = FrontEnd.newId();
      frontEnd.show(bar("on " + placement), barId);
    }
    Thread next = new Thread(this::paint, "live training");
    next.setDaemon(true);
    synchronized (this) {
      painter = Optional.of(next);
    }
    next.start();
  }

  @Override
  public synchronized void step(int epoch, int stepInEpoch, int stepsPerEpoch) {
    doneEpochs = epoch - 1 + (double) stepInEpoch / stepsPerEpoch;
  }

  @Override
  public synchronized void epoch(EpochRecord record, boolean best, OptionalDouble left) {
    log.add(record);
    doneEpochs = record.epoch();
    secondsLeft = left;
    if (best) {
      bestEpoch = log.size();
    }
  }

  @Override
  public void ended(Outcome outcome) {
    synchronized (this) {
      painter = Optional.empty();
      notifyAll();
    }
    synchronized (drawing) {
      String text = which() + "trained for " + Cards.line(outcome);
      String html = Html.tag("div", Html.SOFT, Html.text(text));
      if (outcome.reason() == Outcome.Reason.INTERRUPTED) {
        html +=
            Html.tag(
                "div",
                "",
                "Stopped. The fit is usable; if the cell's variable is empty, "
                    + Html.code(List.of("Lfads.lastFit()"))
                    + " has it.");
      }
      frontEnd.update(Bundle.html(html, text), barId);
      drawCurves(Charts.SCALE);
    }
  }

  @Override
  public void posterior(int done, int trials) {
    posterior.done(done, trials);
  }

  @Override
  public void fixedPoints(int done, int starts) {
    fixedPoints.done(done, starts);
  }

  private void paint() {
    long curvesDueNanos = System.nanoTime() + FIRST_CURVES_MS * 1_000_000;
    while (waited(REDRAW_MS)) {
      synchronized (drawing) {
        synchronized (this) {
          if (isOver()) {
            return;
          }
        }
        frontEnd.update(bar(""), barId);
        long began = System.nanoTime();
        if (began >= curvesDueNanos) {
          drawCurves(1);
          long now = System.nanoTime();
          curvesDueNanos = now + (PATIENCE - 1) * (now - began);
        }
      }
    }
  }

  /** Whether training still goes on after a pause. */
  private synchronized boolean waited(long ms) {
    long end = System.nanoTime() + ms * 1_000_000;
    try {
      for (long left = ms; !isOver() && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
        wait(left);
      }
    } catch (InterruptedException e) {
      return false;
    }
    return !isOver();
  }

  /** Whether the training that this thread paints has ended. */
  private boolean isOver() {
    return !painter.equals(Optional.of(Thread.currentThread()));
  }

  private void drawCurves(int scale) {
    Optional<XYChart> chart = curves();
    if (chart.isPresent()) {
      Bundle picture = Bundle.chart(chart.get(), scale);
      if (curvesShown) {
        frontEnd.update(picture, curvesId);
      } else {
        frontEnd.show(picture, curvesId);
        curvesShown = true;
      }
    }
  }

  private synchronized Optional<XYChart> curves() {
    if (log.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        FitCharts.learningCurves(
            log.stream().map(e -> e.train().total()).toList(),
            log.stream().map(e -> e.valid().total()).toList(),
            bestEpoch > 0 ? OptionalInt.of(bestEpoch) : OptionalInt.empty(),
            others));
  }

  private synchronized Bundle bar(String note) {
    StringBuilder text = new StringBuilder();
    text.append(which()).append("epoch ").append((int) doneEpochs);
    rule.maxEpochs().ifPresent(n -> text.append(" of ").append(n));
    if (!log.isEmpty()) {
      EpochRecord last = log.get(log.size() - 1);
      text.append(Html.number("; validation cost %.1f nats/trial", last.valid().total()));
      if (bestEpoch > 0) {
        text.append(Html.number(" (best %.1f", log.get(bestEpoch - 1).valid().total()))
            .append(" in epoch ")
            .append(bestEpoch)
            .append(')');
      }
      if (last.ramps().kl() < 1) {
        text.append(Html.number("; KL weight %.2f", last.ramps().kl()));
      }
    }
    secondsLeft.ifPresent(
        s ->
            text.append("; ")
                .append(rule.isEndKnown() ? "" : "at least ")
                .append(Html.time(s))
                .append(" left"));
    if (!note.isEmpty()) {
      text.append("; ").append(note);
    }
    return Bundle.html(Html.bar(share()) + " " + Html.soft(text.toString()), text.toString());
  }

  /** How much of all trainings is done, where that is known. */
  private Optional<Double> share() {
    return shareOfThis().map(share -> (attemptsOver + share) / attempts);
  }

  private Optional<Double> shareOfThis() {
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    Optional<Double> epochs =
        rule.maxEpochs().isPresent()
            ? Optional.of(doneEpochs / rule.maxEpochs().getAsInt())
            : Optional.empty();
    Optional<Double> time = rule.timeLimit().map(t -> seconds / (t.toMillis() / 1e3));
    if (epochs.isPresent() || time.isPresent()) {
      return Optional.of(Math.min(1, Math.max(epochs.orElse(0.0), time.orElse(0.0))));
    }
    return secondsLeft.isPresent()
        ? Optional.of(seconds / (seconds + secondsLeft.getAsDouble()))
        : Optional.empty();
  }
}
