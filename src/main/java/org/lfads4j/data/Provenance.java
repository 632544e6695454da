package org.lfads4j.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where a session comes from.
 *
 * @param pieces where its trials were cut from, if they are pieces of longer ones
 * @param notes what was left out on the way, a sentence each
 * @param reading what was taken as what out of a file, a sentence each; no part of what makes two
 *     sessions equal
 */
record Provenance(Optional<Pieces> pieces, List<String> notes, List<String> reading) {
  static final Provenance NONE = new Provenance(Optional.empty(), List.of(), List.of());
  private static final int NAMED = 10;

  Provenance {
    notes = List.copyOf(notes);
    reading = List.copyOf(reading);
  }

  Provenance withReading(List<String> changed) {
    return new Provenance(pieces, notes, changed);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Provenance p && pieces.equals(p.pieces) && notes.equals(p.notes);
  }

  @Override
  public int hashCode() {
    return Objects.hash(pieces, notes);
  }

  Provenance of(Pieces cut) {
    return new Provenance(Optional.of(cut), notes, reading);
  }

  Provenance whole() {
    return new Provenance(Optional.empty(), notes, reading);
  }

  Provenance withNotes(List<String> changed) {
    return new Provenance(pieces, changed, reading);
  }

  Provenance select(int[] trials) {
    return new Provenance(pieces.map(p -> p.select(trials)), notes, reading);
  }

  /** Adds a note if something was left out. */
  Provenance without(String verb, List<String> left, int of, String what, String why) {
    if (left.isEmpty()) {
      return this;
    }
    List<String> more = new ArrayList<>(notes);
    more.add(
        verb + " left out " + left.size() + " of " + of + " " + what + why + ": " + some(left));
    return new Provenance(pieces, more, reading);
  }

  private static String some(List<String> names) {
    String first = names.stream().limit(NAMED).collect(Collectors.joining(", "));
    return names.size() > NAMED ? first + " and " + (names.size() - NAMED) + " more" : first;
  }
}
