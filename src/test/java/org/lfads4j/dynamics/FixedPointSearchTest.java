package org.lfads4j.dynamics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.linear.LinearMap;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.Names;

class FixedPointSearchTest {
  /** The positive solution of h = tanh(2 h). */
  private static final double EDGE = 0.9575040240772688;

  private static FixedPointSearch.Found find(UpdateMap map, double limit, int starts) {
    return find(map, limit, new FixedPointSearch.Settings(starts, 0, 0.1, 0));
  }

  private static FixedPointSearch.Found find(
      UpdateMap map, double limit, FixedPointSearch.Settings settings) {
    return FixedPointSearch.run(
        map, List.of(), HandBuiltCells.even(map.units(), limit), settings, (done, starts) -> {});
  }

  private static double[][] diagonal(int units, double value) {
    double[][] out = new double[units][units];
    IntStream.range(0, units).forEach(j -> out[j][j] = value);
    return out;
  }

  @Test
  void threeIndependentUnitsHaveTheir27Points() {
    FixedPointSearch.Found found = find(HandBuiltCells.cell(diagonal(3, 4)), 1.2, 1024);
    assertEquals(27, found.points().size());
    assertEquals(0, found.fast());
    assertEquals(1024, found.points().stream().mapToInt(FixedPoint::starts).sum());
    double atZero = 1.2689414213699952;
    double atEdge = 0.7758029243862338;
    for (FixedPoint point : found.points()) {
      assertTrue(point.isFixed());
      int zeros = 0;
      for (double value : point.state()) {
        double nearest = Math.abs(value) < 0.5 ? 0 : Math.copySign(EDGE, value);
        assertEquals(nearest, value, 1e-12);
        zeros += nearest == 0 ? 1 : 0;
      }
      assertEquals(zeros, point.unstableModes());
      for (int k = 0; k < 3; k++) {
        assertEquals(k < zeros ? atZero : atEdge, point.eigenvalues().get(k).real(), 1e-9);
        assertEquals(0, point.eigenvalues().get(k).imaginary(), 1e-9);
      }
    }
    assertEquals(
        Map.of(0, 8L, 1, 12L, 2, 6L, 3, 1L),
        found.points().stream()
            .collect(Collectors.groupingBy(FixedPoint::unstableModes, Collectors.counting())));
  }

  @Test
  void aRotationTurnsAtItsFrequency() {
    double g = 3 * Math.cos(0.3);
    double s = 3 * Math.sin(0.3);
    FixedPointSearch.Found found =
        find(HandBuiltCells.cell(new double[][] {{g, -s}, {s, g}}), 0.3, 64);
    FixedPoint centre =
        found.points().stream()
            .filter(p -> Math.abs(p.state().get(0)) < 1e-9)
            .findFirst()
            .orElseThrow();
    Eigenvalue turning = centre.eigenvalues().get(0);
    assertEquals(1.1164529, turning.real(), 1e-7);
    assertEquals(0.1192164, turning.imaginary(), 1e-7);
    assertEquals(1.1227999, turning.magnitude(), 1e-7);
    assertEquals(1.693, turning.frequencyHz(10), 5e-4);
    assertEquals(-10 / Math.log(1.1227999), turning.timeConstantMs(10), 1e-4);
    assertEquals(2, centre.unstableModes());
    assertFalse(centre.isStable());
  }

  /** A cell without gates: F(h) = tanh(W h). */
  private static final class Vanilla implements UpdateMap {
    private final double[][] weights;

    Vanilla(double[][] weights) {
      this.weights = weights;
    }

    @Override
    public int units() {
      return weights.length;
    }

    @Override
    public double[] next(double[] state) {
      double[][] column =
          Arrays.stream(state).mapToObj(v -> new double[] {v}).toArray(double[][]::new);
      return Arrays.stream(LinearMap.product(weights, column))
          .mapToDouble(r -> Math.tanh(r[0]))
          .toArray();
    }

    @Override
    public double[][] jacobian(double[] state) {
      double[] next = next(state);
      return IntStream.range(0, units())
          .mapToObj(j -> Arrays.stream(weights[j]).map(w -> w * (1 - next[j] * next[j])).toArray())
          .toArray(double[][]::new);
    }
  }

  /** The networks that FixedPointFinder is tested with. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void pointsOfPlainNetworksSolveTheirEquation(int units) {
    double[][] weights = new double[units][units];
    for (int i = 0; i < units; i++) {
      for (int j = 0; j < units; j++) {
        weights[i][(j + i) % units] = -(-1 + 2.0 * j / (units - 1));
      }
    }
    Vanilla map = new Vanilla(weights);
    List<FixedPoint> points =
        find(map, 1, 400).points().stream().filter(FixedPoint::isFixed).toList();
    assertTrue(points.size() >= 1);
    for (FixedPoint point : points) {
      double[] state = point.state().stream().mapToDouble(v -> v).toArray();
      double[] next = map.next(state);
      for (int j = 0; j < units; j++) {
        assertEquals(next[j], state[j], 1e-12);
      }
    }
    if (units == 2) {
      List<Double> firsts = points.stream().map(p -> p.state().get(0)).sorted().toList();
      assertEquals(3, firsts.size());
      assertEquals(-EDGE, firsts.get(0), 1e-9);
      assertEquals(0, firsts.get(1), 1e-9);
      assertEquals(EDGE, firsts.get(2), 1e-9);
      points.forEach(p -> assertEquals(-p.state().get(0), p.state().get(1), 1e-9));
    }
  }

  @ParameterizedTest
  @CsvSource({"0.5", "-0.1", "2"})
  void anInputMovesThePoint(double held) {
    ModelSpec spec = HandBuiltCells.spec(1, 1);
    ParameterValues values =
        HandBuiltCells.values(spec, new double[][] {{4}})
            .with(Names.inputCandidate(Names.GENERATOR), 1);
    GeneratorCell cell = GeneratorCell.of(spec, values);
    List<FixedPoint> points = find(cell.holding(held), 1.2, 100).points();
    double low = held > 0 ? 0 : -1;
    double high = held > 0 ? 1 : 0;
    for (int i = 0; i < 100; i++) {
      double middle = (low + high) / 2;
      boolean below = Math.tanh(2 * middle + held) > middle;
      low = below ? middle : low;
      high = below ? high : middle;
    }
    double expected = high;
    assertTrue(
        points.stream()
            .anyMatch(p -> p.isStable() && Math.abs(p.state().get(0) - expected) < 1e-12),
        "none at " + expected + ": " + points);
    // The outer pair vanishes at sqrt 2 - artanh(1 / sqrt 2) = 0.533.
    assertEquals(
        Math.abs(held) < 0.533 ? 3 : 1, points.stream().filter(FixedPoint::isFixed).count());
  }

  @Test
  void anIntegratorHasALineOfPointsWithAnEigenvalueOfOne() {
    // Along (1, -1) the candidate is tanh(h), nearly h.
    double[][] weights = {{1, -1}, {-1, 1}};
    FixedPointSearch.Found found = find(HandBuiltCells.cell(weights), 0.8, 400);
    List<FixedPoint> points = found.points();
    assertTrue(points.size() > 20, "points " + points.size());
    for (FixedPoint point : points) {
      assertTrue(point.motion().relative() <= 0.01);
      assertEquals(-point.state().get(0), point.state().get(1), 0.05);
      assertEquals(1, point.eigenvalues().get(0).real(), 0.05);
      assertTrue(point.eigenvalues().get(1).real() < 0.8);
    }
    double reach = points.stream().mapToDouble(p -> Math.abs(p.state().get(0))).max().orElse(0);
    assertTrue(reach > 0.2, "the line reaches to " + reach);
  }

  @Test
  void theNumberOfThreadsDoesNotMatter() throws Exception {
    ModelSpec spec = HandBuiltCells.spec(8, 0);
    UpdateMap map = GeneratorCell.of(spec, HandBuiltCells.random(spec, 3)).holding();
    FixedPointSearch.Settings settings = new FixedPointSearch.Settings(200, 0.1, 0.5, 4);
    List<FixedPointSearch.Found> all = new ArrayList<>();
    for (int threads : new int[] {1, 2, 5}) {
      ForkJoinPool pool = new ForkJoinPool(threads);
      all.add(pool.submit(() -> find(map, 1, settings)).get());
      pool.shutdown();
    }
    assertFalse(all.get(0).points().isEmpty());
    assertEquals(all.get(0), all.get(1));
    assertEquals(all.get(0), all.get(2));
    assertFalse(all.get(0).equals(find(map, 1, new FixedPointSearch.Settings(200, 0.1, 0.5, 5))));
  }

  @Test
  void anInterruptEndsInWhatWasFound() {
    UpdateMap map = HandBuiltCells.cell(diagonal(3, 4));
    FixedPointSearch.Found found =
        FixedPointSearch.run(
            map,
            List.of(),
            HandBuiltCells.even(3, 1.2),
            new FixedPointSearch.Settings(1024, 0, 0.1, 0),
            (done, starts) -> {
              if (done >= 64) {
                Thread.currentThread().interrupt();
              }
            });
    assertTrue(Thread.interrupted(), "the interrupt stays");
    assertEquals(64, found.starts());
    assertTrue(found.points().size() > 8 && found.points().size() <= 27);
    assertEquals(0, found.leftOut());
    assertEquals(64, found.points().stream().mapToInt(FixedPoint::starts).sum());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 'starts of fixed-point searches must be >= 1, got 0'",
    "1, -1, 0, 'noise of fixed-point searches must be finite and >= 0, got -1.0'",
    "1, 0, NaN, 'speed of slow points must be finite and >= 0, got NaN'",
  })
  void settingsSayTheirRange(int starts, double noise, double slow, String message) {
    assertEquals(
        message,
        assertThrows(
                IllegalArgumentException.class,
                () -> new FixedPointSearch.Settings(starts, noise, slow, 0))
            .getMessage());
  }
}
