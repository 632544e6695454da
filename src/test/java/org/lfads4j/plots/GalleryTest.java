package org.lfads4j.plots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.knowm.xchart.internal.chartpart.IChart;
import org.lfads4j.alignment.Aligned;

/** Every chart at a usual size, saved to {@code target/gallery} for a person to look at. */
final class GalleryTest {
  private static final Path FOLDER = Path.of("target", "gallery");

  static List<Arguments> charts() {
    Signal rates = Synthetic.ratesHz(40, 100, 30);
    Signal counts = Synthetic.counts(rates);
    Signal few = Synthetic.ratesHz(40, 100, 6);
    Signal truth = Synthetic.ratesHz(40, 100, 6);
    Signal factors = Synthetic.factors(40, 100, 5);
    Signal inputs = Synthetic.inputs(40, 100, 2);
    List<String> conditions = Synthetic.conditions(40);
    List<String> angles = IntStream.range(0, 40).mapToObj(b -> "" + 45 * (b % 10)).toList();
    List<Double> train = Synthetic.costs(80, 610, 4);
    List<Double> valid = Synthetic.costs(80, 655, 9);
    return List.of(
        Arguments.of("factors", LineCharts.trial(factors, 0)),
        Arguments.of("factors-16", LineCharts.trial(Synthetic.factors(2, 100, 16), 1)),
        Arguments.of("factor-trials", LineCharts.trials(factors, 1, List.of(0, 1, 2, 3))),
        Arguments.of("condition-averages", LineCharts.conditionAverages(factors, 0, conditions)),
        Arguments.of("condition-averages-10", LineCharts.conditionAverages(rates, 3, angles)),
        Arguments.of("inputs", LineCharts.inferredInputs(inputs, Synthetic.variance(inputs), 0)),
        Arguments.of("raster", SpikeCharts.raster(counts, 0)),
        Arguments.of("heat-map", SpikeCharts.heatMap(rates, 0)),
        Arguments.of("heat-map-factors", SpikeCharts.heatMap(factors, 0)),
        Arguments.of("rates-over-spikes", SpikeCharts.ratesOverSpikes(rates, counts, 0)),
        Arguments.of(
            "rates-over-spikes-6", SpikeCharts.ratesOverSpikes(few, Synthetic.counts(few), 3)),
        Arguments.of(
            "neuron",
            SpikeCharts.neuron(few, Synthetic.counts(few), Optional.of(rough(truth)), 0, 3)),
        Arguments.of(
            "neuron-real-valued", SpikeCharts.neuron(few, rough(few), Optional.empty(), 0, 3)),
        Arguments.of("learning-curves", FitCharts.learningCurves(train, valid, OptionalInt.of(47))),
        Arguments.of(
            "learning-curves-steep",
            FitCharts.learningCurves(
                Synthetic.costs(80, 3, 1), Synthetic.costs(80, 6, 2), OptionalInt.empty())),
        Arguments.of(
            "learning-curves-negative",
            FitCharts.learningCurves(
                Synthetic.costs(5, -1100, 4), Synthetic.costs(5, -1080, 9), OptionalInt.of(5))),
        Arguments.of(
            "initial-conditions",
            FitCharts.initialConditions(
                Synthetic.initialConditions(120, 5), Optional.of(Synthetic.conditions(120)))),
        Arguments.of("alignment-matrix", matrix(3, 8, 12, 1)),
        Arguments.of("alignment-matrix-large", matrix(5, 8, 50, 3)),
        Arguments.of("alignment-matrix-one", matrix(1, 2, 1, 0)),
        Arguments.of("alignment-grid", AlignmentCharts.reconstruction(Synthetic.aligned(3, 8, 12))),
        Arguments.of(
            "alignment-grid-sessions-20",
            AlignmentCharts.reconstruction(Synthetic.aligned(20, 4, 3), 10, 10)),
        Arguments.of(
            "alignment-grid-one",
            AlignmentCharts.reconstruction(Synthetic.aligned(1, 2, 4), List.of(1), List.of(1))),
        Arguments.of(
            "alignment-grid-many",
            AlignmentCharts.reconstruction(Synthetic.aligned(2, 14, 14), 14, 14)),
        Arguments.of(
            "sessions-agree", AlignmentCharts.conditionAverages(Synthetic.sessionFactors(3, 4), 1)),
        Arguments.of(
            "sessions-agree-20",
            AlignmentCharts.conditionAverages(Synthetic.sessionFactors(20, 4), 0)),
        Arguments.of(
            "sessions-agree-one",
            AlignmentCharts.conditionAverages(Synthetic.sessionFactors(1, 10), 0)),
        Arguments.of("one-of-each", SpikeCharts.heatMap(Synthetic.ratesHz(1, 1, 1), 0)),
        Arguments.of("one-bin", LineCharts.trial(Synthetic.factors(1, 1, 3), 0)),
        Arguments.of("runs-12", RunCharts.learningCurves(curves(12))),
        Arguments.of("runs-24", RunCharts.learningCurves(curves(24))),
        Arguments.of("runs-score", RunCharts.scores("c_co_dim", "rates_r2", points(0, 2, 4))),
        Arguments.of(
            "runs-score-powers",
            RunCharts.scores("c_l2_gen_scale", "rates_r2", points(1.0, 10.0, 100.0, 1000.0))),
        Arguments.of(
            "runs-score-words",
            RunCharts.scores("c_output_dist", "rates_r2", points("poisson", "gaussian"))),
        Arguments.of(
            "panels",
            ChartGrid.of(
                3,
                SpikeCharts.raster(counts, 0),
                SpikeCharts.heatMap(rates, 0),
                LineCharts.trial(factors, 0))));
  }

  private static List<RunCharts.Curve> curves(int runs) {
    return IntStream.range(0, runs)
        .mapToObj(
            i ->
                new RunCharts.Curve(
                    "co_dim=" + i / 4 + " keep_prob=0." + (90 + i % 4),
                    IntStream.rangeClosed(1, 40).mapToObj(e -> (double) e).toList(),
                    Synthetic.costs(40, 600 + 9 * i, i)))
        .toList();
  }

  private static List<RunCharts.Point> points(Object... values) {
    List<RunCharts.Point> points = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      for (int seed = 0; seed < 3; seed++) {
        points.add(new RunCharts.Point("monday", values[i], 0.6 + 0.1 * i + 0.02 * seed));
        points.add(new RunCharts.Point("friday", values[i], 0.4 + 0.15 * i - 0.03 * seed));
      }
    }
    return points;
  }

  private static IChart matrix(int sessions, int conditions, int factors, int shown) {
    Aligned aligned = Synthetic.aligned(sessions, conditions, factors);
    return AlignmentCharts.matrix(
        aligned.sessionNames().get(shown),
        Synthetic.sessions(sessions, conditions).get(shown).neuronNames(),
        aligned.matrices().get(shown));
  }

  private static Signal rough(Signal signal) {
    Signal s = signal;
    return new Signal(
        s.quantity(),
        s.unit(),
        s.names(),
        s.values().map(x -> x + 4 * Math.sin(3 * x)),
        s.binMs(),
        s.startMs());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("charts")
  void everyChartIsWrittenAsPngAndPdf(String name, IChart chart) throws IOException {
    Path png = FOLDER.resolve(name + ".png");
    Charts.save(chart, png);
    var image = ImageIO.read(png.toFile());
    assertEquals(2 * chart.getWidth(), image.getWidth());
    assertEquals(2 * chart.getHeight(), image.getHeight());

    Path pdf = FOLDER.resolve(name + ".pdf");
    Charts.save(chart, pdf);
    byte[] bytes = Files.readAllBytes(pdf);
    assertEquals("%PDF", new String(bytes, 0, 4, StandardCharsets.US_ASCII));
    assertTrue(bytes.length > 2000, "pdf of " + bytes.length + " bytes");
  }
}
