package org.lfads4j.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lfads4j.FittedLfads;
import org.lfads4j.Lfads;
import org.lfads4j.LfadsRun;
import org.lfads4j.config.Hyperparameter;
import org.lfads4j.data.Trials;
import org.lfads4j.data.synthetic.ChaoticRnn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Tables, fits and recordings as a notebook shows them. */
class RenderingsTest {
  private static final Trials TRIALS =
      ChaoticRnn.trials(ChaoticRnn.defaults().withConditions(4).withRepeats(5));

  private static String html(Object value) {
    return Renderings.of(value).orElseThrow().forms().get(Bundle.HTML);
  }

  private static LfadsRun run() {
    return Lfads.quick(TRIALS)
        .withGenDim(16)
        .withIcEncDim(8)
        .withNumSamplesPosterior(4)
        .withMaxEpochs(2);
  }

  private static Table rows(int n) {
    return Table.create("t", IntColumn.create("n", IntStream.range(0, n).toArray()));
  }

  @Test
  void aCheckedSentenceHasATickOnlyIfItIsTrue() {
    assertEquals(
        "\u2713 rates are smooth", printed(() -> Notebook.check("rates are smooth", true)));
    assertEquals(
        "\u2717 not in this run: rates are smooth",
        printed(() -> Notebook.check("rates are smooth", false)));
  }

  private static String printed(Runnable printing) {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      printing.run();
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8).strip();
  }

  @Test
  void longTablesAreCutWithAWord() {
    assertTrue(html(rows(50)).contains("... 30 more rows"));
    assertTrue(html(rows(50)).contains("t: 50 rows, 1 column"));
    assertFalse(html(rows(21)).contains("more rows"), "one more is no reason to cut");
    assertTrue(html(rows(22)).contains("... 2 more rows"));
    assertTrue(html(rows(0)).contains("t: 0 rows, 1 column"));
  }

  @Test
  void wideTablesAreCutWithAWord() {
    Table wide = Table.create("w");
    for (int i = 0; i < 40; i++) {
      Table unused = wide.addColumns(IntColumn.create("c" + i, new int[] {i}));
    }
    assertTrue(html(wide).contains("... 24 more<"));
    assertTrue(html(wide).contains("w: 1 row, 40 columns"));
    assertFalse(html(wide).contains(">c16<"));
  }

  @Test
  void numbersAreAlignedWithTheSameDecimalsAndTextsAreEscaped() {
    Table table =
        Table.create(
            "t",
            StringColumn.create("s", "<b>", "x"),
            DoubleColumn.create("d", new double[] {12.34567, 0.5}),
            DoubleColumn.create("tiny", new double[] {1e-9, 2e-9}),
            DoubleColumn.create("gap", new double[] {Double.NaN, 3}));
    String html = html(table);
    assertTrue(html.contains("text-align:left\">&lt;b&gt;<"), html);
    assertTrue(html.contains("text-align:right\">12.346<"), html);
    assertTrue(html.contains("text-align:right\">0.500<"), html);
    assertTrue(html.contains(">0.000000001<"), html);
    assertTrue(html.contains("text-align:right\"><") && html.contains(">3<"), html);
  }

  @Test
  void theCatalogueIsShownWholeInTheColoursOfHowOftenEachIsTuned() {
    String html = html(Lfads.hyperparameters());
    for (Hyperparameter<?> each : Hyperparameter.all()) {
      assertTrue(html.contains(">" + each.name() + "<"), each.name());
    }
    assertEquals(
        Hyperparameter.all().stream()
            .filter(each -> each.tuningFrequency().toString().equals("common"))
            .count(),
        html.split("background:rgba.80,170,60,0.25", -1).length - 1);
  }

  @Test
  void aRecordingHasItsFirstTrialsSpikes() {
    String html = html(TRIALS);
    assertTrue(html.contains("20 trials x"), html.substring(0, 400));
    assertTrue(html.contains("data:image/png;base64,iVBOR"));
    assertTrue(html(TRIALS.summary()).contains("spikes/s"));
    assertTrue(html(run()).contains("c_gen_dim = 16"));
  }

  @Test
  void aFitIsACardThatComputesNothing() {
    FittedLfads fit = run().train();
    String before = html(fit);
    assertFalse(fit.hasPosteriorMeans());
    assertTrue(before.contains("2 epochs in "), before);
    assertTrue(before.contains("c_gen_dim = 16"));
    assertTrue(before.contains("after the first fit.rates()"));
    assertTrue(before.contains("training ended before validation could choose"), "a notice");
    assertTrue(before.contains("data:image/png;base64,"), "learning curves");
    assertTrue(fit.rates().rowCount() > 0);
    String after = html(fit);
    assertTrue(after.contains("4 stratified samples a trial, in "), after);
    assertTrue(after.contains("after fit.diagnosis()"), after);
    assertFalse(fit.hasScores() || fit.hasDiagnosis(), "computed by the card");
    assertFalse(fit.diagnosis().sentences().isEmpty());
    String diagnosed = html(fit);
    assertTrue(diagnosed.contains(fit.scoreList().get(0).label()), diagnosed);
    assertTrue(diagnosed.contains("Training ended within the ramps"), diagnosed);
    assertFalse(diagnosed.contains("training ended before validation could choose"), "told once");
    assertTrue(html(fit.bySession().get(0)).contains("computed"));
  }

  @Test
  void whatIsInAnOptionalIsShown() {
    assertTrue(html(Optional.of(rows(3))).contains("t: 3 rows"));
    assertEquals(
        "Optional.empty", Renderings.of(Optional.empty()).orElseThrow().forms().get(Bundle.TEXT));
  }

  @Test
  void nothingIsLostWhereTheNotebookIsNotTrustedOrThePageIsDark() {
    FittedLfads fit = run().train();
    Untrusted.assertKept(html(fit));
    Table rates = fit.rates();
    for (Object value :
        List.of(
            fit,
            fit.bySession().get(0),
            rates,
            rows(50),
            Optional.of(rows(3)),
            Lfads.hyperparameters(),
            TRIALS,
            TRIALS.summary(),
            run())) {
      String html = html(value);
      Untrusted.assertKept(html);
      assertFalse(html.contains("http"), html);
    }
  }

  @Test
  void theRulesForNotebooksThatAreNotTrustedDropWhatJupyterDrops() {
    assertEquals(
        "<b>x</b><span style=\"opacity:0.7\">y</span>z",
        Untrusted.sanitised(
            "<style>b {color:red}</style><b onclick=\"f()\">x</b><script>f()</script>"
                + "<span style=\"opacity:0.7;position:fixed;mix-blend-mode:color\">y</span>"
                + "<svg width=\"3\">z</svg>"));
    for (String unreadable :
        List.of(
            "<div style=\"color:#666666\">x</div>",
            "<div style=\"background:#fdf0c8\">x</div>",
            "<div style=\"opacity:0.4\">x</div>",
            "<div style=\"border:1px solid #eeeeee\">x</div>",
            "<style>b {}</style>",
            "<svg></svg>")) {
      assertThrows(AssertionError.class, () -> Untrusted.assertKept(unreadable), unreadable);
    }
  }
}
