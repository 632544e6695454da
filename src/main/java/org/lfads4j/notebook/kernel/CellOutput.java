package org.lfads4j.notebook.kernel;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** What cells print: every piece that is flushed is passed on as a text. */
final class CellOutput extends ByteArrayOutputStream {
  private final Consumer<String> to;

  private CellOutput(Consumer<String> to) {
    this.to = to;
  }

  static PrintStream stream(Consumer<String> to) {
    return new PrintStream(new CellOutput(to), true, StandardCharsets.UTF_8);
  }

  @Override
  public synchronized void flush() {
    String text = toString(StandardCharsets.UTF_8);
    reset();
    if (!text.isEmpty()) {
      to.accept(text);
    }
  }
}
