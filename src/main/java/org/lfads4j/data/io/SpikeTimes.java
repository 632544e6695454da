package org.lfads4j.data.io;

import java.util.List;

/** Sorted units of a recording: all that a format has to say of its spikes. */
interface SpikeTimes {
  /** Takes spikes one by one. */
  @FunctionalInterface
  interface Sink {
    /** A spike of the unit at this place among those asked for; no number is no spike. */
    void spike(int place, double timeS);
  }

  /** One per unit. */
  List<String> names();

  /** Hands on every spike of some units, in any order. */
  void each(int[] units, Sink sink);

  /** Whether a unit was observed all the time between two times, seconds. */
  boolean isObserved(int unit, double fromS, double toS);

  /** Of a trial that is left out: where its window lies, so that units were not observed. */
  String unobserved();

  /** In what unit times must be, where no spike lies in any window. */
  String unit();

  /** Whether it is known that times are seconds. */
  boolean areSeconds();

  /** What was taken as what. */
  List<String> reading();

  /** What was noticed. */
  List<String> notes();
}
