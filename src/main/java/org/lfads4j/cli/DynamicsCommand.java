package org.lfads4j.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.lfads4j.FittedLfads;
import org.lfads4j.FixedPoints;
import org.lfads4j.Lfads;
import org.lfads4j.dynamics.Eigenvalue;
import org.lfads4j.dynamics.FixedPoint;
import org.lfads4j.plots.Charts;
import org.lfads4j.tables.Csv;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds the fixed points of a fit's generator, and writes them as tables and charts. */
@Command(
    name = "dynamics",
    sortOptions = false,
    description = {
      "Find the points where the generator of a fit stays, or almost stays (slow points), the modes"
          + " around them, and what inputs do to them; write them as tables (CSV) and charts (PNG)."
          + " The generator's inputs are held, at zero unless an option says otherwise.",
      "",
      "Ctrl-C (or SIGTERM or SIGHUP) while points are searched ends the search; what was found so"
          + " far is written. A second one ends the program at once.",
      ""
    })
final class DynamicsCommand extends PrintingCommand {
  private static final int SHOWN = 20;

  @Parameters(paramLabel = "FIT_DIR", description = ScoreCommand.FIT_DIR)
  private Path folder;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "The folder of tables and charts; made if it is missing. Files are replaced.")
  private Path target;

  @Option(
      names = "--starts",
      paramLabel = "N",
      description = "Searches, each from a state that a trial visited; default 1024.")
  private Integer starts;

  @Option(
      names = "--mean-inputs",
      description = "Hold the inputs at their mean over all trials and bins.")
  private boolean mean;

  @Option(
      names = "--condition",
      paramLabel = "NAME",
      description = "Hold the inputs at their mean over the trials of this condition.")
  private String condition;

  @Option(
      names = "--sweep",
      paramLabel = "INPUT",
      description =
          "Move this input (they count from 0) from -2 to 2 of its standard deviations, in steps of"
              + " one half.")
  private Integer sweep;

  DynamicsCommand(PrintStream out) {
    super(out);
  }

  @Override
  public Integer call() {
    if (mean && condition != null) {
      throw usage("--condition must go without --mean-inputs, got both; leave one out");
    }
    if (starts != null && starts < 1) {
      throw usage("--starts must be >= 1, got " + starts);
    }
    FittedLfads loaded = Lfads.load(ScoreCommand.fitFolder(folder));
    FittedLfads fit = loaded.withProgress(Terminal.progress(out, loaded.options().stopRule()));
    FixedPoints found = asked(fit.fixedPoints());
    search(found);
    out.println(found);
    List<FixedPoint> points = found.points();
    for (int i = 0; i < Math.min(SHOWN, points.size()); i++) {
      out.println(line(i, points.get(i), fit.trained().binMs()));
    }
    if (points.size() > SHOWN) {
      out.println("and " + (points.size() - SHOWN) + " more");
    }
    write(found);
    out.println("look at " + target.resolve("charts") + " and " + target.resolve("tables"));
    return Main.DONE;
  }

  private static String line(int number, FixedPoint point, double binMs) {
    Eigenvalue slowest = point.eigenvalues().get(0);
    String turning =
        slowest.imaginary() == 0
            ? ""
            : String.format(Locale.ROOT, ", %.3g Hz", slowest.frequencyHz(binMs));
    return String.format(
        Locale.ROOT,
        "%3d: %s, slowest mode %.4g ms%s, relative speed %.1e",
        number,
        point,
        slowest.timeConstantMs(binMs),
        turning,
        point.motion().relative());
  }

  private FixedPoints asked(FixedPoints plain) {
    FixedPoints points = starts == null ? plain : plain.withStarts(starts);
    points = mean ? points.withMeanInputs() : points;
    points = condition == null ? points : points.withMeanInputs(condition);
    return sweep == null ? points : points.withSweep(sweep, -2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2);
  }

  private static void search(FixedPoints asked) {
    StopSignal.listen();
    StopSignal.arm(Thread.currentThread());
    try {
      List<FixedPoint> unused = asked.points();
    } finally {
      StopSignal.disarm();
    }
  }

  private void write(FixedPoints found) {
    Path tables = target.resolve("tables");
    Csv.write(found.table(), tables.resolve("fixed_points.csv"));
    Csv.write(found.eigenvalues(), tables.resolve("eigenvalues.csv"));
    Csv.write(found.factors(), tables.resolve("factors.csv"));
    Csv.write(found.rates(), tables.resolve("rates.csv"));
    Csv.write(found.modes(), tables.resolve("modes.csv"));
    Csv.write(found.modesOnNeurons(), tables.resolve("modes_on_neurons.csv"));
    Csv.write(found.inputsOnModes(), tables.resolve("inputs_on_modes.csv"));
    Path charts = target.resolve("charts");
    Charts.save(found.plot(), charts.resolve("fixed_points.png"));
    if (sweep == null) {
      Charts.save(found.plotFlow(), charts.resolve("flow.png"));
    }
    if (!found.points().isEmpty()) {
      Charts.save(found.plotEigenvalues(), charts.resolve("eigenvalues.png"));
      if (sweep != null) {
        Charts.save(found.plotSweep(sweep), charts.resolve("sweep.png"));
      }
    }
  }
}
