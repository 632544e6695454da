package org.lfads4j.backend;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;

/** The process's settings that must stand before an engine's native library is loaded. */
final class NativeRuntime {
  /** How memory is taken on a GPU, as each engine reads it from the environment. */
  static final String PYTORCH_ALLOCATOR = "PYTORCH_CUDA_ALLOC_CONF";

  static final String MXNET_ALLOCATOR = "MXNET_GPU_MEM_POOL_TYPE";

  private NativeRuntime() {}

  /**
   * Keeps DJL off the network unless {@code -Dlfads4j.download=true}, and says how memory on a GPU
   * should grow. Settings that the user has made win.
   */
  static synchronized void prepare(boolean allowGpuGrowth) {
    boolean download = Boolean.getBoolean("lfads4j.download");
    setDefault("ai.djl.offline", String.valueOf(!download));
    setDefault("OPT_OUT_TRACKING", "true");
    setEnvironment(
        PYTORCH_ALLOCATOR,
        allowGpuGrowth ? "expandable_segments:True" : "expandable_segments:False");
    setEnvironment("TORCH_CPP_LOG_LEVEL", "ERROR");
    setEnvironment(MXNET_ALLOCATOR, allowGpuGrowth ? "Naive" : "Round");
  }

  /**
   * Loads an engine.
   *
   * @throws IllegalArgumentException if it cannot be loaded here
   */
  static Engine load(String name) {
    try {
      return Engine.getEngine(name);
    } catch (EngineException | IllegalArgumentException | UnsatisfiedLinkError e) {
      throw new IllegalArgumentException(
          "engine "
              + name
              + " must have a native library for "
              + System.getProperty("os.name")
              + " on "
              + System.getProperty("os.arch")
              + ", got none ("
              + e.getMessage()
              + "); use withEngine(\""
              + (name.equals("MXNet") ? "PyTorch" : "MXNet")
              + "\")",
          e);
    }
  }

  /** What the native libraries will see of a variable, which Java's own copy does not show. */
  static String environment(String name) {
    if (Platform.isWindows()) {
      return System.getenv(name);
    }
    return (String) c("getenv").invoke(String.class, new Object[] {name});
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
