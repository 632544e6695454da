package org.lfads4j.notebook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** For which cell a stop is. */
class CellStopTest {
  private final CellStop stop = new CellStop(500, 1000);

  @Test
  void itIsForTheCellThatRunsAndAllItsParts() {
    stop.begin();
    stop.ask();
    stop.begin();
    assertTrue(stop.isAsked());
    assertTrue(stop.end());
    assertTrue(stop.isAsked());
    assertTrue(stop.end());
    assertFalse(stop.isAsked());
    stop.begin(true);
    assertFalse(stop.isAsked());
  }

  @Test
  void betweenTwoCellsItIsForTheOneThatWaited() {
    stop.ask();
    stop.begin(true);
    assertTrue(stop.end());
    stop.ask();
    stop.begin(false);
    assertFalse(stop.isAsked());
  }

  @Test
  void whileAStatementCompilesItIsRemembered() {
    stop.begin();
    stop.ask();
    assertEquals(
        "the cell was stopped",
        assertThrows(CellStoppedException.class, () -> stop.codeBegins(Thread.currentThread()))
            .getMessage());
    assertTrue(stop.end());
  }

  @Test
  void loopsAreEndedAWhileAfterTheStopAndNotThoseOfOtherThreads() throws Exception {
    CellStop soon = new CellStop(400, 60_000);
    soon.begin();
    soon.codeBegins(Thread.currentThread());
    StoppableCode.look();
    soon.ask();
    StoppableCode.look();
    Thread other = new Thread(StoppableCode::look);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    other.setUncaughtExceptionHandler((thread, e) -> thrown.set(e));
    assertTrue(Thread.interrupted());
    Thread.sleep(450);
    assertThrows(CellStoppedException.class, StoppableCode::look);
    other.start();
    other.join();
    assertNull(thrown.get());
    soon.codeEnded();
    assertTrue(soon.end());
    StoppableCode.look();
  }

  @Test
  void whatTidiesUpAfterALoopWasEndedHasAsLongOnceMore() throws InterruptedException {
    CellStop patient = new CellStop(400, 60_000);
    patient.begin();
    patient.codeBegins(Thread.currentThread());
    for (int stops = 0; stops < 2; stops++) {
      patient.ask();
      assertTrue(Thread.interrupted());
      Thread.sleep(450);
      assertThrows(CellStoppedException.class, StoppableCode::look);
      StoppableCode.look();
      Thread.sleep(450);
      assertThrows(CellStoppedException.class, StoppableCode::look);
      assertThrows(CellStoppedException.class, StoppableCode::look);
      patient.codeEnded();
      assertTrue(patient.end());
      patient.begin();
      patient.codeBegins(Thread.currentThread());
    }
    patient.codeEnded();
    assertFalse(patient.end());
  }

  @Test
  void cellsOfAnotherKernelDoNotLiftIt() throws InterruptedException {
    CellStop own = new CellStop(0, 60_000);
    own.begin();
    own.codeBegins(Thread.currentThread());
    own.ask();
    assertTrue(Thread.interrupted());
    Thread.sleep(2);
    CellStop other = new CellStop(0, 60_000);
    other.begin();
    assertThrows(CellStoppedException.class, StoppableCode::look);
    assertFalse(other.end());
    assertThrows(CellStoppedException.class, StoppableCode::look);
    own.codeEnded();
    assertTrue(own.end());
    StoppableCode.look();
  }

  @Test
  void codeThatDoesNotEndIsLeftAndSaysNoMore() throws Exception {
    FutureTask<Void> task = new FutureTask<>(CellStopTest::leave, null);
    new Thread(task).start();
    assertNull(task.get());
  }

  private static void leave() {
    CellStop impatient = new CellStop(0, 0);
    impatient.begin();
    impatient.codeBegins(Thread.currentThread());
    impatient.look();
    impatient.ask();
    assertTrue(Thread.interrupted());
    LockSupport.parkNanos(2_000_000);
    assertThrows(CellStoppedException.class, impatient::look);
    impatient.codeEnded();
    assertTrue(impatient.end());
    impatient.begin();
    assertThrows(CellStoppedException.class, impatient::checkHere);
  }
}
