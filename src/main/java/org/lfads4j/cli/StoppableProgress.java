package org.lfads4j.cli;

import java.util.OptionalDouble;
import java.util.function.ObjIntConsumer;
import org.lfads4j.backend.Placement;
import org.lfads4j.training.EpochRecord;
import org.lfads4j.training.Outcome;
import org.lfads4j.training.Progress;

/** Lets a signal end the training from its first update to its last, and passes everything on. */
final class StoppableProgress implements Progress {
  private final Progress shown;
  private final ObjIntConsumer<Placement> started;
  private boolean armed;

  /**
   * @param started called before anything else of the training
   */
  StoppableProgress(Progress shown, ObjIntConsumer<Placement> started) {
    this.shown = shown;
    this.started = started;
  }

  @Override
  public void attempt(int number, int attempts, String settings) {
    shown.attempt(number, attempts, settings);
  }

  @Override
  public void started(Placement placement, int epoch) {
    started.accept(placement, epoch);
    shown.started(placement, epoch);
  }

  @Override
  public void step(int epoch, int stepInEpoch, int stepsPerEpoch) {
    if (!armed) {
      StopSignal.arm(Thread.currentThread());
      armed = true;
    }
    shown.step(epoch, stepInEpoch, stepsPerEpoch);
  }

  @Override
  public void epoch(EpochRecord record, boolean best, OptionalDouble secondsLeft) {
    shown.epoch(record, best, secondsLeft);
  }

  @Override
  public void ended(Outcome outcome) {
    StopSignal.disarm();
    armed = false;
    // An interrupt that came too late for the last update must not stop what follows.
    boolean unused = Thread.interrupted();
    shown.ended(outcome);
  }

  @Override
  public void posterior(int done, int trials) {
    shown.posterior(done, trials);
  }

  @Override
  public void fixedPoints(int done, int starts) {
    shown.fixedPoints(done, starts);
  }
}
