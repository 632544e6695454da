package org.lfads4j.backend.engine;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/** A product of two square matrices, computed by an engine on the CPU. */
public final class EngineProduct implements AutoCloseable {
  private final NDManager manager;
  private final NDArray a;
  private final NDArray b;

  /**
   * Two matrices.
   *
   * @param engine its name
   * @param size rows and columns
   */
  public EngineProduct(String engine, int size) {
    NativeRuntime.prepare(true);
    this.manager = NativeRuntime.load(engine).newBaseManager(Device.cpu());
    this.a = manager.ones(new Shape(size, size), DataType.FLOAT32);
    this.b = manager.ones(new Shape(size, size), DataType.FLOAT32);
  }

  /** Multiplies, and waits for the result. */
  public void multiply() {
    try (NDManager step = manager.newSubManager()) {
      NDArray product = a.matMul(b);
      product.attach(step);
      NDArray corner = product.get("0, 0:1");
      corner.attach(step);
      float unused = corner.toFloatArray()[0];
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
