package org.lfads4j.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lfads4j.backend.RandomStream;

/**
 * The batches of one epoch: each session's training trials in a random order, cut into batches of
 * one session each (the last one short), all batches in a random order. Every trial comes once.
 */
final class EpochOrder {
  /** Trials of one session that form a batch. */
  static final class Part {
    final int session;
    final int[] trials;

    private Part(int session, int[] trials) {
      this.session = session;
      this.trials = trials;
    }
  }

  private final RandomStream stream;
  private final long epoch;
  private int drawn;

  private EpochOrder(long seed, int epoch) {
    this.stream = new RandomStream(seed, RandomStream.Phase.TRAINING, RandomStream.Use.SHUFFLE);
    this.epoch = epoch;
  }

  static List<Part> of(List<SessionData> sessions, int batchSize, long seed, int epoch) {
    EpochOrder order = new EpochOrder(seed, epoch);
    List<Part> parts = new ArrayList<>();
    for (int s = 0; s < sessions.size(); s++) {
      int[] trials = sessions.get(s).split().train();
      for (int i = trials.length - 1; i > 0; i--) {
        int j = order.below(i + 1);
        int swapped = trials[i];
        trials[i] = trials[j];
        trials[j] = swapped;
      }
      parts.addAll(cut(s, trials, batchSize));
    }
    for (int i = parts.size() - 1; i > 0; i--) {
      int j = order.below(i + 1);
      Part swapped = parts.get(i);
      parts.set(i, parts.get(j));
      parts.set(j, swapped);
    }
    return parts;
  }

  /** Trials in their order, cut into batches. */
  static List<Part> cut(int session, int[] trials, int batchSize) {
    List<Part> parts = new ArrayList<>();
    for (int begin = 0; begin < trials.length; begin += batchSize) {
      int end = Math.min(begin + batchSize, trials.length);
      parts.add(new Part(session, Arrays.copyOfRange(trials, begin, end)));
    }
    return parts;
  }

  private int below(int bound) {
    return (int) (stream.uniform(epoch, drawn++) * bound);
  }
}
