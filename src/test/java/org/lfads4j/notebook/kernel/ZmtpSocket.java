package org.lfads4j.notebook.kernel;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The client's end of a ZeroMQ connection, as bytes: it can send what the library would not, and
 * waits where the library loses a connection now and then.
 */
final class ZmtpSocket implements Closeable {
  private static final int PATIENCE_MS = 30_000;
  private static final int MORE = 1;
  private static final int LONG = 2;
  private static final int COMMAND = 4;

  private final Socket socket;
  private final DataOutputStream out;
  private final DataInputStream in;

  /** Connects once somebody listens. */
  ZmtpSocket(int port, String type, String identity) throws IOException {
    socket = connected(port);
    socket.setSoTimeout(PATIENCE_MS);
    out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    greet(out, 3);
    ready(out, type, type.length(), identity);
    out.flush();
    in.skipNBytes(64);
    in.skipNBytes(in.read() >= 0 ? in.read() : 0);
  }

  private static Socket connected(int port) throws IOException {
    for (int waited = 0; ; waited += 20) {
      try {
        return new Socket(InetAddress.getLoopbackAddress(), port);
      } catch (ConnectException e) {
        if (waited > PATIENCE_MS) {
          throw e;
        }
        try {
          Thread.sleep(20);
        } catch (InterruptedException stopped) {
          Thread.currentThread().interrupt();
          throw e;
        }
      }
    }
  }

  static void greet(DataOutputStream out, int version) throws IOException {
    out.write(0xff);
    out.writeLong(1);
    out.write(0x7f);
    out.write(version);
    if (version >= 3) {
      out.write(0);
      out.write("NULL".getBytes(StandardCharsets.US_ASCII));
      out.write(new byte[16 + 32]);
    } else {
      out.write(5);
    }
  }

  /**
   * @param length that is said of the type
   */
  static void ready(DataOutputStream out, String type, int length, String identity)
      throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(body);
    data.write(5);
    data.writeBytes("READY");
    data.write(11);
    data.writeBytes("Socket-Type");
    data.writeInt(length);
    data.writeBytes(type);
    data.write(8);
    data.writeBytes("Identity");
    data.writeInt(identity.length());
    data.writeBytes(identity);
    frame(out, COMMAND, body.toByteArray());
  }

  static void frame(DataOutputStream out, int flags, byte[] body) throws IOException {
    if (body.length > 255) {
      out.write(flags | LONG);
      out.writeLong(body.length);
    } else {
      out.write(flags);
      out.write(body.length);
    }
    out.write(body);
  }

  void send(List<byte[]> parts) throws IOException {
    for (int i = 0; i < parts.size(); i++) {
      frame(out, i + 1 < parts.size() ? MORE : 0, parts.get(i));
    }
    out.flush();
  }

  List<byte[]> receive() throws IOException {
    List<byte[]> parts = new ArrayList<>();
    int flags = MORE;
    while ((flags & (MORE | COMMAND)) != 0) {
      flags = in.readUnsignedByte();
      int length = (flags & LONG) != 0 ? Math.toIntExact(in.readLong()) : in.readUnsignedByte();
      byte[] part = in.readNBytes(length);
      if ((flags & COMMAND) == 0) {
        parts.add(part);
      }
    }
    return parts;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
