package org.lfads4j.backend.fused;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

/** Threads that share tasks leave none of them running, whatever fails. */
class WorkersTest {
  private static final int THREADS = 6;

  @Test
  void everyTaskRunsOnce() {
    AtomicIntegerArray times = new AtomicIntegerArray(100);
    try (Workers workers = new Workers(3)) {
      workers.run(times.length(), times::incrementAndGet);
    }
    for (int i = 0; i < times.length(); i++) {
      assertEquals(1, times.get(i));
    }
  }

  /** Of the threads beside the caller, all but one fail, and that one is slow. */
  @Test
  void aFailureIsThrownWhenNoThreadWorksAnyMore() {
    Thread caller = Thread.currentThread();
    CyclicBarrier all = new CyclicBarrier(THREADS);
    AtomicInteger others = new AtomicInteger();
    CountDownLatch slowIsDone = new CountDownLatch(1);
    try (Workers workers = new Workers(THREADS)) {
      IllegalStateException thrown =
          assertThrows(
              IllegalStateException.class,
              () ->
                  workers.run(
                      THREADS,
                      task -> {
                        await(all);
                        if (Thread.currentThread() == caller) {
                          return;
                        }
                        if (others.incrementAndGet() < THREADS - 1) {
                          throw new ArithmeticException("of a task");
                        }
                        rest();
                        slowIsDone.countDown();
                      }));
      assertEquals(0, slowIsDone.getCount());
      assertEquals(
          "a fused worker must not fail: java.lang.ArithmeticException: of a task",
          thrown.getMessage());
      assertTrue(thrown.getCause() instanceof ArithmeticException);
    }
  }

  @Test
  void theFailureOfTheCallersOwnTaskIsThrownAsItIs() {
    Thread caller = Thread.currentThread();
    CyclicBarrier all = new CyclicBarrier(2);
    ArithmeticException own = new ArithmeticException("of the caller");
    try (Workers workers = new Workers(2)) {
      assertSame(
          own,
          assertThrows(
              ArithmeticException.class,
              () ->
                  workers.run(
                      2,
                      task -> {
                        await(all);
                        throw Thread.currentThread() == caller
                            ? own
                            : new IllegalStateException("of another");
                      })));
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      int unused = barrier.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void rest() {
    try {
      TimeUnit.MILLISECONDS.sleep(50);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
