package org.lfads4j.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.lfads4j.data.LoadOptions;
import org.lfads4j.data.Trials;
import org.lfads4j.data.io.Nwb;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How recordings (NWB) are cut into trials, and where the counts of other files lie. */
final class AlignOptions {
  @Option(
      names = "--align-to",
      paramLabel = "EVENT",
      description = "Cut NWB recordings into trials around this event, such as go_cue_time.")
  private String event;

  @Option(
      names = "--window",
      paramLabel = "FROM,TO",
      description = "Begin and end of the trials from the event on, ms, such as -200,600.")
  private String window;

  @Option(
      names = "--counts",
      paramLabel = "NAME",
      description = "The array of a file that holds the counts, if its name does not say so.")
  private String counts;

  @Option(
      names = "--orientation",
      paramLabel = "AXES",
      description =
          "The order of the axes, if it is not trials,bins,neurons; neurons,bins is that of one"
              + " trial.")
  private String orientation;

  /**
   * Makes sure that the options belong together.
   *
   * @throws ParameterException if one is missing or the window is none
   */
  void check(Optional<Double> binMs, CommandLine line) {
    if (isGiven() != (window != null) || (isGiven() && binMs.isEmpty())) {
      throw new ParameterException(
          line, "--align-to, --window and --bin-ms must be given together");
    }
    if (window != null) {
      double[] unused = windowMs(line);
    }
  }

  private double[] windowMs(CommandLine line) {
    String[] parts = window.split(",", -1);
    try {
      if (parts.length == 2) {
        return new double[] {Double.parseDouble(parts[0]), Double.parseDouble(parts[1])};
      }
    } catch (NumberFormatException e) {
      // The message below says what it must be.
    }
    throw new ParameterException(
        line, "--window must be two numbers with a comma, got \"" + window + "\"");
  }

  /** Whether recordings shall be cut. */
  boolean isGiven() {
    return event != null;
  }

  /** The trials of a file. */
  Trials load(Path file, Optional<Double> binMs, CommandLine line) {
    if (isGiven()) {
      double[] ms = windowMs(line);
      return Nwb.open(file).trials(event, ms[0], ms[1], binMs.orElseThrow());
    }
    LoadOptions options = LoadOptions.DEFAULT;
    options = binMs.isPresent() ? options.withBinMs(binMs.get()) : options;
    options = counts == null ? options : options.withCounts(counts);
    return Trials.load(file, orientation == null ? options : options.withOrientation(orientation));
  }
}
