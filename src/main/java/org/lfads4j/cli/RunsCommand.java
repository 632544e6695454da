package org.lfads4j.cli;

import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Many runs in one folder: trains them and shows their state. */
@Command(
    name = "runs",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
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
final class RunsCommand implements Runnable {
  private final PrintStream out;

  @Spec private CommandSpec spec;

  RunsCommand(PrintStream out) {
    this.out = out;
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
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "runs must be followed by train, list, status, best, clean or carry-out");
  }
}
