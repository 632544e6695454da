package org.lfads4j.notebook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lfads4j.notebook.kernel.KernelClient.bytes;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kernel that is sent what no client should send goes on, with the variables of its cells. */
class BrokenMessagesTest {
  private static KernelProcess kernel;
  private static KernelClient client;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    kernel = new KernelProcess(folder);
    client = new KernelClient(kernel.connection());
    assertEquals("ok", client.run("int kept = 42"));
    // From here on the client hears what the kernel shows.
    while (!client.value("kept").equals("42")) {}
  }

  @AfterAll
  static void stop() throws Exception {
    client.close();
    kernel.close();
  }

  /** Every socket answers, and what cells made is there. */
  private static void assertWell() throws IOException {
    assertTrue(kernel.isAlive());
    assertEquals("42", client.value("kept"));
    assertEquals("beat", client.beat("beat"));
    String info = client.send(client.control, "kernel_info_request", "{}");
    assertEquals(
        "java",
        KernelClient.answer(client.control, info, "kernel_info_reply")
            .content()
            .getAsJsonObject("language_info")
            .get("name")
            .getAsString()
            .toLowerCase(Locale.ROOT));
    String asked =
        client.send(
            client.shell,
            "execute_request",
            KernelClient.cell("new java.util.Scanner(System.in).nextLine()"));
    KernelClient.answer(client.stdin, asked, "input_request");
    client.send(client.stdin, "input_reply", "{\"value\":\"said\"}");
    assertEquals(
        "said",
        KernelClient.answer(client.iopub, asked, "execute_result")
            .content()
            .getAsJsonObject("data")
            .get("text/plain")
            .getAsString());
    assertEquals("ok", client.status(asked));
  }

  private record Target(String type, int port) {}

  private static List<Target> targets() {
    var c = kernel.connection();
    return List.of(
        new Target("DEALER", c.getShellPort()),
        new Target("DEALER", c.getControlPort()),
        new Target("DEALER", c.getStdinPort()),
        new Target("SUB", c.getIopubPort()),
        new Target("REQ", c.getHbPort()));
  }

  private static void sendBroken(int messages, int streams) throws IOException {
    BrokenMessages broken = new BrokenMessages(5, client);
    for (Target target : targets()) {
      ZmtpSocket socket = new ZmtpSocket(target.port(), target.type(), "");
      for (int i = 0; i < messages; i++) {
        try {
          socket.send(broken.message());
        } catch (SocketException e) {
          // The kernel ended the connection, as it may.
          socket.close();
          socket = new ZmtpSocket(target.port(), target.type(), "");
        }
      }
      socket.close();
      for (int i = 0; i < streams; i++) {
        try (Socket stream = new Socket(InetAddress.getLoopbackAddress(), target.port())) {
          stream.getOutputStream().write(broken.stream(target.type()));
        } catch (SocketException e) {
          // The kernel ended the connection before all was written, as it may.
          assertTrue(kernel.isAlive());
        }
      }
    }
  }

  @Test
  void brokenAndGoodMessagesOnEverySocketLeaveTheKernelAsItWas() throws Exception {
    sendBroken(800, 200);
    assertWell();
  }

  @Test
  @Tag("slow")
  void tenThousandMessagesOnEverySocketLeaveTheKernelAsItWas() throws Exception {
    sendBroken(8000, 2000);
    assertWell();
  }

  @Test
  void framesOfAnyClaimedLengthLeaveTheKernelAsItWas() throws Exception {
    BrokenMessages broken = new BrokenMessages(6, client);
    for (Target target : targets()) {
      for (long claimed : List.of(1L << 62, -1L, Long.MIN_VALUE | Integer.MAX_VALUE, 1L << 24)) {
        try (Socket stream = new Socket(InetAddress.getLoopbackAddress(), target.port())) {
          stream.getOutputStream().write(broken.claiming(target.type(), claimed));
        }
      }
    }
    assertWell();
  }

  @Test
  void moreFramesThanTheMemoryHoldsLeaveTheKernelAsItWas() throws Exception {
    BrokenMessages broken = new BrokenMessages(7, client);
    Target shell = targets().get(0);
    List<Socket> open = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        open.add(new Socket(InetAddress.getLoopbackAddress(), shell.port()));
        open.get(i).getOutputStream().write(broken.claiming(shell.type(), 1L << 24));
      }
      assertEquals("beat", client.beat("beat"));
    } finally {
      for (Socket stream : open) {
        stream.close();
      }
    }
    assertWell();
  }

  @Test
  void cellsThatWaitBehindAFailedOneAreNotRunWhateverTheClocksSay() throws IOException {
    String old = "1999-01-01T00:00:00.000000Z";
    String coming = "2099-01-01T00:00:00.000000Z";
    String failed =
        client.send(
            client.shell,
            "execute_request",
            old,
            KernelClient.cell("Thread.sleep(300); throw new IllegalStateException()"));
    String behind =
        client.send(client.shell, "execute_request", coming, KernelClient.cell("kept = 1"));
    String further =
        client.send(client.shell, "execute_request", old, KernelClient.cell("kept = 2"));
    assertEquals("IllegalStateException", client.status(failed));
    assertEquals("aborted", client.status(behind));
    assertEquals("aborted", client.status(further));
    String later =
        client.send(client.shell, "execute_request", old, KernelClient.cell("kept = 42"));
    assertEquals("ok", client.status(later));
    assertEquals("42", client.value("kept"));
  }

  @Test
  void anAnswerThatNobodyAskedForIsNotTheNextAnswer() throws IOException {
    client.send(client.stdin, "input_reply", "{\"value\":\"unasked\"}");
    assertWell();
  }

  @Test
  void aQuestionCanBeStopped() throws IOException {
    String asked =
        client.send(client.shell, "execute_request", KernelClient.cell("System.in.read()"));
    KernelClient.answer(client.stdin, asked, "input_request");
    client.send(client.control, "interrupt_request", "{}");
    assertEquals("CellStoppedException", client.status(asked));
    assertWell();
  }

  @Test
  void codeThatJavaCannotTakeIsAnErrorOfTheCell() throws IOException {
    assertEquals("StackOverflowError", client.run("int deep = " + "(".repeat(5_000)));
    assertWell();
  }

  @Test
  void whatIsDroppedIsToldInALine(@TempDir Path folder) throws Exception {
    try (KernelProcess own = new KernelProcess(folder);
        KernelClient to = new KernelClient(own.connection())) {
      List<byte[]> wrong = new ArrayList<>(to.message("1", "kernel_info_request", "", "{}"));
      wrong.set(1, bytes("0".repeat(64)));
      to.shell.send(wrong);
      to.control.send(List.of(bytes("text")));
      String info = to.send(to.control, "kernel_info_request", "{}");
      KernelClient.answer(to.control, info, "kernel_info_reply");
      info = to.send(to.shell, "kernel_info_request", "{}");
      KernelClient.answer(to.shell, info, "kernel_info_reply");
      assertEquals(
          List.of(
              "control: it must have the delimiter <IDS|MSG>",
              "shell: its signature must fit the key of the connection"),
          own.log().stream()
              .filter(l -> !l.startsWith("WARNING: Using incubator modules"))
              .map(l -> l.replaceFirst("lfads4j kernel: message dropped on ", ""))
              .map(l -> l.replaceFirst(" \\(number [12]\\)", ""))
              .sorted()
              .toList());
      to.send(to.control, "shutdown_request", "{\"restart\":false}");
      assertEquals(0, own.ended());
    }
  }
}
