package org.lfads4j.notebook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lfads4j.notebook.kernel.KernelClient.Received;

/** What version 5.4 of the protocol asks of a kernel, seen from a client. */
class ProtocolTest {
  private static KernelProcess kernel;
  private static KernelClient client;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    kernel = new KernelProcess(folder);
    client = new KernelClient(kernel.connection());
    assertEquals("ok", client.run("int ready = 1"));
    // From here on the client hears what the kernel shows.
    while (!client.value("ready").equals("1")) {}
  }

  @AfterAll
  static void stop() throws Exception {
    client.close();
    kernel.close();
  }

  private static JsonObject request(Object... pairs) {
    JsonObject content = new JsonObject();
    for (int i = 0; i < pairs.length; i += 2) {
      content.add((String) pairs[i], MessageWriter.json(pairs[i + 1]));
    }
    return content;
  }

  /** A request of the shell: its reply. */
  private static Received reply(String type, JsonObject content) throws IOException {
    String id = client.send(client.shell, type, content.toString());
    return KernelClient.answer(client.shell, id, type.replace("_request", "_reply"));
  }

  private static JsonObject cell(String code, Object... changed) {
    JsonObject all = request("code", code, "silent", false, "store_history", true);
    request(changed).entrySet().forEach(e -> all.add(e.getKey(), e.getValue()));
    return all;
  }

  /** Runs a cell: its reply. */
  private static JsonObject run(String code, Object... changed) throws IOException {
    return reply("execute_request", cell(code, changed)).content();
  }

  /** What a cell publishes until it is idle. */
  private static List<Received> published(String code, Object... changed) throws IOException {
    String id = client.send(client.shell, "execute_request", cell(code, changed).toString());
    List<Received> all = new ArrayList<>();
    while (true) {
      Received next = KernelClient.next(client.iopub);
      if (next.parent().equals(id)) {
        all.add(next);
        if (next.type().equals("status")
            && text(next.content(), "execution_state").equals("idle")) {
          Received unused = KernelClient.answer(client.shell, id, "execute_reply");
          return all;
        }
      }
    }
  }

  private static List<String> types(List<Received> messages) {
    return messages.stream().map(Received::type).toList();
  }

  private static String text(JsonObject from, String name) {
    return from.get(name).getAsString();
  }

  private static List<String> texts(JsonElement array) {
    List<String> texts = new ArrayList<>();
    array.getAsJsonArray().forEach(each -> texts.add(each.getAsString()));
    return texts;
  }

  private static String plain(Received shown) {
    return text(shown.content().getAsJsonObject("data"), "text/plain");
  }

  private static String traceback(JsonObject error) {
    return texts(error.get("traceback")).stream()
        .collect(Collectors.joining("\n"))
        .replaceAll("\u001B\\[[;\\d]*m", "");
  }

  private static int count() throws IOException {
    return run("1").get("execution_count").getAsInt();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kernel_info_request",
        "comm_info_request",
        "complete_request",
        "inspect_request",
        "history_request",
        "execute_request"
      })
  void everyReplyHasAStatus(String type) throws IOException {
    JsonObject content =
        request("code", "ready", "cursor_pos", 5, "hist_access_type", "tail", "n", 1);
    assertEquals("ok", text(reply(type, content).content(), "status"));
  }

  @Test
  void theReplyOfAnInterruptHasAStatus() throws IOException {
    String id = client.send(client.control, "interrupt_request", "{}");
    Received reply = KernelClient.answer(client.control, id, "interrupt_reply");
    assertEquals("ok", text(reply.content(), "status"));
  }

  @Test
  void theReplyOfAShutdownHasAStatus(@TempDir Path folder) throws Exception {
    try (KernelProcess own = new KernelProcess(folder);
        KernelClient to = new KernelClient(own.connection())) {
      String id = to.send(to.control, "shutdown_request", "{\"restart\":false}");
      JsonObject reply = KernelClient.answer(to.control, id, "shutdown_reply").content();
      assertEquals("ok", text(reply, "status"));
      assertFalse(reply.get("restart").getAsBoolean());
      assertEquals(0, own.ended());
    }
  }

  @Test
  void theKernelSaysWhatItIs() throws IOException {
    JsonObject info = reply("kernel_info_request", request()).content();
    assertEquals("5.4", text(info, "protocol_version"));
    assertEquals("lfads4j", text(info, "implementation"));
    assertFalse(text(info, "implementation_version").isEmpty());
    JsonObject language = info.getAsJsonObject("language_info");
    assertEquals("Java", text(language, "name"));
    assertEquals(".java", text(language, "file_extension"));
    assertEquals(Runtime.version().toString(), text(language, "version"));
  }

  @Test
  void headersAreOfNowAndOfOneSession() throws IOException {
    Instant before = Instant.now().minus(Duration.ofSeconds(1));
    List<Received> messages = published("2");
    for (Received each : messages) {
      Instant date = Instant.parse(text(each.header(), "date"));
      assertTrue(date.isAfter(before) && date.isBefore(Instant.now()), date.toString());
      assertEquals("5.4", text(each.header(), "version"));
      assertEquals(text(messages.get(0).header(), "session"), text(each.header(), "session"));
    }
    assertEquals(
        messages.size(),
        messages.stream().map(each -> text(each.header(), "msg_id")).distinct().count());
  }

  @Test
  void aCellIsAnnouncedAndShown() throws IOException {
    int count = count();
    List<Received> messages = published("6 * 7");
    assertEquals(List.of("status", "execute_input", "execute_result", "status"), types(messages));
    assertEquals("busy", text(messages.get(0).content(), "execution_state"));
    assertEquals("6 * 7", text(messages.get(1).content(), "code"));
    assertEquals(count + 1, messages.get(1).content().get("execution_count").getAsInt());
    assertEquals(count + 1, messages.get(2).content().get("execution_count").getAsInt());
    assertEquals("42", plain(messages.get(2)));
  }

  @Test
  void aSilentCellIsNeitherShownNorCounted() throws IOException {
    int count = count();
    assertEquals(List.of("status", "status"), types(published("7", "silent", true)));
    assertEquals(List.of("status", "status"), types(published("noSuchName", "silent", true)));
    assertEquals("error", text(run("noSuchName", "silent", true), "status"));
    assertEquals(count + 1, count());
  }

  @Test
  void aCellThatIsNotStoredIsShownButNotCounted() throws IOException {
    int count = count();
    assertTrue(types(published("7", "store_history", false)).contains("execute_result"));
    assertEquals(count, run("7", "store_history", false).get("execution_count").getAsInt());
    assertEquals(count + 1, count());
  }

  @Test
  void expressionsOfTheUserAreEvaluated() throws IOException {
    JsonObject values =
        run(
                "int base = 20;",
                "user_expressions",
                request("sum", "base + 1", "bad", "nowhere", "map", "new double[] {1}"))
            .getAsJsonObject("user_expressions");
    JsonObject sum = values.getAsJsonObject("sum");
    assertEquals("ok", text(sum, "status"));
    assertEquals("21", text(sum.getAsJsonObject("data"), "text/plain"));
    assertTrue(sum.has("metadata"));
    JsonObject bad = values.getAsJsonObject("bad");
    assertEquals("error", text(bad, "status"));
    assertEquals("CompileError", text(bad, "ename"));
    assertTrue(traceback(bad).contains("nowhere"));
    assertEquals(
        "[1.0]", text(values.getAsJsonObject("map").getAsJsonObject("data"), "text/plain"));
  }

  @Test
  void cellsBehindAFailedOneAreAborted() throws IOException {
    String failed =
        client.send(
            client.shell,
            "execute_request",
            cell("Thread.sleep(300); throw new IllegalStateException()").toString());
    String behind = client.send(client.shell, "execute_request", cell("ready = 2").toString());
    assertEquals(
        "error",
        text(KernelClient.answer(client.shell, failed, "execute_reply").content(), "status"));
    assertEquals(
        "aborted",
        text(KernelClient.answer(client.shell, behind, "execute_reply").content(), "status"));
    assertEquals("1", client.value("ready"));
  }

  @Test
  void theHistoryIsTold() throws IOException {
    int first = run("\"apple\"").get("execution_count").getAsInt();
    run("int pear = 3;");
    run("\"apple\"");
    JsonArray tail = history("hist_access_type", "tail", "n", 2);
    assertEquals("[0," + (first + 1) + ",\"int pear = 3;\"]", tail.get(0).toString());
    assertEquals("[0," + (first + 2) + ",\"\\\"apple\\\"\"]", tail.get(1).toString());
    JsonArray output = history("hist_access_type", "tail", "n", 1, "output", true);
    assertEquals("[0," + (first + 2) + ",[\"\\\"apple\\\"\",\"apple\"]]", output.get(0).toString());
    JsonArray range =
        history("hist_access_type", "range", "session", 0, "start", first, "stop", first + 2);
    assertEquals(2, range.size());
    assertEquals(3, history("hist_access_type", "range", "session", 0, "start", first).size());
    assertEquals(0, history("hist_access_type", "range", "session", -1, "start", first).size());
    JsonArray found =
        history("hist_access_type", "search", "pattern", "*app?e*", "unique", true, "n", 10);
    assertEquals(1, found.size(), found.toString());
    assertEquals(first + 2, found.get(0).getAsJsonArray().get(1).getAsInt());
  }

  private static JsonArray history(Object... pairs) throws IOException {
    JsonObject content = request(pairs);
    content.addProperty("raw", true);
    return reply("history_request", content).content().getAsJsonArray("history");
  }

  @Test
  void positionsCountUnicodeCharacters() throws IOException {
    String code = "String s = \"\uD83E\uDDE0\uD83E\uDDE0\"; rea";
    int end = code.codePointCount(0, code.length());
    JsonObject completed =
        reply("complete_request", request("code", code, "cursor_pos", end)).content();
    assertTrue(texts(completed.get("matches")).contains("ready"), completed.toString());
    assertEquals(end - 3, completed.get("cursor_start").getAsInt());
    assertEquals(end, completed.get("cursor_end").getAsInt());
    String call = "String t = \"\uD83E\uDDE0\"; RunParams.defaults().withCoDim(3)";
    int at = call.codePointCount(0, call.indexOf("CoDim"));
    JsonObject shown =
        reply("inspect_request", request("code", call, "cursor_pos", at, "detail_level", 0))
            .content();
    assertTrue(shown.get("found").getAsBoolean());
    assertTrue(text(shown.getAsJsonObject("data"), "text/plain").contains("c_co_dim"));
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "1 + 1|complete",
        "%lsmagic|complete",
        "%classpath .~int a = 1;|complete",
        "%%loadFromPOM~<dependency>|complete",
        "for (int i = 0; i < 3; i++) {|incomplete",
        "%lsmagic~if (true) {|incomplete",
        ") 3|invalid"
      },
      delimiter = '|')
  void completenessIsKnown(String code, String status) throws IOException {
    JsonObject reply =
        reply("is_complete_request", request("code", code.replace("~", "\n"))).content();
    assertEquals(status, text(reply, "status"));
  }

  private static List<String> matches(String code) throws IOException {
    return texts(
        reply("complete_request", request("code", code, "cursor_pos", code.length()))
            .content()
            .get("matches"));
  }

  @Test
  void magicsAreCompleted() throws IOException {
    assertEquals(List.of("%lsmagic"), matches("%ls"));
    assertEquals(
        List.of("%load", "%loadFromPOM"), matches("int b = 1;\n  %lo").stream().sorted().toList());
    assertTrue(matches("%").containsAll(List.of("%maven", "%classpath", "%%loadFromPOM")));
    assertTrue(matches("%classpath .\nrea").contains("ready"));
  }

  @Test
  void inParenthesesWhatFitsComesFirst() throws IOException {
    run("int width = 3; String title = \"t\"; var some = RunParams.defaults();");
    List<String> numbers = matches("some.withCoDim(");
    assertTrue(numbers.indexOf("width") >= 0 && numbers.indexOf("width") < 20, numbers.toString());
    assertFalse(numbers.contains("title"), numbers.toString());
    List<String> texts = matches("\"x\".concat(");
    assertTrue(texts.indexOf("title") >= 0 && texts.indexOf("title") < 20, texts.toString());
    assertTrue(matches("\"x\".concat(tit").contains("title"));
  }

  @Test
  void commsAreTold() throws IOException {
    for (JsonObject content : List.of(request(), request("target_name", "jupyter.widget"))) {
      JsonObject reply = reply("comm_info_request", content).content();
      assertEquals("{}", reply.get("comms").toString());
      assertEquals("ok", text(reply, "status"));
    }
  }

  @Test
  void failuresHaveTheirNamesAndCauses() throws IOException {
    JsonObject compile = run("int y = nowhere;");
    assertEquals("CompileError", text(compile, "ename"));
    assertTrue(text(compile, "evalue").contains("cannot find symbol"));
    assertEquals("CompileError", text(run("for (int i = 0; i < 3; i++) {"), "ename"));
    assertEquals(
        "StackOverflowError", text(run("int f(int n) { return f(n + 1) + 1; }\nf(0)"), "ename"));
    assertEquals("OutOfMemoryError", text(run("new long[Integer.MAX_VALUE]"), "ename"));
    JsonObject caused =
        run(
            "throw new RuntimeException(\"outer\", new IllegalStateException(\"middle\", new"
                + " java.io.IOException(\"inner\")))");
    assertEquals("RuntimeException", text(caused, "ename"));
    assertEquals("outer", text(caused, "evalue"));
    assertTrue(traceback(caused).contains("because of IllegalStateException: middle"));
    assertTrue(traceback(caused).contains("because of IOException: inner"));
    assertEquals("2", client.value("1 + 1"));
  }

  @Test
  void anUnknownMagicIsTold() throws IOException {
    JsonObject line = run("%nosuch a b");
    assertTrue(text(line, "evalue").endsWith("got %nosuch"), line.toString());
    assertTrue(text(run("int c = 1;\n%nosuch"), "evalue").endsWith("got %nosuch"));
    assertTrue(text(run("%%nosuch\nx"), "evalue").contains("got %%nosuch"));
    assertEquals("1", client.value("int d = 7;\nd\n%2"));
  }

  @Test
  void whatAThreadPrintsAfterItsCellBelongsToItsCell() throws IOException {
    String id =
        client.send(
            client.shell,
            "execute_request",
            cell("""
            Thread late = new Thread(() -> {
              try {
                Thread.sleep(700);
              } catch (InterruptedException e) {
                return;
              }
              System.out.println("late");
              display("later");
            });
            late.start();
            """)
                .toString());
    assertEquals("ok", client.status(id));
    assertEquals("ok", client.run("int between = 1;"));
    assertEquals(
        "late", text(KernelClient.answer(client.iopub, id, "stream").content(), "text").strip());
    assertEquals("later", plain(KernelClient.answer(client.iopub, id, "display_data")));
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "new double[][] {{1, 2}, {3}}|[[1.0, 2.0],~ [3.0]]",
        "new int[][][] {{{1}, {2}}, {}}|[[[1],~  [2]],~ []]",
        "new short[] {1, 2}|[1, 2]",
        "new byte[] {1}|[1]",
        "new char[] {'a', 'b'}|[a, b]",
        "new boolean[] {true}|[true]",
        "new String[] {\"a\", null}|[a, null]",
        "new Integer[][] {{1}, {2}}|[[1],~ [2]]",
        "IntStream.range(0, 300).toArray()|, 98, 99, ... 200 more]",
        "new float[50][1]|[0.0],~ ... 30 more]"
      },
      delimiter = '|')
  void arraysAreShown(String code, String expected) throws IOException {
    String shown = client.value(code);
    assertTrue(shown.endsWith(expected.replace("~", "\n")), shown);
  }

  @Test
  void outputIsNotChangedByTheKernel() throws IOException {
    String said =
        published("System.out.print(\"\u00e4 \uD83E\uDDE0\\n\"); System.err.print(\"wrong\")")
            .stream()
            .filter(each -> each.type().equals("stream"))
            .map(each -> text(each.content(), "name") + " " + text(each.content(), "text"))
            .collect(Collectors.joining("|"));
    assertEquals("stdout \u00e4 \uD83E\uDDE0\n|stderr wrong", said);
  }

  @Test
  void muchOutputArrivesWholeAndThenTheEnd() throws IOException {
    List<Received> messages = published("for (int i = 0; i < 200_000; i++) System.out.println(i);");
    String said =
        messages.stream()
            .filter(each -> each.type().equals("stream"))
            .map(each -> text(each.content(), "text"))
            .collect(Collectors.joining());
    assertEquals(200_000, said.lines().count());
    assertTrue(said.endsWith("\n199999\n"));
  }

  @Test
  void whatIsPrintedStandsBeforeWhatIsShownNext() throws IOException {
    List<Received> messages =
        published(
            "System.out.printf(\"%d of %d%n\", 1, 2);\ndisplay(\"x\");\nSystem.out.print(3);\n4");
    assertEquals(
        List.of(
            "status",
            "execute_input",
            "stream",
            "display_data",
            "stream",
            "execute_result",
            "status"),
        types(messages));
    assertEquals("1 of 2\n", text(messages.get(2).content(), "text"));
  }
}
