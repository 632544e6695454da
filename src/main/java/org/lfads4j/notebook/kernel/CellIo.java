package org.lfads4j.notebook.kernel;

import io.github.spencerpark.jupyter.channels.ShellReplyEnvironment;
import io.github.spencerpark.jupyter.kernel.JupyterIO;
import io.github.spencerpark.jupyter.messages.publish.PublishStream.StreamType;
import java.io.PrintStream;

/** What cells show, print and ask for. */
final class CellIo extends JupyterIO {
  private final CellOutlet outlet = new CellOutlet();
  private final CellStop stop;

  /**
   * @param stop which ends code that prints
   */
  CellIo(CellStop stop) {
    this.stop = stop;
  }

  /** From here on, all that this process prints and reads is a notebook's. */
  void replaceStreams() {
    setEnv(outlet);
    System.setOut(printed(StreamType.OUT, System.out));
    System.setErr(printed(StreamType.ERR, System.err));
    System.setIn(in);
  }

  /**
   * @param log where what is printed before the first cell goes
   */
  private PrintStream printed(StreamType type, PrintStream log) {
    return CellOutput.stream(
        text -> {
          stop.checkHere();
          if (outlet.hasCell()) {
            outlet.print(type, text);
          } else {
            log.print(text);
          }
        });
  }

  /** What was printed up to now comes before what is published next. */
  void publishPrinted() {
    outlet.publishPrinted();
  }

  /** A cell begins on this thread. */
  void begin(ShellReplyEnvironment cell, boolean mayAsk) {
    outlet.begin(cell);
    setJupyterInEnabled(mayAsk);
  }
}
