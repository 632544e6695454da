package org.lfads4j.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.lfads4j.config.NearestName;
import org.lfads4j.data.Trials;
import org.lfads4j.data.io.Hdf5TrialsWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a generated recording to a file. */
@Command(
    name = "synth",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Write a generated recording, true rates included, to an HDF5 file.")
final class SynthCommand implements Callable<Integer> {
  private final PrintStream out;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "lorenz|chaotic", description = "What to generate.")
  private String which;

  @Option(
      names = "--out",
      paramLabel = "FILE.h5",
      required = true,
      description = "The file; an earlier one is replaced.")
  private Path file;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Where the random numbers start, 0 to 4294967295; left out, always the same.")
  private Long seed;

  SynthCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    Demonstration demonstration =
        Demonstration.named(which)
            .orElseThrow(() -> new ParameterException(spec.commandLine(), unknown()));
    Trials trials;
    try {
      trials = demonstration.trials(seed == null ? OptionalLong.empty() : OptionalLong.of(seed));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    Hdf5TrialsWriter.write(trials, file);
    out.println(trials);
    out.println("written to " + file);
    return Main.DONE;
  }

  private String unknown() {
    var words = Arrays.stream(Demonstration.values()).map(Demonstration::word).toList();
    return "synth must be "
        + words.stream().collect(Collectors.joining(" or "))
        + ", got \""
        + which
        + "\"; did you mean "
        + NearestName.to(which, words)
        + "?";
  }
}
