package org.lfads4j.notebook.kernel;

import static org.lfads4j.notebook.kernel.KernelClient.bytes;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What no client should send, and between it what every client does, from a seed. */
final class BrokenMessages {
  /** Parts of JSON that stand where others belong. */
  private static final List<String> WRONG =
      List.of(
          "",
          " ",
          "null",
          "3",
          "true",
          "[]",
          "{}",
          "\"text\"",
          "{",
          "{\"a\":",
          "}",
          "[".repeat(9999),
          "{\"code\":3}",
          "{\"code\":null}",
          "{\"code\":[]}",
          "{\"code\":{}}",
          "{\"a\":".repeat(999),
          "{\"hist_access_type\":\"none\"}",
          "{\"comm_id\":[],\"target_name\":{}}",
          "\u0000",
          "1e999");

  private static final List<String> TYPES =
      List.of(
          "execute_request",
          "inspect_request",
          "complete_request",
          "is_complete_request",
          "history_request",
          "comm_open",
          "comm_msg",
          "comm_close",
          "input_reply");

  private record Request(String type, String content) {}

  private static final List<Request> REQUESTS =
      List.of(
          new Request("kernel_info_request", "{}"),
          new Request("comm_info_request", "{\"target_name\":\"none\"}"),
          new Request(
              "history_request",
              "{\"hist_access_type\":\"tail\",\"n\":3,\"raw\":true,\"output\":false}"),
          new Request("is_complete_request", "{\"code\":\"int a = 1;\"}"),
          new Request("complete_request", "{\"code\":\"kep\",\"cursor_pos\":3}"),
          new Request(
              "inspect_request", "{\"code\":\"Lfads.run(\",\"cursor_pos\":10,\"detail_level\":0}"),
          new Request("execute_request", KernelClient.cell("kept + 1")),
          new Request("comm_open", "{\"comm_id\":\"1\",\"target_name\":\"none\",\"data\":{}}"),
          new Request("comm_msg", "{\"comm_id\":\"1\",\"data\":{}}"),
          new Request("comm_close", "{\"comm_id\":\"1\",\"data\":{}}"));

  private final Random random;
  private final KernelClient client;
  private List<byte[]> sentBefore;

  BrokenMessages(long seed, KernelClient client) {
    this.random = new Random(seed);
    this.client = client;
    this.sentBefore = valid("kernel_info_request", "{}");
  }

  private List<byte[]> valid(String type, String content) {
    return client.message(client.id(), type, "2026-03-01T10:00:00.000000Z", content);
  }

  private byte[] noise(int most) {
    byte[] noise = new byte[random.nextInt(most + 1)];
    random.nextBytes(noise);
    return noise;
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** A message of one part or more. */
  List<byte[]> message() {
    return switch (random.nextInt(10)) {
      case 0 -> noise();
      case 1 -> flipped();
      case 2 -> signedWrongly();
      case 3 -> cut();
      case 4 -> withoutDelimiter();
      case 5 -> new ArrayList<>(List.of(new byte[0], new byte[0], new byte[0]));
      case 6 -> again();
      case 7 -> request();
      case 8 -> valid("no_such_request_" + random.nextInt(), "{}");
      default -> wrongHeader();
    };
  }

  private List<byte[]> request() {
    Request request = any(REQUESTS);
    return valid(request.type(), request.content());
  }

  private List<byte[]> noise() {
    List<byte[]> parts = new ArrayList<>();
    int count = 1 + random.nextInt(9);
    for (int i = 0; i < count; i++) {
      parts.add(noise(random.nextInt(200) == 0 ? 1 << 20 : 200));
    }
    return parts;
  }

  private List<byte[]> flipped() {
    List<byte[]> parts = valid("execute_request", KernelClient.cell("kept = 0"));
    byte[] part = parts.get(1 + random.nextInt(5)).clone();
    int at = random.nextInt(part.length);
    part[at] ^= (byte) (1 << random.nextInt(8));
    List<byte[]> flipped = new ArrayList<>();
    boolean done = false;
    for (byte[] p : parts) {
      boolean here = !done && p.length == part.length && p != parts.get(0);
      flipped.add(here ? part : p);
      done |= here;
    }
    return flipped;
  }

  private List<byte[]> signedWrongly() {
    List<byte[]> parts = valid(any(TYPES), "{}");
    byte[][] signed = parts.subList(2, 6).toArray(new byte[0][]);
    signed[random.nextInt(4)] = random.nextInt(4) == 0 ? noise(100) : bytes(any(WRONG));
    return client.signed(signed);
  }

  private List<byte[]> cut() {
    return new ArrayList<>(valid("kernel_info_request", "{}").subList(0, 1 + random.nextInt(5)));
  }

  private List<byte[]> withoutDelimiter() {
    return new ArrayList<>(valid("kernel_info_request", "{}").subList(1, 6));
  }

  private List<byte[]> again() {
    List<byte[]> again = sentBefore;
    sentBefore = random.nextInt(4) == 0 ? valid("kernel_info_request", "{}") : sentBefore;
    return again;
  }

  private List<byte[]> wrongHeader() {
    String header = new String(valid("kernel_info_request", "{}").get(2), StandardCharsets.UTF_8);
    String changed =
        header.replaceFirst(
            "\""
                + any(List.of("msg_id", "username", "session", "date", "msg_type", "version"))
                + "\":\"[^\"]*\"",
            any(List.of("\"x\":1", "\"msg_type\":7", "\"date\":null", "\"session\":{}")));
    return client.signed(bytes(changed), bytes("{}"), bytes("{}"), bytes("{}"));
  }

  /** What is written to a socket of the network itself. */
  byte[] stream(String socketType) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(all)) {
      int kind = random.nextInt(10);
      if (kind == 0) {
        out.write(noise(300));
        return all.toByteArray();
      }
      int version = kind == 1 ? random.nextInt(256) : kind == 2 ? random.nextInt(3) : 3;
      ZmtpSocket.greet(out, version);
      if (kind == 3) {
        out.write(noise(100));
        return all.toByteArray();
      }
      if (kind == 4) {
        ZmtpSocket.frame(out, 4, noise(60));
      } else {
        ZmtpSocket.ready(
            out, socketType, random.nextInt(10) == 0 ? random.nextInt() : socketType.length(), "");
      }
      for (int i = 1 + random.nextInt(4); i > 0; i--) {
        rest(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all.toByteArray();
  }

  /** A stream whose last frame says that it is of so many bytes, and has four. */
  byte[] claiming(String socketType, long bytes) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(all);
    ZmtpSocket.greet(out, 3);
    ZmtpSocket.ready(out, socketType, socketType.length(), "");
    out.write(2);
    out.writeLong(bytes);
    out.writeInt(0);
    return all.toByteArray();
  }

  private void rest(DataOutputStream out) throws IOException {
    switch (random.nextInt(6)) {
      case 0 -> ZmtpSocket.frame(out, random.nextInt(256), noise(400));
      case 1 -> claim(out, any(List.of(1L << 62, Long.MAX_VALUE, 1L << 31, 1L << 40)));
      case 2 -> claim(out, any(List.of(-1L, Long.MIN_VALUE, Long.MIN_VALUE | Integer.MAX_VALUE)));
      case 3 -> claim(out, any(List.of(1L << 24, (1L << 24) + 1, 1L << 20)));
      case 4 -> ZmtpSocket.frame(out, 4, bytes("\4PING" + (char) random.nextInt(128)));
      default -> ZmtpSocket.frame(out, 1, noise(50));
    }
  }

  private void claim(DataOutputStream out, long bytes) throws IOException {
    out.write(2 + random.nextInt(2));
    out.writeLong(bytes);
    out.write(noise(100));
  }
}
