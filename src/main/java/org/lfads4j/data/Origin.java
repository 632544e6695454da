package org.lfads4j.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a session came to be.
 *
 * @param pieces where its trials were cut from, if they are pieces of longer ones
 * @param notes what was left out on the way, a sentence each
 */
record Origin(Optional<Pieces> pieces, List<String> notes) {
  static final Origin NONE = new Origin(Optional.empty(), List.of());
  private static final int NAMED = 10;

  Origin {
    notes = List.copyOf(notes);
  }

  Origin of(Pieces cut) {
    return new Origin(Optional.of(cut), notes);
  }

  Origin whole() {
    return new Origin(Optional.empty(), notes);
  }

  Origin withNotes(List<String> changed) {
    return new Origin(pieces, changed);
  }

  Origin select(int[] trials) {
    return new Origin(pieces.map(p -> p.select(trials)), notes);
  }

  /** One note more if something was left out. */
  Origin without(String verb, List<String> left, int of, String what, String why) {
    if (left.isEmpty()) {
      return this;
    }
    List<String> more = new ArrayList<>(notes);
    more.add(
        verb + " left out " + left.size() + " of " + of + " " + what + why + ": " + some(left));
    return new Origin(pieces, more);
  }

  private static String some(List<String> names) {
    String first = names.stream().limit(NAMED).collect(Collectors.joining(", "));
    return names.size() > NAMED ? first + " and " + (names.size() - NAMED) + " more" : first;
  }
}
