package org.lfads4j.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.lfads4j.weights.CheckpointFolder;

/** The command {@code smooth} in a virtual machine of its own. */
final class SmoothChild implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 60_000;

  private final Process process;
  private final Path printed;
  private final Path out;

  private SmoothChild(Process process, Path printed, Path out) {
    this.process = process;
    this.printed = printed;
    this.out = out;
  }

  /** Starts it. */
  static SmoothChild start(Path out, List<String> arguments) {
    return start(out, List.of(), Map.of(), arguments);
  }

  /** The same with options for Java and an environment. */
  static SmoothChild start(
      Path out, List<String> java, Map<String, String> environment, List<String> arguments) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(
        List.of("--add-modules", "jdk.incubator.vector", "-XX:TieredStopAtLevel=1", "-Xmx256m"));
    line.addAll(java);
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    line.add("smooth");
    line.addAll(arguments);
    line.addAll(List.of("--out", out.toString()));
    try {
      Path printed = Files.createTempFile("smooth-", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(printed.toFile());
      builder.environment().putAll(environment);
      return new SmoothChild(builder.start(), printed, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the checkpoint of this epoch or a later one is there; its epoch. */
  int awaitCheckpoint(int epoch) throws InterruptedException {
    Path checkpoints = out.resolve("unfinished/checkpoints");
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    while (process.isAlive() && System.nanoTime() < end) {
      OptionalInt last = CheckpointFolder.lastEpoch(checkpoints);
      if (last.isPresent() && last.getAsInt() >= epoch) {
        return last.getAsInt();
      }
      Thread.sleep(2);
    }
    throw new IllegalStateException("no checkpoint of epoch " + epoch + ":\n" + printed());
  }

  /** Waits until a file is there. */
  void await(Path file) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    while (!Files.exists(file)) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IllegalStateException("no " + file + ":\n" + printed());
      }
      Thread.sleep(1);
    }
  }

  /** Ends it as a power failure would. */
  void kill() throws InterruptedException {
    Process unused = process.destroyForcibly();
    int unusedCode = process.waitFor();
  }

  void signal(String name) throws IOException, InterruptedException {
    int unused =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  /** Waits for its end; its exit code. */
  int end() throws InterruptedException {
    if (!process.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("it does not end:\n" + printed());
    }
    return process.exitValue();
  }

  String printed() {
    try {
      return Files.readString(printed, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    Process unused = process.destroyForcibly();
    Files.delete(printed);
  }
}
