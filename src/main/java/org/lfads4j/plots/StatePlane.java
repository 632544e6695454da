package org.lfads4j.plots;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.lfads4j.config.Internal;
import org.lfads4j.dynamics.GeneratorReadOut;
import org.lfads4j.linear.Columns;
import org.lfads4j.linear.Pca;

/** A plane into which a generator's states are projected: two principal components, or factors. */
@Internal
public final class StatePlane {
  private final List<String> titles;

  /** The mean state, and where it lies in the plane. */
  private final double[] mean;

  private final double[] placeOfMean;

  /** A coordinate is the product of a state with one of these. */
  private final double[][] axes;

  /** The shortest directions that move one coordinate by 1 and leave the other. */
  private final double[][] lifts;

  private StatePlane(
      List<String> titles, double[] mean, double[] placeOfMean, double[][] axes, double[][] lifts) {
    this.titles = titles;
    this.mean = mean;
    this.placeOfMean = placeOfMean;
    this.axes = axes;
    this.lifts = lifts;
  }

  /**
   * The plane of two principal components, with the mean state at its origin.
   *
   * @param states rows of states, at least two
   * @param x the component along the x axis, from 0
   * @param y the component along the y axis
   * @throws IllegalArgumentException if the components are not two different ones of these states
   */
  public static StatePlane ofComponents(double[][] states, int x, int y) {
    requireTwo("components", states[0].length, x, y);
    Pca pca = Pca.of(states, Math.max(x, y) + 1);
    double[][] axes = {pca.component(x), pca.component(y)};
    return new StatePlane(
        List.of(title(pca, x), title(pca, y)), pca.means(), new double[2], axes, axes);
  }

  private static String title(Pca pca, int k) {
    double total = pca.totalVariance();
    long percent = Math.round(total == 0 ? 0 : 100 * pca.variances()[k] / total);
    return "principal component %s (a.u.; %s %% of variance)".formatted(k, percent);
  }

  /**
   * The plane of two factors. States in it are those nearest to the mean state.
   *
   * @param states rows of states, at least one
   * @param x the factor along the x axis, from 0
   * @param y the factor along the y axis
   * @throws IllegalArgumentException if they are not two different ones
   */
  public static StatePlane ofFactors(double[][] states, GeneratorReadOut readOut, int x, int y) {
    requireTwo("factors", readOut.factors(), x, y);
    int units = states[0].length;
    double[][] each =
        IntStream.range(0, units)
            .mapToObj(j -> IntStream.range(0, units).mapToDouble(k -> k == j ? 1 : 0).toArray())
            .toArray(double[][]::new);
    double[][] map = readOut.factors(each);
    double[][] axes = {
      Arrays.stream(map).mapToDouble(row -> row[x]).toArray(),
      Arrays.stream(map).mapToDouble(row -> row[y]).toArray()
    };
    double[] mean = Columns.means(states);
    return new StatePlane(
        List.of("factor " + x + " (a.u.)", "factor " + y + " (a.u.)"),
        mean,
        products(axes, mean),
        axes,
        lifts(axes));
  }

  private static void requireTwo(String what, int all, int x, int y) {
    if (x < 0 || y < 0 || x >= all || y >= all || x == y) {
      throw new IllegalArgumentException(
          "%s of a plane must be two different ones from 0 to %s, got %s and %s"
              .formatted(what, all - 1, x, y));
    }
  }

  /** The rows of the pseudoinverse. Columns of a factor map have unit length. */
  private static double[][] lifts(double[][] axes) {
    double cosine = products(axes, axes[1])[0];
    double rest = Math.max(1e-12, 1 - cosine * cosine);
    double[][] lifts = new double[2][axes[0].length];
    for (int j = 0; j < axes[0].length; j++) {
      lifts[0][j] = (axes[0][j] - cosine * axes[1][j]) / rest;
      lifts[1][j] = (axes[1][j] - cosine * axes[0][j]) / rest;
    }
    return lifts;
  }

  /** What the axes are: x, y. */
  List<String> titles() {
    return titles;
  }

  /** Where a state lies. */
  double[] place(double[] state) {
    double[] place =
        direction(IntStream.range(0, state.length).mapToDouble(j -> state[j] - mean[j]).toArray());
    return new double[] {place[0] + placeOfMean[0], place[1] + placeOfMean[1]};
  }

  /** The state at a place that is nearest to the mean state. */
  double[] state(double x, double y) {
    double[] state = mean.clone();
    Arrays.setAll(
        state,
        j -> state[j] + (x - placeOfMean[0]) * lifts[0][j] + (y - placeOfMean[1]) * lifts[1][j]);
    return state;
  }

  /** How far a direction among states goes in this plane. */
  double[] direction(double[] direction) {
    return products(axes, direction);
  }

  private static double[] products(double[][] axes, double[] state) {
    return Arrays.stream(axes)
        .mapToDouble(
            axis -> IntStream.range(0, state.length).mapToDouble(j -> axis[j] * state[j]).sum())
        .toArray();
  }
}
