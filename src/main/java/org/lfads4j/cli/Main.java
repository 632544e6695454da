package org.lfads4j.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.stream.Stream;
import org.lfads4j.config.FullMemory;
import org.lfads4j.config.Message;
import org.lfads4j.training.ForeseenFailure;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command-line program. Exit codes: 0 done; 1 the data, the training or the output failed; 2
 * wrong usage. {@code runs carry-out} has further ones.
 */
@Command(
    name = "lfads4j",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "LFADS: from the spikes of single trials to smooth firing rates and factors.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  lfads4j smooth lorenz --out lorenz",
      "  lfads4j smooth session.h5 --out session --c_co_dim 2 --c_factors_dim 16",
      "  lfads4j auto session.h5 --out auto",
      "  lfads4j score session",
      "  lfads4j dynamics session --out session-dynamics",
      "  lfads4j online session --port 5000",
      "  lfads4j runs train sweep --data session.h5 --sweep c_co_dim=0,2,4 --seeds 0,1",
      "  lfads4j hyperparameters --tuning common",
      "  lfads4j hyperparameters --name c_co_dim",
      "  lfads4j kernel install",
      "  lfads4j bench step",
      "",
      "Exit codes: 0 done; 1 data, training or output failed; 2 wrong usage."
    })
public final class Main implements Runnable {
  /** It did what was asked. */
  static final int DONE = 0;

  /** Data, training or output failed. */
  static final int FAILED = 1;

  /** What Java puts in place of bytes that are no letters in the system's encoding. */
  private static final String LOST = "\ufffd";

  @Spec private CommandSpec spec;

  @Option(
      names = "--debug",
      scope = CommandLine.ScopeType.INHERIT,
      description = "On a failure also print where in the program it happened.")
  private boolean debug;

  private Main() {}

  /** Runs the program and ends the process with its exit code. */
  public static void main(String[] args) {
    if (System.getProperty("java.awt.headless") == null) {
      System.setProperty("java.awt.headless", "true");
    }
    String encoding = System.getProperty("sun.jnu.encoding", "UTF-8");
    if (!encoding.equals("UTF-8") && Stream.of(args).anyMatch(arg -> arg.contains(LOST))) {
      new PlainStream(System.err)
          .println(
              "lfads4j: arguments must be in the encoding of the system, which is "
                  + encoding
                  + ", got other letters; start it with LC_ALL=C.UTF-8 (export LC_ALL=C.UTF-8)");
      System.exit(CommandLine.ExitCode.USAGE);
    }
    System.exit(run(System.out, System.err, args));
  }

  /** Runs the program and returns its exit code; everything it says goes to these streams. */
  static int run(PrintStream out, PrintStream err, String... args) {
    return execute(new PlainStream(out), new PlainStream(err), args);
  }

  private static int execute(PrintStream out, PrintStream err, String... args) {
    Main main = new Main();
    CommandLine line = new CommandLine(main);
    SmoothCommand smooth = new SmoothCommand(out);
    line.addSubcommand(smooth.commandLine())
        .addSubcommand(new AutoCommand(out).commandLine())
        .addSubcommand(new ScoreCommand(out))
        .addSubcommand(new DynamicsCommand(out))
        .addSubcommand(new OnlineCommand(out))
        .addSubcommand(new RunsCommand(out).commandLine())
        .addSubcommand(new HyperparametersCommand(out))
        .addSubcommand(new SynthCommand(out).commandLine())
        .addSubcommand(new KernelCommand(out))
        .addSubcommand(new BenchCommand(out));
    line.setOut(writer(out)).setErr(writer(err));
    line.setParameterExceptionHandler((e, a) -> usage(err, e));
    line.setExecutionExceptionHandler((e, command, parsed) -> failed(err, e, main.debug));
    try {
      return line.execute(args);
    } catch (OutOfMemoryError e) {
      return failed(err, e, main.debug);
    }
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "command must be smooth, auto, score, dynamics, online, runs, hyperparameters, synth,"
            + " kernel or bench");
  }

  private static int usage(PrintStream err, ParameterException e) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    err.println("lfads4j: " + UsageMessages.of(e) + " (" + command + " --help)");
    return CommandLine.ExitCode.USAGE;
  }

  private static int failed(PrintStream err, Throwable e, boolean debug) {
    for (String line : message(e).split("\n", -1)) {
      err.println("lfads4j: " + line);
    }
    if (debug) {
      e.printStackTrace(err);
    }
    return FAILED;
  }

  /** Failures that the program foresees say what to do; of others the kind matters too. */
  private static String message(Throwable e) {
    if (e instanceof OutOfMemoryError full) {
      return FullMemory.sentence("the work", full, "lower --c_batch_size or --c_gen_dim");
    }
    return ForeseenFailure.is(e)
        ? Message.of(e).onCommandLine()
        : "the program must not fail, got " + e + "; --debug says where";
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, Charset.defaultCharset());
  }
}
