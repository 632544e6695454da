package org.lfads4j.backend;

import java.util.Optional;
import org.lfads4j.config.Execution;
import org.lfads4j.config.Hyperparameter;
import org.lfads4j.config.Internal;
import org.lfads4j.config.RunParams;

/**
 * The device that a run should be on.
 *
 * @param by the setting that names it, as notices say it
 * @param name as it was given
 * @param isSet whether the user chose it
 */
@Internal
public record AskedDevice(String by, String name, boolean isSet) {
  /** The one that the execution names, else {@code c_device}. */
  public static AskedDevice of(RunParams params, Execution execution) {
    return execution
        .device()
        .map(name -> new AskedDevice("device", name, true))
        .orElseGet(
            () ->
                new AskedDevice(
                    Hyperparameter.DEVICE.name(),
                    params.device(),
                    params.isSet(Hyperparameter.DEVICE)));
  }

  /** The number of the GPU, or empty for the CPU. */
  public Optional<Integer> gpu() {
    String plain = name.startsWith("/") ? name.substring(1) : name;
    if (!plain.startsWith("gpu")) {
      return Optional.empty();
    }
    return Optional.of(plain.length() > 4 ? Integer.parseInt(plain.substring(4)) : 0);
  }

  /** The number of the GPU, if it is among these. */
  public Optional<Integer> among(Gpus gpus) {
    return gpu().filter(number -> number < gpus.count());
  }

  /** What a user is told who asked for a GPU that is not among these. */
  public Optional<String> missing(Gpus gpus) {
    return isSet && gpu().isPresent() && among(gpus).isEmpty()
        ? Optional.of(
            by + " '" + name + "' is not there (" + gpus.words() + "); the run uses the CPU")
        : Optional.empty();
  }
}
