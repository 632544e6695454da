package org.lfads4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.knowm.xchart.XYChart;
import org.lfads4j.config.NearestName;
import org.lfads4j.data.Cube;
import org.lfads4j.dynamics.DrivingInputs;
import org.lfads4j.dynamics.FixedPoint;
import org.lfads4j.dynamics.FixedPointSearch;
import org.lfads4j.dynamics.GeneratorCell;
import org.lfads4j.dynamics.GeneratorReadOut;
import org.lfads4j.dynamics.Mode;
import org.lfads4j.dynamics.VisitedStates;
import org.lfads4j.inference.PosteriorMeans;
import org.lfads4j.plots.DynamicsCharts;
import org.lfads4j.plots.StatePlane;
import org.lfads4j.tables.FixedPointTables;
import tech.tablesaw.api.Table;

/**
 * The points where a trained generator stays while its inputs are held, or almost stays, and the
 * modes around them (Sussillo and Barak 2013, Neural Computation 25:626): {@link
 * LfadsResults#fixedPoints}. Each {@code withX} is another search. It runs when a table, a chart or
 * {@link #points} is first asked for, on all processors, and gives the same on any number of them.
 * An interrupt (the stop button) ends it with what was found so far; {@link #toString} says so.
 *
 * <p>A search goes from a visited state, with some noise, down the speed |F(h) - h| to where it is
 * least, by the method of Levenberg and Marquardt in double precision. Ends that are closer than
 * 1e-4 of the states' spread are one point (slow points: 1e-2). Points count from 0, fixed ones
 * first, then by the number of searches that ended there.
 */
public final class FixedPoints {
  private static final int STARTS = 1024;
  private static final double NOISE = 0.1;
  private static final double SLOW = 0.1;

  /** States by which the plane of a chart is found. */
  private static final int STATES_OF_A_PLANE = 5000;

  /** Points whose unstable modes a chart shows. */
  private static final int POINTS_WITH_MODES = 40;

  private final Source source;
  private final List<List<Double>> held;
  private final FixedPointSearch.Settings settings;
  private Searched searched;

  private record Source(
      LfadsResults results, GeneratorCell cell, GeneratorReadOut readOut, VisitedStates visited) {
    double binMs() {
      return results.trained().binMs();
    }

    List<Cube> states() {
      return results.bySession().stream()
          .map(each -> each.posteriorMeans().generatorStates())
          .toList();
    }

    List<DrivingInputs> inputs() {
      return results.bySession().stream().map(each -> inputs(each)).toList();
    }

    private DrivingInputs inputs(LfadsResults of) {
      return DrivingInputs.of(
          of.posteriorMeans().inferredInputs().map(PosteriorMeans.InferredInputs::mean),
          of.model().injectsExternalInputs() ? of.trials().externalInputs() : Optional.empty());
    }
  }

  /**
   * All that was found.
   *
   * @param made searches that were made
   * @param fast those that ended where the generator moves
   * @param note what the result lacks, if it was stopped
   */
  private record Searched(List<FixedPoint> points, int made, int fast, String note) {}

  private FixedPoints(Source source, List<List<Double>> held, FixedPointSearch.Settings settings) {
    this.source = source;
    this.held = held;
    this.settings = settings;
  }

  static FixedPoints of(LfadsResults results) {
    TrainedLfads model = results.trained();
    GeneratorCell cell = GeneratorCell.of(model.model(), model.parameters());
    List<VisitedStates.Run> runs =
        results.bySession().stream()
            .map(LfadsResults::posteriorMeans)
            .map(
                means ->
                    new VisitedStates.Run(
                        means.initialConditions().generator(), means.generatorStates()))
            .toList();
    return new FixedPoints(
        new Source(
            results,
            cell,
            GeneratorReadOut.of(model.model(), model.parameters()),
            VisitedStates.of(runs)),
        List.of(Collections.nCopies(cell.inputs(), 0.0)),
        new FixedPointSearch.Settings(STARTS, NOISE, SLOW, model.options().seed()));
  }

  /**
   * With the inputs held at these values; by default all are 0.
   *
   * @param inputs one for each inferred input, then for each external one that the generator gets
   * @throws IllegalArgumentException if their number is another, or one is not finite
   */
  public FixedPoints withInputs(double... inputs) {
    if (inputs.length != source.cell.inputs()
        || !Arrays.stream(inputs).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "inputs of the generator must be "
              + source.cell.inputs()
              + " finite numbers ("
              + source.results.model().params().coDim()
              + " inferred, then external ones), got "
              + Arrays.toString(inputs));
    }
    return holding(List.of(Arrays.stream(inputs).boxed().toList()));
  }

  /** With the inputs held at the mean over all trials and bins of what drove the generator. */
  public FixedPoints withMeanInputs() {
    return holding(List.of(DrivingInputs.means(source.inputs())));
  }

  /**
   * With the inputs held at their mean over the trials of a condition.
   *
   * @throws IllegalArgumentException if no trial has it
   * @throws IllegalStateException if the trials have no conditions
   */
  public FixedPoints withMeanInputs(String condition) {
    List<DrivingInputs> chosen = new ArrayList<>();
    List<String> known = new ArrayList<>();
    for (LfadsResults each : source.results.bySession()) {
      List<String> conditions =
          each.trials()
              .conditions()
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "inputs of a condition must be of trials with conditions, got trials"
                              + " without; use trials.withConditions(...)"));
      known.addAll(conditions);
      chosen.add(source.inputs(each).ofTrials(t -> conditions.get(t).equals(condition)));
    }
    if (!known.contains(condition)) {
      throw new IllegalArgumentException(
          "condition must be one of the trials', " + NearestName.insteadOf(condition, known));
    }
    return holding(List.of(DrivingInputs.means(chosen)));
  }

  /**
   * With one input held at several values, one after the other: so many of its standard deviations,
   * over all trials and bins, from where it is held now. Tables and charts then hold the points of
   * all values.
   *
   * @param input which one, from 0
   * @param deviations such as -2, -1, 0, 1, 2
   * @throws IllegalArgumentException if there is no such input, or a number is not finite
   */
  public FixedPoints withSweep(int input, double... deviations) {
    requireInput(input);
    if (deviations.length == 0 || !Arrays.stream(deviations).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "deviations of an input must be finite numbers, at least one, got "
              + Arrays.toString(deviations));
    }
    double sd = DrivingInputs.standardDeviations(source.inputs()).get(input);
    return holding(
        Arrays.stream(deviations)
            .mapToObj(
                k -> {
                  List<Double> moved = new ArrayList<>(held.get(0));
                  moved.set(input, moved.get(input) + k * sd);
                  return List.copyOf(moved);
                })
            .toList());
  }

  private void requireInput(int input) {
    if (input < 0 || input >= source.cell.inputs()) {
      throw new IllegalArgumentException(
          "input must be one of the generator's "
              + source.cell.inputs()
              + ", which count from 0, got "
              + input);
    }
  }

  /** With another number of searches; 1024 by default. */
  public FixedPoints withStarts(int starts) {
    return searching(
        new FixedPointSearch.Settings(starts, settings.noise(), settings.slow(), settings.seed()));
  }

  /**
   * With another standard deviation of the noise that is added to the states from which searches
   * start; 0.1 by default, in units of the states' own.
   */
  public FixedPoints withNoise(double noise) {
    return searching(
        new FixedPointSearch.Settings(settings.starts(), noise, settings.slow(), settings.seed()));
  }

  /**
   * With slow points up to another speed; 0.1 by default, in units of the trials' median speed.
   * With 0 there are fixed points alone.
   */
  public FixedPoints withSlowest(double speed) {
    return searching(
        new FixedPointSearch.Settings(settings.starts(), settings.noise(), speed, settings.seed()));
  }

  private FixedPoints holding(List<List<Double>> inputs) {
    return new FixedPoints(source, inputs, settings);
  }

  private FixedPoints searching(FixedPointSearch.Settings changed) {
    return new FixedPoints(source, held, changed);
  }

  /** The points as values. */
  public List<FixedPoint> points() {
    return searched().points;
  }

  private synchronized Searched searched() {
    if (searched == null) {
      List<FixedPoint> points = new ArrayList<>();
      int made = 0;
      int fast = 0;
      int leftOut = 0;
      int all = settings.starts() * held.size();
      for (List<Double> inputs : held) {
        if (made > 0 && Thread.currentThread().isInterrupted()) {
          break;
        }
        int before = made;
        FixedPointSearch.Found found =
            FixedPointSearch.run(
                source.cell.holding(plain(inputs)),
                inputs,
                source.visited,
                settings,
                (done, starts) ->
                    source.results.trained().progress().fixedPoints(before + done, all));
        points.addAll(found.points());
        made += found.starts();
        fast += found.fast();
        leftOut += found.leftOut();
      }
      // An interrupt has done what it should.
      boolean unused = Thread.interrupted();
      String stopped = made < all ? "; stopped after " + made + " of " + all + " searches" : "";
      String left = leftOut > 0 ? "; stopped, and " + leftOut + " points left out" : "";
      searched = new Searched(List.copyOf(points), made, fast, stopped + left);
    }
    return searched;
  }

  /**
   * One row a point: whether it is fixed or slow, and stable; how fast it still moves; the largest
   * eigenvalue with its time constant and frequency; how many searches ended there; whether it is
   * an outlier, farther from all states visited than they are from their mean; and its inputs. See
   * {@link FixedPoint}.
   */
  public Table table() {
    return FixedPointTables.points("fixed points" + searched().note, points(), source.binMs());
  }

  /** All eigenvalues of all points, with time constants (ms) and frequencies (Hz). */
  public Table eigenvalues() {
    return FixedPointTables.eigenvalues(points(), source.binMs());
  }

  /**
   * The unstable modes of each point and the slowest others, five at least where there are so many,
   * as directions among factors. A mode is a unit vector among states. One that turns is given once
   * for its pair, in two rows a quarter of a turn apart.
   */
  public Table modes() {
    return FixedPointTables.modes(modesOf(points().size()), source.readOut, source.binMs());
  }

  /** The same modes as directions among the log rates of neurons (their means if Gaussian). */
  public Table modesOnNeurons() {
    return FixedPointTables.modesOnNeurons(
        modesOf(points().size()), source.readOut, neurons(), source.binMs());
  }

  /**
   * By how much a unit of each input moves a state along each of these modes in a bin: the left
   * eigenvector times the derivative by the input.
   */
  public Table inputsOnModes() {
    return FixedPointTables.pushes(modesOf(points().size()), source.cell.inputs(), source.binMs());
  }

  /** The points as factors. */
  public Table factors() {
    return FixedPointTables.factors(points(), source.readOut);
  }

  /** What neurons do at the points, in spikes/s (the data's unit if Gaussian). */
  public Table rates() {
    return FixedPointTables.rates(points(), source.readOut, neurons(), source.binMs());
  }

  /** Trials and points in the plane of the states' first two principal components. */
  public XYChart plot() {
    return plot(0, 1);
  }

  /**
   * Trials and points in the plane of two principal components of the states. Stable points are
   * filled, unstable ones are rings with lines along their unstable modes, slow points are
   * diamonds. Outliers are left out.
   *
   * @param x component along the x axis, from 0
   * @param y component along the y axis, from 0
   * @throws IllegalArgumentException if there are no such components
   */
  public XYChart plot(int x, int y) {
    return plot(components(x, y));
  }

  /** The same in the plane of two factors. */
  public XYChart plotInFactors(int x, int y) {
    return plot(factors(x, y));
  }

  private XYChart plot(StatePlane plane) {
    return DynamicsCharts.points(plane, source.states(), points(), modesOf(drawn()));
  }

  /**
   * Trials and points over arrows that say where states in the plane of the states' first two
   * principal components go: all other components at their mean, the longest arrow as long as the
   * grid is wide.
   *
   * @throws IllegalStateException in a sweep, where each value of the input has another flow
   */
  public XYChart plotFlow() {
    return plotFlow(0, 1);
  }

  /** The same in the plane of two components. */
  public XYChart plotFlow(int x, int y) {
    return flow(components(x, y), points(), modesOf(drawn()));
  }

  /** The same in the plane of two factors, from states that are nearest to the mean state. */
  public XYChart plotFlowInFactors(int x, int y) {
    return flow(factors(x, y), points(), modesOf(drawn()));
  }

  /** Arrows and trials, without a search. */
  XYChart flow() {
    return flow(components(0, 1), List.of(), List.of());
  }

  private XYChart flow(StatePlane plane, List<FixedPoint> points, List<List<Mode>> modes) {
    if (held.size() > 1) {
      throw new IllegalStateException(
          "a flow must be of inputs that are held, got a sweep of "
              + held.size()
              + " values; use withInputs(...)");
    }
    return DynamicsCharts.flow(
        plane, source.states(), source.cell.holding(plain(held.get(0))), points, modes);
  }

  /**
   * The eigenvalues of all points in the complex plane; within the circle modes decay.
   *
   * @throws IllegalStateException if no point was found
   */
  public XYChart plotEigenvalues() {
    return DynamicsCharts.eigenvalues(some());
  }

  /**
   * The points over an input that {@link #withSweep} holds at several values: their place along the
   * first principal component of the states.
   *
   * @param input which one, from 0
   * @throws IllegalArgumentException if there is no such input
   * @throws IllegalStateException if no point was found
   */
  public XYChart plotSweep(int input) {
    requireInput(input);
    return DynamicsCharts.sweep(components(0, 1), some(), input);
  }

  private List<FixedPoint> some() {
    if (points().isEmpty()) {
      throw new IllegalStateException(
          "a chart of fixed points must have one, got none of "
              + searched().made
              + " searches; use withStarts(...) or withSlowest(...)");
    }
    return points();
  }

  private StatePlane components(int x, int y) {
    return StatePlane.ofComponents(states(), x, y);
  }

  private StatePlane factors(int x, int y) {
    return StatePlane.ofFactors(states(), source.readOut, x, y);
  }

  private double[][] states() {
    return source.visited.sample(STATES_OF_A_PLANE, settings.seed());
  }

  private int drawn() {
    return Math.min(POINTS_WITH_MODES, points().size());
  }

  private List<List<Mode>> modesOf(int first) {
    return points().subList(0, first).stream().map(p -> Mode.of(source.cell, p)).toList();
  }

  /** The neurons of all sessions, with the session's name where there are several. */
  private List<String> neurons() {
    TrainedLfads model = source.results.trained();
    List<String> sessions = model.sessions();
    Function<String, List<String>> names =
        session ->
            model.neuronNames(session).stream()
                .map(neuron -> sessions.size() == 1 ? neuron : session + "." + neuron)
                .toList();
    return sessions.stream().map(names).flatMap(List::stream).toList();
  }

  private static double[] plain(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  @Override
  public synchronized String toString() {
    String inputs =
        held.get(0).isEmpty()
            ? ""
            : held.stream()
                .map(Object::toString)
                .collect(Collectors.joining(", ", ", inputs held at ", ""));
    String asked = settings.starts() * held.size() + " searches" + inputs;
    if (searched == null) {
      return "fixed points: " + asked + ", not yet made";
    }
    List<FixedPoint> fixed = points().stream().filter(FixedPoint::isFixed).toList();
    return "%s fixed points (%s stable) and %s slow ones: %s%s; %s ended where it moves"
        .formatted(
            fixed.size(),
            fixed.stream().filter(FixedPoint::isStable).count(),
            points().size() - fixed.size(),
            asked,
            searched.note,
            searched.fast);
  }
}
