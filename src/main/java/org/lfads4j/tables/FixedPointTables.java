package org.lfads4j.tables;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.lfads4j.config.Internal;
import org.lfads4j.dynamics.Eigenvalue;
import org.lfads4j.dynamics.FixedPoint;
import org.lfads4j.dynamics.GeneratorReadOut;
import org.lfads4j.dynamics.Mode;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Fixed points of a generator, and what is around them, as tables. Points count from 0. */
@Internal
public final class FixedPointTables {
  private FixedPointTables() {}

  /**
   * One row a point: {@code kind}, fixed or slow; {@code stable}; {@code unstable_modes}, the
   * number of directions in which states go away; {@code speed} per bin, and {@code
   * relative_speed}, over the trials' median; {@code to_candidate}; the {@code magnitude}, time
   * constant (negative where it grows) and frequency of the largest eigenvalue; {@code starts} that
   * ended there; {@code distance} to the nearest state visited, and whether that makes it an {@code
   * outlier}; and the inputs that were held.
   */
  public static Table points(String name, List<FixedPoint> points, double binMs) {
    List<Column<?>> columns = new ArrayList<>();
    columns.add(IntColumn.create("point", IntStream.range(0, points.size())));
    columns.add(
        StringColumn.create("kind", points.stream().map(p -> p.isFixed() ? "fixed" : "slow")));
    columns.add(booleans("stable", points, FixedPoint::isStable));
    columns.add(
        IntColumn.create("unstable_modes", points.stream().mapToInt(FixedPoint::unstableModes)));
    columns.add(Columns.numbers("speed", points, p -> p.motion().speed()));
    columns.add(Columns.numbers("relative_speed", points, p -> p.motion().relative()));
    columns.add(Columns.numbers("to_candidate", points, p -> p.motion().toCandidate()));
    columns.addAll(ofEigenvalues(points.stream().map(p -> p.eigenvalues().get(0)).toList(), binMs));
    columns.add(IntColumn.create("starts", points.stream().mapToInt(FixedPoint::starts)));
    columns.add(Columns.numbers("distance", points, FixedPoint::distance));
    columns.add(booleans("outlier", points, FixedPoint::isOutlier));
    int inputs = points.isEmpty() ? 0 : points.get(0).inputs().size();
    for (int u = 0; u < inputs; u++) {
      int input = u;
      columns.add(Columns.numbers("input_" + u, points, p -> p.inputs().get(input)));
    }
    return WideTable.table(name, columns);
  }

  /** One row an eigenvalue of each point, largest in magnitude first. */
  public static Table eigenvalues(List<FixedPoint> points, double binMs) {
    List<Eigenvalue> all = points.stream().flatMap(p -> p.eigenvalues().stream()).toList();
    List<Column<?>> columns = new ArrayList<>();
    columns.add(
        IntColumn.create(
            "point",
            IntStream.range(0, points.size())
                .flatMap(i -> points.get(i).eigenvalues().stream().mapToInt(e -> i))));
    columns.add(
        IntColumn.create(
            "mode", points.stream().flatMapToInt(p -> IntStream.range(0, p.eigenvalues().size()))));
    columns.add(Columns.numbers("real", all, Eigenvalue::real));
    columns.add(Columns.numbers("imaginary", all, Eigenvalue::imaginary));
    columns.addAll(ofEigenvalues(all, binMs));
    return WideTable.table("eigenvalues of fixed points", columns);
  }

  /** The points as factors: one row a point. */
  public static Table factors(List<FixedPoint> points, GeneratorReadOut readOut) {
    double[][] rows = readOut.factors(states(points));
    return perPoint("factors at fixed points", factorNames(readOut), rows);
  }

  /**
   * What neurons do at the points: one row a point, spikes/s (the data's unit if Gaussian).
   *
   * @param neurons the names of all sessions' neurons, one after the other
   */
  public static Table rates(
      List<FixedPoint> points, GeneratorReadOut readOut, List<String> neurons, double binMs) {
    return perPoint("rates at fixed points", neurons, readOut.rates(binMs, states(points)));
  }

  private static Table perPoint(String name, List<String> names, double[][] rows) {
    List<Column<?>> columns = new ArrayList<>();
    columns.add(IntColumn.create("point", IntStream.range(0, rows.length)));
    addValues(
        columns,
        names,
        Arrays.stream(rows).map(row -> Arrays.stream(row).boxed().toList()).toList());
    return WideTable.table(name, columns);
  }

  private static double[][] states(List<FixedPoint> points) {
    return points.stream()
        .map(point -> point.state().stream().mapToDouble(Double::doubleValue).toArray())
        .toArray(double[][]::new);
  }

  private static List<String> factorNames(GeneratorReadOut readOut) {
    return ResultTables.numbered("factor_", readOut.factors());
  }

  /** Modes as directions among factors. */
  public static Table modes(List<List<Mode>> modes, GeneratorReadOut readOut, double binMs) {
    return modes("modes on factors", factorNames(readOut), modes, binMs, readOut::factors);
  }

  /**
   * Modes as directions among the log rates of neurons (among their means if Gaussian).
   *
   * @param neurons the names of all sessions' neurons, one after the other
   */
  public static Table modesOnNeurons(
      List<List<Mode>> modes, GeneratorReadOut readOut, List<String> neurons, double binMs) {
    return modes("modes on log rates", neurons, modes, binMs, readOut::neuronDirections);
  }

  /** A mode that turns has two rows, a quarter of a turn apart. */
  private static Table modes(
      String name,
      List<String> names,
      List<List<Mode>> modes,
      double binMs,
      Function<double[][], double[][]> values) {
    List<Row> rows = new ArrayList<>();
    for (int p = 0; p < modes.size(); p++) {
      for (Mode mode : modes.get(p)) {
        double[][] read = values.apply(mode.axes());
        rows.add(new Row(p, mode, "real", Arrays.stream(read[0]).boxed().toList()));
        if (mode.turns()) {
          rows.add(new Row(p, mode, "imaginary", Arrays.stream(read[1]).boxed().toList()));
        }
      }
    }
    List<Column<?>> columns = labels(rows, binMs);
    columns.add(StringColumn.create("part", rows.stream().map(Row::part)));
    addValues(columns, names, rows.stream().map(Row::values).toList());
    return WideTable.table(name, columns);
  }

  /** One row a mode: by how much a unit of each input moves a state along it, in a bin. */
  public static Table pushes(List<List<Mode>> modes, int inputs, double binMs) {
    List<Row> rows = new ArrayList<>();
    for (int p = 0; p < modes.size(); p++) {
      for (Mode mode : modes.get(p)) {
        rows.add(new Row(p, mode, "", mode.pushes()));
      }
    }
    List<Column<?>> columns = labels(rows, binMs);
    addValues(
        columns, ResultTables.numbered("input_", inputs), rows.stream().map(Row::values).toList());
    return WideTable.table("inputs on modes", columns);
  }

  private record Row(int point, Mode mode, String part, List<Double> values) {}

  private static List<Column<?>> labels(List<Row> rows, double binMs) {
    List<Column<?>> columns = new ArrayList<>();
    columns.add(IntColumn.create("point", rows.stream().mapToInt(Row::point)));
    columns.add(IntColumn.create("mode", rows.stream().mapToInt(row -> row.mode.rank())));
    columns.addAll(ofEigenvalues(rows.stream().map(row -> row.mode.eigenvalue()).toList(), binMs));
    return columns;
  }

  private static List<Column<?>> ofEigenvalues(List<Eigenvalue> all, double binMs) {
    return List.of(
        Columns.numbers("magnitude", all, Eigenvalue::magnitude),
        Columns.numbers("time_constant_ms", all, e -> e.timeConstantMs(binMs)),
        Columns.numbers("half_life_ms", all, e -> e.halfLifeMs(binMs)),
        Columns.numbers("frequency_hz", all, e -> e.frequencyHz(binMs)));
  }

  private static void addValues(
      List<Column<?>> columns, List<String> names, List<List<Double>> rows) {
    for (int c = 0; c < names.size(); c++) {
      int column = c;
      columns.add(Columns.numbers(names.get(c), rows, row -> row.get(column)));
    }
  }

  private static <T> BooleanColumn booleans(String name, List<T> rows, Function<T, Boolean> value) {
    return BooleanColumn.create(name, rows.stream().map(value).toArray(Boolean[]::new));
  }
}
