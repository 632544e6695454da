package org.lfads4j.backend.engine;

/** How the native libraries of this process are told to take memory on a GPU. */
public final class AllocatorSeen {
  private AllocatorSeen() {}

  /** PyTorch's setting and MXNet's, as the native libraries see them. */
  public static String now() {
    return NativeRuntime.environment(NativeRuntime.PYTORCH_ALLOCATOR)
        + " "
        + NativeRuntime.environment(NativeRuntime.MXNET_ALLOCATOR);
  }
}
