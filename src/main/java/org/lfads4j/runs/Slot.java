package org.lfads4j.runs;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lfads4j.backend.MachineShare;
import org.lfads4j.config.Execution;

/**
 * A share of the machine in which one run at a time is carried out.
 *
 * @param threads of the processor, for the backend that takes a number
 * @param device where the run goes in place of {@code c_device}, if it is put somewhere
 */
record Slot(int threads, Optional<String> device) {
  /** A number of slots with equal shares of the machine. */
  static List<Slot> of(MachineShare share, int count) {
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / count);
    boolean gpus = share.kind() == MachineShare.Kind.GPU;
    return IntStream.range(0, count)
        .mapToObj(i -> gpus ? Optional.of("gpu:" + i % share.atOnce()) : Optional.<String>empty())
        .map(device -> new Slot(threads, device))
        .toList();
  }

  /** How a run is executed here; settings that a user chose are kept. */
  Execution applied(Execution asked, MachineShare share) {
    Execution changed = asked;
    if (share.kind() == MachineShare.Kind.THREADS && asked.threads().isEmpty()) {
      changed = changed.withThreads(threads);
    }
    return device.isPresent() ? changed.withDevice(device.get()) : changed;
  }
}
