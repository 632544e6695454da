package org.lfads4j.cli;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The signals that ask a program to end: Ctrl-C, SIGTERM (a scheduler, {@code docker stop}) and
 * SIGHUP (a terminal that was closed). While models train, the first one ends their training, and
 * what was learnt is written out; at any other time, and the second time, it ends the program at
 * once. SIGHUP stays ignored if the program was started so, as by {@code nohup}.
 */
final class StopSignal {
  private static final String HANG_UP = "HUP";
  private static final List<String> NAMES = List.of("INT", "TERM", HANG_UP);

  /** Shells add this to the number of the signal. */
  private static final int ENDED_BY_SIGNAL = 128;

  private static final AtomicReference<Thread> TRAINING = new AtomicReference<>();

  private StopSignal() {}

  /**
   * Listens, where this Java virtual machine has the JDK's signals; elsewhere a signal ends the
   * program as ever. They are reached by reflection because the compiler warns of them and cannot
   * be told not to.
   */
  static void listen() {
    NAMES.forEach(StopSignal::listen);
  }

  private static void listen(String name) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object listener =
          Proxy.newProxyInstance(
              StopSignal.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> called(proxy, method, arguments));
      Method handle = signal.getMethod("handle", signal, handler);
      Object own = signal.getConstructor(String.class).newInstance(name);
      Object before = handle.invoke(null, own, listener);
      Object ignored = handler.getField("SIG_IGN").get(null);
      if (name.equals(HANG_UP) && ignored.equals(before)) {
        Object unused = handle.invoke(null, own, ignored);
      }
    } catch (ReflectiveOperationException e) {
      // There are no such signals here, or Java was told to leave this one alone.
      return;
    }
  }

  /** From now on the next signal interrupts this thread. */
  static void arm(Thread thread) {
    TRAINING.set(thread);
  }

  /** From now on a signal ends the program. */
  static void disarm() {
    TRAINING.set(null);
  }

  private static Object called(Object proxy, Method method, Object[] arguments)
      throws ReflectiveOperationException {
    return switch (method.getName()) {
      case "handle" -> {
        stop((Integer) arguments[0].getClass().getMethod("getNumber").invoke(arguments[0]));
        yield null;
      }
      case "hashCode" -> System.identityHashCode(proxy);
      case "equals" -> proxy == arguments[0];
      default -> "the program's answer to signals";
    };
  }

  private static void stop(int number) {
    Thread thread = TRAINING.getAndSet(null);
    if (thread == null) {
      System.exit(ENDED_BY_SIGNAL + number);
    } else {
      thread.interrupt();
    }
  }
}
