package org.lfads4j.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  /** How many slots are of use: one a GPU, or one a processor, or one alone. */
  static int useful(Place place) {
    return switch (place) {
      case GPU -> Engines.gpus();
      case FUSED -> Runtime.getRuntime().availableProcessors();
      case ENGINE -> 1;
    };
  }

  /** So many slots, which share the machine evenly. */
  static List<Slot> of(Place place, int count) {
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / count);
    List<Slot> slots = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      slots.add(
          new Slot(
              threads,
              place == Place.GPU ? Optional.of("gpu:" + i % useful(place)) : Optional.empty()));
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
