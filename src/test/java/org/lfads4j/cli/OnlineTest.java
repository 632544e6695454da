package org.lfads4j.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lfads4j.Lfads;
import org.lfads4j.OnlineLfads;
import org.lfads4j.TrainedLfads;
import org.lfads4j.config.Json;

/** Trials as they come, line by line. */
class OnlineTest {
  private static final String BEGIN = "{\"do\":\"begin\"}";
  private static final String BIN = "{\"do\":\"bin\",\"counts\":[0,1,2,0,1]}";

  @TempDir static Path folder;
  private static Path fit;
  private static TrainedLfads model;

  @BeforeAll
  static void train() {
    fit = folder.resolve("fit");
    assertEquals(0, smooth(fit, "--c_do_causal_controller", "true").exitCode());
    model = Lfads.load(ScoreCommand.fitFolder(fit)).trained();
  }

  private static Ran smooth(Path out, String... more) {
    Stream<String> given =
        Stream.of(
            "smooth", SmallModel.session(folder, "s.h5"), "--out", "" + out, "--c_co_dim", "1");
    return Ran.with(
        Stream.of(given, SmallModel.OPTIONS.stream(), Stream.of(more))
            .flatMap(each -> each)
            .toArray(String[]::new));
  }

  /** The numbers that the library gives after some equal bins. */
  private static OnlineLfads after(int bins) {
    OnlineLfads online = model.online();
    online.begin();
    for (int t = 0; t < bins; t++) {
      boolean unused = online.next(0, 1, 2, 0, 1);
    }
    return online;
  }

  private static void assertDecoded(OnlineLfads expected, String answer) {
    JsonObject object = Json.object(answer).orElseThrow();
    assertArrayEquals(expected.factors(), floats(object, "factors"));
    assertArrayEquals(expected.ratesHz(), floats(object, "rates_hz"));
  }

  private static float[] floats(JsonObject object, String key) {
    float[] values = new float[object.get(key).getAsJsonArray().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = object.get(key).getAsJsonArray().get(i).getAsFloat();
    }
    return values;
  }

  private static String error(int line, String sentence) {
    JsonObject error = new JsonObject();
    error.addProperty("line", line);
    error.addProperty("error", sentence);
    return error.toString();
  }

  /** A client of the demo. */
  private static final class Client implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;
    private final OutputStream out;

    Client(int port) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(20_000);
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      out = socket.getOutputStream();
    }

    String read() throws IOException {
      return in.readLine();
    }

    String ask(String line) throws IOException {
      write(line + "\n");
      return read();
    }

    void write(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
    }

    void hangUp() throws IOException {
      close();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private static OnlineServer server() {
    OnlineServer server =
        new OnlineServer(InetAddress.getLoopbackAddress(), 0, () -> model.online());
    Thread thread = new Thread(server::run, "server");
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  @Test
  void twoClientsHaveTrialsOfTheirOwn() throws IOException {
    try (OnlineServer server = server();
        Client first = new Client(server.port());
        Client second = new Client(server.port())) {
      String hello =
          "{\"session\":\"%s\",\"neurons\":5,\"external_inputs\":0,\"bin_ms\":20.0,\"initial_bins\":2}"
              .formatted(model.sessions().get(0));
      assertEquals(hello, first.read());
      assertEquals(hello, second.read());
      assertEquals("{\"trial\":0}", first.ask(BEGIN));
      assertEquals("{\"trial\":0,\"bin\":0}", first.ask(BIN));
      assertEquals("{\"trial\":0}", second.ask(BEGIN));
      assertDecoded(after(2), first.ask(BIN));
      assertEquals("{\"trial\":0,\"bin\":0}", second.ask(BIN));
      assertDecoded(after(3), first.ask(BIN));
      assertDecoded(after(2), second.ask(BIN));
      assertEquals("{\"trial\":0,\"bins\":3}", first.ask("{\"do\":\"end\"}"));
      first.hangUp();
      assertDecoded(after(3), second.ask(BIN));
      assertEquals("{\"trial\":1}", second.ask("{\"do\":\"go_on\"}"));
      assertDecoded(after(4), second.ask(BIN));
    }
  }

  @Test
  void aWrongLineIsAnsweredAndChangesNothing() throws IOException {
    try (OnlineServer server = server();
        Client client = new Client(server.port())) {
      String unused = client.read();
      String example = "; such as {\"do\":\"begin\"} or {\"do\":\"bin\",\"counts\":[0,1,...]}";
      List<String> wrong =
          List.of(
              "begin",
              "a line must be a JSON object, got \"begin\"" + example,
              "",
              "a line must be a JSON object, got \"\"" + example,
              "{\"do\":",
              "a line must be a JSON object, got \"{\\\"do\\\":\"" + example,
              "{}",
              "a line must say what to do, got \"do\" null" + example,
              "{\"do\":[1]}",
              "a line must say what to do, got \"do\" [1]" + example,
              "{\"do\":\"bind\"}",
              "\"do\" must be begin, go_on, bin or end, got \"bind\"; did you mean bin?",
              BIN,
              "a bin must belong to a trial, got none; send {\"do\":\"begin\"}",
              "{\"do\":\"end\"}",
              "end must end a trial, got none; send {\"do\":\"begin\"}",
              "{\"do\":\"go_on\"}",
              "go_on must come after a trial, got none; send {\"do\":\"begin\"}");
      int line = 0;
      for (int i = 0; i < wrong.size(); i += 2) {
        assertEquals(error(++line, wrong.get(i + 1)), client.ask(wrong.get(i)));
      }
      assertEquals("{\"trial\":0}", client.ask(BEGIN));
      assertEquals("{\"trial\":0,\"bin\":0}", client.ask(BIN));
      line += 2;
      List<String> wrongBins =
          List.of(
              "{\"do\":\"bin\"}", "\"counts\" must be an array of numbers, got null",
              "{\"do\":\"bin\",\"counts\":3}", "\"counts\" must be an array of numbers, got 3",
              "{\"do\":\"bin\",\"counts\":[0,\"1\",2,0,1]}",
                  "\"counts\"[1] must be a number, got \"1\"",
              "{\"do\":\"bin\",\"counts\":[0,1]}",
                  "bin 1 must have the model's number of neurons (5), got 2",
              "{\"do\":\"bin\",\"counts\":[0,1,2,0,-1]}",
                  "bin 1 neuron \"n4\" must be a whole count >= 0, got -1.0",
              "{\"do\":\"bin\",\"counts\":[0,1e99,2,0,1]}",
                  "bin 1 neuron \"n1\" must be a whole count >= 0, got Infinity",
              "{\"do\":\"bin\",\"counts\":[0,1,2,0,1],\"inputs\":[1]}",
                  "bin 1 must have the model's number of external inputs (0), got 1");
      for (int i = 0; i < wrongBins.size(); i += 2) {
        assertEquals(error(++line, wrongBins.get(i + 1)), client.ask(wrongBins.get(i)));
      }
      assertEquals(
          error(++line, "a line must have at most 1048576 characters, got more"),
          client.ask("x".repeat(2_000_000)));
      assertDecoded(after(2), client.ask(BIN));
    }
  }

  @Test
  void theLastLineNeedsNoEnd() throws IOException {
    try (OnlineServer server = server();
        Client client = new Client(server.port())) {
      String unused = client.read();
      client.write(BEGIN);
      client.socket.shutdownOutput();
      assertEquals("{\"trial\":0}", client.read());
      assertNull(client.read());
    }
  }

  @Test
  void withoutAPortItReadsStandardInput() {
    InputStream before = System.in;
    String lines = String.join("\n", BEGIN, BIN, BIN, "no", "{\"do\":\"end\"}");
    System.setIn(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
    try {
      Ran ran = Ran.with("online", fit.toString(), "--initial-bins", "2");
      assertEquals("", ran.err());
      assertEquals(0, ran.exitCode());
      List<String> answers = new ArrayList<>(ran.out().lines().toList());
      assertEquals(6, answers.size());
      assertEquals("{\"trial\":0,\"bin\":0}", answers.get(2));
      assertDecoded(after(2), answers.get(3));
      assertTrue(answers.get(4).startsWith("{\"line\":4,\"error\":"), answers.get(4));
      assertEquals("{\"trial\":0,\"bins\":2}", answers.get(5));
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void refusals() {
    Path later = folder.resolve("later");
    assertEquals(0, smooth(later).exitCode());
    assertRan(
        1,
        "trials as they come must be decoded without their later bins, got a controller that"
            + " reads them (c_do_causal_controller false); train a model that does not, by"
            + " --c_do_causal_controller true, or one without inferred inputs, by --c_co_dim 0",
        later.toString(),
        "--port",
        "0");
    assertRan(
        2,
        "--port must be from 0 to 65535, got 70000 (lfads4j online --help)",
        fit.toString(),
        "--port",
        "70000");
    assertRan(
        2,
        "--host must go with --port, got none (lfads4j online --help)",
        fit.toString(),
        "--host",
        "0.0.0.0");
    assertRan(
        1,
        "the initial condition must be inferred from 1 to 10 bins (those of a trial of the model),"
            + " got 11",
        fit.toString(),
        "--initial-bins",
        "11");
    try (OnlineServer server = server()) {
      Ran taken = Ran.with("online", fit.toString(), "--port", "" + server.port());
      assertEquals(1, taken.exitCode());
      assertTrue(
          taken
              .err()
              .startsWith(
                  "lfads4j: --port must be one that is free, got "
                      + server.port()
                      + " at 127.0.0.1"),
          taken.err());
    }
    assertFalse(Ran.with("online", "--help").out().isEmpty());
  }

  private static void assertRan(int code, String message, String... arguments) {
    Ran ran =
        Ran.with(Stream.concat(Stream.of("online"), Stream.of(arguments)).toArray(String[]::new));
    assertEquals("lfads4j: " + message + "\n", ran.err());
    assertEquals(code, ran.exitCode());
  }
}
