package org.lfads4j.data;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the columns of the counts are called.
 *
 * @param names unique ignoring case, none a table's own column
 * @param heldOut names of neurons that encoders do not see; at least one neuron stays seen
 */
record Neurons(List<String> names, List<String> heldOut) {
  private static final List<String> RESERVED =
      List.of("session", "trial", "trial_id", "split", "condition", "bin", "time_ms");
  private static final Set<String> RESERVED_SET = Set.copyOf(RESERVED);

  Neurons {
    names = List.copyOf(names);
    heldOut = List.copyOf(heldOut);
    NameRules.requireNotBlank("neuron names", names);
    NameRules.requireUnique("neuron names", names, true);
    for (String name : names) {
      if (RESERVED_SET.contains(name.toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException(
            "neuron names must not be a table's own column, got \"%s\" (reserved: %s)"
                .formatted(name, String.join(", ", RESERVED)));
      }
    }
    NameRules.requireUnique("held-out neurons", heldOut, false);
    for (String name : heldOut) {
      int unused = NameRules.indexOf("held-out neuron", names, name);
    }
    if (!names.isEmpty() && heldOut.size() == names.size()) {
      throw new IllegalArgumentException(
          "held-out neurons must leave at least one for the encoders, got all "
              + names.size()
              + " held out");
    }
  }

  Neurons withNames(List<String> changed) {
    NameRules.requireCount("neuron names", changed, names.size(), "neuron");
    return new Neurons(
        changed, heldOut.stream().map(name -> changed.get(names.indexOf(name))).toList());
  }

  Neurons withHeldOut(List<String> changed) {
    return new Neurons(names, changed);
  }

  List<String> seen() {
    return names.stream().filter(name -> !heldOut.contains(name)).toList();
  }

  Neurons select(List<String> chosen) {
    return new Neurons(chosen, heldOut.stream().filter(chosen::contains).toList());
  }
}
