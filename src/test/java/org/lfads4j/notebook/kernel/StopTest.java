package org.lfads4j.notebook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lfads4j.notebook.kernel.KernelClient.Received;

/** One stop ends a cell, whatever it is at, and leaves what the cell has made. */
class StopTest {
  private static final int TIMES = 20;

  private static KernelProcess kernel;
  private static KernelClient client;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    Path mvn = Files.writeString(folder.resolve("mvn"), "#!/bin/sh\nexec sleep 60\n");
    assertTrue(mvn.toFile().setExecutable(true));
    kernel = new KernelProcess(folder, folder.toString());
    client = new KernelClient(kernel.connection());
    assertEquals(
        "ok",
        client.run(
            """
            var trials = Lorenz.trials(Lorenz.defaults().withConditions(3).withRepeats(4)
                .withBins(12).withBinMs(20).withNeurons(5).withSeed(1));
            var endless = Lfads.quick(trials).withFactorsDim(3).withGenDim(8).withIcEncDim(4)
                .withIcDim(3).withTrainToTestRatio(3).withBatchSize(9).withPatience(1_000_000)
                .withLearningRateDecayFactor(1);
            int kept = 1;
            """));
    while (!client.value("kept").equals("1")) {}
  }

  @AfterAll
  static void stop() throws Exception {
    client.close();
    kernel.close();
  }

  private static String send(String code) throws IOException {
    return client.send(client.shell, "execute_request", KernelClient.cell(code));
  }

  private static void interrupt() throws IOException {
    String id = client.send(client.control, "interrupt_request", "{}");
    Received unused = KernelClient.answer(client.control, id, "interrupt_reply");
  }

  private static void awaitPublished(String id, String type) throws IOException {
    Received unused = KernelClient.answer(client.iopub, id, type);
  }

  /** Stops a cell: how it ended, which must be soon. */
  private static JsonObject stopped(String id) throws IOException {
    long start = System.nanoTime();
    interrupt();
    JsonObject reply = KernelClient.answer(client.shell, id, "execute_reply").content();
    double seconds = (System.nanoTime() - start) / 1e9;
    assertTrue(seconds < 5, "the cell must end in 5 s, got " + seconds);
    return reply;
  }

  private static String name(JsonObject reply) {
    return reply.get(reply.has("ename") ? "ename" : "status").getAsString();
  }

  /** The first pauses fall into the compilation of the cell. */
  @Test
  void aStopThatComesWhileTheCellCompilesEndsIt() throws Exception {
    for (int i = 0; i < TIMES; i++) {
      String id = send("int[] a" + i + " = {1, 2};\nThread.sleep(60_000);\nkept = 2;");
      awaitPublished(id, "execute_input");
      TimeUnit.MILLISECONDS.sleep(i * 4L);
      String name = name(stopped(id));
      assertTrue(name.equals("CellStoppedException") || name.equals("InterruptedException"), name);
    }
    assertEquals("1", client.value("kept"));
  }

  @Test
  void statementsBehindTheStopAreNotRun() throws Exception {
    String id =
        send(
            "String says = \"runs\";\nwhile (!Thread.currentThread().isInterrupted()) {"
                + " System.out.print(says); says = \"\"; }\n\nkept = 2;");
    awaitPublished(id, "stream");
    JsonObject reply = stopped(id);
    assertEquals("CellStoppedException", name(reply));
    assertEquals(
        "the cell was stopped; what begins in line 4 was not run",
        reply.get("evalue").getAsString());
    assertEquals("1", client.value("kept"));
  }

  @Test
  void oneStopEndsACellOfTwoTrainingsAndTheFirstIsAFit() throws Exception {
    String id = send("var first = endless.train();\nvar second = endless.train();");
    awaitPublished(id, "display_data");
    TimeUnit.MILLISECONDS.sleep(500);
    JsonObject reply = stopped(id);
    assertEquals("CellStoppedException", name(reply));
    assertEquals("INTERRUPTED", client.value("first.outcome().reason()"));
    assertEquals("144", client.value("first.rates().rowCount()"));
    assertEquals("CompileError", client.run("second"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"endless", "endless.withProgress(Progress.NONE)"})
  void oneStopEndsALoopOfTrainings(String run) throws Exception {
    String id =
        send(
            "var fits = new ArrayList<FittedLfads>();\nSystem.out.println();\n"
                + "for (int i = 0; i < 5; i++) {\n  fits.add("
                + run
                + ".train());\n}");
    awaitPublished(id, "stream");
    TimeUnit.MILLISECONDS.sleep(500);
    String name = name(stopped(id));
    assertEquals(
        "true",
        client.value(
            "!fits.isEmpty() && fits.stream().allMatch("
                + "fit -> fit.outcome().reason().toString().equals(\"INTERRUPTED\"))"));
    // Where the others did not take the stop soon enough, the loop was ended, if only at its end.
    boolean all = client.value("fits.size()").equals("5");
    assertTrue(name.equals("CellStoppedException") || (all && name.equals("ok")), name);
  }

  @Test
  void aStoppedTrainingThatIsTheLastStatementGivesItsFitAndAbortsWhatWaits() throws Exception {
    String id = send("var last = endless.train();\nlast");
    String alone = send("kept = 2;");
    awaitPublished(id, "display_data");
    TimeUnit.MILLISECONDS.sleep(300);
    assertEquals("CellStoppedException", name(stopped(id)));
    assertEquals(
        "aborted", name(KernelClient.answer(client.shell, alone, "execute_reply").content()));
    id = send("endless.train()");
    alone = send("kept = 2;");
    awaitPublished(id, "display_data");
    TimeUnit.MILLISECONDS.sleep(300);
    assertEquals("ok", name(stopped(id)));
    assertEquals(
        "aborted", name(KernelClient.answer(client.shell, alone, "execute_reply").content()));
    awaitPublished(id, "execute_result");
    assertEquals("1", client.value("kept"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"System.out.println(i)", "System.err.printf(\"%d \", i)", "display(i)"})
  void aLoopThatShowsSomethingEnds(String says) throws Exception {
    for (int i = 0; i < TIMES; i++) {
      String id = send("for (int i = 0; ; i++) { " + says + "; }");
      awaitPublished(id, says.startsWith("display") ? "display_data" : "stream");
      TimeUnit.MILLISECONDS.sleep(i * 3L);
      assertEquals("CellStoppedException", name(stopped(id)));
      assertEquals("1", client.value("kept"));
    }
  }

  /** None of these listens to an interrupt. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "while (true) {}",
        "for (int i = 0; ; i++) { if (i < 0) { i = 0; } }",
        "do { try { Thread.sleep(5); } catch (InterruptedException e) {} } while (true);",
        "while (true) { try { while (true) {} } catch (Throwable e) {} }",
        "int twice(int n) { return twice(n - 1) + twice(n - 1); }\n"
            + "while (true) { try { int n = twice(0); } catch (StackOverflowError e) {} }",
        "Runnable forever = () -> { while (true) {} };\nforever.run();",
        "class Endless { Endless() { while (true) {} } }\nnew Endless();",
        "IntStream.range(0, 8).parallel().forEach(i -> { while (true) {} });",
        "switch (kept) { case 1: while (true) {} default: }",
      })
  void aLoopThatDoesNotListenEndsAndNothingOfItGoesOn(String code) throws Exception {
    for (int i = 0; i < 3; i++) {
      String id = send("System.out.println();\n" + code);
      awaitPublished(id, "stream");
      TimeUnit.MILLISECONDS.sleep(30);
      assertEquals("CellStoppedException", name(stopped(id)));
      String others =
          client.value(
              "Thread.getAllStackTraces().entrySet().stream()"
                  + ".filter(each -> each.getKey() != Thread.currentThread())"
                  + ".filter(each -> Stream.of(each.getValue())"
                  + ".anyMatch(frame -> frame.getClassName().startsWith(\"REPL.\"))).toList()");
      assertEquals("[]", others);
    }
  }

  /** A loop in a finally block, after a loop that does not listen was ended. */
  @Test
  void whatIsClosedAtTheEndIsClosed() throws Exception {
    String id =
        send(
            "try { display(1); while (true) {} } finally {\n"
                + "  int n = 0;\n  while (n < 1000) { n++; }\n  kept = n;\n}");
    awaitPublished(id, "display_data");
    assertEquals("CellStoppedException", name(stopped(id)));
    assertEquals("1000", client.value("kept"));
    assertEquals("ok", client.run("kept = 1;"));
  }

  @Test
  void aQuestionEnds() throws Exception {
    for (int i = 0; i < TIMES; i++) {
      String id = send("new java.util.Scanner(System.in).nextLine()");
      Received unused = KernelClient.answer(client.stdin, id, "input_request");
      TimeUnit.MILLISECONDS.sleep(i * 2L);
      assertEquals("CellStoppedException", name(stopped(id)));
    }
    String id = send("new java.util.Scanner(System.in).nextLine()");
    Received unused = KernelClient.answer(client.stdin, id, "input_request");
    String unusedId = client.send(client.stdin, "input_reply", "{\"value\":\"said\"}");
    assertEquals("ok", client.status(id));
  }

  @Test
  void aStopThatComesWhileNothingRunsStopsNothing() throws Exception {
    interrupt();
    assertEquals("1", client.value("kept"));
  }

  @Test
  void aSearchForLibrariesEnds() throws Exception {
    String id = send("%maven a:b:1\nkept = 2;");
    awaitPublished(id, "execute_input");
    TimeUnit.MILLISECONDS.sleep(500);
    assertEquals("CellStoppedException", name(stopped(id)));
    assertEquals("1", client.value("kept"));
  }

  /** Many cells at once, as from "run all": a stop between two of them is for the next. */
  @Test
  void aStopEndsARunOfAllCellsAlsoBetweenTwo() throws Exception {
    for (int i = 0; i < TIMES; i++) {
      List<String> cells = new ArrayList<>();
      for (int k = 0; k < 100; k++) {
        // However fast the others are, the stop comes before the last ends.
        cells.add(send(k < 97 ? "int cell" + k + " = " + k + ";" : "Thread.sleep(3000);"));
      }
      TimeUnit.MILLISECONDS.sleep(100 + i * 7L);
      interrupt();
      List<String> ended = new ArrayList<>();
      for (String id : cells) {
        ended.add(name(KernelClient.answer(client.shell, id, "execute_reply").content()));
      }
      assertEquals("aborted", ended.get(ended.size() - 1), ended.toString());
      assertEquals("1", client.value("kept"));
    }
  }
}
