package org.lfads4j.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.lfads4j.config.Message;
import org.lfads4j.config.RunOptions;
import org.lfads4j.config.RunParams;
import org.lfads4j.config.Setting;
import org.lfads4j.runs.RunRow;
import org.lfads4j.runs.RunStatus;

/** The state of runs in a few words. */
final class RunWords {
  private RunWords() {}

  /** Epochs, and how many there will be at most; a dash before the first. */
  static String epochs(RunRow row) {
    var most = row.run().options().stopRule().maxEpochs();
    int epochs = row.status().epochs();
    return epochs == 0 ? "-" : epochs + (most.isPresent() ? "/" + most.getAsInt() : "");
  }

  static String cost(OptionalDouble cost) {
    return cost.isEmpty() ? "-" : String.format(Locale.ROOT, "%.2f", cost.getAsDouble());
  }

  /** Such as {@code 70 epochs, validation cost 812.40}. */
  static String result(RunStatus status) {
    return status.epochs()
        + (status.epochs() == 1 ? " epoch" : " epochs")
        + (status.validationCost().isPresent()
            ? ", validation cost " + cost(status.validationCost())
            : "");
  }

  /**
   * The settings that differ from the defaults, one a line.
   *
   * @param remark about them, or nothing
   */
  static List<String> settings(RunParams params, RunOptions options, String remark) {
    Map<Setting<?>, String> settings = Setting.differences(params, options);
    if (settings.isEmpty()) {
      return List.of("settings: all defaults");
    }
    List<String> lines = new ArrayList<>();
    lines.add("settings that differ from the defaults" + remark + ":");
    settings.forEach((setting, value) -> lines.add("  " + setting.flag() + " " + value));
    return lines;
  }

  /** Why something failed, on one line. */
  static String why(RunStatus status) {
    return status.why().map(Message::onCommandLine).orElse("unknown").replace("\n", "; ");
  }
}
