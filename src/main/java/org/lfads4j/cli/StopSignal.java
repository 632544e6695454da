package org.lfads4j.cli;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Ctrl-C: while models train, the first one ends their training, and what was learnt is written
 * out; at any other time, and the second time, it ends the program at once.
 */
final class StopSignal {
  /** As shells know it: 128 and the number of the signal. */
  private static final int EXIT_CODE = 130;

  private static final AtomicReference<Thread> TRAINING = new AtomicReference<>();

  private StopSignal() {}

  /**
   * Listens, where this Java virtual machine has the JDK's signals; elsewhere Ctrl-C ends the
   * program as ever. They are reached by reflection because the compiler warns of them and cannot
   * be told not to.
   */
  static void listen() {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object listener =
          Proxy.newProxyInstance(
              StopSignal.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> called(proxy, method, arguments));
      Method handle = signal.getMethod("handle", signal, handler);
      Object unused =
          handle.invoke(null, signal.getConstructor(String.class).newInstance("INT"), listener);
    } catch (ReflectiveOperationException e) {
      disarm();
    }
  }

  /** From now on the next Ctrl-C interrupts this thread. */
  static void arm(Thread thread) {
    TRAINING.set(thread);
  }

  /** From now on Ctrl-C ends the program. */
  static void disarm() {
    TRAINING.set(null);
  }

  private static Object called(Object proxy, Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "handle" -> {
        stop();
        yield null;
      }
      case "hashCode" -> System.identityHashCode(proxy);
      case "equals" -> proxy == arguments[0];
      default -> "the program's answer to Ctrl-C";
    };
  }

  private static void stop() {
    Thread thread = TRAINING.getAndSet(null);
    if (thread == null) {
      System.exit(EXIT_CODE);
    } else {
      thread.interrupt();
    }
  }
}
