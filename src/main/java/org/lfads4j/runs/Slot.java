package org.lfads4j.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.lfads4j.backend.engine.Engines;
import org.lfads4j.config.Execution;

/**
 * A place where one run at a time is carried out.
 *
 * @param threads of the processor, for the backend that takes a number
 * @param device where the run goes in place of {@code c_device}, if it is put somewhere
 */
record Slot(int threads, Optional<String> device) {

  /** Where runs are carried out. */
  enum Place {
    /** Each on a GPU of its own. */
    GPU,
    /** Each on a share of the processors. */
    FUSED,
    /** One after the other: an engine takes all processors for itself. */
    ENGINE
  }

  /**
   * As many slots as are of use: one a GPU, or one a processor, or one alone.
   *
   * @param runs how many are to be carried out
   * @param asked at most so many at once
   * @param atMost at most so many by their memory
   */
  static List<Slot> of(Place place, int runs, OptionalInt asked, int atMost) {
    int processors = Runtime.getRuntime().availableProcessors();
    int useful =
        switch (place) {
          case GPU -> Engines.gpus();
          case FUSED -> processors;
          case ENGINE -> 1;
        };
    int count = Math.max(1, Math.min(runs, asked.orElse(Math.min(useful, atMost))));
    List<Slot> slots = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      slots.add(
          new Slot(
              Math.max(1, processors / count),
              place == Place.GPU ? Optional.of("gpu:" + i % useful) : Optional.empty()));
    }
    return List.copyOf(slots);
  }

  /** How a run is executed here; what was asked of it stands. */
  Execution applied(Execution asked, Place place) {
    Execution changed = asked;
    if (place == Place.FUSED && asked.threads().isEmpty()) {
      changed = changed.withThreads(threads);
    }
    return device.isPresent() ? changed.withDevice(device.get()) : changed;
  }
}
