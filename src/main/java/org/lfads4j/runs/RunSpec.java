package org.lfads4j.runs;

import java.util.List;

/**
 * A name and the sessions that a model is trained on together.
 *
 * @param name letters, digits, points, dashes and underscores, for folders are called by it
 * @param sessions at least one, under different names
 */
public record RunSpec(String name, List<SessionSource> sessions) {
  /**
   * Checks the names.
   *
   * @throws IllegalArgumentException if a folder cannot be called by the name, there is no session,
   *     or two have the same name
   */
  public RunSpec {
    RunNames.require("run name", name);
    sessions = List.copyOf(sessions);
    if (sessions.isEmpty()) {
      throw new IllegalArgumentException(
          "run \"" + name + "\" must have at least one session, got none");
    }
    List<String> names = sessions.stream().map(SessionSource::name).toList();
    if (names.stream().distinct().count() < names.size()) {
      throw new IllegalArgumentException(
          "run \"" + name + "\" must have sessions of different names, got " + names);
    }
  }

  /** One session, whose name is the run's as well. */
  public static RunSpec of(SessionSource session) {
    return new RunSpec(session.name(), List.of(session));
  }
}
