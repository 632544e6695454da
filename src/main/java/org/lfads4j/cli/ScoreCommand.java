package org.lfads4j.cli;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.lfads4j.Lfads;
import org.lfads4j.LfadsResults;
import org.lfads4j.TrainedLfads;
import org.lfads4j.analysis.ScoresFile;
import org.lfads4j.data.Trials;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Scores a folder that {@code smooth} left. */
@Command(
    name = "score",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Score a folder of results on its validation trials, baselines in the next columns, and write"
          + " "
          + ScoresFile.NAME
          + " into it.",
      ""
    })
final class ScoreCommand implements Callable<Integer> {
  private final PrintStream out;

  @Parameters(paramLabel = "FIT_DIR", description = "A folder that smooth wrote.")
  private Path folder;

  ScoreCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    Path recording = folder.resolve(Results.RECORDING);
    if (!Files.isDirectory(folder.resolve(Results.MODEL)) || !Files.exists(recording)) {
      throw new IllegalArgumentException(
          "FIT_DIR must be a folder that smooth wrote, got "
              + folder
              + "; lfads4j smooth DATA --out "
              + folder
              + " makes one");
    }
    TrainedLfads model = Lfads.load(folder.resolve(Results.MODEL));
    LfadsResults results = model.resultsOf(Trials.load(recording));
    Path file = folder.resolve(ScoresFile.NAME);
    ScoresFile scores =
        new ScoresFile(
            results.scoreList(),
            model.options().seed(),
            trainingSecondsOf(file),
            results.posteriorMeans().source().seconds());
    new ScoreSheet(scores.scores()).lines().forEach(out::println);
    scores.write(file);
    out.println();
    out.println("written to " + file);
    return Main.DONE;
  }

  /** How long training took, by an earlier file of scores; it may be gone or damaged. */
  private static OptionalDouble trainingSecondsOf(Path file) {
    try {
      return ScoresFile.read(file).trainingSeconds();
    } catch (IllegalArgumentException | UncheckedIOException e) {
      return OptionalDouble.empty();
    }
  }
}
