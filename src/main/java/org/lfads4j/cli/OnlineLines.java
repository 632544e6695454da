package org.lfads4j.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.function.Consumer;
import org.lfads4j.OnlineLfads;
import org.lfads4j.config.Json;
import org.lfads4j.config.Message;
import org.lfads4j.config.NearestName;

/**
 * Trials of one client as they come: a line of JSON in, a line of JSON out. A line that is wrong is
 * answered by a sentence and changes nothing.
 */
final class OnlineLines {
  /** A client cannot make a line, and the memory for it, longer. */
  private static final int MOST_CHARACTERS = 1 << 20;

  private static final List<String> COMMANDS = List.of("begin", "go_on", "bin", "end");
  private static final String DO = "do";
  private static final String SEND_BEGIN = "; send {\"do\":\"begin\"}";

  private final OnlineLfads online;
  private long line;
  private int trial = -1;
  private boolean isOpen;

  OnlineLines(OnlineLfads online) {
    this.online = online;
  }

  /** What a client must know: the first line. */
  String hello() {
    JsonObject hello = new JsonObject();
    hello.addProperty("session", online.session());
    hello.addProperty("neurons", online.neurons());
    hello.addProperty("external_inputs", online.externalInputs());
    hello.addProperty("bin_ms", online.binMs());
    hello.addProperty("initial_bins", online.initialBins());
    return hello.toString();
  }

  /** Answers every line until the stream ends. */
  void serve(Reader in, Consumer<String> out) throws IOException {
    out.accept(hello());
    StringBuilder text = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c == '\n') {
        out.accept(answer(text.toString()));
        text.setLength(0);
      } else if (text.length() <= MOST_CHARACTERS) {
        // One more than is allowed, by which it is known that there were more.
        text.append((char) c);
      }
    }
    if (text.length() > 0) {
      out.accept(answer(text.toString()));
    }
  }

  /** The answer to one line. */
  String answer(String text) {
    line++;
    JsonObject answer;
    try {
      answer = done(text);
    } catch (IllegalArgumentException | IllegalStateException e) {
      answer = new JsonObject();
      answer.addProperty("line", line);
      answer.addProperty("error", Message.of(e).onCommandLine());
    }
    return answer.toString();
  }

  private JsonObject done(String text) {
    if (text.length() > MOST_CHARACTERS) {
      throw new IllegalArgumentException(
          "a line must have at most " + MOST_CHARACTERS + " characters, got more");
    }
    JsonObject asked =
        Json.object(text)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "a line must be a JSON object, got " + Json.shown(text) + example()));
    String command = command(asked);
    return switch (command) {
      case "begin" -> begin();
      case "go_on" -> goOn();
      case "bin" -> bin(asked);
      case "end" -> end();
      default ->
          throw new IllegalArgumentException(
              "\"do\" must be begin, go_on, bin or end, "
                  + NearestName.insteadOf(command, COMMANDS));
    };
  }

  private String command(JsonObject asked) {
    JsonElement command = asked.get(DO);
    if (command == null || !command.isJsonPrimitive()) {
      throw new IllegalArgumentException(
          "a line must say what to do, got \"do\" " + command + example());
    }
    return command.getAsString();
  }

  private String example() {
    return "; such as {\"do\":\"begin\"} or {\"do\":\"bin\",\"" + valuesKey() + "\":[0,1,...]}";
  }

  private String valuesKey() {
    return online.isOfCounts() ? "counts" : "values";
  }

  private JsonObject begin() {
    online.begin();
    return opened();
  }

  private JsonObject goOn() {
    if (trial < 0) {
      throw new IllegalStateException("go_on must come after a trial, got none" + SEND_BEGIN);
    }
    online.goOn();
    return opened();
  }

  private JsonObject opened() {
    trial++;
    isOpen = true;
    return numbered();
  }

  private JsonObject numbered() {
    JsonObject answer = new JsonObject();
    answer.addProperty("trial", trial);
    return answer;
  }

  private JsonObject end() {
    requireOpen("end must end a trial");
    isOpen = false;
    JsonObject answer = numbered();
    answer.addProperty("bins", online.bins());
    return answer;
  }

  private JsonObject bin(JsonObject asked) {
    requireOpen("a bin must belong to a trial");
    float[] values = numbers(asked, valuesKey());
    float[] inputs = asked.has("inputs") ? numbers(asked, "inputs") : new float[0];
    boolean known = online.next(values, inputs);
    JsonObject answer = numbered();
    answer.addProperty("bin", online.bins() - 1);
    if (known) {
      answer.add("factors", array(online.factors()));
      if (online.isOfCounts()) {
        answer.add("rates_hz", array(online.ratesHz()));
      } else {
        answer.add("means", array(online.output()));
      }
    }
    return answer;
  }

  private void requireOpen(String what) {
    if (!isOpen) {
      throw new IllegalStateException(what + ", got none" + SEND_BEGIN);
    }
  }

  private static float[] numbers(JsonObject asked, String key) {
    JsonElement value = asked.get(key);
    if (value == null || !value.isJsonArray()) {
      throw new IllegalArgumentException(
          "\"" + key + "\" must be an array of numbers, got " + value);
    }
    JsonArray array = value.getAsJsonArray();
    float[] numbers = new float[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      JsonElement each = array.get(i);
      if (!each.isJsonPrimitive() || !each.getAsJsonPrimitive().isNumber()) {
        throw new IllegalArgumentException(
            "\"" + key + "\"[" + i + "] must be a number, got " + each);
      }
      numbers[i] = each.getAsFloat();
    }
    return numbers;
  }

  private static JsonArray array(float... values) {
    JsonArray array = new JsonArray();
    for (float value : values) {
      array.add(value);
    }
    return array;
  }
}
