package org.lfads4j.cli;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.lfads4j.data.LoadOptions;
import org.lfads4j.data.Trials;
import org.lfads4j.data.io.Nwb;
import org.lfads4j.data.io.SpikeFolder;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How files become trials: their bins, their counts, and how recordings are cut. */
final class ReadingOptions {
  @Option(
      names = "--bin-ms",
      paramLabel = "X",
      description = "Width of the files' bins, if the files do not state it; of recordings always.")
  private Double binMs;

  @Option(
      names = "--align-to",
      paramLabel = "EVENT",
      description =
          "Cut recordings (NWB, folders of spike times) into trials around this event, such as"
              + " go_cue_time.")
  private String event;

  @Option(
      names = "--window",
      paramLabel = "FROM,TO",
      description = "Begin and end of the trials from the event on, ms, such as -200,600.")
  private String window;

  @Option(
      names = "--events",
      paramLabel = "FILE",
      description =
          "The trials of a folder of spike times that has none of its own: a table (CSV or TSV)"
              + " with a row for each and times in seconds, or an .npy list of times. It is looked"
              + " for in the folder, then as given.")
  private Path events;

  @Option(
      names = "--groups",
      paramLabel = "A,B",
      split = ",",
      description =
          "The clusters of a folder of spike times that become neurons, by their label, such as"
              + " good,mua; or all. Default good.")
  private List<String> groups = List.of();

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
   * @param data names of what is read
   * @throws ParameterException if one is missing or the window is none
   */
  void check(CommandLine line, List<String> data) {
    if (isCut() != (window != null) || (isCut() && binMs == null)) {
      throw new ParameterException(
          line, "--align-to, --window and --bin-ms must be given together");
    }
    if (isCut() && (counts != null || orientation != null)) {
      throw new ParameterException(
          line,
          "--align-to must come without --counts and --orientation, which are for files of counts");
    }
    if (window != null) {
      double[] unused = windowMs(line);
    }
    if (!isCut() && (events != null || !groups.isEmpty())) {
      throw new ParameterException(
          line, "--events and --groups must come with --align-to, --window and --bin-ms");
    }
    if (events != null && data.size() > 1) {
      for (String each : data) {
        if (!Files.exists(Path.of(each).resolve(events))) {
          throw new ParameterException(
              line,
              "--events must be the name of a file in each folder where there are several, got no "
                  + Path.of(each).resolve(events));
        }
      }
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

  private boolean isCut() {
    return event != null;
  }

  /** Whether a file is read in another way than by the width of its bins alone. */
  boolean isOwnWay() {
    return isCut() || counts != null || orientation != null;
  }

  /** The width of the files' bins, ms, if it is given. */
  Optional<Double> binMs() {
    return Optional.ofNullable(binMs);
  }

  /** The trials of a file. */
  Trials load(Path file, CommandLine line) {
    if (isCut()) {
      double[] ms = windowMs(line);
      return Files.isDirectory(file)
          ? folder(file).trials(event, ms[0], ms[1], binMs)
          : recording(file).trials(event, ms[0], ms[1], binMs);
    }
    LoadOptions options = LoadOptions.DEFAULT;
    options = binMs == null ? options : options.withBinMs(binMs);
    options = counts == null ? options : options.withCounts(counts);
    return Trials.load(file, orientation == null ? options : options.withOrientation(orientation));
  }

  private Nwb recording(Path file) {
    if (events != null || !groups.isEmpty()) {
      throw new IllegalArgumentException(
          file + ": --events and --groups must go with a folder of spike times, got a file");
    }
    return Nwb.open(file);
  }

  private SpikeFolder folder(Path folder) {
    SpikeFolder plain = SpikeFolder.open(folder);
    SpikeFolder grouped = groups.isEmpty() ? plain : grouped(plain);
    if (events == null) {
      return grouped;
    }
    Path beside = folder.resolve(events);
    return grouped.withEvents(Files.exists(beside) ? beside : events);
  }

  private SpikeFolder grouped(SpikeFolder folder) {
    return groups.equals(List.of("all"))
        ? folder.withAllClusters()
        : folder.withGroups(groups.toArray(String[]::new));
  }

  /**
   * The sessions that a command names.
   *
   * @param demonstration the one that all of the data are, if they are one
   * @param data else names of files, all different
   * @param out where it is said what was noticed
   */
  List<Trials> sessions(
      Optional<Demonstration> demonstration, List<String> data, CommandLine line, PrintStream out) {
    return demonstration
        .map(each -> List.of(each.trials(OptionalLong.empty())))
        .orElseGet(() -> sessions(data, line, out));
  }

  private List<Trials> sessions(List<String> data, CommandLine line, PrintStream out) {
    for (String each : data) {
      if (Collections.frequency(data, each) > 1) {
        throw new IllegalArgumentException("DATA must name each file once, got " + each + " twice");
      }
    }
    List<Trials> sessions = data.stream().map(each -> session(each, line, out)).toList();
    boolean different =
        sessions.stream().map(Trials::session).distinct().count() == sessions.size();
    if (different) {
      return sessions;
    }
    // Such as monday/data.h5 and tuesday/data.h5.
    return IntStream.range(0, data.size())
        .mapToObj(i -> sessions.get(i).withSession(data.get(i)))
        .toList();
  }

  private Trials session(String name, CommandLine line, PrintStream out) {
    Path file = Demonstration.file("DATA", name);
    Trials trials = load(file, line);
    trials.notes().forEach(note -> out.println("note: " + file + ": " + note));
    return trials;
  }
}
