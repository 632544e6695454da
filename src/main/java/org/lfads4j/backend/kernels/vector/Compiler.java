package org.lfads4j.backend.kernels.vector;

/** What is known of the Java compilers that turn the kernels into machine code. */
final class Compiler {
  /**
   * Whether products do best with one index for all rows of a block, which takes a copy of the left
   * factor: Java 17 keeps its sums in registers then; Java 25 spills them, and halves the speed.
   */
  static final boolean PREFERS_COPIES = Runtime.version().feature() < 21;

  private Compiler() {}
}
