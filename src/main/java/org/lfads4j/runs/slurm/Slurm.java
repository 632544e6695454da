package org.lfads4j.runs.slurm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The commands of Slurm on this machine. */
final class Slurm {
  private Slurm() {}

  /**
   * Submits a job.
   *
   * @param arguments of sbatch, the script and what it is given last
   * @return its id
   * @throws IllegalStateException if Slurm refuses it, with what it said
   */
  static String submit(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("sbatch", "--parsable"));
    command.addAll(arguments);
    Answer answer = run(command);
    // JOB or JOB;CLUSTER, on the last line.
    String[] lines = answer.output.strip().split("\n", -1);
    String id = lines[lines.length - 1].split(";", -1)[0];
    if (answer.code != 0 || !id.matches("[0-9]+")) {
      throw new IllegalStateException(
          "Slurm must accept the job, got \"" + answer.said() + "\" from sbatch; see --slurm");
    }
    return id;
  }

  /**
   * A task in the queue.
   *
   * @param index of the array
   * @param state such as PENDING or RUNNING
   * @param reason why it waits
   */
  record Task(int index, String state, String reason) {}

  /**
   * The tasks of an array job that wait or run; none if Slurm no longer knows the job.
   *
   * @throws IllegalStateException if Slurm does not answer
   */
  static List<Task> queued(String job) {
    return lines(job).stream()
        .map(line -> line.split("\\|", -1))
        .filter(parts -> parts.length == 3 && parts[0].matches("[0-9]+"))
        .map(parts -> new Task(Integer.parseInt(parts[0]), parts[1], parts[2]))
        .toList();
  }

  /** A line for each task, or for a job without tasks. */
  private static List<String> lines(String job) {
    Answer answer =
        run(List.of("squeue", "--noheader", "--array", "--jobs=" + job, "--format=%K|%T|%r"));
    if (answer.code != 0) {
      if (answer.errors.contains("Invalid job id")) {
        return List.of();
      }
      throw new IllegalStateException(
          "Slurm must answer, got \"" + answer.said() + "\" from squeue; try again later");
    }
    return answer.output.lines().filter(line -> !line.isBlank()).toList();
  }

  /**
   * Whether a job waits or runs.
   *
   * @throws IllegalStateException if Slurm does not answer
   */
  static boolean isKnown(String job) {
    return !lines(job).isEmpty();
  }

  private record Answer(int code, String output, String errors) {
    String said() {
      return (errors.isBlank() ? output : errors).strip().replace("\n", "; ");
    }
  }

  private static Answer run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Answer(process.waitFor(), output, errors);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Slurm must answer, got an interrupt meanwhile", e);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Slurm must be installed where this is started, got no "
              + command.get(0)
              + " (load the module, or log in to a node that submits jobs)",
          e);
    }
  }
}
