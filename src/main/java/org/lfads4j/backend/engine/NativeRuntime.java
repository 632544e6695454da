package org.lfads4j.backend.engine;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.util.Locale;
import org.lfads4j.config.Message;
import org.lfads4j.config.RefusedException;
import org.lfads4j.config.RunOption;

/** Settings of the process that must be made before an engine's native library is loaded. */
final class NativeRuntime {
  /** How memory is taken on a GPU, as each engine reads it from the environment. */
  static final String PYTORCH_ALLOCATOR = "PYTORCH_CUDA_ALLOC_CONF";

  static final String MXNET_ALLOCATOR = "MXNET_GPU_MEM_POOL_TYPE";

  /** PyTorch's levels: information 0, warnings 1, errors 2. */
  private static final int ERRORS_ONLY = 2;

  private static boolean prepared;

  private NativeRuntime() {}

  /**
   * Keeps DJL from downloading anything unless {@code -Dlfads4j.download=true}, and sets how memory
   * on a GPU grows. What the user has set stays.
   */
  static synchronized void prepare(boolean allowGpuGrowth) {
    boolean download = Boolean.getBoolean("lfads4j.download");
    setDefault("ai.djl.offline", String.valueOf(!download));
    setDefault("OPT_OUT_TRACKING", "true");
    if (!prepared) {
      NativeCache.prepare();
      prepared = true;
    }
    setEnvironment(
        PYTORCH_ALLOCATOR,
        allowGpuGrowth ? "expandable_segments:True" : "expandable_segments:False");
    setEnvironment(MXNET_ALLOCATOR, allowGpuGrowth ? "Naive" : "Round");
  }

  /**
   * Loads an engine.
   *
   * @throws IllegalArgumentException if it cannot be loaded here
   */
  static Engine load(String name) {
    try {
      NativeCache.removeBroken(name.toLowerCase(Locale.ROOT));
      Engine engine = Engine.getEngine(name);
      quietPyTorch(name);
      return engine;
    } catch (EngineException | IllegalArgumentException | UnsatisfiedLinkError e) {
      RefusedException refused =
          new RefusedException(
              "engine ",
              name,
              " must have a native library for ",
              System.getProperty("os.name"),
              " on ",
              System.getProperty("os.arch"),
              " (",
              e.getMessage(),
              "); use ",
              Message.use(
                  RunOption.ENGINE, name.equals(Engines.MXNET) ? Engines.PYTORCH : Engines.MXNET));
      refused.initCause(e);
      throw refused;
    }
  }

  /**
   * Turns off warnings of PyTorch about its own Java binding. The switch is a number in its core
   * library, which is loaded by now.
   */
  private static void quietPyTorch(String engine) {
    if (!engine.equals(Engines.PYTORCH) || Platform.isWindows()) {
      return;
    }
    try {
      NativeLibrary.getInstance("c10")
          .getGlobalVariableAddress("FLAGS_caffe2_log_level")
          .setInt(0, ERRORS_ONLY);
    } catch (UnsatisfiedLinkError e) {
      // This build has no such switch. The warnings do no harm.
      return;
    }
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  private static void setEnvironment(String name, String value) {
    if (!Platform.isWindows() && System.getenv(name) == null) {
      c("setenv").invokeInt(new Object[] {name, value, 1});
    }
  }

  private static Function c(String function) {
    return NativeLibrary.getInstance(Platform.C_LIBRARY_NAME).getFunction(function);
  }
}
