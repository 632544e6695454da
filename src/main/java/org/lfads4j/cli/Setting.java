package org.lfads4j.cli;

import java.util.ArrayList;
import java.util.List;
import org.lfads4j.config.Hyperparameter;
import org.lfads4j.config.RunOptions;
import org.lfads4j.config.RunParams;

/**
 * A setting that is not what it is by default.
 *
 * @param option as it is given on the command line
 * @param value its text
 */
record Setting(String option, String value) {
  /** All of them: hyperparameters in page order, then options. */
  static List<Setting> of(RunParams params, RunOptions options) {
    List<Setting> settings = new ArrayList<>();
    params.differences().keySet().forEach(each -> settings.add(of(each, params)));
    options
        .stopRule()
        .maxEpochs()
        .ifPresent(n -> settings.add(new Setting("--max-epochs", Integer.toString(n))));
    options
        .stopRule()
        .timeLimit()
        .ifPresent(t -> settings.add(new Setting("--time-limit", t.toSeconds() + "s")));
    options
        .stopRule()
        .patience()
        .ifPresent(n -> settings.add(new Setting("--patience", Integer.toString(n))));
    addShare(settings, "--coordinated-dropout", options.hiding().coordinatedDropout());
    addShare(settings, "--sample-validation", options.hiding().sampleValidation());
    if (options.seed() != RunOptions.defaults().seed()) {
      settings.add(new Setting("--seed", Long.toString(options.seed())));
    }
    if (!options.heldOutNeurons().isEmpty()) {
      settings.add(new Setting("--held-out", String.join(" ", options.heldOutNeurons())));
    }
    options.execution().engine().ifPresent(e -> settings.add(new Setting("--engine", e)));
    options.execution().backend().ifPresent(b -> settings.add(new Setting("--backend", b)));
    options
        .execution()
        .threads()
        .ifPresent(n -> settings.add(new Setting("--threads", Integer.toString(n))));
    return List.copyOf(settings);
  }

  private static void addShare(List<Setting> settings, String option, double share) {
    if (share > 0) {
      settings.add(new Setting(option, Double.toString(share)));
    }
  }

  private static <T> Setting of(Hyperparameter<T> each, RunParams params) {
    return new Setting("--" + each.pageName(), each.text(params.value(each)));
  }
}
