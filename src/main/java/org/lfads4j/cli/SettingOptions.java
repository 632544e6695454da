package org.lfads4j.cli;

import java.util.List;
import java.util.stream.Stream;
import org.lfads4j.config.Hyperparameter;
import org.lfads4j.config.HyperparameterWithers;
import org.lfads4j.config.Message;
import org.lfads4j.config.OptionWithers;
import org.lfads4j.config.RunOption;
import org.lfads4j.config.Setting;
import org.lfads4j.config.TuningFrequency;
import org.lfads4j.config.ValueType;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Every setting of a run as an option of a command; the two catalogues are their only source. */
final class SettingOptions {
  private SettingOptions() {}

  /**
   * Adds all of them; the help shows the hyperparameters that are commonly tuned.
   *
   * @param leftOut run options that the command asks for in a way of its own
   */
  static void addTo(CommandSpec spec, RunOption<?>... leftOut) {
    options(leftOut).forEach(each -> spec.addOption(option(each, each.description()).build()));
    ArgGroupSpec.Builder shown =
        ArgGroupSpec.builder()
            .validate(false)
            .heading(
                "%nHyperparameters most often tuned (all "
                    + Hyperparameter.all().size()
                    + " are options: lfads4j hyperparameters):%n");
    for (Hyperparameter<?> each : hyperparameters().toList()) {
      boolean common = each.tuningFrequency() == TuningFrequency.COMMON;
      OptionSpec option = option(each, description(each)).hidden(!common).build();
      if (common) {
        shown.addArg(option);
      } else {
        spec.addOption(option);
      }
    }
    spec.addArgGroup(shown.build());
  }

  private static OptionSpec.Builder option(Setting<?> setting, String description) {
    OptionSpec.Builder option =
        OptionSpec.builder(setting.flag())
            .paramLabel(label(setting.type()))
            // Percent signs would be read as a format.
            .description(description.replace("%", "%%"));
    return setting.type() == ValueType.NAMES || setting.type() == ValueType.ALTERNATIVES
        ? option.type(List.class).auxiliaryTypes(String.class).arity("1..*")
        : option.type(String.class);
  }

  private static String label(ValueType<?> type) {
    return type == ValueType.WHOLE || type == ValueType.LONG
        ? "N"
        : type == ValueType.TIME
            ? "T"
            : type == ValueType.NUMBER ? "X" : type == ValueType.ALTERNATIVES ? "NAME=X" : "NAME";
  }

  /**
   * The run with what was asked for.
   *
   * @throws ParameterException if a value is out of range
   */
  static <R extends HyperparameterWithers<R> & OptionWithers<R>> R applied(
      R run, CommandLine line) {
    R changed = run;
    try {
      // Alternatives that a preset has give way to a hyperparameter that is named.
      for (Setting<?> each : Stream.concat(hyperparameters(), options()).toList()) {
        OptionSpec given = line.getParseResult().matchedOption(each.flag());
        if (given != null) {
          Object value = value(given, line);
          changed =
              each instanceof RunOption<?>
                  ? changed.withOptions(options -> options.with(each.name(), value))
                  : changed.with(each.name(), value);
        }
      }
    } catch (IllegalArgumentException e) {
      throw new ParameterException(line, Message.of(e).onCommandLine(), e);
    }
    return changed;
  }

  private static Stream<RunOption<?>> options(RunOption<?>... leftOut) {
    // The device of a run is its hyperparameter here.
    return RunOption.all().stream()
        .filter(each -> each != RunOption.DEVICE && !List.of(leftOut).contains(each));
  }

  private static Stream<Hyperparameter<?>> hyperparameters() {
    return Hyperparameter.all().stream().filter(p -> p != Hyperparameter.VERSION);
  }

  private static <T> String description(Hyperparameter<T> each) {
    return each.description() + " Default " + each.text(each.defaultValue()) + ".";
  }

  private static Object value(OptionSpec option, CommandLine line) {
    if (option.getValue() instanceof List<?> names) {
      UsageMessages.requireNoOption(line, names.stream().map(String::valueOf).toList());
      return names;
    }
    String flag = option.longestName();
    long times =
        line.getParseResult().originalArgs().stream()
            .filter(each -> each.equals(flag) || each.startsWith(flag + "="))
            .count();
    if (times > 1) {
      throw new ParameterException(line, flag + " must be given once, got it " + times + " times");
    }
    return option.getValue();
  }
}
