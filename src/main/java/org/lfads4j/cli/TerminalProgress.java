package org.lfads4j.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import org.lfads4j.backend.Placement;
import org.lfads4j.config.StopRule;
import org.lfads4j.training.EpochRecord;
import org.lfads4j.training.Outcome;
import org.lfads4j.training.Progress;

/**
 * Progress as one line that is written over and over on a terminal, or as a line now and then where
 * the output goes to a file or another program.
 */
final class TerminalProgress implements Progress {
  private static final double SECONDS_BETWEEN_REWRITES = 0.1;
  private static final double SECONDS_BETWEEN_LINES = 10;

  /** Lines of a long run come ever more rarely: after this share of the time so far. */
  private static final double SHARE_BETWEEN_LINES = 0.05;

  private final PrintStream out;
  private final boolean rewriting;
  private final int width;
  private final LongSupplier nanos;
  private final OptionalInt maxEpochs;
  private final boolean endKnown;
  private final long start;
  private double lastSeconds = Double.NEGATIVE_INFINITY;
  private int lastLength;
  private String costs = "";

  /**
   * @param rewriting whether the output is a terminal
   * @param width most characters in a line
   * @param rule when training ends
   * @param nanos a clock
   */
  TerminalProgress(
      PrintStream out, boolean rewriting, int width, StopRule rule, LongSupplier nanos) {
    this.out = out;
    this.rewriting = rewriting;
    this.width = width;
    this.nanos = nanos;
    this.maxEpochs = rule.maxEpochs();
    this.endKnown = rule.isEndKnown();
    this.start = nanos.getAsLong();
  }

  @Override
  public void attempt(int number, int attempts, String settings) {
    out.println("training " + number + " of " + attempts + ": " + settings);
  }

  @Override
  public void started(Placement placement, int epoch) {
    if (epoch > 0) {
      out.println("goes on from epoch " + epoch);
    }
  }

  @Override
  public void step(int epoch, int stepInEpoch, int stepsPerEpoch) {
    if (rewriting && stepInEpoch < stepsPerEpoch) {
      show(counted(epoch) + " step " + stepInEpoch + "/" + stepsPerEpoch + costs);
    }
  }

  @Override
  public void epoch(EpochRecord record, boolean best, OptionalDouble secondsLeft) {
    costs =
        String.format(
            Locale.ROOT,
            " train %.1f valid %.1f%s KL %.1f (x%.2f) rate %.2g%s",
            record.train().total(),
            record.valid().total(),
            best ? "*" : "",
            record.valid().icDivergence() + record.valid().inputDivergence(),
            record.ramps().kl(),
            record.pace().learningRate(),
            secondsLeft.isPresent()
                ? " left " + (endKnown ? "" : ">= ") + clock(secondsLeft.getAsDouble())
                : "");
    show(counted(record.epoch()) + costs);
  }

  @Override
  public void ended(Outcome outcome) {
    String best =
        outcome.bestEpoch() > 0
            ? String.format(
                Locale.ROOT,
                ", %svalidation cost %.2f nats/trial in epoch %d%s",
                outcome.choice().isEmpty() ? "best " : "",
                outcome.bestValidationCost(),
                outcome.bestEpoch(),
                outcome.choice())
            : "";
    clear();
    out.println(
        "trained for " + outcome.epochs() + " epochs in " + clock(outcome.seconds()) + best + ";");
    out.println("training ended because " + outcome.reason().sentence());
    restart();
  }

  @Override
  public void posterior(int done, int trials) {
    part("posterior means: " + done + " of " + trials + " trials", done == trials);
  }

  @Override
  public void fixedPoints(int done, int starts) {
    part("fixed points: " + done + " of " + starts + " searches", done == starts);
  }

  private void part(String line, boolean last) {
    show(line);
    if (last) {
      clear();
      restart();
    }
  }

  private String counted(int epoch) {
    return "epoch " + epoch + (maxEpochs.isPresent() ? "/" + maxEpochs.getAsInt() : "");
  }

  private void show(String line) {
    double now = (nanos.getAsLong() - start) / 1e9;
    double pause =
        rewriting
            ? SECONDS_BETWEEN_REWRITES
            : Math.max(SECONDS_BETWEEN_LINES, SHARE_BETWEEN_LINES * now);
    if (now - lastSeconds < pause) {
      return;
    }
    lastSeconds = now;
    if (rewriting) {
      String cut = line.length() < width ? line : line.substring(0, width - 1);
      PlainStream.commanding(out)
          .print("\r" + cut + " ".repeat(Math.max(0, lastLength - cut.length())));
      lastLength = cut.length();
      out.flush();
    } else {
      out.println(line);
    }
  }

  private void clear() {
    if (rewriting && lastLength > 0) {
      PlainStream.commanding(out).print("\r" + " ".repeat(lastLength) + "\r");
      out.flush();
    }
    lastLength = 0;
  }

  private void restart() {
    lastSeconds = Double.NEGATIVE_INFINITY;
  }

  /** Minutes and seconds, with hours where there are any. */
  static String clock(double seconds) {
    long all = Math.round(seconds);
    return all < 3600
        ? String.format(Locale.ROOT, "%d:%02d", all / 60, all % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", all / 3600, all / 60 % 60, all % 60);
  }
}
