package org.lfads4j.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lfads4j.backend.engine.Engines;
import org.lfads4j.backend.fused.FusedBackend;
import org.lfads4j.config.Execution;
import org.lfads4j.config.RunParams;
import org.lfads4j.model.ModelSpec;

/** Chooses engine, device and backend, and makes the backend. */
public final class Backends {
  private static final String FUSED = "fused";

  private Backends() {}

  /**
   * A backend in single precision.
   *
   * <p>Where neither engine nor backend is asked for and the run stays on the CPU: fused, if Java's
   * incubating module {@code jdk.incubator.vector} is there, else compiled with a notice. Engine
   * otherwise: the one asked for; else PyTorch where an installed libtorch is named ({@code
   * PYTORCH_LIBRARY_PATH}), else MXNet where it has a native library, else PyTorch. Backend
   * otherwise: the one asked for; else compiled on MXNet and eager on PyTorch. Device: the one the
   * execution names, else {@code c_device}; or the CPU where that is not there.
   *
   * @throws IllegalArgumentException if the engine cannot be loaded or lacks the backend
   */
  public static Backend create(ModelSpec spec, Execution execution) {
    return create(spec, execution, Precision.SINGLE);
  }

  /**
   * The same in either precision; the fused backend has single precision only.
   *
   * @throws IllegalArgumentException if the engine cannot be loaded or lacks the backend
   */
  public static Backend create(ModelSpec spec, Execution execution, Precision precision) {
    List<String> notices = new ArrayList<>();
    boolean free = execution.engine().isEmpty() && execution.backend().isEmpty();
    boolean single = precision == Precision.SINGLE;
    if (execution.backend().equals(Optional.of(FUSED))) {
      return fused(spec, execution, single, notices);
    }
    if (free && single && !Engines.usesGpu(spec.params(), execution, notices)) {
      if (FusedBackend.isAvailable()) {
        return fused(spec, execution, true, notices);
      }
      notices.add(FusedBackend.MISSING);
    }
    return Engines.create(spec, execution, precision, notices);
  }

  /** What a run takes of a machine. */
  public enum Kind {
    /** A share of the processors, one thread or more. */
    FUSED,
    /** A GPU. */
    GPU,
    /** All processors: engines take as many threads as they like. */
    CPU_ENGINE
  }

  /**
   * What a run would be executed on, without making it.
   *
   * @throws IllegalArgumentException if an engine cannot be loaded
   */
  public static Kind kind(RunParams params, Execution execution) {
    if (execution.backend().equals(Optional.of(FUSED))) {
      return Kind.FUSED;
    }
    if (Engines.findsGpu(params, execution)) {
      return Kind.GPU;
    }
    boolean free = execution.engine().isEmpty() && execution.backend().isEmpty();
    return free && FusedBackend.isAvailable() ? Kind.FUSED : Kind.CPU_ENGINE;
  }

  private static Backend fused(
      ModelSpec spec, Execution execution, boolean single, List<String> notices) {
    if (!single) {
      throw new IllegalArgumentException(
          "backend \"fused\" must run in single precision, got double; use withBackend(\"eager\")");
    }
    return execution.threads().isPresent()
        ? FusedBackend.create(spec, execution.threads().getAsInt(), notices)
        : FusedBackend.create(spec, notices);
  }
}
