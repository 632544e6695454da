package org.lfads4j.backend;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lfads4j.config.Execution;
import org.lfads4j.config.Hyperparameter;
import org.lfads4j.config.RunParams;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.ParameterInventory;

/** Chooses engine, device and backend, and makes the backend. */
public final class Backends {
  private static final String MXNET = "MXNet";
  private static final String PYTORCH = "PyTorch";

  private Backends() {}

  /**
   * A backend in single precision.
   *
   * <p>Engine: the one asked for; else PyTorch where an installed libtorch is named ({@code
   * PYTORCH_LIBRARY_PATH}), else MXNet where it has a native library, else PyTorch. Backend: the
   * one asked for; else compiled on MXNet and eager on PyTorch. Device: {@code c_device}, or the
   * CPU where that is not there.
   *
   * @throws IllegalArgumentException if the engine cannot be loaded or lacks the backend
   */
  public static Backend create(ModelSpec spec, Execution execution) {
    return create(spec, execution, Precision.SINGLE);
  }

  /**
   * The same in either precision.
   *
   * @throws IllegalArgumentException if the engine cannot be loaded or lacks the backend
   */
  public static Backend create(ModelSpec spec, Execution execution, Precision precision) {
    return create(spec, execution, precision.type());
  }

  static Backend create(ModelSpec spec, Execution execution, DataType type) {
    RunParams params = spec.params();
    NativeRuntime.prepare(params.allowGpuGrowth());
    String engineName = execution.engine().orElseGet(Backends::automaticEngine);
    String backendName =
        execution.backend().orElse(engineName.equals(MXNET) ? "compiled" : "eager");
    if (backendName.equals("compiled") && !engineName.equals(MXNET)) {
      throw new IllegalArgumentException(
          "backend must be \"eager\" on engine "
              + engineName
              + ", got \"compiled\"; use withBackend(\"eager\") or withEngine(\"MXNet\")");
    }
    Engine engine = NativeRuntime.load(engineName);
    List<String> notices = new ArrayList<>();
    Device device = device(params, engine, notices);
    NDManager manager = engine.newBaseManager(device);
    Parameters parameters = new Parameters(manager, type, ParameterInventory.of(spec));
    Placement placement =
        new Placement(
            engineName + " " + engine.getVersion(), backendName, device.toString(), notices);
    Executor executor =
        backendName.equals("compiled")
            ? new CompiledExecutor(spec, parameters)
            : new EagerExecutor(spec, parameters);
    return new EngineBackend(spec, placement, parameters, executor);
  }

  private static String automaticEngine() {
    boolean ownLibtorch =
        System.getenv("PYTORCH_LIBRARY_PATH") != null
            || System.getProperty("PYTORCH_LIBRARY_PATH") != null;
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    boolean intel = processor.equals("amd64") || processor.equals("x86_64");
    boolean known =
        system.contains("linux") || system.contains("mac") || system.contains("windows");
    return ownLibtorch || !intel || !known ? PYTORCH : MXNET;
  }

  /** The device asked for, or the CPU with a notice if it was asked for by name. */
  private static Device device(RunParams params, Engine engine, List<String> notices) {
    String asked = params.device();
    Optional<Integer> gpu = gpuIndex(asked);
    if (gpu.isEmpty()) {
      return Device.cpu();
    }
    int seen = engine.getGpuCount();
    if (gpu.get() < seen) {
      return Device.gpu(gpu.get());
    }
    if (params.isSet(Hyperparameter.DEVICE)) {
      notices.add(
          "c_device '"
              + asked
              + "' is not there ("
              + engine.getEngineName()
              + " sees "
              + seen
              + " GPUs); the run uses the CPU");
    }
    return Device.cpu();
  }

  private static Optional<Integer> gpuIndex(String device) {
    String name = device.toLowerCase(Locale.ROOT);
    String plain = name.startsWith("/") ? name.substring(1) : name;
    if (!plain.startsWith("gpu")) {
      return Optional.empty();
    }
    return Optional.of(plain.length() > 4 ? Integer.parseInt(plain.substring(4)) : 0);
  }
}
