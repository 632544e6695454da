package org.lfads4j.cli;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.lfads4j.FittedLfads;
import org.lfads4j.Lfads;
import org.lfads4j.analysis.ScoresFile;
import org.lfads4j.report.FitReport;
import org.lfads4j.weights.FitFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Scores a folder that {@code smooth} left. */
@Command(
    name = "score",
    description = {
      "Score a folder of results on its validation trials, baselines in the next columns, and write"
          + " "
          + ScoresFile.NAME
          + " into it, unless it is a run's, which has its own.",
      ""
    })
final class ScoreCommand extends PrintingCommand {
  static final String FIT_DIR = "A folder that smooth wrote, or the folder of a run.";

  @Parameters(paramLabel = "FIT_DIR", description = FIT_DIR)
  private Path folder;

  ScoreCommand(PrintStream out) {
    super(out);
  }

  @Override
  public Integer call() {
    Path fitFolder = fitFolder(folder);
    FittedLfads fit = Lfads.load(fitFolder);
    ScoresFile scores = fit.scoresFile();
    new ScoreSheet(scores.scores()).lines().forEach(out::println);
    out.println();
    scores.diagnosis().ifPresent(new FitWords(out)::say);
    Path file = folder.resolve(ScoresFile.NAME);
    if (fitFolder.equals(folder) && Files.exists(file)) {
      // A run's own file stays as it is: the manifest holds its hash.
      out.println("the same as in " + file);
    } else {
      scores.write(file);
      out.println("written to " + file);
    }
    return Main.DONE;
  }

  /** The fit in a folder of results, or the folder of a run, which is one itself. */
  static Path fitFolder(Path folder) {
    Path inResults = folder.resolve(FitReport.MODEL);
    if (!Files.isDirectory(inResults) && !Files.exists(folder.resolve(FitFolder.MODEL))) {
      throw new IllegalArgumentException(
          ("FIT_DIR must be a folder that smooth or a run wrote, got %s; lfads4j smooth DATA --out"
                  + " %s makes one")
              .formatted(folder, folder));
    }
    return Files.isDirectory(inResults) ? inResults : folder;
  }
}
