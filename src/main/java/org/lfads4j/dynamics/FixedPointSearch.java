package org.lfads4j.dynamics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.lfads4j.config.Internal;
import org.lfads4j.linear.Eigen;

/**
 * Finds the points where a generator stays, or almost: from states that it visited, each search
 * goes down the speed to where it is least. Where it passes a state that is much slower still than
 * a slow point must be, far from its end, that is a point as well: along a line or sheet of such
 * states, an integrator, the speed is least at its few fixed points alone. Those that lie closely
 * together are one point, at the slowest of them. Searches are independent, and what they find is
 * put together in their order, so that the number of threads does not matter.
 */
@Internal
public final class FixedPointSearch {
  /** Searches between two looks at the clock and at interrupts. */
  private static final int BLOCK = 32;

  /** Fixed points are the same within this part of the states' spread. */
  private static final double SAME_FIXED = 1e-4;

  /** Slow points, which lie less sharply, are the same within this part of it. */
  private static final double SAME_SLOW = 1e-2;

  /** A state that a search passes may have this part of the speed of its slow end. */
  private static final double PASSED = 0.1;

  /** From a slow point that is no end, the generator would need so many trials to the end. */
  private static final int TRIALS_TO_THE_END = 10;

  /** States that a point is compared with; those of the first searches. */
  private static final int COMPARED = 4096;

  private final UpdateMap map;
  private final List<Double> inputs;
  private final VisitedStates visited;
  private final Settings settings;
  private final List<Group> groups = new ArrayList<>();
  private int starts;
  private int fast;

  /**
   * How to search.
   *
   * @param starts number of searches
   * @param noise standard deviation of what is added to the states from which they start, in units
   *     of that of the states
   * @param slow the fastest points that are kept, in units of the states' median speed
   * @param seed of which states are drawn, and of the noise
   */
  public record Settings(int starts, double noise, double slow, long seed) {
    /** Checks the ranges. */
    public Settings {
      if (starts < 1) {
        throw new IllegalArgumentException(
            "starts of fixed-point searches must be >= 1, got " + starts);
      }
      requireFromZero("noise of fixed-point searches", noise);
      requireFromZero("speed of slow points", slow);
    }

    private static void requireFromZero(String what, double value) {
      if (!(value >= 0 && Double.isFinite(value))) {
        throw new IllegalArgumentException(what + " must be finite and >= 0, got " + value);
      }
    }
  }

  /** Receives the progress of searches, between blocks of them. */
  public interface Progress {
    /** How many are done, of how many. */
    void done(int done, int starts);
  }

  /**
   * What was found.
   *
   * @param points fixed points before slow ones, those where more searches ended first
   * @param starts searches that were made: fewer than asked for if the thread was interrupted
   * @param fast ends of searches where the generator moves faster than at a slow point
   * @param leftOut points that were found but not analysed, because the thread was interrupted
   */
  public record Found(List<FixedPoint> points, int starts, int fast, int leftOut) {
    /** Copies the list. */
    public Found {
      points = List.copyOf(points);
    }
  }

  /** Ends that count as one point. */
  private static final class Group {
    private End slowest;
    private int starts = 1;

    Group(End first) {
      this.slowest = first;
    }
  }

  private static final class End {
    private final double[] state;
    private final FixedPoint.Motion motion;
    private final boolean isFixed;

    End(double[] state, FixedPoint.Motion motion) {
      this.state = state;
      this.motion = motion;
      this.isFixed = motion.isAtRest();
    }
  }

  private FixedPointSearch(
      UpdateMap map, List<Double> inputs, VisitedStates visited, Settings settings) {
    this.map = map;
    this.inputs = inputs;
    this.visited = visited;
    this.settings = settings;
  }

  /**
   * Searches. An interrupt of the thread ends it with what was found so far, and stays set.
   *
   * @param map the generator while the inputs are held
   * @param inputs what they are held at
   */
  public static Found run(
      UpdateMap map,
      List<Double> inputs,
      VisitedStates visited,
      Settings settings,
      Progress progress) {
    return new FixedPointSearch(map, inputs, visited, settings).run(progress);
  }

  private Found run(Progress progress) {
    while (starts < settings.starts && !Thread.currentThread().isInterrupted()) {
      int first = starts;
      int now = Math.min(BLOCK, settings.starts - first);
      inParallel(now, i -> ends(first + i)).forEach(ends -> ends.forEach(this::add));
      starts += now;
      progress.done(starts, settings.starts);
    }
    groups.sort(
        Comparator.<Group, Boolean>comparing(each -> !each.slowest.isFixed)
            .thenComparing(each -> -each.starts)
            .thenComparing(each -> each.slowest.motion.speed()));
    double[][] near = visited.sample(Math.min(starts, COMPARED), settings.seed);
    List<FixedPoint> points = new ArrayList<>();
    // The first block is analysed in any case: an interrupt ends in what was found.
    while (points.size() < groups.size()
        && (points.isEmpty() || !Thread.currentThread().isInterrupted())) {
      int first = points.size();
      int now = Math.min(BLOCK, groups.size() - first);
      inParallel(now, i -> point(groups.get(first + i), near)).forEach(points::add);
    }
    return new Found(points, starts, fast, groups.size() - points.size());
  }

  private static <T> Stream<T> inParallel(int count, IntFunction<T> task) {
    return IntStream.range(0, count).parallel().mapToObj(task).toList().stream();
  }

  private List<End> ends(int start) {
    LevenbergMarquardt.Path path =
        LevenbergMarquardt.from(
            map,
            visited.start(start, settings.noise, settings.seed),
            PASSED * settings.slow * visited.speed());
    End end = end(path.end());
    return Stream.concat(
            Stream.of(end), path.passed().map(this::end).filter(p -> isApart(p, end)).stream())
        .toList();
  }

  private boolean isApart(End passed, End end) {
    double binsToTheEnd = (double) TRIALS_TO_THE_END * visited.bins();
    return !isSame(SAME_SLOW, passed.state, end.state)
        && distance(passed.state, end.state) > binsToTheEnd * passed.motion.speed();
  }

  private End end(double[] state) {
    double speed = LevenbergMarquardt.norm(LevenbergMarquardt.residual(map, state));
    FixedPoint.Motion motion =
        new FixedPoint.Motion(speed, speed / visited.speed(), distance(map.target(state), state));
    return new End(state, motion);
  }

  private boolean isSame(double part, double[] a, double[] b) {
    return distance(a, b) <= part * visited.spread();
  }

  private void add(End end) {
    if (!end.isFixed && !(end.motion.relative() <= settings.slow)) {
      fast++;
      return;
    }
    for (Group group : groups) {
      boolean sharp = end.isFixed && group.slowest.isFixed;
      if (isSame(sharp ? SAME_FIXED : SAME_SLOW, group.slowest.state, end.state)) {
        group.starts++;
        boolean slower = end.motion.speed() < group.slowest.motion.speed();
        group.slowest = slower ? end : group.slowest;
        return;
      }
    }
    groups.add(new Group(end));
  }

  private FixedPoint point(Group group, double[][] near) {
    double[] state = group.slowest.state;
    double nearest = Arrays.stream(near).mapToDouble(each -> distance(each, state)).min().orElse(0);
    Eigen eigen = Eigen.of(map.jacobian(state));
    return new FixedPoint(
        Arrays.stream(state).boxed().toList(),
        inputs,
        group.slowest.motion,
        nearest / visited.spread(),
        group.starts,
        IntStream.range(0, eigen.count())
            .mapToObj(k -> new Eigenvalue(eigen.real(k), eigen.imaginary(k)))
            .toList());
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += (a[j] - b[j]) * (a[j] - b[j]);
    }
    return Math.sqrt(sum);
  }
}
