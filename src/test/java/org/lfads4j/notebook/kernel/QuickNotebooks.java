package org.lfads4j.notebook.kernel;

import static org.junit.jupiter.api.Assertions.fail;

import com.google.gson.Gson;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Notebooks as they are run by tests: every training has two epochs, unless all are asked for. */
final class QuickNotebooks {
  private QuickNotebooks() {}

  /** Runs cells in this process and shows what they give; fails where one does. */
  static void run(List<String> cells) {
    runAsTheyAre(cells.stream().map(QuickNotebooks::quick).toList());
  }

  /** Runs cells with all their epochs, and gives what they print. */
  static String printedByAll(List<String> cells) {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      runAsTheyAre(cells);
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  private static String quick(String cell) {
    return cell.replaceAll("with(MaxEpochs|MaxGenerations)\\(\\d+\\)", "with$1(2)")
        .replaceAll("withGenerationEpochs\\(\\d+\\)", "withGenerationEpochs(1)");
  }

  private static void runAsTheyAre(List<String> cells) {
    JavaKernel kernel = TestKernel.start();
    try {
      for (String cell : cells) {
        try {
          DisplayData unused = kernel.eval(cell);
        } catch (Exception e) {
          fail(cell + "\n" + String.join("\n", kernel.formatError(e)), e);
        }
      }
    } finally {
      TestKernel.stop(kernel);
    }
  }

  /** Runs notebook files in a process of its own, and says which Gson it has. */
  public static void main(String[] files) {
    System.out.println(Gson.class.getProtectionDomain().getCodeSource().getLocation());
    int status = 1;
    try {
      for (String file : files) {
        run(NotebookFile.read(Path.of(file)).codeCells());
        System.out.println("done: " + file);
      }
      status = 0;
    } catch (Throwable e) { // Threads that are left must not keep the process.
      System.out.println(e + "\n" + Arrays.toString(e.getStackTrace()));
    }
    System.exit(status);
  }
}
