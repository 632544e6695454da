package org.lfads4j.runs;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lfads4j.backend.Backends;
import org.lfads4j.config.Execution;
import org.lfads4j.data.Trials;

/** Carries runs out in threads of this process, as many at once as the machine has room for. */
final class InProcess implements RunExecutor {
  static final RunExecutor INSTANCE = new InProcess();

  private InProcess() {}

  @Override
  public int atOnce(List<RunPart> parts) {
    return Math.min(Slot.useful(place(parts)), fitting(parts));
  }

  @Override
  public void carryOut(List<RunPart> parts, int atOnce, RunsWatcher watcher) {
    Slot.Place place = place(parts);
    new RunQueue(parts, place, watcher).work(Slot.of(place, Math.min(parts.size(), atOnce)));
  }

  /** How the runs are spread; the one that takes most of the machine decides. */
  private static Slot.Place place(List<RunPart> parts) {
    Set<Slot.Place> places = new LinkedHashSet<>();
    for (RunPart part : parts) {
      Execution execution = part.run().options().execution();
      places.add(
          switch (Backends.kind(part.run().params(), execution)) {
            case FUSED -> Slot.Place.FUSED;
            case GPU -> Slot.Place.GPU;
            case CPU_ENGINE -> Slot.Place.ENGINE;
          });
    }
    return places.size() == 1 ? places.iterator().next() : Slot.Place.ENGINE;
  }

  /** How many of the largest run fit into memory at once; one whose data cannot be read says so. */
  private static int fitting(List<RunPart> parts) {
    Map<Path, Optional<List<Trials>>> read = new HashMap<>();
    return parts.stream()
        .map(RunPart::run)
        .mapToInt(
            run ->
                read.computeIfAbsent(run.dataFolder(), unused -> data(run))
                    .map(sessions -> RunMemory.atOnce(run.params(), sessions))
                    .orElse(Integer.MAX_VALUE))
        .min()
        .orElse(1);
  }

  private static Optional<List<Trials>> data(Run run) {
    try {
      return Optional.of(run.data().sessions().stream().map(DataFolder::load).toList());
    } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
      return Optional.empty();
    }
  }
}
