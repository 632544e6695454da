package org.lfads4j.notebook.kernel;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A page in a Chromium without a window, driven over its DevTools protocol. */
final class Browser implements AutoCloseable {
  private static final String LISTENS = "DevTools listening on ws://";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Process process;
  private final WebSocket page;
  private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
  private int lastId;

  Browser(Path program, Path folder, String url) throws Exception {
    Path log = folder.resolve("browser.txt");
    process =
        new ProcessBuilder(
                program.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--remote-debugging-port=0",
                "--window-size=1300,3000",
                "--user-data-dir=" + folder.resolve("profile"),
                url)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      HttpClient http = HttpClient.newHttpClient();
      page =
          http.newWebSocketBuilder()
              .buildAsync(URI.create(pageOf(http, address(log))), new Listener())
              .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (Exception e) {
      end(process);
      throw e;
    }
  }

  /** Ends a program and all that it started. */
  static void end(Process program) {
    List<ProcessHandle> all =
        Stream.concat(program.descendants(), Stream.of(program.toHandle())).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(
        each -> {
          ProcessHandle unused =
              each.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        });
  }

  private String address(Path log) throws Exception {
    for (int i = 0; i < 300 && process.isAlive(); i++) {
      String text = Files.readString(log);
      int start = text.indexOf(LISTENS);
      int end = text.indexOf("/devtools", Math.max(0, start));
      if (start >= 0 && end > start) {
        return text.substring(start + LISTENS.length(), end);
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return abort("a look at a page needs a browser that starts, got " + Files.readString(log));
  }

  private static String pageOf(HttpClient http, String address) throws Exception {
    HttpRequest pages =
        HttpRequest.newBuilder(URI.create("http://" + address + "/json")).timeout(PATIENCE).build();
    for (int i = 0; i < 300; i++) {
      String text = http.send(pages, HttpResponse.BodyHandlers.ofString()).body();
      for (JsonElement each : JsonParser.parseString(text).getAsJsonArray()) {
        JsonObject target = each.getAsJsonObject();
        if (target.get("type").getAsString().equals("page")) {
          return target.get("webSocketDebuggerUrl").getAsString();
        }
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new IOException("browser must open a page in 30 s, got none");
  }

  /** Puts messages together, which come in parts. */
  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        messages.add(text.toString());
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }
  }

  /** The value of an expression of JavaScript in the page, as text. */
  String value(String expression) throws Exception {
    JsonObject params = new JsonObject();
    params.addProperty("expression", "String(" + expression + ")");
    JsonObject message = new JsonObject();
    message.addProperty("id", ++lastId);
    message.addProperty("method", "Runtime.evaluate");
    message.add("params", params);
    page.sendText(message.toString(), true).get(30, TimeUnit.SECONDS);
    while (true) {
      String text = messages.poll(30, TimeUnit.SECONDS);
      if (text == null) {
        return fail("the page must answer in 30 s: " + expression);
      }
      JsonObject answer = JsonParser.parseString(text).getAsJsonObject();
      if (answer.has("id") && answer.get("id").getAsInt() == lastId) {
        JsonObject result = answer.getAsJsonObject("result").getAsJsonObject("result");
        return result.get(result.has("value") ? "value" : "description").getAsString();
      }
    }
  }

  /** Waits until an expression is true; gives the seconds it took. */
  double await(String what, String expression, int atMostSeconds) throws Exception {
    long start = System.nanoTime();
    String last = "";
    while (System.nanoTime() - start < atMostSeconds * 1_000_000_000L) {
      last = value(expression);
      if (last.equals("true")) {
        return (System.nanoTime() - start) / 1e9;
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return fail(what + " must be there in " + atMostSeconds + " s, got " + last);
  }

  @Override
  public void close() {
    page.abort();
    end(process);
  }
}
