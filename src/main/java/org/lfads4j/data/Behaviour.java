package org.lfads4j.data;

import java.util.List;

/**
 * What was measured beside the spikes, bin by bin: hand velocity, eye position, or the known latent
 * state of generated data. NaN stands where nothing was measured.
 *
 * @param name what it is, such as {@code hand_velocity}
 * @param columns names of its coordinates, unique
 * @param unit of all its columns, such as {@code cm/s}; empty if unknown
 * @param values trials x bins x coordinates
 */
public record Behaviour(String name, List<String> columns, String unit, Cube values) {
  /**
   * Checks the names.
   *
   * @throws IllegalArgumentException if there is no column, a name is blank or used twice, or
   *     columns and values differ in number
   */
  public Behaviour {
    columns = List.copyOf(columns);
    NameRules.requireNotBlank("behaviour name", List.of(name));
    String what = "columns of behaviour \"" + name + "\"";
    if (columns.isEmpty()) {
      throw new IllegalArgumentException(what + " must be at least one");
    }
    NameRules.requireCount(what, columns, values.columns(), "coordinate");
    NameRules.requireNotBlank(what, columns);
    NameRules.requireUnique(what, columns, true);
  }

  Behaviour withValues(Cube changed) {
    return new Behaviour(name, columns, unit, changed);
  }
}
