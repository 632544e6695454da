package org.lfads4j.cli;

import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Many runs in one folder: trains them and shows their state. */
@Command(
    name = "runs",
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Train a model for every recording, every set of hyperparameters and every seed, in one"
          + " folder; stop them, continue them, compare them.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  lfads4j runs train sweep --data lorenz --sweep c_factors_dim=4,8,16 --seeds 0,1",
      "  lfads4j runs train sweep",
      "  lfads4j runs list sweep",
      "  lfads4j runs best sweep --score rates_r2"
    })
final class RunsCommand extends PrintingCommand {
  RunsCommand(PrintStream out) {
    super(out);
  }

  /** The command with its subcommands. */
  CommandLine commandLine() {
    return new CommandLine(this)
        .addSubcommand(new RunsTrainCommand(out).commandLine())
        .addSubcommand(new RunsListCommand(out))
        .addSubcommand(new RunsStatusCommand(out))
        .addSubcommand(new RunsBestCommand(out))
        .addSubcommand(new RunsCleanCommand(out))
        .addSubcommand(new RunsCarryOutCommand(out));
  }

  @Override
  public Integer call() {
    throw usage("runs must be followed by train, list, status, best, clean or carry-out");
  }
}
