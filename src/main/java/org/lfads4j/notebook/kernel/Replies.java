package org.lfads4j.notebook.kernel;

import com.google.gson.JsonObject;
import io.github.spencerpark.jupyter.channels.ShellReplyEnvironment;
import io.github.spencerpark.jupyter.messages.Message;
import io.github.spencerpark.jupyter.messages.MessageType;

/** Replies whose content the base library has no class for. */
final class Replies {
  private Replies() {}

  static void send(ShellReplyEnvironment env, MessageType<?> type, JsonObject content) {
    @SuppressWarnings("unchecked") // Contents are written as they are, whatever the type names.
    MessageType<Object> any = (MessageType<Object>) type;
    env.reply(new Message<>(env.getContext(), any, content));
  }
}
