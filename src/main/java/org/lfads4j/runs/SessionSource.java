package org.lfads4j.runs;

import java.nio.file.Path;
import java.util.OptionalDouble;
import org.lfads4j.data.Trials;

/** A session: its name and where its recording is. */
public sealed interface SessionSource {
  /** The name: letters, digits, points, dashes and underscores, because files have this name. */
  String name();

  /** Its origin, in words. */
  String origin();

  /**
   * The recording, under this name.
   *
   * @throws IllegalArgumentException if the file's content does not fit, with the path
   * @throws java.io.UncheckedIOException if the file cannot be read, with the path
   */
  Trials load();

  /**
   * A file of any format that {@link Trials#load(Path)} reads.
   *
   * @param name of the session
   * @param file where it is
   * @param binMs width of a bin in ms, if the file does not state it
   */
  record OfFile(String name, Path file, OptionalDouble binMs) implements SessionSource {
    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if a file cannot have this name
     */
    public OfFile {
      RunNames.require("session name", name);
    }

    @Override
    public String origin() {
      return file.toAbsolutePath().normalize().toString();
    }

    @Override
    public Trials load() {
      Trials trials =
          binMs.isPresent() ? Trials.load(file, binMs.getAsDouble()) : Trials.load(file);
      return trials.withSession(name);
    }
  }

  /**
   * A recording in memory; a collection keeps a copy in a file.
   *
   * @param name of the session
   * @param trials the recording
   */
  record OfTrials(String name, Trials trials) implements SessionSource {
    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if a file cannot have this name
     */
    public OfTrials {
      RunNames.require("session name", name);
      trials = trials.withSession(name);
    }

    @Override
    public String origin() {
      return "in memory";
    }

    @Override
    public Trials load() {
      return trials;
    }
  }

  /** A file that states its bin width; the session has the name of the file without its ending. */
  static SessionSource of(Path file) {
    return new OfFile(RunNames.of(file), file, OptionalDouble.empty());
  }

  /** A file that does not state its bin width, in ms. */
  static SessionSource of(Path file, double binMs) {
    return new OfFile(RunNames.of(file), file, OptionalDouble.of(binMs));
  }

  /** A recording in memory, under the name that it has. */
  static SessionSource of(Trials trials) {
    return new OfTrials(RunNames.tidy(trials.session()), trials);
  }
}
