package org.lfads4j.cli;

import java.io.PrintStream;
import org.lfads4j.tables.Csv;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tech.tablesaw.api.Table;

/** Prints one row a run. */
@Command(
    name = "list",
    description = {
      "Print one row a run: the settings in which runs differ, state, epochs, validation cost in"
          + " nats per trial, scores on validation trials, folder.",
      ""
    })
final class RunsListCommand extends PrintingCommand {
  @Mixin private RunsFolder folder;

  @Option(names = "--csv", description = "Print comma-separated values in full precision.")
  private boolean csv;

  RunsListCommand(PrintStream out) {
    super(out);
  }

  @Override
  public Integer call() {
    RunsFolder.Found found = folder.found();
    Table table = found.collection().table();
    if (csv) {
      out.print(Csv.text(table));
    } else {
      RunsSheet whole = new RunsSheet(table);
      RunsSheet shown = Terminal.isTerminal(out) ? whole.within(Terminal.size().columns()) : whole;
      shown.lines().forEach(out::println);
      if (shown.table().columnCount() < table.columnCount()) {
        out.println("a wider terminal, or --csv, shows " + whole.without(shown));
      }
      found.notices().forEach(each -> out.println("note: " + each));
    }
    return Main.DONE;
  }
}
