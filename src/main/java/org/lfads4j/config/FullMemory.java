package org.lfads4j.config;

/** What a user is told when Java's memory is full. */
@Internal
public final class FullMemory {
  private static final int MEGA = 20;

  private FullMemory() {}

  /**
   * One sentence.
   *
   * @param what did not fit
   * @param full the failure
   * @param instead what helps besides more memory
   */
  public static String sentence(String what, OutOfMemoryError full, String instead) {
    long most = Runtime.getRuntime().maxMemory() >> MEGA;
    return "%s must fit into Java's memory of %s MB, got %s; start Java with more (such as -Xmx%sm) or %s"
        .formatted(what, most, full.getMessage(), 2 * most, instead);
  }
}
