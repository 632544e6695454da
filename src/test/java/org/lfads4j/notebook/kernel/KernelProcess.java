package org.lfads4j.notebook.kernel;

import io.github.spencerpark.jupyter.kernel.KernelConnectionProperties;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A kernel in a process of its own, started as Jupyter starts it. */
final class KernelProcess implements AutoCloseable {
  static final String KEY = "6f1c4a52";

  private final Process process;
  private final Path log;
  private final KernelConnectionProperties connection;

  KernelProcess(Path folder) throws IOException {
    this(folder, "");
  }

  /**
   * @param programs a folder that comes first where programs are looked for, or empty
   */
  KernelProcess(Path folder, String programs) throws IOException {
    List<Integer> ports = freePorts(5);
    connection =
        new KernelConnectionProperties(
            "127.0.0.1",
            ports.get(0),
            ports.get(1),
            ports.get(2),
            ports.get(3),
            ports.get(4),
            "tcp",
            "hmac-sha256",
            KEY);
    Path file = Files.writeString(folder.resolve("connection.json"), connection.toJsonString());
    log = folder.resolve("log.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command(file.toString()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    if (!programs.isEmpty()) {
      builder.environment().compute("PATH", (name, path) -> programs + File.pathSeparator + path);
    }
    process = builder.start();
  }

  /** What starts it. */
  static List<String> command(String connectionFile) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--add-modules",
        "jdk.incubator.vector",
        "-Xmx256m",
        "-XX:+UseSerialGC",
        "-Djava.awt.headless=true",
        "-cp",
        classPath(),
        "org.lfads4j.cli.Main",
        "kernel",
        "run",
        connectionFile);
  }

  /** In every folder the same. */
  private static String classPath() {
    String own =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Stream.of(own.split(File.pathSeparator, -1))
        .map(each -> Path.of(each).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    List<Integer> ports = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        sockets.add(socket);
        ports.add(socket.getLocalPort());
      }
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
    return ports;
  }

  KernelConnectionProperties connection() {
    return connection;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** The exit status, once the kernel ends by itself. */
  int ended() throws InterruptedException {
    return process.waitFor(20, TimeUnit.SECONDS) ? process.exitValue() : -1;
  }

  /** What the kernel printed outside cells. */
  List<String> log() throws IOException {
    return Files.readAllLines(log);
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
