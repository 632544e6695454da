package org.lfads4j.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.lfads4j.config.NearestName;
import org.lfads4j.data.Trials;
import org.lfads4j.data.io.Hdf5TrialsWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a generated recording to a file. */
@Command(
    name = "synth",
    sortOptions = false,
    customSynopsis = "lfads4j synth NAME --out FILE.h5 [OPTIONS]",
    description = "Write a generated recording, true rates included, to an HDF5 file.")
final class SynthCommand extends PrintingCommand {
  @Parameters(paramLabel = "NAME", description = "What to generate: one of the names below.")
  private String which;

  @Option(
      names = "--out",
      paramLabel = "FILE.h5",
      required = true,
      description =
          "The file; an earlier one is replaced. Of several recordings FILE-0.h5, FILE-1.h5, ...")
  private Path file;

  @Mixin private SynthConstants constants;

  SynthCommand(PrintStream out) {
    super(out);
  }

  /** The command with the names of what it can generate at the end of its help. */
  CommandLine commandLine() {
    CommandLine line = new CommandLine(this);
    line.getCommandSpec()
        .usageMessage()
        .footerHeading("%nNames:%n")
        .footer(
            Arrays.stream(SyntheticSet.values())
                .flatMap(set -> Stream.of("  " + set.word(), "      " + set.description()))
                .toArray(String[]::new));
    return line;
  }

  @Override
  public Integer call() {
    SyntheticSet set = SyntheticSet.named(which).orElseThrow(() -> usage(unknown()));
    Iterator<Trials> recordings;
    try {
      recordings = set.make(constants).iterator();
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    }
    for (int number = 0; recordings.hasNext(); number++) {
      write(recordings.next(), set.hasSeveral() ? numbered(number) : file);
    }
    return Main.DONE;
  }

  private void write(Trials trials, Path to) {
    Hdf5TrialsWriter.write(trials, to);
    out.println(trials);
    out.println("written to " + to);
  }

  private Path numbered(int number) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.') > 0 ? name.lastIndexOf('.') : name.length();
    return file.resolveSibling(name.substring(0, dot) + "-" + number + name.substring(dot));
  }

  private String unknown() {
    List<String> words = SyntheticSet.words();
    return "synth must be one of %s, %s"
        .formatted(String.join(", ", words), NearestName.insteadOf(which, words));
  }
}
