package org.lfads4j.backend.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Measured times of a task that is repeated. */
final class Seconds {
  private final List<Double> seconds = new ArrayList<>();

  /** Runs it so many times. */
  void measure(int times, Runnable work) {
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      work.run();
      seconds.add((System.nanoTime() - start) / 1e9);
    }
  }

  double median() {
    List<Double> sorted = new ArrayList<>(seconds);
    Collections.sort(sorted);
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
