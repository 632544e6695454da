package org.lfads4j.dynamics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.lfads4j.config.Internal;
import org.lfads4j.data.Cube;

/** What drove a generator in trials: the inferred inputs, then the external ones it is given. */
@Internal
public final class DrivingInputs {
  private final List<Cube> parts;

  private DrivingInputs(List<Cube> parts) {
    this.parts = parts;
  }

  /** Of the trials of one session, each trials x bins x inputs. */
  public static DrivingInputs of(Optional<Cube> inferred, Optional<Cube> external) {
    return new DrivingInputs(Stream.of(inferred, external).flatMap(Optional::stream).toList());
  }

  /**
   * The mean of each input over bins and trials.
   *
   * @param sessions at least one, with the same inputs
   */
  public static List<Double> means(List<DrivingInputs> sessions) {
    return columns(sessions, values -> values.average().orElse(0));
  }

  /** The standard deviation of each input over bins and trials. */
  public static List<Double> standardDeviations(List<DrivingInputs> sessions) {
    return columns(
        sessions,
        values -> {
          double[] all = values.toArray();
          double mean = Arrays.stream(all).average().orElse(0);
          return Math.sqrt(
              Arrays.stream(all).map(v -> (v - mean) * (v - mean)).average().orElse(0));
        });
  }

  /** The same in some of the trials. */
  public DrivingInputs ofTrials(IntPredicate chosen) {
    return new DrivingInputs(
        parts.stream()
            .map(
                cube ->
                    cube.selectTrials(IntStream.range(0, cube.trials()).filter(chosen).toArray()))
            .toList());
  }

  private interface Summary {
    double of(DoubleStream values);
  }

  private static List<Double> columns(List<DrivingInputs> sessions, Summary summary) {
    return IntStream.range(0, sessions.get(0).parts.size())
        .boxed()
        .flatMap(
            part ->
                IntStream.range(0, sessions.get(0).parts.get(part).columns())
                    .mapToObj(c -> summary.of(values(sessions, part, c))))
        .toList();
  }

  private static DoubleStream values(List<DrivingInputs> sessions, int part, int column) {
    return sessions.stream()
        .map(session -> session.parts.get(part))
        .flatMapToDouble(
            cube ->
                IntStream.range(0, cube.trials() * cube.bins())
                    .mapToDouble(row -> cube.at(row / cube.bins(), row % cube.bins(), column)));
  }
}
