package org.lfads4j.notebook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.spencerpark.jupyter.messages.HMACGenerator;
import io.github.spencerpark.jupyter.messages.Message;
import io.github.spencerpark.jupyter.messages.MessageType;
import io.github.spencerpark.jupyter.messages.request.ExecuteRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is a message, and what is said of what is none. */
class MessageReaderTest {
  private static final String HEADER =
      "{'msg_id':'1','username':'u','session':'s','date':'d','msg_type':'TYPE','version':'5.3'}";

  private final HMACGenerator key;
  private final MessageReader reader;

  MessageReaderTest() throws GeneralSecurityException {
    key = new HMACGenerator("hmac-sha256", "key");
    reader = new MessageReader(key);
  }

  private static byte[] json(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  private List<byte[]> parts(String header, String parent, String metadata, String content) {
    byte[][] signed = {json(header), json(parent), json(metadata), json(content)};
    return new ArrayList<>(
        List.of(
            json("client"),
            json("<IDS|MSG>"),
            json(key.calculateSignature(signed)),
            signed[0],
            signed[1],
            signed[2],
            signed[3]));
  }

  private List<byte[]> request(String type, String content) {
    return parts(HEADER.replace("TYPE", type), "{}", "{}", content);
  }

  private String refused(List<byte[]> parts) {
    return assertThrows(MalformedMessageException.class, () -> reader.read(parts)).getMessage();
  }

  @Test
  void aMessageIsReadOnce() throws Exception {
    List<byte[]> parts = request("execute_request", "{'code':'1+1','stop_on_error':true}");
    parts.add(new byte[] {1, 2});
    Message<?> message = reader.read(parts);
    assertEquals(MessageType.EXECUTE_REQUEST, message.getHeader().getType());
    assertEquals("1", message.getHeader().getId());
    assertEquals("1+1", ((ExecuteRequest) message.getContent()).getCode());
    assertEquals(1, message.getIdentities().size());
    assertEquals(1, message.getBlobs().size());
    assertEquals("it must not have come before", refused(parts));
  }

  @Test
  void aCellStopsOthersAndMayAskUnlessItsRequestSaysOtherwise() throws Exception {
    for (boolean said : new boolean[] {true, false}) {
      String rest =
          said ? ",'stop_on_error':false,'allow_stdin':false,'store_history':false}" : "}";
      ExecuteRequest read =
          (ExecuteRequest)
              reader.read(request("execute_request", "{'code':'1+1'" + rest)).getContent();
      assertEquals(!said, read.shouldStopOnError());
      assertEquals(!said, read.isStdinEnabled());
      assertEquals(!said, read.shouldStoreHistory());
      assertFalse(read.isSilent());
    }
  }

  @Test
  void anAddressMayLookLikeTheDelimiter() throws Exception {
    List<byte[]> parts = request("kernel_info_request", "{}");
    parts.set(0, json("<IDS|MSG>"));
    assertEquals(MessageType.KERNEL_INFO_REQUEST, reader.read(parts).getHeader().getType());
  }

  @Test
  void partsMustBeThere() {
    assertEquals("it must have the delimiter <IDS|MSG>", refused(List.of()));
    assertEquals("it must have the delimiter <IDS|MSG>", refused(List.of(json("client"))));
    List<byte[]> parts = request("kernel_info_request", "{}");
    assertEquals("it must have 5 parts behind the delimiter, got 4", refused(parts.subList(0, 6)));
  }

  @Test
  void theSignatureMustFit() {
    List<byte[]> parts = request("execute_request", "{'code':'1'}");
    parts.set(6, json("{'code':'2'}"));
    assertEquals("its signature must fit the key of the connection", refused(parts));
    parts.set(2, new byte[0]);
    assertEquals("its signature must fit the key of the connection", refused(parts));
  }

  @Test
  void everyPartMustBeAnObject() {
    String header = HEADER.replace("TYPE", "kernel_info_request");
    assertEquals("its header must be a JSON object", refused(parts("", "{}", "{}", "{}")));
    assertEquals("its header must be a JSON object", refused(parts("{", "{}", "{}", "{}")));
    assertEquals(
        "its parent header must be a JSON object", refused(parts(header, "[]", "{}", "{}")));
    assertEquals("its metadata must be a JSON object", refused(parts(header, "{}", "3", "{}")));
    assertEquals("its content must be a JSON object", refused(parts(header, "{}", "{}", "null")));
    assertEquals(
        "its content must be a JSON object",
        refused(parts(header, "{}", "{}", "{'a':".repeat(100_000))));
    assertEquals(
        "its header must have the texts msg_id, username, session, date, msg_type, version",
        refused(parts(header.replace("'1'", "1"), "{}", "{}", "{}")));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "execute_request | {} | its content must have the texts code",
        "execute_request | {'code':3} | its content must have the texts code",
        "execute_request | {'code':'1','user_expressions':3}"
            + " | its content must be what execute_request asks for",
        "complete_request | {'code':'1','cursor_pos':'x'}"
            + " | its content must be what complete_request asks for",
        "history_request | {'hist_access_type':'none'}"
            + " | its content must be what history_request asks for",
        "comm_open | {'comm_id':'1'} | its content must have the texts comm_id, target_name",
        "input_reply | {'value':null} | its content must have the texts value",
        "made up/type | {}" + " | its msg_type must be one that a kernel answers, got made?up?type",
        "execute_reply | {} | its msg_type must be one that a kernel answers, got execute_reply",
      })
  void theContentMustFitTheType(String type, String content, String rule) {
    assertEquals(rule, refused(request(type, content)));
  }

  @Test
  void aFrameThatCannotBeIsEmpty() {
    assertEquals(5, Frames.allocate(5, 10).size());
    assertEquals(0, Frames.allocate(-1, 10).size());
    assertEquals(0, Frames.allocate(11, 10).size());
  }
}
