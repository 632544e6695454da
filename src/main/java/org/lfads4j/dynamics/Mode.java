package org.lfads4j.dynamics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lfads4j.config.Internal;
import org.lfads4j.linear.Eigen;

/**
 * A direction in which states near a point move on their own: a right eigenvector of the update, of
 * unit length. A pair of modes that turn is one plane, spanned by the real and the imaginary part
 * of the vector; only the one with the positive imaginary part is given.
 */
@Internal
public final class Mode {
  /** The slowest modes of a point, and all unstable ones. */
  private static final int SLOWEST = 5;

  private final int rank;
  private final Eigenvalue eigenvalue;
  private final double[][] right;
  private final List<Double> pushes;

  /**
   * A mode.
   *
   * @param rank of its eigenvalue among all of the point's
   * @param right the real parts of the vector, then the imaginary parts
   */
  public Mode(int rank, Eigenvalue eigenvalue, double[][] right, List<Double> pushes) {
    this.rank = rank;
    this.eigenvalue = eigenvalue;
    this.right = right;
    this.pushes = List.copyOf(pushes);
  }

  /** The rank of its eigenvalue among all of the point's. */
  public int rank() {
    return rank;
  }

  /** By which the distance along it is multiplied in a bin. */
  public Eigenvalue eigenvalue() {
    return eigenvalue;
  }

  /** The vector as one row, or where the mode turns two: its real and its imaginary parts. */
  public double[][] axes() {
    return turns() ? right.clone() : new double[][] {right[0]};
  }

  /**
   * For each input, by how much a unit of it moves a state along the mode in a bin: the left
   * eigenvector times dF/du, where left times right vector is 1.
   */
  public List<Double> pushes() {
    return pushes;
  }

  /** Whether it turns, so that its vector has imaginary parts. */
  public boolean turns() {
    return eigenvalue.imaginary() != 0;
  }

  /** The unstable modes of a point, and those that decay most slowly: five in all or more. */
  public static List<Mode> of(GeneratorCell cell, FixedPoint point) {
    double[] state = plain(point.state());
    double[] inputs = plain(point.inputs());
    Eigen eigen = Eigen.of(cell.holding(inputs).jacobian(state));
    double[][] ofInputs = cell.inputJacobian(state, inputs);
    List<Mode> modes = new ArrayList<>();
    for (int k = 0; k < eigen.count(); k++) {
      Eigenvalue eigenvalue = new Eigenvalue(eigen.real(k), eigen.imaginary(k));
      if (modes.size() >= SLOWEST && eigenvalue.isStable()) {
        break;
      }
      if (eigenvalue.imaginary() >= 0) {
        double[][] right = eigen.right(k);
        modes.add(new Mode(k, eigenvalue, right, pushes(eigen.left(k), right, ofInputs)));
      }
    }
    return modes;
  }

  private static List<Double> pushes(double[][] left, double[][] right, double[][] ofInputs) {
    double real = dot(left[0], right[0]) - dot(left[1], right[1]);
    double imaginary = dot(left[0], right[1]) + dot(left[1], right[0]);
    List<Double> out = new ArrayList<>();
    for (int u = 0; u < ofInputs[0].length; u++) {
      int input = u;
      double[] column = Arrays.stream(ofInputs).mapToDouble(row -> row[input]).toArray();
      double push = Math.hypot(dot(left[0], column), dot(left[1], column));
      out.add(push / Math.hypot(real, imaginary));
    }
    return out;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double[] plain(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
