package org.lfads4j.training;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The learning rate of the original: multiplied by a factor whenever the training cost of an epoch
 * is above all of the last n costs, and then not again until n more epochs have passed.
 */
final class PlateauRule {
  private final int toCompare;
  private final double factor;
  private final Deque<Double> recent = new ArrayDeque<>();
  private double rate;
  private int seen;

  PlateauRule(double initialRate, double factor, int toCompare) {
    this.rate = initialRate;
    this.factor = factor;
    this.toCompare = toCompare;
  }

  /** The rule as it was at a checkpoint. */
  PlateauRule(Checkpoint.Plateau remembered, double factor, int toCompare) {
    this(remembered.rate(), factor, toCompare);
    recent.addAll(remembered.recent());
    seen = remembered.seen();
  }

  /** Its state now. */
  Checkpoint.Plateau remembered() {
    return new Checkpoint.Plateau(rate, List.copyOf(recent), seen);
  }

  /** The learning rate for the next updates. */
  double rate() {
    return rate;
  }

  /** Adds the training cost of an epoch. An infinite cost in the window blocks the next decay. */
  void accept(double cost) {
    boolean worse = seen > toCompare && recent.stream().allMatch(c -> cost > c);
    if (worse) {
      rate *= factor;
    }
    recent.addLast(worse ? Double.POSITIVE_INFINITY : cost);
    seen++;
    while (recent.size() > toCompare) {
      recent.removeFirst();
    }
  }
}
