package org.lfads4j.runs.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.lfads4j.config.Internal;
import org.lfads4j.runs.Run;
import org.lfads4j.runs.RunExecutor;
import org.lfads4j.runs.RunPart;
import org.lfads4j.runs.RunRow;
import org.lfads4j.runs.RunsWatcher;

/** Carries runs out as the tasks of a job of Apache Spark. */
@Internal
public final class SparkExecutor implements RunExecutor {
  private static final String VECTORS = "--add-modules=jdk.incubator.vector";
  private static final String EXECUTOR_OPTIONS = "spark.executor.extraJavaOptions";
  private static final String THREADS = "spark.task.cpus";

  /** Whether executors see the folder; if it is not set, they look. */
  private static final String SHARED = "spark.lfads4j.shared";

  /** How long it waits if there is no executor. */
  private static final String WAIT = "spark.lfads4j.wait";

  private static final String DEFAULT_WAIT = "10m";

  private static final long POLL_SECONDS = 2;

  private final Path collection;
  private final SparkConf settings;

  /**
   * Where.
   *
   * @param collection the folder of the runs
   * @param master such as {@code spark://host:7077} or {@code local[2]}; empty if {@code
   *     spark-submit} says it
   * @param jars of this program, which executors get; none if they have them
   * @param others settings of Spark, by name
   */
  public SparkExecutor(
      Path collection, String master, List<String> jars, Map<String, String> others) {
    this.collection = collection.toAbsolutePath().normalize();
    SparkConf conf =
        new SparkConf()
            .setIfMissing("spark.app.name", "lfads4j")
            .setIfMissing("spark.ui.enabled", "false");
    SparkConf placed = master.isEmpty() ? conf : conf.setMaster(master);
    if (!jars.isEmpty() && !placed.contains("spark.jars")) {
      placed = placed.setJars(jars.toArray(String[]::new));
    }
    for (Map.Entry<String, String> other : others.entrySet()) {
      placed = placed.set(other.getKey(), other.getValue());
    }
    String options = placed.get(EXECUTOR_OPTIONS, "");
    this.settings =
        options.contains(VECTORS)
            ? placed
            : placed.set(EXECUTOR_OPTIONS, (VECTORS + " " + options).strip());
  }

  /** All of them; Spark decides how many have room. */
  @Override
  public int atOnce(List<RunPart> parts) {
    return parts.size();
  }

  /**
   * Carries parts out as one job.
   *
   * @throws IllegalStateException if Spark gives the job up, or there is no executor for it
   */
  @Override
  public void carryOut(List<RunPart> parts, int atOnce, RunsWatcher watcher) {
    JavaSparkContext context = context();
    Optional<Boolean> isShared =
        settings.contains(SHARED)
            ? Optional.of(settings.getBoolean(SHARED, true))
            : isShared(context);
    if (isShared.isEmpty()) {
      return;
    }
    int threads = settings.getInt(THREADS, 1);
    List<Errand> errands =
        parts.stream().map(part -> Errand.of(part, collection, threads, isShared.get())).toList();
    JavaFutureAction<List<Errand.Result>> job =
        context
            .parallelize(errands, Math.min(atOnce, errands.size()))
            .map(Errand::run)
            .collectAsync();
    List<Run> runs = parts.stream().map(RunPart::run).toList();
    awaited(job, context, () -> show(runs, watcher))
        .ifPresent(results -> results.forEach(result -> result.bringHome(collection)));
    show(runs, watcher);
  }

  private JavaSparkContext context() {
    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(SparkContext.getOrCreate(settings));
    context.setLogLevel("ERROR");
    // Else tasks of a job that is cancelled train on to their ends.
    context.setLocalProperty("spark.job.interruptOnCancel", "true");
    return context;
  }

  /**
   * Whether executors see the folder of the collection: each looks for a file. Empty if this thread
   * was interrupted.
   */
  private Optional<Boolean> isShared(JavaSparkContext context) {
    Path token = collection.resolve(".seen-by-spark-" + UUID.randomUUID());
    try {
      Files.writeString(token, "");
      try {
        String path = token.toString();
        int looks = Math.max(2, context.defaultParallelism());
        List<Integer> each = IntStream.range(0, looks).boxed().toList();
        JavaFutureAction<List<Boolean>> job =
            context
                .parallelize(each, looks)
                .map(unused -> Files.exists(Path.of(path)))
                .collectAsync();
        return awaited(job, context, () -> {})
            .map(seen -> seen.stream().allMatch(Boolean::booleanValue));
      } finally {
        Files.delete(token);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(collection + " must be writable, got " + e, e);
    }
  }

  /** What a job comes to; empty if this thread was interrupted. */
  private <T> Optional<T> awaited(
      JavaFutureAction<T> job, JavaSparkContext context, Runnable meanwhile) {
    long most = settings.getTimeAsSeconds(WAIT, DEFAULT_WAIT);
    long lastSeen = System.nanoTime();
    while (true) {
      try {
        return Optional.of(job.get(POLL_SECONDS, TimeUnit.SECONDS));
      } catch (TimeoutException e) {
        meanwhile.run();
        long now = System.nanoTime();
        lastSeen = hasExecutor(context) ? now : lastSeen;
        if (TimeUnit.NANOSECONDS.toSeconds(now - lastSeen) >= most) {
          boolean unused = job.cancel(true);
          throw new IllegalStateException(
              ("Spark must have an executor for the runs, got none for %s s; start a worker, or let"
                      + " it wait longer (%s=1h); the same call goes on")
                  .formatted(most, WAIT));
        }
      } catch (InterruptedException e) {
        boolean unused = job.cancel(true);
        return Optional.empty();
      } catch (ExecutionException e) {
        throw new IllegalStateException(
            "Spark must carry the runs out, got \"%s\"; the same call goes on"
                .formatted(firstLine(e.getCause())),
            e);
      }
    }
  }

  /** In one process the driver is the executor; else it is counted with them. */
  private static boolean hasExecutor(JavaSparkContext context) {
    return context.isLocal() || context.sc().getExecutorMemoryStatus().size() > 1;
  }

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().limit(1).collect(Collectors.joining());
  }

  private static void show(List<Run> runs, RunsWatcher watcher) {
    watcher.changed(runs.stream().map(run -> RunRow.atRest(run, run.status())).toList(), true);
  }
}
