package org.lfads4j.notebook.kernel;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.reflect.TypeToken;
import io.github.spencerpark.jupyter.messages.HMACGenerator;
import io.github.spencerpark.jupyter.messages.Header;
import io.github.spencerpark.jupyter.messages.KernelTimestamp;
import io.github.spencerpark.jupyter.messages.Message;
import io.github.spencerpark.jupyter.messages.MessageType;
import io.github.spencerpark.jupyter.messages.ReplyType;
import io.github.spencerpark.jupyter.messages.adapters.HistoryRequestAdapter;
import io.github.spencerpark.jupyter.messages.adapters.ReplyTypeAdapter;
import io.github.spencerpark.jupyter.messages.request.HistoryRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lfads4j.config.Json;

/**
 * Reads what clients send: {@code identities, <IDS|MSG>, signature, header, parent header,
 * metadata, content, buffers}. It holds the signatures of the last messages, because a message that
 * comes twice was sent again by somebody else.
 */
final class MessageReader {
  /** How many signatures are held. */
  static final int SIGNATURES = 1 << 16;

  static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);

  /** The signature, the header, the parent's, the metadata and the content. */
  private static final int PARTS = 5;

  private static final List<String> HEADER =
      List.of("msg_id", "username", "session", "date", "msg_type", "version");

  /** What a client may send, and which texts its content must have. */
  private static final Map<MessageType<?>, List<String>> TEXTS =
      Map.ofEntries(
          Map.entry(MessageType.EXECUTE_REQUEST, List.of("code")),
          Map.entry(MessageType.INSPECT_REQUEST, List.of("code")),
          Map.entry(MessageType.COMPLETE_REQUEST, List.of("code")),
          Map.entry(MessageType.IS_COMPLETE_REQUEST, List.of("code")),
          Map.entry(MessageType.HISTORY_REQUEST, List.of("hist_access_type")),
          Map.entry(MessageType.KERNEL_INFO_REQUEST, List.of()),
          Map.entry(MessageType.SHUTDOWN_REQUEST, List.of()),
          Map.entry(MessageType.INTERRUPT_REQUEST, List.of()),
          Map.entry(MessageType.COMM_INFO_REQUEST, List.of()),
          Map.entry(MessageType.COMM_OPEN_COMMAND, List.of("comm_id", "target_name")),
          Map.entry(MessageType.COMM_MSG_COMMAND, List.of("comm_id")),
          Map.entry(MessageType.COMM_CLOSE_COMMAND, List.of("comm_id")),
          Map.entry(MessageType.INPUT_REPLY, List.of("value")));

  /** What the protocol takes a request to run a cell for where it does not say so itself. */
  private static final List<String> TRUE_UNLESS_SAID =
      List.of("store_history", "allow_stdin", "stop_on_error");

  private static final Gson GSON =
      new GsonBuilder()
          .registerTypeAdapter(HistoryRequest.class, HistoryRequestAdapter.INSTANCE)
          .registerTypeHierarchyAdapter(ReplyType.class, new ReplyTypeAdapter(new Gson()))
          .create();

  private final HMACGenerator key;
  private final Set<String> signatures = new LinkedHashSet<>();

  /**
   * @param key of the connection
   */
  MessageReader(HMACGenerator key) {
    this.key = key;
  }

  /**
   * A message.
   *
   * @param parts as they came; the first is the sender's address
   * @throws MalformedMessageException if the kernel cannot answer it; it says which rule is broken
   */
  Message<?> read(List<byte[]> parts) throws MalformedMessageException {
    int delimiter = 1;
    while (delimiter < parts.size() && !Arrays.equals(parts.get(delimiter), DELIMITER)) {
      delimiter++;
    }
    if (delimiter >= parts.size()) {
      throw new MalformedMessageException("it must have the delimiter <IDS|MSG>");
    }
    List<byte[]> signed = parts.subList(delimiter + 1, parts.size());
    if (signed.size() < PARTS) {
      throw new MalformedMessageException(
          "it must have " + PARTS + " parts behind the delimiter, got " + signed.size());
    }
    checkSignature(signed);
    return message(
        parts.subList(0, delimiter),
        object("header", signed.get(1)),
        object("parent header", signed.get(2)),
        object("metadata", signed.get(3)),
        object("content", signed.get(4)),
        signed.subList(PARTS, signed.size()));
  }

  private void checkSignature(List<byte[]> signed) throws MalformedMessageException {
    String right =
        key.calculateSignature(signed.get(1), signed.get(2), signed.get(3), signed.get(4));
    if (!MessageDigest.isEqual(right.getBytes(StandardCharsets.US_ASCII), signed.get(0))) {
      throw new MalformedMessageException("its signature must fit the key of the connection");
    }
    if (!right.isEmpty() && !isNew(right)) {
      throw new MalformedMessageException("it must not have come before");
    }
  }

  private synchronized boolean isNew(String signature) {
    boolean added = signatures.add(signature);
    if (signatures.size() > SIGNATURES) {
      Iterator<String> oldest = signatures.iterator();
      oldest.next();
      oldest.remove();
    }
    return added;
  }

  private static JsonObject object(String part, byte[] raw) throws MalformedMessageException {
    try {
      JsonElement json = Json.parse(new String(raw, StandardCharsets.UTF_8));
      if (json.isJsonObject()) {
        return json.getAsJsonObject();
      }
    } catch (JsonParseException e) {
      throw notAnObject(part, e);
    }
    throw notAnObject(part, null);
  }

  private static MalformedMessageException notAnObject(String part, Throwable cause) {
    return new MalformedMessageException("its " + part + " must be a JSON object", cause);
  }

  private static <T> Message<T> message(
      List<byte[]> identities,
      JsonObject header,
      JsonObject parent,
      JsonObject metadata,
      JsonObject content,
      List<byte[]> buffers)
      throws MalformedMessageException {
    checkTexts("header", header, HEADER);
    @SuppressWarnings("unchecked") // The type that stands in the header is the content's.
    Header<T> read = (Header<T>) header(header);
    MessageType<T> type = read.getType();
    List<String> texts = TEXTS.get(type);
    if (texts == null) {
      throw new MalformedMessageException(
          "its msg_type must be one that a kernel answers, got "
              + plain(header.get("msg_type").getAsString()));
    }
    checkTexts("content", content, texts);
    if (type.equals(MessageType.EXECUTE_REQUEST)) {
      TRUE_UNLESS_SAID.stream()
          .filter(name -> !content.has(name))
          .forEach(name -> content.addProperty(name, true));
    }
    try {
      return new Message<>(
          List.copyOf(identities),
          read,
          hasTexts(parent, HEADER) ? header(parent) : null,
          GSON.fromJson(metadata, new TypeToken<Map<String, Object>>() {}.getType()),
          type.getContentType().cast(GSON.fromJson(content, type.getContentType())),
          List.copyOf(buffers));
    } catch (JsonParseException
        | IllegalArgumentException
        | IllegalStateException
        | NullPointerException
        | ClassCastException e) {
      throw new MalformedMessageException(
          "its content must be what " + type.getName() + " asks for", e);
    }
  }

  private static void checkTexts(String part, JsonObject in, List<String> names)
      throws MalformedMessageException {
    if (!hasTexts(in, names)) {
      throw new MalformedMessageException(
          "its " + part + " must have the texts " + String.join(", ", names));
    }
  }

  private static boolean hasTexts(JsonObject in, List<String> names) {
    return names.stream()
        .map(in::get)
        .allMatch(v -> v != null && v.isJsonPrimitive() && v.getAsJsonPrimitive().isString());
  }

  private static Header<?> header(JsonObject from) {
    return new Header<>(
        from.get("msg_id").getAsString(),
        from.get("username").getAsString(),
        from.get("session").getAsString(),
        new KernelTimestamp(from.get("date").getAsString()),
        MessageType.getType(from.get("msg_type").getAsString()),
        from.get("version").getAsString());
  }

  /** A name from outside as it may stand in a line of a log. */
  private static String plain(String name) {
    String letters = name.replaceAll("[^\\w.-]", "?");
    return letters.length() > 40 ? letters.substring(0, 40) + "..." : letters;
  }
}
