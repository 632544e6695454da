package org.lfads4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lfads4j.FittedLfads;
import org.lfads4j.Lfads;
import org.lfads4j.TinyRuns;
import org.lfads4j.report.ReportParts.Part;
import org.lfads4j.report.ReportParts.Work;

/** Whatever fails after training, the fit is there, and so is all that did not fail. */
class ReportFaultsTest {
  private static FittedLfads fit;
  private static List<String> names;

  @TempDir private Path folder;

  /** A way to fail, and what the page says of it. */
  private enum Fault {
    MEMORY(
        () -> {
          throw new OutOfMemoryError("Java heap space");
        },
        "it must fit into Java's memory of "),
    STACK(
        () -> {
          throw new StackOverflowError();
        },
        "java.lang.StackOverflowError"),
    DISK(
        () -> {
          throw new IOException("No space left on device");
        },
        "java.io.IOException: No space left on device"),
    WRAPPED_DISK(
        () -> {
          IOException cause = new IOException("No space left on device");
          throw new UncheckedIOException("table must go to a file that can be written", cause);
        },
        "table must go to a file that can be written"),
    FONTS(
        () -> {
          throw new Error("No physical fonts found");
        },
        "charts must have a font for their text, got none on this machine (No physical fonts"
            + " found)"),
    FONT_CONFIGURATION(
        () -> {
          throw new InternalError("Fontconfig head is null, check your fonts");
        },
        "charts must have a font for their text, got none on this machine (Fontconfig head"),
    PROGRAM(
        () -> {
          throw new ArrayIndexOutOfBoundsException("Index 3 out of bounds for length 3");
        },
        "java.lang.ArrayIndexOutOfBoundsException: Index 3 out of bounds for length 3");

    private final Work work;
    private final String why;

    Fault(Work work, String why) {
      this.work = work;
      this.why = why;
    }
  }

  @BeforeAll
  static void trainOnce(@TempDir Path first) {
    fit = TinyRuns.run(TinyRuns.trials()).train();
    List<String> seen = new ArrayList<>();
    fit.save(first.resolve(FitReport.MODEL));
    var unused =
        fit.report(
            first,
            new ReportParts(
                part -> {
                  seen.add(part.name());
                  return part;
                }));
    names = List.copyOf(seen);
  }

  @BeforeEach
  void saved() {
    fit.save(folder.resolve(FitReport.MODEL));
  }

  private ReportParts reported(UnaryOperator<Part> seen) {
    ReportParts parts = new ReportParts(seen);
    var unused = fit.report(folder, parts);
    return parts;
  }

  private static Part failing(Part part, Fault fault, boolean before) {
    return new Part(
        part.name(),
        () -> {
          if (!before) {
            part.work().make();
          }
          fault.work.make();
        });
  }

  private static boolean isShown(String name) {
    return name.startsWith("charts/") || name.startsWith("tables/");
  }

  @Test
  void theFitIsThereAfterEveryFaultInEveryPart() throws IOException {
    int faults = 0;
    int loaded = 0;
    for (String name : names) {
      for (Fault fault :
          List.of(
              Fault.MEMORY,
              Fault.STACK,
              Fault.DISK,
              Fault.WRAPPED_DISK,
              Fault.FONTS,
              Fault.PROGRAM)) {
        for (boolean before : List.of(true, false)) {
          ReportParts parts =
              reported(
                  part -> {
                    if (part.name().equals(name)) {
                      return failing(part, fault, before);
                    }
                    // Other files cost most of the time, and no two of them know of each other.
                    boolean other =
                        part.name().contains(".") && !part.name().equals(FitReport.PAGE);
                    return other ? new Part(part.name(), () -> {}) : part;
                  });
          faults++;
          FittedLfads again = Lfads.load(folder.resolve(FitReport.MODEL));
          loaded += again.parameters().equals(fit.parameters()) ? 1 : 0;
          assertEquals(1, parts.notes().size(), parts.notes()::toString);
          String note = parts.notes().get(0);
          assertTrue(note.startsWith(name + " is missing: " + fault.why), note);
          assertEquals(name, parts.missing());
          boolean page = !name.equals(FitReport.PAGE);
          assertEquals(page, Files.exists(folder.resolve(FitReport.PAGE)), name);
          if (page) {
            assertTrue(
                Files.readString(folder.resolve(FitReport.PAGE))
                    .contains("<p class=\"note\">" + Html.text(note) + "</p>"),
                note);
          }
        }
      }
    }
    assertTrue(faults >= 200, "faults: " + faults);
    assertEquals(faults, loaded);
  }

  @Test
  void oneChartAndOneTableFailAlone() throws IOException {
    List<String> lost = List.of("charts/factors.png", "tables/rates.csv");
    ReportParts parts =
        reported(
            part -> lost.contains(part.name()) ? failing(part, Fault.WRAPPED_DISK, true) : part);
    assertEquals("tables/rates.csv, charts/factors.png", parts.missing());
    String page = Files.readString(folder.resolve(FitReport.PAGE));
    for (String name : names.stream().filter(ReportFaultsTest::isShown).toList()) {
      assertEquals(!lost.contains(name), Files.exists(folder.resolve(name)), name);
      assertEquals(!lost.contains(name), page.contains("href=\"" + name + "\""), name);
    }
  }

  @Test
  void whatCannotBeMadeAnewIsNotThereFromAnEarlierReport() throws IOException {
    ReportParts whole = reported(part -> part);
    assertTrue(whole.isComplete(), whole::missing);
    Predicate<Part> chart = part -> part.name().startsWith("charts/");
    ReportParts parts =
        reported(part -> chart.test(part) ? failing(part, Fault.FONT_CONFIGURATION, true) : part);
    try (Stream<Path> charts = Files.list(folder.resolve("charts"))) {
      assertEquals(List.of(), charts.toList());
    }
    assertEquals(
        "charts/overview.png, charts/rates.png, charts/factors.png and "
            + (parts.notes().size() - 3)
            + " more",
        parts.missing());
  }

  @Test
  void withoutPosteriorMeansTheCourseOfTrainingIsShown() throws IOException {
    ReportParts parts =
        reported(
            part ->
                part.name().equals("posterior means") ? failing(part, Fault.MEMORY, true) : part);
    assertEquals("posterior means", parts.missing());
    String page = Files.readString(folder.resolve(FitReport.PAGE));
    assertTrue(page.contains("href=\"charts/learning_curves.png\""), page);
    assertTrue(page.contains("href=\"tables/fit_log.csv\""), page);
    assertFalse(page.contains("rates.csv"), page);
    assertFalse(page.contains("Scores on validation trials"), page);
  }

  @Test
  void anInterruptEndsTheReport() {
    ReportParts parts = new ReportParts();
    assertThrows(
        CancellationException.class,
        () ->
            parts.make(
                "posterior means",
                () -> {
                  throw new CancellationException("interrupted");
                }));
  }

  @Test
  void aReportInJavaThatIsNotCompleteSaysSoAtItsEnd() {
    ReportParts parts = new ReportParts();
    boolean unused =
        parts.make(
            "charts/rates.png",
            () -> {
              throw new IOException("No space left on device");
            });
    assertEquals(
        "report must be complete, got "
            + folder
            + " without charts/rates.png; the fit itself is in "
            + folder.resolve("model")
            + "\ncharts/rates.png is missing: java.io.IOException: No space left on device",
        assertThrows(IllegalStateException.class, () -> parts.requireComplete(folder))
            .getMessage());
  }
}
