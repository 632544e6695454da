package org.lfads4j.backend.fused;

import java.util.Optional;
import org.lfads4j.backend.kernels.Kernels;

/** Finds the kernels on the Vector API where Java was started with its module. */
final class VectorModule {
  private static final String MODULE = "jdk.incubator.vector";

  /** Loaded by name: it is compiled separately, and must not be loaded without the module. */
  private static final String KERNELS = "org.lfads4j.backend.kernels.vector.VectorKernels";

  /** What this backend cannot do without, as the end of a sentence that begins with it. */
  static final String NEEDED = "must have Java's Vector API";

  /** How it gets that. */
  static final String START = "start java with --add-modules " + MODULE;

  private VectorModule() {}

  static Kernels required() {
    return kernels()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "backend \"" + FusedBackend.NAME + "\" " + NEEDED + "; " + START));
  }

  static Optional<Kernels> kernels() {
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          Class.forName(KERNELS).asSubclass(Kernels.class).getConstructor().newInstance());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the program must contain " + KERNELS, e);
    }
  }
}
