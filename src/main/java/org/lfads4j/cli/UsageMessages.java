package org.lfads4j.cli;

import java.time.Duration;
import java.util.List;
import org.lfads4j.config.NearestName;
import org.lfads4j.config.ValueType;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What was wrong with a command, in the form of all messages. */
final class UsageMessages {
  private UsageMessages() {}

  static String of(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched);
    }
    if (e instanceof MissingParameterException missing && !missing.getMissing().isEmpty()) {
      ArgSpec first = missing.getMissing().get(0);
      String flag = first instanceof OptionSpec option ? option.longestName() + " " : "";
      return flag + first.paramLabel() + " must be given";
    }
    if (e.getArgSpec() instanceof OptionSpec option && e.getValue() != null) {
      return option.longestName() + " must be " + kind(option) + ", got \"" + e.getValue() + "\"";
    }
    return e.getMessage();
  }

  /**
   * Makes sure that a list of files or names holds no option: a mistyped one is taken for a value.
   *
   * @throws UnmatchedArgumentException for the first that is one
   */
  static void requireNoOption(CommandLine line, List<String> values) {
    values.stream()
        .filter(value -> value.startsWith("--"))
        .findFirst()
        .ifPresent(
            option -> {
              throw new UnmatchedArgumentException(line, List.of(option));
            });
  }

  private static String kind(OptionSpec option) {
    // The type itself, or what an Optional holds.
    Class<?> type = option.auxiliaryTypes()[0];
    if (type == Duration.class) {
      return ValueType.TIME.says();
    }
    return type == Double.class ? "a number" : "a whole number";
  }

  private static String unmatched(UnmatchedArgumentException e) {
    String first = e.getUnmatched().get(0);
    if (!first.startsWith("-")) {
      List<String> commands = List.copyOf(e.getCommandLine().getSubcommands().keySet());
      return commands.isEmpty()
          ? "arguments must be options, got \"" + first + "\" as well"
          : "command must be one of %s, %s"
              .formatted(String.join(", ", commands), NearestName.insteadOf(first, commands));
    }
    String name = first.contains("=") ? first.substring(0, first.indexOf('=')) : first;
    List<String> known =
        e.getCommandLine().getCommandSpec().options().stream().map(o -> o.longestName()).toList();
    return "option must be one of the known ones, got %s; did you mean %s?"
        .formatted(name, NearestName.to(name, known));
  }
}
