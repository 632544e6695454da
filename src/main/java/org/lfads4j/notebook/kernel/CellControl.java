package org.lfads4j.notebook.kernel;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
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

  /** Longer than code may go on after a stop; but work of others may be in the same pool. */
  private static final int PARALLEL_LOOKS = 20;

  private final CellStop stop;
  private Object value;
  private Throwable thrown;
  private Field field;

  /**
   * @param stop of the cell that runs
   */
  CellControl(CellStop stop) {
    this.stop = stop;
  }

  @Override
  public void load(ClassBytecodes[] classes)
      throws ClassInstallException, NotImplementedException, EngineTerminationException {
    super.load(
        Arrays.stream(classes)
            .map(each -> new ClassBytecodes(each.name(), StoppableCode.of(each.bytecodes())))
            .toArray(ClassBytecodes[]::new));
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

  @Override
  protected String invoke(Method method) throws Exception {
    FutureTask<Object> task = new FutureTask<>(() -> method.invoke(null));
    Thread thread = new Thread(task, "cell");
    thread.setDaemon(true);
    thread.setContextClassLoader(method.getDeclaringClass().getClassLoader());
    try {
      stop.codeBegins(thread);
      thread.start();
      Object result = await(task);
      synchronized (this) {
        value = result;
      }
      return "";
    } catch (CellStoppedException e) {
      throw failed(e);
    } catch (ExecutionException e) {
      throw failed(
          e.getCause() instanceof InvocationTargetException wrapped
              ? wrapped.getCause()
              : e.getCause());
    } finally {
      try {
        if (stop.isAsked()) {
          awaitParallelStreams();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        stop.codeEnded();
      }
    }
  }

  /** What is left of a stopped parallel stream ends as long as the stop is remembered. */
  private static void awaitParallelStreams() throws InterruptedException {
    for (int i = 0; i < PARALLEL_LOOKS && !ForkJoinPool.commonPool().isQuiescent(); i++) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MS);
    }
  }

  private synchronized InvocationTargetException failed(Throwable cause) {
    thrown = cause;
    return new InvocationTargetException(cause);
  }

  private Object await(FutureTask<Object> task) throws ExecutionException, InterruptedException {
    while (true) {
      try {
        return task.get(LOOK_MS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        stop.look();
      }
    }
  }
}
