package org.lfads4j.notebook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicReference;
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
    CellStop soon = new CellStop(20, 60_000);
    soon.begin();
    soon.codeBegins(Thread.currentThread());
    StoppableCode.look();
    soon.ask();
    StoppableCode.look();
    Thread other = new Thread(StoppableCode::look);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    other.setUncaughtExceptionHandler((thread, e) -> thrown.set(e));
    assertTrue(Thread.interrupted());
    Thread.sleep(30);
    assertThrows(CellStoppedException.class, StoppableCode::look);
    other.start();
    other.join();
    assertNull(thrown.get());
    soon.codeEnded();
    assertTrue(soon.end());
    StoppableCode.look();
  }

  @Test
  void codeThatDoesNotEndIsLeftAndSaysNoMore() throws InterruptedException {
    CellStop impatient = new CellStop(0, 0);
    impatient.begin();
    impatient.codeBegins(Thread.currentThread());
    impatient.look();
    impatient.ask();
    assertTrue(Thread.interrupted());
    Thread.sleep(2);
    assertThrows(CellStoppedException.class, impatient::look);
    impatient.codeEnded();
    assertTrue(impatient.end());
    impatient.begin();
    assertThrows(CellStoppedException.class, impatient::checkHere);
  }
}
