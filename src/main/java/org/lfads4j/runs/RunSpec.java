package org.lfads4j.runs;

import java.util.List;

/**
 * One model: a name and the sessions on which it is trained.
 *
 * @param name letters, digits, points, dashes and underscores, because folders have this name
 * @param sessions at least one, under different names
 */
public record RunSpec(String name, List<SessionSource> sessions) {
  /**
   * Checks the names.
   *
   * @throws IllegalArgumentException if the name cannot be that of a folder, there is no session,
   *     or two sessions have the same name
   */
  public RunSpec {
    RunNames.require("run name", name);
    sessions = List.copyOf(sessions);
    if (sessions.isEmpty()) {
      throw new IllegalArgumentException("run \"" + name + "\" must have at least one session");
    }
    List<String> names = sessions.stream().map(SessionSource::name).toList();
    if (names.stream().distinct().count() < names.size()) {
      throw new IllegalArgumentException(
          "run \"" + name + "\" must have sessions of different names, got " + names);
    }
  }

  /** One session; its name is also the name of the run. */
  public static RunSpec of(SessionSource session) {
    return new RunSpec(session.name(), List.of(session));
  }
}
