package org.lfads4j.cli;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lfads4j.backend.bench.GrowthBenchmark;
import org.lfads4j.backend.bench.OnlineBenchmark;
import org.lfads4j.backend.bench.PosteriorBenchmark;
import org.lfads4j.backend.bench.StartBenchmark;
import org.lfads4j.backend.bench.StepBenchmark;
import org.lfads4j.config.Execution;
import org.lfads4j.config.ExecutionNames;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.Trials;
import org.lfads4j.data.io.WholeFile;
import org.lfads4j.plots.Charts;
import org.lfads4j.plots.GrowthCharts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures how fast this machine is. */
@Command(
    name = "bench",
    description = "Measure how fast LFADS runs on this machine, at the default sizes.",
    footerHeading = "%nWhat:%n",
    footer = {
      "  step       a training step beside the other backends, and beside the machine's peak",
      "  posterior  posterior means",
      "  online     a million bins of trials that are decoded as they come: how long a bin takes",
      "  draws      posterior means by number of samples and how they are drawn: their error",
      "  growth     a training step for growing sizes",
      "  start      from the start of Java to the end of its first step, 32 trials",
      "  quality    quick fits of recordings with held-out neurons: seconds until these are"
          + " predicted well, and what takes the time"
    })
final class BenchCommand extends PrintingCommand {
  private static final int BINS = 100;
  private static final int NEURONS = 50;
  private static final int SAMPLES = 512;
  private static final int ONLINE_BINS = 1_000_000;
  private static final int START_TRIALS = 32;

  /** The best backend of each engine. */
  private static final List<Execution> OTHERS =
      ExecutionNames.installed().engines().stream().map(Execution.automatic()::withEngine).toList();

  @Parameters(
      index = "0",
      paramLabel = "step|posterior|online|draws|growth|start|quality",
      description = "What to measure.")
  private String which;

  @Parameters(
      index = "1..*",
      paramLabel = "DATA",
      description = "Files of counts that state their bins (bench quality only).")
  private List<Path> data = List.of();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "CPU threads (bench quality only); default all processors.")
  private Integer threads;

  @Option(
      names = "--level",
      paramLabel = "X",
      description =
          "The co-smoothing to be reached, bits/spike (bench quality only); default that of the"
              + " fit itself. Half of it, 0.9 and 0.95 are shown as well.")
  private Double level;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Rounds, in each of which everything is measured in turn; default 7.")
  private int rounds = 7;

  @Option(
      names = "--backend",
      paramLabel = "B",
      description = "The backend (bench start and quality only); default the fastest.")
  private String backend;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the numbers here as well.")
  private Path json;

  @Option(
      names = "--chart",
      paramLabel = "FILE.png",
      description = "Draw growth as a chart (bench growth only).")
  private Path chart;

  BenchCommand(PrintStream out) {
    super(out);
  }

  @Override
  public Integer call() {
    if (rounds < 1) {
      throw usage("--rounds must be >= 1, got " + rounds);
    }
    if (chart != null && !which.equals("growth")) {
      throw usage("--chart must go with bench growth, got bench " + which);
    }
    boolean quality = which.equals("quality");
    if (backend != null && !which.equals("start") && !quality) {
      throw usage("--backend must go with bench start or quality, got bench " + which);
    }
    if (quality == data.isEmpty()) {
      throw usage(
          quality
              ? "bench quality must have a file of counts, got none"
              : "DATA must go with bench quality, got bench " + which);
    }
    if ((threads != null || level != null) && !quality) {
      throw usage("--threads and --level must go with bench quality, got bench " + which);
    }
    switch (which) {
      case "step" -> write(step());
      case "posterior" -> write(posterior());
      case "online" -> write(online());
      case "draws" -> write(draws());
      case "growth" -> write(growth());
      case "start" -> write(start());
      case "quality" -> write(quality());
      default ->
          throw usage(
              "bench must be step, posterior, online, draws, growth, start or quality, got \""
                  + which
                  + "\"");
    }
    return Main.DONE;
  }

  private Object step() {
    RunParams params = RunParams.defaults();
    List<StepBenchmark.Case> cases =
        List.of(
            new StepBenchmark.Case(params, 256, BINS, NEURONS, OTHERS),
            new StepBenchmark.Case(params, 64, BINS, NEURONS, List.of()),
            new StepBenchmark.Case(params, 16, BINS, NEURONS, OTHERS),
            new StepBenchmark.Case(params, 64, 5 * BINS, NEURONS, List.of()));
    line("trials  bins  ms/step  GFLOP/s   peak  fraction  times faster, and than what");
    List<Map<String, Object>> all = new ArrayList<>();
    for (StepBenchmark.Case each : cases) {
      StepBenchmark.Result result = StepBenchmark.run(each, rounds, 5);
      StringBuilder others = new StringBuilder();
      result
          .otherMsPerStep()
          .forEach(
              (name, ms) ->
                  others.append(
                      String.format(
                          Locale.ROOT, "%.1f (%s, %.0f ms)  ", ms / result.msPerStep(), name, ms)));
      line(
          "%6d %5d %8.1f %8.1f %6.1f %9.2f  %s",
          result.trials(),
          result.bins(),
          result.msPerStep(),
          result.gflops(),
          result.peakGflops(),
          result.fraction(),
          others.toString().strip());
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("measured", result);
      values.put("fraction", result.fraction());
      result.speedUp().ifPresent(ratio -> values.put("timesFaster", ratio));
      all.add(values);
    }
    return all;
  }

  private Object posterior() {
    PosteriorBenchmark.Result result =
        PosteriorBenchmark.run(RunParams.defaults(), BINS, NEURONS, SAMPLES, rounds);
    line("%.2f trials/s, means over %d samples", result.trialsPerSecond(), result.samples());
    return result;
  }

  private Object online() {
    OnlineBenchmark.Result result =
        OnlineBenchmark.run(RunParams.defaults(), BINS, NEURONS, BINS / 5, ONLINE_BINS);
    line(
        "%d bins, trials of %d, initial condition from %d; microseconds from counts to rates:",
        result.bins(), result.binsPerTrial(), result.initialBins());
    line(
        "  median %.1f, 99.9th percentile %.1f, maximum %.1f",
        result.medianMicroseconds(), result.p999Microseconds(), result.maxMicroseconds());
    line(
        "  %.3f bytes allocated a bin, %d collections (%s)",
        result.bytesPerBin(), result.collections(), result.collector());
    return result;
  }

  private Object draws() {
    List<DrawsBench.Result> all = new ArrayList<>();
    for (DrawsBench.Case each : DrawsBench.Case.values()) {
      DrawsBench.Result result = DrawsBench.run(each, rounds);
      line("%s, mean rate %.1f spikes/s; error of the means:", result.fit(), result.meanHz());
      for (DrawsBench.Way way : result.ways()) {
        StringBuilder errors = new StringBuilder();
        way.errorsHz()
            .forEach((n, hz) -> errors.append(String.format(Locale.ROOT, "%6d: %.4f", n, hz)));
        line(
            "  %-11s%s  %.3f of the plain samples; %.2f %% of the rates, stated %.2f %%",
            way.draws(), errors, way.share(), 100 * way.relative(), 100 * way.stated());
      }
      all.add(result);
    }
    return all;
  }

  private Object growth() {
    List<GrowthBenchmark.Point> points = GrowthBenchmark.run(rounds);
    line("%-14s %6s %9s %8s", "size", "value", "ms/step", "heap MB");
    for (GrowthBenchmark.Point point : points) {
      line("%-14s %6d %9.1f %8.0f", point.size(), point.value(), point.msPerStep(), point.heapMb());
    }
    if (chart != null) {
      Charts.save(GrowthCharts.growth(points), chart);
      out.println("drawn in " + chart);
    }
    return points;
  }

  private Object start() {
    Execution on = execution();
    StartBenchmark.Result result =
        StartBenchmark.run(RunParams.defaults(), START_TRIALS, BINS, NEURONS, on);
    line("%.1f s to the end of the first step, %s", result.seconds(), result.backend());
    return result;
  }

  private Execution execution() {
    return backend == null ? Execution.automatic() : Execution.automatic().withBackend(backend);
  }

  private Object quality() {
    Execution on = threads == null ? execution() : execution().withThreads(threads);
    List<QualityBench.Result> all = new ArrayList<>();
    for (Path file : data) {
      QualityBench.Result result = QualityBench.run(Trials.load(file), on);
      QualityBench.Shares shares = result.shares();
      line("%s: %d epochs, %s", result.session(), result.epochs(), result.ranOn());
      line("  co-smoothing %.4f bits/spike", result.coSmoothing());
      double wanted = level == null ? result.coSmoothing() : level;
      for (double part : new double[] {0.5, 0.9, 0.95, 1}) {
        line(
            "  %.4f after %s",
            part * wanted,
            result.secondsTo(part * wanted).stream()
                .mapToObj(s -> String.format(Locale.ROOT, "%.1f s of training", s))
                .findFirst()
                .orElse("- (not reached)"));
      }
      line(
          "  %.1f s: %.1f before training, %.1f warm-up, %.1f steps, %.1f validation, %.1f"
              + " posterior means, %.1f scores",
          shares.sum(),
          shares.before(),
          shares.warmUp(),
          shares.steps(),
          shares.validation(),
          shares.posterior(),
          shares.scores());
      all.add(result);
    }
    return all;
  }

  private void line(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values).stripTrailing());
  }

  private void write(Object numbers) {
    if (json == null) {
      return;
    }
    String text = new GsonBuilder().setPrettyPrinting().create().toJson(numbers);
    try {
      WholeFile.write(json, file -> Files.writeString(file, text + "\n"));
    } catch (IOException e) {
      throw new UncheckedIOException("--json must be a file that can be written: " + json, e);
    }
    out.println("written to " + json);
  }
}
