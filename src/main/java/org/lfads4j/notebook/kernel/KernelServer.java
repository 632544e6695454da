package org.lfads4j.notebook.kernel;

import io.github.spencerpark.jupyter.kernel.KernelConnectionProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Serves one notebook until Jupyter says that it is over, or dies. */
public final class KernelServer {
  private static final String PARENT = "JPY_PARENT_PID";

  private KernelServer() {}

  /**
   * Serves.
   *
   * @param connectionFile what Jupyter wrote for this kernel
   * @throws IllegalArgumentException if the file says nothing that can be used
   */
  public static void serve(Path connectionFile) {
    Logger.getLogger("").setLevel(Level.WARNING);
    try {
      KernelConnection connection =
          new KernelConnection(
              KernelConnectionProperties.parse(Files.readString(connectionFile)),
              new DroppedMessages(System.err));
      JavaKernel kernel = new JavaKernel();
      kernel.becomeHandlerForConnection(connection);
      connection.connect();
      CountDownLatch over = new CountDownLatch(1);
      Optional<CompletableFuture<Void>> unused =
          parent().map(p -> p.onExit().thenRun(over::countDown));
      Thread closing =
          new Thread(
              () -> {
                connection.waitUntilClose();
                over.countDown();
              },
              "waits for the end");
      closing.setDaemon(true);
      closing.start();
      over.await();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "connection file must be readable, got " + connectionFile + " (" + e + ")", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "connection file must name a signature scheme that Java knows, got " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Jupyter's process: on Windows there is a command shell between. */
  private static Optional<ProcessHandle> parent() {
    if (KernelSpec.onWindows()) {
      return ProcessHandle.current().parent().flatMap(ProcessHandle::parent);
    }
    return Optional.ofNullable(System.getenv(PARENT))
        .filter(pid -> pid.matches("[1-9]\\d*"))
        .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
        .or(() -> ProcessHandle.current().parent());
  }
}
