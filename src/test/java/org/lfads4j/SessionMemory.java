package org.lfads4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Trials;
import org.lfads4j.data.synthetic.NumpyRandom;

/**
 * How much memory a training over many sessions takes, in a virtual machine of its own: {@code
 * SessionMemory ENGINE BACKEND SESSIONS EPOCHS} trains and prints a line. Give the virtual machine
 * {@code -Xmx2g --add-modules jdk.incubator.vector}.
 */
final class SessionMemory {
  private static final int TRIALS = 25;
  private static final int BINS = 100;
  private static final int NEURONS = 50;
  private static final double MB = 1024 * 1024;

  private SessionMemory() {}

  /**
   * Sessions of 25 trials of 100 bins and 50 neurons, Poisson counts about a course of their own.
   */
  static List<Trials> sessions(int count) {
    NumpyRandom random = new NumpyRandom(7);
    return IntStream.range(0, count).mapToObj(k -> session("s" + (k + 1), random)).toList();
  }

  private static Trials session(String name, NumpyRandom random) {
    float[] counts = new float[TRIALS * BINS * NEURONS];
    List<String> conditions = new ArrayList<>();
    for (int e = 0; e < TRIALS; e++) {
      int condition = e % 5;
      conditions.add("c" + condition);
      for (int t = 0; t < BINS; t++) {
        for (int n = 0; n < NEURONS; n++) {
          double mean = 0.3 + 0.25 * Math.sin(0.1 * t + condition + n);
          counts[(e * BINS + t) * NEURONS + n] = random.poisson(mean);
        }
      }
    }
    return Trials.of(Cube.of(TRIALS, BINS, NEURONS, counts), 10)
        .withSession(name)
        .withConditions(conditions);
  }

  /** Engine, backend, sessions, epochs. */
  public static void main(String[] arguments) {
    LfadsRun run =
        Lfads.run(sessions(Integer.parseInt(arguments[2])))
            .withBackend(arguments[1])
            .withBatchSize(20)
            .withUseAlignmentMatrix(true)
            .withMaxEpochs(Integer.parseInt(arguments[3]));
    LfadsRun chosen = arguments[1].equals("fused") ? run : run.withEngine(arguments[0]);
    FittedLfads fit = chosen.train();
    System.out.printf(
        Locale.ROOT,
        "%s, %s sessions: peak %.0f MB resident, Java heap at most %.0f MB, %s"
            + " epochs in %.0f s%n",
        fit.placement(),
        arguments[2],
        peakResidentMb(),
        heapMb(),
        arguments[3],
        fit.outcome().seconds());
  }

  private static double heapMb() {
    double bytes = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      bytes += pool.getType() == MemoryType.HEAP ? pool.getPeakUsage().getUsed() : 0;
    }
    return bytes / MB;
  }

  private static double peakResidentMb() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
              .filter(line -> line.startsWith("VmHWM:"))
              .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")))
              .findFirst()
              .orElse(Double.NaN)
          / 1024;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
