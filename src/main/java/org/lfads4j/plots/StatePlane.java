package org.lfads4j.plots;

import java.util.Arrays;
import java.util.List;
import org.lfads4j.config.Internal;
import org.lfads4j.linear.Pca;

/**
 * The plane of two principal components of a generator's states.
 *
 * @param components of the states
 * @param x the component along the x axis, from 0
 * @param y the component along the y axis
 */
@Internal
public record StatePlane(Pca components, int x, int y) {
  /**
   * A plane.
   *
   * @param states rows of states, at least two
   * @throws IllegalArgumentException if the components are not two different ones of these states
   */
  public static StatePlane of(double[][] states, int x, int y) {
    int units = states[0].length;
    if (x < 0 || y < 0 || x >= units || y >= units || x == y) {
      throw new IllegalArgumentException(
          "components of a plane must be two different ones from 0 to %s, got %s and %s"
              .formatted(units - 1, x, y));
    }
    return new StatePlane(Pca.of(states, Math.max(x, y) + 1), x, y);
  }

  /** Where a state lies. */
  double[] place(double[] state) {
    double[] all = components.project(new double[][] {state})[0];
    return new double[] {all[x], all[y]};
  }

  /** The state at a place in this plane; other components are at their mean. */
  double[] state(double atX, double atY) {
    double[] state = components.means();
    double[] alongX = components.component(x);
    double[] alongY = components.component(y);
    Arrays.setAll(state, j -> state[j] + atX * alongX[j] + atY * alongY[j]);
    return state;
  }

  /** How far a direction among states goes in this plane. */
  double[] direction(double[] direction) {
    return new double[] {dot(direction, x), dot(direction, y)};
  }

  private double dot(double[] direction, int k) {
    double[] component = components.component(k);
    double sum = 0;
    for (int j = 0; j < component.length; j++) {
      sum += direction[j] * component[j];
    }
    return sum;
  }

  String title(int k) {
    double total = components.totalVariance();
    long percent = Math.round(total == 0 ? 0 : 100 * components.variances()[k] / total);
    return "principal component %s of states (a.u.; %s %% of variance)".formatted(k, percent);
  }

  List<String> titles() {
    return List.of(title(x), title(y));
  }
}
