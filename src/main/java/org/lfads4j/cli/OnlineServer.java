package org.lfads4j.cli;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.lfads4j.OnlineLfads;

/** Trials as they come over TCP: each client has a thread and a model's state of its own. */
final class OnlineServer implements AutoCloseable {
  private final ServerSocket socket;
  private final Supplier<OnlineLfads> models;

  /**
   * Listens from now on.
   *
   * @param port 0 for any that is free
   */
  OnlineServer(InetAddress address, int port, Supplier<OnlineLfads> models) {
    this.models = models;
    try {
      this.socket = new ServerSocket(port, 0, address);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "--port must be one that is free, got %s at %s (%s)"
              .formatted(port, address.getHostAddress(), e.getMessage()),
          e);
    }
  }

  /** Where it listens. */
  String address() {
    return socket.getInetAddress().getHostAddress() + " port " + socket.getLocalPort();
  }

  int port() {
    return socket.getLocalPort();
  }

  /** Serves clients until it is closed. */
  void run() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread thread = new Thread(() -> serve(client), "lfads4j online");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        if (!socket.isClosed()) {
          throw new UncheckedIOException(address() + " must accept clients", e);
        }
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        Writer out =
            new BufferedWriter(
                new OutputStreamWriter(client.getOutputStream(), StandardCharsets.UTF_8))) {
      client.setTcpNoDelay(true);
      new OnlineLines(models.get()).serve(in, line -> send(line, out));
    } catch (IOException | UncheckedIOException e) {
      // The client went away; the others stay.
      return;
    }
  }

  private static void send(String line, Writer out) {
    try {
      out.write(line + "\n");
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(address() + " must be closed", e);
    }
  }
}
