package org.lfads4j.runs;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lfads4j.backend.Backends;
import org.lfads4j.backend.MachineShare;
import org.lfads4j.data.Trials;

/** Carries runs out in threads of this process, as many at once as the machine has room for. */
final class InProcess implements RunExecutor {
  static final RunExecutor INSTANCE = new InProcess();

  private InProcess() {}

  @Override
  public int atOnce(List<RunPart> parts) {
    return Math.min(share(parts).atOnce(), fitting(parts));
  }

  @Override
  public void carryOut(List<RunPart> parts, int atOnce, RunsWatcher watcher) {
    MachineShare share = share(parts);
    new RunQueue(parts, share, watcher).work(Slot.of(share, Math.min(parts.size(), atOnce)));
  }

  /** What the runs take of the machine; runs that take different things go one after the other. */
  private static MachineShare share(List<RunPart> parts) {
    Backends backends = Backends.installed();
    Set<MachineShare> shares = new HashSet<>();
    for (RunPart part : parts) {
      shares.add(share(part.run(), backends));
    }
    return shares.size() == 1 ? shares.iterator().next() : MachineShare.WHOLE;
  }

  /** A run that no backend supports fails when it starts, and says why. */
  private static MachineShare share(Run run, Backends backends) {
    try {
      return backends.share(run.params(), run.options().execution());
    } catch (IllegalArgumentException e) {
      return MachineShare.WHOLE;
    }
  }

  /**
   * How many runs of the largest size fit into memory. Runs whose data cannot be read do not count:
   * they fail when they start.
   */
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
