package org.lfads4j.runs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Trials;

/**
 * Collections trained in a virtual machine of their own. It prints a line for whatever it begins:
 * {@code begun}, {@code run}, {@code epoch N}, {@code posterior}, {@code scores}, then the state of
 * every run.
 */
final class ChildRuns {
  static final int EPOCHS = 16;

  /** After which a lease of a child without locks expires. */
  static final int LEASE_SECONDS = 3;

  private ChildRuns() {}

  /** One run that takes half a second, with a checkpoint after every epoch. */
  static RunCollection one(Path folder, String backend) {
    return RunCollection.in(folder)
        .withSession(SmallRuns.trials(1))
        .withParams(SmallRuns.params().withMaxCkptToKeep(2).withMaxCkptToKeepLve(2).withGenDim(12))
        .withEngine("MXNet")
        .withBackend(backend)
        .withMaxEpochs(EPOCHS)
        .withCheckpointEvery(Duration.ZERO);
  }

  /** Eight short runs. */
  static RunCollection eight(Path folder, String backend) {
    return SmallRuns.collection(folder)
        .withParams(SmallRuns.params().sweep("c_co_dim", 0, 2, 3))
        .withSeeds(0, 1)
        .withBackend(backend)
        .withMaxEpochs(8);
  }

  /** One run of more neurons and units than a vector has lanes. */
  static RunCollection wide(Path folder, String backend) {
    Random random = new Random(3);
    float[] counts = new float[20 * 9 * 37];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = random.nextInt(4);
    }
    return SmallRuns.collection(folder, Trials.of(Cube.of(20, 9, 37, counts), 2))
        .withParams(SmallRuns.params().withCoDim(3).withGenDim(21).withConDim(19))
        .withBackend(backend);
  }

  private static RunCollection collection(String which, Path folder, String backend) {
    return switch (which) {
      case "one" -> one(folder, backend);
      case "eight" -> eight(folder, backend);
      default -> wide(folder, backend);
    };
  }

  /** A population with so many members at once; it says a line whenever a member comes further. */
  private static void population(Path folder, int atOnce) {
    RunExecutor executor =
        SmallPopulations.inProcess(atOnce, (rows, turn) -> say(turn ? "turn" : "further"));
    Run best = SmallPopulations.of(folder, SmallPopulations.PLAN, executor).train().best();
    say(best.status().state().word());
  }

  /**
   * The child.
   *
   * @param arguments which collection, its folder, its backend; or {@code population}, its folder,
   *     and how many members at once
   */
  public static void main(String[] arguments) {
    say("begun");
    if (arguments[0].equals("population")) {
      population(Path.of(arguments[1]), Integer.parseInt(arguments[2]));
      return;
    }
    String[] last = {""};
    RunCollection runs =
        collection(arguments[0], Path.of(arguments[1]), arguments[2])
            .withWatcher(
                (rows, turn) -> {
                  for (RunRow row : rows) {
                    if (row.status().state() == RunState.RUNNING && !row.doing().equals(last[0])) {
                      last[0] = row.doing();
                      say(row.doing().isEmpty() ? "run" : row.doing());
                    }
                    if (row.doing().equals("training")) {
                      say("epoch " + row.status().epochs());
                    }
                  }
                });
    runs.train().stringColumn("state").forEach(ChildRuns::say);
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  /** A child that is under way. */
  static final class Child implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;
    private final List<String> said = new ArrayList<>();
    private final long startNanos = System.nanoTime();

    private Child(Process process) {
      this.process = process;
      this.out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts one over a collection. */
    static Child start(String which, Path folder, String backend) {
      return start(command(which, folder, backend), Map.of());
    }

    /** The same, and a library that is loaded first refuses it every lock. */
    static Child startWithoutLocks(String which, Path folder, String backend, Path library) {
      List<String> command = new ArrayList<>(command(which, folder, backend));
      command.add(1, "-Dlfads4j.leaseSeconds=" + LEASE_SECONDS);
      return start(command, Map.of("LD_PRELOAD", library.toString()));
    }

    /** The same with more options of the virtual machine, which win over those it has. */
    static Child startOn(List<String> machine, String which, Path folder, String backend) {
      List<String> command = new ArrayList<>(command(which, folder, backend));
      command.addAll(command.indexOf("-cp"), machine);
      return start(command, Map.of());
    }

    private static Child start(List<String> command, Map<String, String> environment) {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(environment);
      try {
        return new Child(builder.start());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static List<String> command(String which, Path folder, String backend) {
      String classPath =
          System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
      return List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "--add-modules",
          "jdk.incubator.vector",
          "-Xmx256m",
          "-Xshare:auto",
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-cp",
          classPath,
          ChildRuns.class.getName(),
          which,
          folder.toString(),
          backend);
    }

    long pid() {
      return process.pid();
    }

    /** Reads what it says up to the first such line; whether there was one. */
    boolean until(String beginning) {
      try {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
          said.add(line);
          if (line.startsWith(beginning)) {
            return true;
          }
        }
        return false;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Kills it so many nanoseconds after now, unless it has ended; whether it was killed. */
    boolean killAfter(long nanos) {
      try {
        boolean ended = process.waitFor(nanos, TimeUnit.NANOSECONDS);
        if (!ended) {
          // Of a process itself it would close what it said.
          boolean unused = process.toHandle().destroyForcibly();
        }
        boolean unusedRest = until("no such line");
        return process.waitFor() == 128 + 9;
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    /** Waits for its end; what it said. */
    List<String> end() {
      boolean unusedRest = until("no such line");
      try {
        int code = process.waitFor();
        if (code != 0) {
          throw new IllegalStateException("child must end well, got " + code + ": " + said);
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return List.copyOf(said);
    }

    List<String> said() {
      return List.copyOf(said);
    }

    long nanos() {
      return System.nanoTime() - startNanos;
    }

    @Override
    public void close() {
      Process unused = process.destroyForcibly();
    }
  }
}
