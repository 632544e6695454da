package org.lfads4j.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.OptionalDouble;
import org.lfads4j.analysis.Method;
import org.lfads4j.runs.Run;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the best run of a collection. */
@Command(
    name = "best",
    description = "Print the best run by a score, its settings, and how to use it.")
final class RunsBestCommand extends PrintingCommand {
  private static final String COST = "validation_cost";

  @Mixin private RunsFolder folder;

  @Option(
      names = "--score",
      paramLabel = "NAME",
      description =
          "A column of runs list; default "
              + COST
              + ", which compares only runs of the same data, weights and output distribution.")
  private String score = COST;

  RunsBestCommand(PrintStream out) {
    super(out);
  }

  @Override
  public Integer call() {
    RunsFolder.Found found = folder.found();
    Run best = found.collection().best(score);
    out.println("best of " + found.runs().size() + " runs: " + found.labels().of(best));
    out.println(score + ": " + text(value(best)));
    out.println("folder: " + best.folder());
    RunWords.settings(best.params(), best.options(), "").forEach(out::println);
    out.println();
    String path = best.folder().toString().replace("\\", "\\\\");
    out.println("in Java: var fit = Lfads.load(Path.of(\"" + path + "\"));");
    out.println("scores beside simpler methods: lfads4j score " + best.folder());
    return Main.DONE;
  }

  private OptionalDouble value(Run run) {
    return score.equals(COST)
        ? run.status().validationCost()
        : run.scores().stream()
            .filter(each -> each.name().equals(score))
            .findFirst()
            .map(each -> each.of(Method.LFADS))
            .orElse(OptionalDouble.empty());
  }

  private static String text(OptionalDouble value) {
    return value.isEmpty() ? "-" : String.format(Locale.ROOT, "%.4f", value.getAsDouble());
  }
}
