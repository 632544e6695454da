package org.lfads4j.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.lfads4j.backend.MachineShare;
import org.lfads4j.config.Execution;

/** Runs get of the machine what their backend takes. */
class SlotTest {
  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  @Test
  void runsOnGpusTakeThemInTurn() {
    MachineShare share = MachineShare.ofGpus(2);
    List<Slot> slots = Slot.of(share, 3);
    assertEquals(
        List.of(Optional.of("gpu:0"), Optional.of("gpu:1"), Optional.of("gpu:0")),
        slots.stream().map(Slot::device).toList());
    assertEquals(
        Execution.automatic().withDevice("gpu:1"),
        slots.get(1).applied(Execution.automatic(), share));
  }

  @Test
  void runsOnThreadsShareTheProcessors() {
    MachineShare share = MachineShare.ofThreads();
    assertEquals(PROCESSORS, share.atOnce());
    Slot slot = Slot.of(share, 2).get(0);
    assertEquals(
        OptionalInt.of(Math.max(1, PROCESSORS / 2)),
        slot.applied(Execution.automatic(), share).threads());
    assertEquals(
        OptionalInt.of(7), slot.applied(Execution.automatic().withThreads(7), share).threads());
  }

  @Test
  void aRunThatTakesTheWholeMachineIsLeftAsItIs() {
    assertEquals(1, MachineShare.WHOLE.atOnce());
    Slot slot = Slot.of(MachineShare.WHOLE, 1).get(0);
    assertEquals(Execution.automatic(), slot.applied(Execution.automatic(), MachineShare.WHOLE));
  }
}
