package org.lfads4j.backend.engine;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lfads4j.model.Graph;
import org.lfads4j.model.Input;
import org.lfads4j.model.Tensor;

/** An engine's tensors in double precision, for tests of single formulas of the model. */
public final class EngineTensors implements AutoCloseable {
  private final NDManager manager;
  private final Map<String, NDArray> parameters = new LinkedHashMap<>();
  private final Feed feed = new Feed();

  public EngineTensors(String engine) {
    NativeRuntime.prepare(true);
    this.manager = NativeRuntime.load(engine).newBaseManager(Device.cpu());
  }

  public void parameter(String name, double[] values, long... shape) {
    parameters.put(name, array(values, shape));
  }

  public void input(Input input, double[] values, long... shape) {
    feed.put(input, values, shape);
  }

  /** Everything that was given so far. */
  public Graph graph() {
    return new EagerGraph(manager, DataType.FLOAT64, parameters, feed);
  }

  public Tensor tensor(Graph graph, double[] values, long... shape) {
    return ((EagerGraph) graph).keep(array(values, shape));
  }

  public static double[] values(Tensor tensor) {
    return EngineArrays.toDoubles(EagerTensor.unwrap(tensor));
  }

  @Override
  public void close() {
    manager.close();
  }

  private NDArray array(double[] values, long... shape) {
    return EngineArrays.create(manager, DataType.FLOAT64, values, new Shape(shape));
  }
}
