package org.lfads4j.backend.kernels.vector;

/** What is known of the Java compilers that turn the kernels into machine code. */
final class Compiler {
  /**
   * Whether products do best in blocks of 4 rows, two inner steps at a time: Java 17 keeps those in
   * registers and gains a third on blocks of 6; Java 25 spills their sums and halves them.
   */
  static final boolean PREFERS_FOURS = Runtime.version().feature() < 21;

  private Compiler() {}
}
