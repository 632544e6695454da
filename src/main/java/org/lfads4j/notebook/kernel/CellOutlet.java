package org.lfads4j.notebook.kernel;

import io.github.spencerpark.jupyter.channels.ShellReplyEnvironment;
import io.github.spencerpark.jupyter.messages.ContentType;
import io.github.spencerpark.jupyter.messages.Message;
import io.github.spencerpark.jupyter.messages.publish.PublishStream.StreamType;

/**
 * Where what code shows, prints and asks for goes: to the cell that began the thread which does so,
 * also after that cell; of threads that no cell began, to the last cell.
 */
final class CellOutlet extends ShellReplyEnvironment {
  private static final InheritableThreadLocal<ShellReplyEnvironment> OWN =
      new InheritableThreadLocal<>();

  private final PrintedText printed = new PrintedText();
  private volatile ShellReplyEnvironment last;

  CellOutlet() {
    super(null, null, null, null);
  }

  /** A cell begins on this thread. */
  void begin(ShellReplyEnvironment cell) {
    OWN.set(cell);
    last = cell;
  }

  /** Whether a cell has begun. */
  boolean hasCell() {
    return last != null;
  }

  private ShellReplyEnvironment cell() {
    ShellReplyEnvironment mine = OWN.get();
    return mine == null ? last : mine;
  }

  /** Prints. */
  void print(StreamType type, String text) {
    printed.print(cell(), type, text);
  }

  /** What was printed up to now comes before what is published next. */
  void publishPrinted() {
    printed.publish();
  }

  @Override
  public void publish(Message<?> message) {
    publishPrinted();
    cell().publish(message);
  }

  @Override
  public <T extends ContentType<T>> void publish(T content) {
    publishPrinted();
    cell().publish(content);
  }

  @Override
  public String readFromStdIn(String prompt, boolean password) {
    publishPrinted();
    return cell().readFromStdIn(prompt, password);
  }
}
