package org.lfads4j.dynamics;

import java.util.Optional;
import java.util.stream.IntStream;
import org.lfads4j.linear.DampedSteps;

/**
 * Goes from a state down the speed q(h) = |F(h) - h|<sup>2</sup> / 2 to where it is least, by the
 * method of Levenberg and Marquardt with the exact derivative. The damping is proportional to |F(h)
 * - h| (Fan and Yuan 2005, Computing 74:23), so that steps at the end are Newton's, also where
 * fixed points lie on a line.
 */
final class LevenbergMarquardt {
  private static final int MOST_STEPS = 300;

  /** Below this speed of each unit nothing is left but rounding. */
  private static final double ROUNDING = 1e-15;

  /** A step of a unit that is smaller than this says that q is least here. */
  private static final double STILL = 1e-12;

  private static final double MOST_DAMPING = 1e12;

  private LevenbergMarquardt() {}

  /** A search from one start. */
  static final class Path {
    private final double[] end;
    private final Optional<double[]> passed;

    private Path(double[] end, Optional<double[]> passed) {
      this.end = end;
      this.passed = passed;
    }

    /** Where the speed is least. */
    double[] end() {
      return end;
    }

    /** The first state on the way that was slow, if there was one. */
    Optional<double[]> passed() {
      return passed;
    }
  }

  /**
   * Searches.
   *
   * @param slow the speed below which a state is slow
   */
  static Path from(UpdateMap map, double[] start, double slow) {
    double[] state = start;
    double[] residual = residual(map, state);
    double speed = norm(residual);
    double floor = ROUNDING * Math.sqrt(map.units());
    Optional<double[]> passed = Optional.empty();
    double factor = 1;
    int steps = 0;
    while (speed > floor && steps < MOST_STEPS) {
      steps++;
      passed = passed.isEmpty() && speed <= slow ? Optional.of(state) : passed;
      double[][] derivative = map.jacobian(state);
      for (int j = 0; j < derivative.length; j++) {
        derivative[j][j]--;
      }
      DampedSteps down = new DampedSteps(derivative, residual);
      double before = speed;
      boolean still = true;
      while (factor * before <= MOST_DAMPING) {
        double[] step = down.step(factor * before);
        double[] tried = sum(state, step);
        double[] left = residual(map, tried);
        double reached = norm(left);
        if (reached < speed) {
          factor *= reached < before / 2 ? 0.1 : 0.5;
          still = norm(step) <= STILL * Math.sqrt(step.length) && reached > before / 2;
          state = tried;
          residual = left;
          speed = reached;
          break;
        }
        if (norm(step) <= STILL * Math.sqrt(step.length)) {
          break;
        }
        factor *= 4;
      }
      if (still) {
        break;
      }
      factor = Math.max(factor, 1e-8);
    }
    return new Path(state, passed);
  }

  /** F(h) - h. */
  static double[] residual(UpdateMap map, double[] state) {
    double[] next = map.next(state);
    return IntStream.range(0, next.length).mapToDouble(j -> next[j] - state[j]).toArray();
  }

  static double norm(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }

  private static double[] sum(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(j -> a[j] + b[j]).toArray();
  }
}
