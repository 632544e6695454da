package org.lfads4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Populations on a real Apache Spark, within one process and as a cluster on this machine. */
class SparkTest {
  private static final Path SPARK = Path.of("target", "spark").toAbsolutePath();
  private static final String CLASS_PATH =
      Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
          .map(each -> Path.of(each).toAbsolutePath().toString())
          .collect(Collectors.joining(File.pathSeparator));

  private static final Duration MOST = Duration.ofMinutes(5);
  private static final int KILLS = 10;

  @TempDir private Path folder;
  private String session;
  private final List<Process> daemons = new ArrayList<>();

  @BeforeEach
  void writeSession() {
    assumeTrue(
        Files.isDirectory(SPARK.resolve("jars")),
        "Spark must be there: mvn -f src/test/spark/pom.xml dependency:copy-dependencies");
    session = SmallModel.session(folder, "session.h5");
  }

  private String[] population(Path out, String... more) {
    return Stream.of(
            List.of("auto", session, "--out", out.toString(), "--c_co_dim", "1"),
            List.of("--members", "3", "--generation-epochs", "2", "--max-generations", "2"),
            SmallModel.OPTIONS,
            List.of(more))
        .flatMap(List::stream)
        .toArray(String[]::new);
  }

  @Test
  void aPopulationHasTheSameBitsOnSparkInOneProcess() throws IOException, InterruptedException {
    Path here = trainedHere();
    assertSame(here, spark("shared", "--on", "local[2]"));
    assertSame(here, spark("apart", "--on", "local[2]", "--spark", "spark.lfads4j.shared=false"));
  }

  @Test
  @Tag("slow")
  void aClusterWithoutWorkersEndsInASentence() throws IOException, InterruptedException {
    int port = freePort();
    try {
      master(port);
      Path printed = folder.resolve("printed.txt");
      String[] command =
          population(
              folder.resolve("p"),
              "--on",
              "spark://127.0.0.1:" + port,
              "--spark",
              "spark.lfads4j.wait=3s");
      assertEquals(1, process(printed, command).waitFor(), () -> read(printed));
      String said = read(printed);
      assertTrue(
          said.contains(
              "lfads4j: Spark must have an executor for the runs, got none for 3 s; start a"
                  + " worker"),
          said);
    } finally {
      daemons.forEach(Process::destroyForcibly);
    }
  }

  @Test
  @Tag("slow")
  void aPopulationHasTheSameBitsOnAClusterWhoseExecutorsAreKilled()
      throws IOException, InterruptedException {
    Path here = trainedHere();
    int port = freePort();
    String master = "spark://127.0.0.1:" + port;
    try {
      master(port);
      daemon(
          "org.apache.spark.deploy.worker.Worker",
          "--host",
          "127.0.0.1",
          "--cores",
          "2",
          "--memory",
          "1g",
          "--webui-port",
          "0",
          "-d",
          folder.resolve("work").toString(),
          master);
      for (String shared : List.of("true", "false")) {
        AtomicInteger kills = new AtomicInteger();
        Thread killer = new Thread(() -> killExecutors(kills));
        killer.setDaemon(true);
        killer.start();
        Path there =
            spark(
                "cluster-" + shared,
                "--on",
                master,
                "--spark",
                "spark.executor.extraClassPath=" + CLASS_PATH,
                "--spark",
                "spark.executor.memory=512m",
                "--spark",
                "spark.task.maxFailures=100",
                "--spark",
                "spark.deploy.maxExecutorRetries=100",
                "--spark",
                "spark.lfads4j.shared=" + shared);
        killer.interrupt();
        killer.join();
        System.out.println(kills + " executors killed");
        assertTrue(kills.get() > 0, "no executor was killed");
        assertSame(here, there);
      }
    } finally {
      daemons.forEach(Process::destroyForcibly);
    }
  }

  private Path trainedHere() {
    Path here = folder.resolve("here");
    Ran local = Ran.with(population(here));
    assertEquals(0, local.exitCode(), local.err());
    return here;
  }

  /** Trains a population in a process of its own; gives the folder of its results. */
  private Path spark(String name, String... more) throws IOException, InterruptedException {
    Path out = folder.resolve(name);
    Path printed = folder.resolve(name + ".txt");
    assertEquals(0, process(printed, population(out, more)).waitFor(), () -> read(printed));
    return out;
  }

  private static Process process(Path printed, String... arguments) throws IOException {
    return java(Stream.concat(Stream.of("-Xmx1g", Main.class.getName()), Stream.of(arguments))
            .toArray(String[]::new))
        .redirectErrorStream(true)
        .redirectOutput(printed.toFile())
        .start();
  }

  private void master(int port) throws IOException {
    daemon(
        "org.apache.spark.deploy.master.Master",
        "--host",
        "127.0.0.1",
        "--port",
        String.valueOf(port),
        "--webui-port",
        "0");
  }

  private static ProcessBuilder java(String... arguments) {
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "-cp",
                CLASS_PATH + File.pathSeparator + SPARK.resolve("jars") + "/*"));
    words.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.environment().put("SPARK_HOME", SPARK.toString());
    // Without a distribution, executors are started only if this says which Scala it is.
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    return builder;
  }

  private void daemon(String... arguments) throws IOException {
    daemons.add(
        java(arguments)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("daemon-" + daemons.size() + ".txt").toFile())
            .start());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Kills executors of this test's workers until it is interrupted; counts them. */
  private void killExecutors(AtomicInteger kills) {
    Random random = new Random(2);
    long end = System.nanoTime() + MOST.toNanos();
    try {
      while (kills.get() < KILLS && System.nanoTime() < end) {
        Thread.sleep(2000 + random.nextInt(4000));
        List<ProcessHandle> executors =
            daemons.stream()
                .flatMap(Process::descendants)
                .filter(each -> words(each).contains("CoarseGrainedExecutorBackend"))
                .toList();
        if (!executors.isEmpty()
            && executors.get(random.nextInt(executors.size())).destroyForcibly()) {
          int unused = kills.incrementAndGet();
        }
      }
    } catch (InterruptedException e) {
      // The population is complete.
      Thread.currentThread().interrupt();
    }
  }

  private static String words(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
    } catch (IOException e) {
      // It has ended meanwhile.
      return "";
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static void assertSame(Path here, Path there) throws IOException {
    for (String file : List.of("population/generations.csv", "tables/rates.csv")) {
      assertTrue(Files.size(there.resolve(file)) > 0, file);
      assertEquals(Files.readString(here.resolve(file)), Files.readString(there.resolve(file)));
    }
  }
}
