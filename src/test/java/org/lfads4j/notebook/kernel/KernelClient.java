package org.lfads4j.notebook.kernel;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.spencerpark.jupyter.kernel.KernelConnectionProperties;
import io.github.spencerpark.jupyter.messages.HMACGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** A client as Jupyter is one, and one that can send what Jupyter does not. */
final class KernelClient implements AutoCloseable {
  static final byte[] DELIMITER = bytes("<IDS|MSG>");

  /** A message from the kernel. */
  record Received(JsonObject header, String parent, JsonObject content) {
    String type() {
      return header.get("msg_type").getAsString();
    }
  }

  private final KernelConnectionProperties connection;
  private final HMACGenerator key;
  private final Random ids = new Random(11);
  final ZmtpSocket shell;
  final ZmtpSocket control;
  final ZmtpSocket stdin;
  final ZmtpSocket iopub;

  KernelClient(KernelConnectionProperties connection) throws GeneralSecurityException, IOException {
    this.connection = connection;
    this.key = connection.createHMACGenerator();
    shell = new ZmtpSocket(connection.getShellPort(), "DEALER", "client");
    control = new ZmtpSocket(connection.getControlPort(), "DEALER", "client");
    stdin = new ZmtpSocket(connection.getStdinPort(), "DEALER", "client");
    iopub = new ZmtpSocket(connection.getIopubPort(), "SUB", "");
    iopub.send(List.of(new byte[] {1}));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The signed parts of a message. */
  List<byte[]> message(String id, String type, String date, String content) {
    JsonObject header = new JsonObject();
    header.addProperty("msg_id", id);
    header.addProperty("username", "reader");
    header.addProperty("session", "session");
    header.addProperty("date", date);
    header.addProperty("msg_type", type);
    header.addProperty("version", "5.3");
    return signed(bytes(header.toString()), bytes("{}"), bytes("{}"), bytes(content));
  }

  List<byte[]> signed(byte[]... parts) {
    List<byte[]> all = new ArrayList<>();
    all.add(DELIMITER);
    all.add(bytes(key.calculateSignature(parts)));
    all.addAll(Arrays.asList(parts));
    return all;
  }

  String id() {
    byte[] raw = new byte[16];
    ids.nextBytes(raw);
    return HexFormat.of().formatHex(raw);
  }

  /** Sends a message of now and gives its id. */
  String send(ZmtpSocket to, String type, String content) throws IOException {
    return send(to, type, "2026-03-01T10:00:00.000000Z", content);
  }

  String send(ZmtpSocket to, String type, String date, String content) throws IOException {
    String id = id();
    to.send(message(id, type, date, content));
    return id;
  }

  /** The next message. */
  static Received next(ZmtpSocket from) throws IOException {
    List<byte[]> parts = from.receive();
    int header = 2;
    while (!Arrays.equals(parts.get(header - 2), DELIMITER)) {
      header++;
    }
    JsonObject parent = json(parts.get(header + 1));
    return new Received(
        json(parts.get(header)),
        parent.has("msg_id") ? parent.get("msg_id").getAsString() : "",
        json(parts.get(header + 3)));
  }

  private static JsonObject json(byte[] part) {
    return JsonParser.parseString(new String(part, StandardCharsets.UTF_8)).getAsJsonObject();
  }

  /** The next message that answers a request. */
  static Received answer(ZmtpSocket from, String id, String type) throws IOException {
    Received received = next(from);
    while (!received.parent().equals(id) || !received.type().equals(type)) {
      received = next(from);
    }
    return received;
  }

  /** The request for a cell. */
  static String cell(String code) {
    JsonObject content = new JsonObject();
    content.addProperty("code", code);
    content.addProperty("silent", false);
    content.addProperty("store_history", true);
    content.add("user_expressions", new JsonObject());
    content.addProperty("allow_stdin", true);
    content.addProperty("stop_on_error", true);
    return content.toString();
  }

  /** Runs a cell: how it ended. */
  String run(String code) throws IOException {
    return status(send(shell, "execute_request", cell(code)));
  }

  /** How the cell of a request ended. */
  String status(String id) throws IOException {
    JsonObject content = answer(shell, id, "execute_reply").content();
    return content.get(content.has("ename") ? "ename" : "status").getAsString();
  }

  /** Runs a cell: the text of its value. */
  String value(String code) throws IOException {
    String id = send(shell, "execute_request", cell(code));
    String text =
        answer(iopub, id, "execute_result")
            .content()
            .getAsJsonObject("data")
            .get("text/plain")
            .getAsString();
    answer(shell, id, "execute_reply");
    return text;
  }

  /** What comes back from the heartbeat. */
  String beat(String sent) throws IOException {
    try (ZmtpSocket heart = new ZmtpSocket(connection.getHbPort(), "REQ", "")) {
      heart.send(List.of(new byte[0], bytes(sent)));
      return new String(heart.receive().get(1), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() throws IOException {
    for (ZmtpSocket socket : List.of(shell, control, stdin, iopub)) {
      socket.close();
    }
  }
}
