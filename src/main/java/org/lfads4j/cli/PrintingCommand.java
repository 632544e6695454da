package org.lfads4j.cli;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the commands have in common: help, version, where they print, and refusals. */
@Command(mixinStandardHelpOptions = true, versionProvider = Version.class)
abstract class PrintingCommand implements Callable<Integer> {
  final PrintStream out;

  @Spec CommandSpec spec;

  PrintingCommand(PrintStream out) {
    this.out = out;
  }

  /** A refusal that names this command's help. */
  final ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
