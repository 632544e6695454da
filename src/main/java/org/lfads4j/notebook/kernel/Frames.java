package org.lfads4j.notebook.kernel;

import java.util.ArrayList;
import java.util.List;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import zmq.Msg;
import zmq.ZError;

/** What sockets take: frames of a size that a client can mean and that the memory holds. */
final class Frames {
  /** Bytes of a frame of a request; a cell is shorter by far. */
  static final int REQUEST_BYTES = 16 << 20;

  /** Bytes of a frame where clients only say what they listen to, or that they are there. */
  static final int SIGN_BYTES = 1 << 10;

  /** How long a socket that closes still sends. */
  private static final int LINGER_MS = 1000;

  private Frames() {}

  /**
   * Prepares a socket that is not bound yet. A longer frame ends the sender's connection. JeroMQ
   * takes lengths from 2^63 on as negative, so that they pass its limit; they, and what the memory
   * does not hold, become empty frames, which make no message.
   */
  static void limit(ZMQ.Socket socket, int bytes) {
    socket.setLinger(LINGER_MS);
    socket.setMaxMsgSize(bytes);
    socket.setMsgAllocator(size -> allocate(size, bytes));
  }

  static Msg allocate(int size, int most) {
    if (size < 0 || size > most) {
      return new Msg();
    }
    try {
      return new Msg(size);
    } catch (OutOfMemoryError e) {
      return new Msg();
    }
  }

  /** Sends the parts of a message; only for threads that nobody interrupts. */
  static void send(ZMQ.Socket socket, List<byte[]> parts) {
    for (int i = 0; i < parts.size(); i++) {
      socket.send(parts.get(i), i + 1 < parts.size() ? ZMQ.SNDMORE : 0);
    }
  }

  /**
   * The parts of a message that has come, none if there is none in the socket's receive time, or if
   * the thread was interrupted, which it then still is.
   */
  static List<byte[]> receive(ZMQ.Socket socket) {
    List<byte[]> parts = new ArrayList<>();
    try {
      byte[] part = socket.recv();
      while (part != null) {
        parts.add(part);
        part = socket.hasReceiveMore() ? socket.recv() : null;
      }
    } catch (ZMQException e) {
      if (e.getErrorCode() != ZError.EINTR) {
        throw e;
      }
      Thread.currentThread().interrupt();
      return List.of();
    }
    return parts;
  }
}
