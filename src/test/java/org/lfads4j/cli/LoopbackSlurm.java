package org.lfads4j.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real Slurm with one node, this machine, which nobody else reaches. */
final class LoopbackSlurm implements AutoCloseable {
  private static final long POLL_MS = 300;

  private final Path configuration;
  private final List<Process> daemons = new ArrayList<>();

  private LoopbackSlurm(Path configuration) {
    this.configuration = configuration;
  }

  /** Starts it; without its programs, or as a user that may not start them, the test is skipped. */
  static LoopbackSlurm start(Path folder) throws IOException, InterruptedException {
    boolean installed =
        Files.isExecutable(Path.of("/usr/sbin/slurmctld"))
            && Files.isExecutable(Path.of("/usr/sbin/slurmd"))
            && "root".equals(System.getProperty("user.name"));
    assumeTrue(installed, "Slurm must be installed (apt-get install slurm-wlm) and the user root");
    for (String each : List.of("state", "spool")) {
      Files.createDirectories(folder.resolve(each));
    }
    Path configuration = folder.resolve("slurm.conf");
    String host = InetAddress.getLocalHost().getHostName().split("\\.", -1)[0];
    Files.writeString(
        configuration,
        """
        ClusterName=loopback
        SlurmctldHost=%1$s(127.0.0.1)
        AuthType=auth/none
        CredType=cred/none
        ProctrackType=proctrack/linuxproc
        TaskPlugin=task/none
        SelectType=select/cons_tres
        SelectTypeParameters=CR_Core
        ReturnToService=2
        SlurmUser=root
        SlurmdUser=root
        SlurmctldPort=%2$s
        SlurmdPort=%3$s
        StateSaveLocation=%4$s/state
        SlurmdSpoolDir=%4$s/spool
        SlurmctldPidFile=%4$s/slurmctld.pid
        SlurmdPidFile=%4$s/slurmd.pid
        MpiDefault=none
        AccountingStorageType=accounting_storage/none
        JobAcctGatherType=jobacct_gather/none
        SchedulerParameters=sched_interval=1,batch_sched_delay=0
        NodeName=%1$s NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
        PartitionName=short Nodes=%1$s Default=YES MaxTime=INFINITE State=UP
        """
            .formatted(host, freePort(), freePort(), folder));
    LoopbackSlurm slurm = new LoopbackSlurm(configuration);
    slurm.daemon("/usr/sbin/slurmctld", folder);
    slurm.daemon("/usr/sbin/slurmd", folder);
    slurm.await("idle", "sinfo", "--noheader", "--format=%T");
    return slurm;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void daemon(String program, Path folder) throws IOException {
    String name = Path.of(program).getFileName().toString();
    ProcessBuilder builder =
        command(
            program,
            "-D",
            "-f",
            configuration.toString(),
            "-L",
            folder.resolve(name + ".log").toString());
    daemons.add(
        builder
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".out").toFile())
            .start());
  }

  private ProcessBuilder command(String... words) {
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("SLURM_CONF", configuration.toString());
    return builder;
  }

  /** What a command prints. */
  private String said(String... words) throws IOException, InterruptedException {
    Process process = command(words).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int unused = process.waitFor();
    return said;
  }

  private void await(String text, String... words) throws IOException, InterruptedException {
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    String said = said(words);
    while (!said.toLowerCase(Locale.ROOT).contains(text)) {
      if (System.nanoTime() > end) {
        throw new IOException("Slurm must come up, got " + said);
      }
      Thread.sleep(POLL_MS);
      said = said(words);
    }
  }

  /** Whether no job waits or runs. */
  boolean isIdle() throws IOException, InterruptedException {
    return said("squeue", "--noheader").isBlank();
  }

  /** Cancels jobs or tasks of arrays. */
  void cancel(String... jobs) throws IOException, InterruptedException {
    String said = said(Stream.concat(Stream.of("scancel"), Stream.of(jobs)).toArray(String[]::new));
    if (!said.isBlank()) {
      throw new IOException("jobs must be cancelled, got " + said);
    }
  }

  /** Waits until no job waits or runs. */
  void awaitIdle(Duration most) throws IOException, InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    while (!isIdle()) {
      if (System.nanoTime() > end) {
        throw new IOException("jobs must end, got " + said("squeue"));
      }
      Thread.sleep(POLL_MS);
    }
  }

  /** Runs the program in a process of its own, which sees this Slurm. */
  Ran lfads4j(String... arguments) throws IOException, InterruptedException {
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    words.addAll(List.of(arguments));
    Path out = Files.createTempFile("lfads4j", ".out");
    Path err = Files.createTempFile("lfads4j", ".err");
    try {
      Process process =
          command(words.toArray(String[]::new))
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      process.getOutputStream().close();
      int code = process.waitFor();
      return new Ran(code, Files.readString(out), Files.readString(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      String unused = said("scancel", "--user=root", "--quiet");
      for (int i = daemons.size() - 1; i >= 0; i--) {
        daemons.get(i).destroy();
        if (!daemons.get(i).waitFor(10, TimeUnit.SECONDS)) {
          Process unusedHandle = daemons.get(i).destroyForcibly();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Slurm must end, got an interrupt", e);
    }
  }
}
