package org.lfads4j.cli;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.lfads4j.config.Group;
import org.lfads4j.config.Hyperparameter;
import org.lfads4j.config.TuningFrequency;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the catalogue of hyperparameters. */
@Command(
    name = "hyperparameters",
    description = "Print all hyperparameters: name, default, range, how often tuned, what it is.")
final class HyperparametersCommand extends PrintingCommand {
  private static final TextTable TABLE = new TextTable(List.of(31, 16, 19, 10, 35));
  private static final TextTable ONE = new TextTable(List.of(12, 96));

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Only this one, with all that is known of it.")
  private String name;

  @Option(
      names = "--tuning",
      paramLabel = "HOW",
      description = "Only those that are tuned this often: common, occasional or rare.")
  private String tuning;

  HyperparametersCommand(PrintStream out) {
    super(out);
  }

  @Override
  public Integer call() {
    try {
      if (name != null) {
        printOne(Hyperparameter.named(name.startsWith("--") ? name.substring(2) : name));
      } else {
        printTable(tuning == null ? List.of(TuningFrequency.values()) : List.of(frequency()));
      }
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    }
    return Main.DONE;
  }

  private TuningFrequency frequency() {
    return Arrays.stream(TuningFrequency.values())
        .filter(f -> f.toString().equals(tuning.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--tuning must be common, occasional or rare, got \"" + tuning + "\""));
  }

  private void printTable(List<TuningFrequency> shown) {
    print(TABLE, "name", "default", "range", "tuning", "description");
    for (Group group : Group.values()) {
      List<Hyperparameter<?>> members =
          Hyperparameter.all().stream()
              .filter(p -> p.group() == group && shown.contains(p.tuningFrequency()))
              .toList();
      if (!members.isEmpty()) {
        out.println();
        out.println(group.title());
        members.forEach(
            p ->
                print(
                    TABLE,
                    p.name(),
                    defaultText(p),
                    p.rangeText(),
                    p.tuningFrequency().toString(),
                    p.description()));
      }
    }
  }

  private void printOne(Hyperparameter<?> p) {
    print(ONE, "name", p.name() + " (on the command line --" + p.name() + ")");
    print(ONE, "in code", p.javaName());
    print(ONE, "section", p.group().title());
    print(ONE, "default", defaultText(p));
    print(ONE, "range", p.rangeText());
    print(ONE, "unit", p.unit());
    print(ONE, "tuning", p.tuningFrequency().toString());
    print(ONE, "description", p.description());
    print(ONE, "changes", p.changes());
  }

  private void print(TextTable table, String... cells) {
    table.row(List.of(cells)).forEach(out::println);
  }

  private static String defaultText(Hyperparameter<?> parameter) {
    String text = parameter.defaultText();
    return text.isEmpty() ? "(empty)" : text;
  }
}
