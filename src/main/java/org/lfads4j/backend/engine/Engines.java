package org.lfads4j.backend.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import org.lfads4j.backend.AskedDevice;
import org.lfads4j.backend.Backend;
import org.lfads4j.backend.Gpus;
import org.lfads4j.backend.Placement;
import org.lfads4j.backend.Precision;
import org.lfads4j.config.Execution;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.ParameterInventory;

/** What the backends on engines have in common: the choice of engine and device. */
final class Engines {
  static final String MXNET = "MXNet";
  static final String PYTORCH = "PyTorch";

  /** What an NVIDIA driver leaves on Linux and Windows. */
  private static final List<String> GPU_DRIVERS =
      List.of("/proc/driver/nvidia/version", "/dev/nvidiactl", "C:/Windows/System32/nvcuda.dll");

  private Engines() {}

  /**
   * The engine asked for; else PyTorch where an installed libtorch is named ({@code
   * PYTORCH_LIBRARY_PATH}), else MXNet where it has a native library, else PyTorch.
   */
  static String name(Execution execution) {
    return execution.engine().orElseGet(Engines::automatic);
  }

  private static String automatic() {
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

  /**
   * What the engine sees. It takes a second to load, so one that nobody named is not asked where
   * there is no driver.
   */
  static Gpus gpus(ModelSpec spec, Execution execution) {
    if (execution.engine().isEmpty() && !hasGpuDriver()) {
      return new Gpus(0, "no NVIDIA driver is installed");
    }
    int seen = load(spec, execution).getGpuCount();
    return new Gpus(seen, name(execution) + " sees " + seen + " GPUs");
  }

  /**
   * A backend on the device asked for, or on the CPU with a notice if that was asked for by name.
   *
   * @param backend its name
   * @param executor how it runs programs
   */
  static Backend create(
      String backend,
      BiFunction<ModelSpec, Parameters, Executor> executor,
      ModelSpec spec,
      Execution execution,
      Precision precision,
      List<String> notices) {
    Engine engine = load(spec, execution);
    List<String> all = new ArrayList<>(notices);
    NDManager manager = engine.newBaseManager(device(spec, execution, all));
    Parameters parameters =
        new Parameters(manager, EngineArrays.type(precision), ParameterInventory.of(spec));
    Placement placement =
        new Placement(
            engine.getEngineName() + " " + engine.getVersion(),
            backend,
            manager.getDevice().toString(),
            all);
    return new EngineBackend(spec, placement, parameters, executor.apply(spec, parameters));
  }

  private static Device device(ModelSpec spec, Execution execution, List<String> notices) {
    AskedDevice asked = AskedDevice.of(spec.params(), execution);
    if (asked.gpu().isEmpty()) {
      return Device.cpu();
    }
    Gpus gpus = gpus(spec, execution);
    asked.missing(gpus).filter(each -> !notices.contains(each)).ifPresent(notices::add);
    return asked.among(gpus).map(Device::gpu).orElse(Device.cpu());
  }

  private static Engine load(ModelSpec spec, Execution execution) {
    NativeRuntime.prepare(spec.params().allowGpuGrowth());
    return NativeRuntime.load(name(execution));
  }

  private static boolean hasGpuDriver() {
    return GPU_DRIVERS.stream().anyMatch(driver -> Files.exists(Path.of(driver)));
  }
}
