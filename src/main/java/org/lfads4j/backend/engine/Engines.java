package org.lfads4j.backend.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lfads4j.backend.Backend;
import org.lfads4j.backend.Placement;
import org.lfads4j.backend.Precision;
import org.lfads4j.config.Execution;
import org.lfads4j.config.Hyperparameter;
import org.lfads4j.config.RunParams;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.ParameterInventory;

/** Chooses engine and device, and makes the backends on engines. */
public final class Engines {
  private static final String MXNET = "MXNet";
  private static final String PYTORCH = "PyTorch";

  /** What an NVIDIA driver leaves on Linux and Windows. */
  private static final List<String> GPU_DRIVERS =
      List.of("/proc/driver/nvidia/version", "/dev/nvidiactl", "C:/Windows/System32/nvcuda.dll");

  private Engines() {}

  /** How many GPUs the engine sees that would be used; 0 where there is no driver. */
  public static int gpus() {
    if (!hasGpuDriver()) {
      return 0;
    }
    NativeRuntime.prepare(true);
    return NativeRuntime.load(automaticEngine()).getGpuCount();
  }

  /** Whether a run asks for a GPU that is there. */
  public static boolean findsGpu(RunParams params, Execution execution) {
    Optional<Integer> gpu = DeviceAsked.of(params, execution).gpu();
    return gpu.isPresent() && gpus() > gpu.get();
  }

  private static boolean hasGpuDriver() {
    return GPU_DRIVERS.stream().anyMatch(driver -> Files.exists(Path.of(driver)));
  }

  /**
   * A backend on an engine.
   *
   * @throws IllegalArgumentException if the engine cannot be loaded or lacks the backend
   */
  public static Backend create(
      ModelSpec spec, Execution execution, Precision precision, List<String> notices) {
    DataType type = EngineArrays.type(precision);
    RunParams params = spec.params();
    NativeRuntime.prepare(params.allowGpuGrowth());
    String engineName = execution.engine().orElseGet(Engines::automaticEngine);
    String backendName =
        execution.backend().orElse(engineName.equals(MXNET) ? "compiled" : "eager");
    if (backendName.equals("compiled") && !engineName.equals(MXNET)) {
      throw new IllegalArgumentException(
          "backend must be \"eager\" on engine "
              + engineName
              + ", got \"compiled\"; use withBackend(\"eager\") or withEngine(\"MXNet\")");
    }
    Engine engine = NativeRuntime.load(engineName);
    Device device = device(DeviceAsked.of(spec.params(), execution), engine, notices);
    execution.threads().ifPresent(threads -> notices.add(unusedThreads(threads, engineName)));
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

  /**
   * Whether the device asked for is a GPU that an engine sees. Engines take a second to load, so
   * none is asked where there is no driver.
   */
  public static boolean usesGpu(RunParams params, Execution execution, List<String> notices) {
    DeviceAsked asked = DeviceAsked.of(params, execution);
    if (asked.gpu().isEmpty()) {
      return false;
    }
    if (!hasGpuDriver()) {
      addMissing(asked, "no NVIDIA driver is installed", notices);
      return false;
    }
    NativeRuntime.prepare(params.allowGpuGrowth());
    return device(asked, NativeRuntime.load(automaticEngine()), notices).isGpu();
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
  private static Device device(DeviceAsked asked, Engine engine, List<String> notices) {
    Optional<Integer> gpu = asked.gpu();
    if (gpu.isEmpty()) {
      return Device.cpu();
    }
    int seen = engine.getGpuCount();
    if (gpu.get() < seen) {
      return Device.gpu(gpu.get());
    }
    addMissing(asked, engine.getEngineName() + " sees " + seen + " GPUs", notices);
    return Device.cpu();
  }

  private static void addMissing(DeviceAsked asked, String reason, List<String> notices) {
    if (asked.isSet()) {
      String notice =
          asked.by()
              + " '"
              + asked.name()
              + "' is not there ("
              + reason
              + "); the run uses the CPU";
      if (!notices.contains(notice)) {
        notices.add(notice);
      }
    }
  }

  private static String unusedThreads(int threads, String engine) {
    return "threads "
        + threads
        + " was set and does nothing, for "
        + engine
        + " chooses its own number; the fused backend obeys it";
  }

  /**
   * The device that a run should be on.
   *
   * @param by what names it, as notices say it
   * @param name as it was given
   * @param isSet whether somebody chose it
   */
  private record DeviceAsked(String by, String name, boolean isSet) {
    static DeviceAsked of(RunParams params, Execution execution) {
      return execution
          .device()
          .map(name -> new DeviceAsked("device", name, true))
          .orElseGet(
              () ->
                  new DeviceAsked(
                      Hyperparameter.DEVICE.name(),
                      params.device(),
                      params.isSet(Hyperparameter.DEVICE)));
    }

    /** The number of the GPU, or empty for the CPU. */
    Optional<Integer> gpu() {
      String plain = name.startsWith("/") ? name.substring(1) : name;
      if (!plain.startsWith("gpu")) {
        return Optional.empty();
      }
      return Optional.of(plain.length() > 4 ? Integer.parseInt(plain.substring(4)) : 0);
    }
  }
}
