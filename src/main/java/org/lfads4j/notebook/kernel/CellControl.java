package org.lfads4j.notebook.kernel;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import jdk.jshell.execution.DirectExecutionControl;

/**
 * Runs snippets in this process, each on a thread of its own, and keeps the object that came out.
 * Stopping sets that thread's interrupt flag and waits a while for what the snippet still gives.
 */
final class CellControl extends DirectExecutionControl {
  private static final long LOOK_MS = 50;

  private final long patienceMs;
  private Thread cell;
  private long stoppedNanos;
  private Object value;
  private Throwable thrown;
  private Field field;

  /**
   * @param patienceMs how long a stopped snippet may take to end
   */
  CellControl(long patienceMs) {
    this.patienceMs = patienceMs;
  }

  /** Clears the result of the last snippet. */
  synchronized void reset() {
    value = null;
    thrown = null;
  }

  /** What the last snippet gave. */
  synchronized Optional<Object> value() {
    return Optional.ofNullable(value);
  }

  /** What the last snippet threw. */
  synchronized Optional<Throwable> thrown() {
    return Optional.ofNullable(thrown);
  }

  /** Where the variable lies that was asked for last. */
  synchronized Optional<Field> field() {
    return Optional.ofNullable(field);
  }

  /** Finds a variable; its text is not used. */
  @Override
  public String varValue(String className, String variable) {
    try {
      Field found = findClass(className).getDeclaredField(variable);
      found.setAccessible(true);
      synchronized (this) {
        field = found;
      }
    } catch (ReflectiveOperationException e) {
      synchronized (this) {
        field = null;
      }
    }
    return "";
  }

  /** Asks the snippet that runs to end; does nothing if none runs. */
  synchronized void interrupt() {
    if (cell != null) {
      stoppedNanos = System.nanoTime();
      cell.interrupt();
    }
  }

  @Override
  protected String invoke(Method method) throws Exception {
    FutureTask<Object> task = new FutureTask<>(() -> method.invoke(null));
    Thread thread = new Thread(task, "cell");
    thread.setDaemon(true);
    thread.setContextClassLoader(method.getDeclaringClass().getClassLoader());
    synchronized (this) {
      cell = thread;
      stoppedNanos = 0;
    }
    try {
      thread.start();
      Object result = await(task);
      synchronized (this) {
        value = result;
      }
      return "";
    } catch (ExecutionException e) {
      Throwable cause =
          e.getCause() instanceof InvocationTargetException wrapped
              ? wrapped.getCause()
              : e.getCause();
      synchronized (this) {
        thrown = cause;
      }
      throw new InvocationTargetException(cause);
    } finally {
      synchronized (this) {
        cell = null;
      }
    }
  }

  private Object await(FutureTask<Object> task) throws ExecutionException, InterruptedException {
    while (true) {
      try {
        return task.get(LOOK_MS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (isOverdue()) {
          throw new ExecutionException(
              new CellStoppedException(
                  "the cell was stopped, and its code did not end within "
                      + patienceMs / 1000
                      + " s: it goes on in the background; restart the kernel to end it"));
        }
      }
    }
  }

  private synchronized boolean isOverdue() {
    return stoppedNanos != 0 && System.nanoTime() - stoppedNanos > patienceMs * 1_000_000;
  }
}
