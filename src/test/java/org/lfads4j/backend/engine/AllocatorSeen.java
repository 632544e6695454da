package org.lfads4j.backend.engine;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;

/** How the native libraries of this process are told to take memory on a GPU. */
public final class AllocatorSeen {
  private AllocatorSeen() {}

  /** PyTorch's setting and MXNet's, as the native libraries see them. */
  public static String now() {
    return environment(NativeRuntime.PYTORCH_ALLOCATOR)
        + " "
        + environment(NativeRuntime.MXNET_ALLOCATOR);
  }

  /** A variable as the native libraries read it; Java has a copy of its own from its start. */
  private static String environment(String name) {
    if (Platform.isWindows()) {
      return System.getenv(name);
    }
    Function getenv = NativeLibrary.getInstance(Platform.C_LIBRARY_NAME).getFunction("getenv");
    return (String) getenv.invoke(String.class, new Object[] {name});
  }
}
