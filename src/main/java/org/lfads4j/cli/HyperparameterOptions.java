package org.lfads4j.cli;

import java.util.List;
import org.lfads4j.config.Hyperparameter;
import org.lfads4j.config.RunParams;
import org.lfads4j.config.TuningFrequency;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Every hyperparameter as an option under its page name; the catalogue is their only source. */
final class HyperparameterOptions {
  private HyperparameterOptions() {}

  /** Adds them; the help shows the ones that are commonly tuned. */
  static void addTo(CommandSpec spec) {
    ArgGroupSpec.Builder shown =
        ArgGroupSpec.builder()
            .validate(false)
            .heading(
                "%nHyperparameters most often tuned (all "
                    + Hyperparameter.all().size()
                    + " are options: lfads4j hyperparameters):%n");
    for (Hyperparameter<?> each : settable()) {
      OptionSpec option =
          OptionSpec.builder("--" + each.pageName())
              .type(String.class)
              .paramLabel("X")
              .hidden(each.tuningFrequency() != TuningFrequency.COMMON)
              .description(description(each))
              .build();
      if (option.hidden()) {
        spec.addOption(option);
      } else {
        shown.addArg(option);
      }
    }
    spec.addArgGroup(shown.build());
  }

  /**
   * The parameters with what was asked for.
   *
   * @throws ParameterException if a value is out of range
   */
  static RunParams applied(RunParams params, CommandLine line) {
    ParseResult parsed = line.getParseResult();
    RunParams changed = params;
    for (Hyperparameter<?> each : settable()) {
      String option = "--" + each.pageName();
      if (parsed.hasMatchedOption(option)) {
        long times =
            parsed.originalArgs().stream()
                .filter(a -> a.equals(option) || a.startsWith(option + "="))
                .count();
        if (times > 1) {
          throw new ParameterException(
              line, option + " must be given once, got it " + times + " times");
        }
        try {
          changed = changed.with(each.pageName(), parsed.matchedOptionValue(option, ""));
        } catch (IllegalArgumentException e) {
          throw new ParameterException(line, e.getMessage(), e);
        }
      }
    }
    return changed;
  }

  private static List<Hyperparameter<?>> settable() {
    return Hyperparameter.all().stream().filter(p -> p != Hyperparameter.VERSION).toList();
  }

  private static <T> String description(Hyperparameter<T> each) {
    // Percent signs would be read as a format.
    return (each.description() + " Default " + each.text(each.defaultValue()) + ".")
        .replace("%", "%%");
  }
}
