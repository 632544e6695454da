package org.lfads4j.notebook.kernel;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.spencerpark.jupyter.kernel.history.HistoryEntry;
import io.github.spencerpark.jupyter.messages.HMACGenerator;
import io.github.spencerpark.jupyter.messages.Header;
import io.github.spencerpark.jupyter.messages.Message;
import io.github.spencerpark.jupyter.messages.adapters.HistoryEntryAdapter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Writes what a kernel says, in version 5.4 of the protocol. */
final class MessageWriter {
  static final String PROTOCOL = "5.4";

  private static final Gson GSON =
      new GsonBuilder()
          .disableHtmlEscaping()
          .registerTypeAdapter(HistoryEntry.class, HistoryEntryAdapter.INSTANCE)
          .create();

  private final HMACGenerator key;
  private final String session = UUID.randomUUID().toString();

  /**
   * @param key of the connection
   */
  MessageWriter(HMACGenerator key) {
    this.key = key;
  }

  /** A thing as it stands in a message. */
  static JsonElement json(Object thing) {
    return GSON.toJsonTree(thing);
  }

  /** The parts of a message; every reply has a status. */
  List<byte[]> parts(Message<?> message) {
    JsonObject header = header(message.getHeader());
    header.addProperty("session", session);
    header.addProperty("date", Instant.now().truncatedTo(ChronoUnit.MICROS).toString());
    header.addProperty("version", PROTOCOL);
    JsonObject content = json(message.getContent()).getAsJsonObject();
    if (message.getHeader().getType().getName().endsWith("_reply") && !content.has("status")) {
      content.addProperty("status", "ok");
    }
    byte[][] signed = {
      bytes(header),
      bytes(message.hasParentHeader() ? parent(message.getParentHeader()) : new JsonObject()),
      bytes(message.hasMetadata() ? json(message.getMetadata()) : new JsonObject()),
      bytes(content)
    };
    List<byte[]> parts = new ArrayList<>(message.getIdentities());
    parts.add(MessageReader.DELIMITER.clone());
    parts.add(key.calculateSignature(signed).getBytes(StandardCharsets.US_ASCII));
    parts.addAll(List.of(signed));
    if (message.getBlobs() != null) {
      parts.addAll(message.getBlobs());
    }
    return parts;
  }

  private static JsonObject parent(Header<?> from) {
    JsonObject header = header(from);
    header.addProperty("session", from.getSessionId());
    header.addProperty("date", from.getTimestamp().getDateString());
    header.addProperty("version", from.getVersion());
    return header;
  }

  private static JsonObject header(Header<?> from) {
    JsonObject header = new JsonObject();
    header.addProperty("msg_id", from.getId());
    header.addProperty("username", from.getUsername());
    header.addProperty("msg_type", from.getType().getName());
    return header;
  }

  private static byte[] bytes(JsonElement json) {
    return GSON.toJson(json).getBytes(StandardCharsets.UTF_8);
  }
}
