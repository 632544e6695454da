package org.lfads4j.runs.slurm;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lfads4j.config.Internal;
import org.lfads4j.runs.HandedOverException;
import org.lfads4j.runs.Run;
import org.lfads4j.runs.RunExecutor;
import org.lfads4j.runs.RunPart;
import org.lfads4j.runs.RunState;
import org.lfads4j.runs.RunsWatcher;

/** Carries runs out as the tasks of an array job of Slurm. */
@Internal
public final class SlurmExecutor implements RunExecutor {
  /** Jobs in which a run may come no epoch further: a node can fail. */
  private static final int FRUITLESS_JOBS = 3;

  /**
   * Tasks of one job; Slurm refuses more as it is delivered. The job that goes on does the rest.
   */
  private static final int MOST_TASKS = 1000;

  private static final Duration POLL = Duration.ofSeconds(1);

  /** One run: the task's line of the list. */
  private static final String PART =
      """
      #!/bin/sh
      # One run of a list: that of the task. It is written only if it is missing; you can change it.
      #   $1 lfads4j.sh, $2 the list, the rest: options of carry-out
      program=$1
      line=$(sed -n "$((SLURM_ARRAY_TASK_ID + 1))p" "$2")
      shift 2
      exec "$program" runs carry-out "${line#* }" "$@"
      """;

  private final JobFolder jobs;
  private final List<String> options;
  private final Program program;
  private final List<String> goOn;
  private final boolean isGoingOn;

  /**
   * Where and how.
   *
   * @param collection the folder of the runs, which every node must see
   * @param options of sbatch, each as {@code --partition=short}
   * @param program what starts lfads4j on a node
   * @param goOn arguments of the program that go on when the runs have ended
   * @param isGoingOn whether this is what goes on: runs that failed in the last job are not tried
   *     again
   */
  public SlurmExecutor(
      Path collection,
      List<String> options,
      Program program,
      List<String> goOn,
      boolean isGoingOn) {
    this.jobs = new JobFolder(collection);
    this.options = List.copyOf(options);
    this.program = program;
    this.goOn = List.copyOf(goOn);
    this.isGoingOn = isGoingOn;
  }

  /** All of them; the cluster decides how many have room. */
  @Override
  public int atOnce(List<RunPart> parts) {
    return parts.size();
  }

  /**
   * Submits the parts that are missing, and a job that goes on after them.
   *
   * @throws HandedOverException if jobs do the rest
   * @throws IllegalArgumentException if Slurm cannot name the folder
   * @throws IllegalStateException if Slurm refuses, or a run came no further in several jobs
   */
  @Override
  public void carryOut(List<RunPart> parts, int atOnce, RunsWatcher watcher) {
    jobs.make();
    Optional<String> under = underWay();
    List<RunPart> missing = parts.stream().filter(part -> !isEnded(part)).toList();
    if (missing.isEmpty()) {
      return;
    }
    List<RunPart> now = missing.subList(0, Math.min(missing.size(), MOST_TASKS));
    String job = under.orElseGet(() -> submit(now, atOnce));
    String next = next().orElseGet(() -> submitNext(job));
    String whole = now.size() + (now.size() == 1 ? " run is" : " runs are");
    throw new HandedOverException(
        ("%s in Slurm job %s, and job %s goes on when they have ended; lfads4j runs status %s says"
                + " how far they are")
            .formatted(whole, job, next, jobs.path().getParent()));
  }

  private boolean isEnded(RunPart part) {
    return switch (part.run().status().state()) {
      case DONE, UNKNOWN -> true;
      case TRAINED -> part.wanted() == RunPart.Wanted.TRAINING;
      case FAILED -> isGoingOn;
      case WAITING, STOPPED, RUNNING -> false;
    };
  }

  private String submitNext(String job) {
    List<String> arguments = common("lfads4j go on");
    arguments.add("--dependency=afterany:" + job);
    arguments.add("--requeue");
    arguments.add(output(JobFolder.goOnLog("%j")));
    arguments.add(program().toString());
    arguments.addAll(goOn);
    String next = Slurm.submit(arguments);
    jobs.setNext(jobs.lists(), next);
    return next;
  }

  /** Where a job's output goes; in this option a percent sign has a meaning. */
  private String output(String name) {
    return "--output=" + jobs.log().toString().replace("%", "%%") + "/" + name;
  }

  private List<String> common(String name) {
    List<String> arguments = new ArrayList<>(options);
    arguments.add("--job-name=" + name);
    return arguments;
  }

  /** The last array job, if it still waits or runs. */
  private Optional<String> underWay() {
    return jobs.job(jobs.lists()).filter(id -> !Slurm.queued(id).isEmpty());
  }

  /** The job that goes on after the last array job, unless it was cancelled or lost. */
  private Optional<String> next() {
    return jobs.next(jobs.lists()).filter(Slurm::isKnown);
  }

  /**
   * Waits until no run is taken. None of their tasks runs any longer, but where a node failed on a
   * file system without locks, its lease expires later, and a task would find the run taken.
   */
  private static void awaitFree(List<RunPart> parts) {
    long end = System.nanoTime() + RunExecutor.mostHeld().toNanos();
    try {
      while (System.nanoTime() < end
          && parts.stream().anyMatch(part -> part.run().status().state() == RunState.RUNNING)) {
        Thread.sleep(POLL.toMillis());
      }
    } catch (InterruptedException e) {
      // It is asked to end: what is submitted now goes on without it.
      Thread.currentThread().interrupt();
    }
  }

  private String submit(List<RunPart> parts, int atOnce) {
    if (isGoingOn) {
      awaitFree(parts);
    }
    Map<Path, Integer> epochs = new LinkedHashMap<>();
    for (RunPart part : parts) {
      if (isGoingOn) {
        requireProgress(part.run());
      }
      epochs.put(folder(part.run()), part.run().status().epochs());
    }
    int number = jobs.add(epochs);
    List<String> arguments = common("lfads4j");
    arguments.add("--array=0-%s%%%s".formatted(parts.size() - 1, Math.max(1, atOnce)));
    arguments.add("--requeue");
    arguments.add(output("%A-%a.txt"));
    arguments.add(jobs.script("part.sh", PART).toString());
    arguments.add(program().toString());
    arguments.add(jobs.list(number).toString());
    arguments.addAll(carryOut(parts.get(0)));
    String job = Slurm.submit(arguments);
    jobs.setJob(number, job);
    return job;
  }

  private Path program() {
    return jobs.script("lfads4j.sh", starter());
  }

  private static List<String> carryOut(RunPart part) {
    List<String> arguments = new ArrayList<>();
    switch (part.wanted()) {
      case EVERYTHING -> {
        // That is what it does without an option.
      }
      case TRAINING -> arguments.add("--training-only");
      case POSTERIOR -> arguments.add("--posterior-only");
    }
    arguments.add("--checkpoint-every=" + part.checkpointEvery());
    return arguments;
  }

  private static Path folder(Run run) {
    return run.folder().toAbsolutePath().normalize();
  }

  /** A run that no job brings further would be submitted for ever. */
  private void requireProgress(Run run) {
    int epochs = run.status().epochs();
    int fruitless = 0;
    for (int number = jobs.lists(); number > 0 && fruitless < FRUITLESS_JOBS; number--) {
      if (jobs.job(number).isEmpty()) {
        // Slurm refused it.
        continue;
      }
      Integer then = jobs.runs(number).get(folder(run));
      if (then == null || then != epochs) {
        return;
      }
      fruitless++;
    }
    if (fruitless == FRUITLESS_JOBS) {
      throw new IllegalStateException(
          ("run %s must come further in a job of Slurm, got %s jobs in which it did not; see %s, or"
                  + " give the jobs more time; the same command tries again")
              .formatted(run.name(), FRUITLESS_JOBS, jobs.log()));
    }
  }

  /** Starts the program with the processors and the memory that Slurm gives the job. */
  private String starter() {
    return """
    #!/bin/sh
    # Starts lfads4j on a node. It is written only if it is missing; you can change it, for example
    # to load a module with Java before the last line.
    exec %s -XX:ActiveProcessorCount="${SLURM_CPUS_ON_NODE:-1}" \\
      ${SLURM_MEM_PER_NODE:+-Xmx$((SLURM_MEM_PER_NODE * 3 / 4))m} \\
      %s "$@"
    """
        .formatted(
            program.java().stream().map(SlurmExecutor::quoted).collect(Collectors.joining(" ")),
            program.main());
  }

  /** As one word for a shell. */
  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./:=,@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /**
   * What waits or runs in the queue, a line each; if nothing does, why the last job did not go on.
   * None if the collection was never handed over.
   *
   * @param collection the folder of the runs
   */
  public static List<String> queue(Path collection) {
    JobFolder jobs = new JobFolder(collection);
    int last = jobs.lists();
    Optional<String> job = jobs.job(last);
    if (job.isEmpty()) {
      return List.of();
    }
    List<Slurm.Task> tasks = Slurm.queued(job.get());
    if (tasks.isEmpty()) {
      return jobs
          .next(last)
          .filter(next -> !Slurm.isKnown(next))
          .flatMap(next -> jobs.lastWords(next).map(w -> "Slurm job " + next + " ended: " + w))
          .stream()
          .toList();
    }
    List<Path> runs = List.copyOf(jobs.runs(last).keySet());
    return tasks.stream()
        .filter(task -> task.index() < runs.size())
        .map(
            task ->
                "Slurm job %s_%s: %s%s, %s"
                    .formatted(
                        job.get(),
                        task.index(),
                        task.state().toLowerCase(Locale.ROOT),
                        task.reason().equals("None") ? "" : " (" + task.reason() + ")",
                        runs.get(task.index()).getFileName()))
        .toList();
  }
}
