package org.lfads4j.backend.kernels.vector;

/** What differs between Java versions in how they compile the kernels. */
final class Compiler {
  /**
   * Whether products are fastest with one index for all rows of a block, which needs a copy of the
   * left factor. Java 17 then keeps the sums in registers; Java 25 does not, at half the speed.
   */
  static final boolean PREFERS_COPIES = Runtime.version().feature() < 21;

  private Compiler() {}
}
