package org.lfads4j.dynamics;

import java.util.List;

/**
 * A state in which the generator stays while its inputs are held, or almost stays (a slow point,
 * where the speed is least but not 0).
 *
 * @param state of the generator's units
 * @param inputs that are held: the inferred ones, then the external ones that are injected
 * @param motion how much it still moves
 * @param distance to the nearest of the states where the first 4096 searches started (before noise
 *     was added), in units of the states' root mean square distance from their mean
 * @param starts searches that ended here, or passed here slowly
 * @param eigenvalues of the update around it, largest in magnitude first
 */
public record FixedPoint(
    List<Double> state,
    List<Double> inputs,
    Motion motion,
    double distance,
    int starts,
    List<Eigenvalue> eigenvalues) {
  /** A fixed point is closer than this to its candidate. */
  private static final double AT_REST = 1e-6;

  /** An outlier is farther than this from all states visited. */
  private static final double FAR = 1;

  /** Copies the lists. */
  public FixedPoint {
    state = List.copyOf(state);
    inputs = List.copyOf(inputs);
    eigenvalues = List.copyOf(eigenvalues);
  }

  /**
   * How much a point still moves.
   *
   * @param speed |F(h) - h|, the distance that the state moves in a bin; q is half its square
   * @param relative the same over the median of the trials' own speed
   * @param toCandidate |c(h) - h|, the distance to the candidate, which the update gate slows: 0 at
   *     a fixed point alone
   */
  public record Motion(double speed, double relative, double toCandidate) {
    boolean isAtRest() {
      return toCandidate <= AT_REST;
    }
  }

  /** Whether it is a fixed point; else it is a slow one. */
  public boolean isFixed() {
    return motion.isAtRest();
  }

  /** Whether a state near it comes back, whatever the direction. */
  public boolean isStable() {
    return unstableModes() == 0;
  }

  /** The number of directions in which a state near it goes away, those of a pair both counted. */
  public int unstableModes() {
    return (int) eigenvalues.stream().filter(each -> !each.isStable()).count();
  }

  /** Whether it is farther from all states visited than they are from their mean. */
  public boolean isOutlier() {
    return distance > FAR;
  }

  @Override
  public String toString() {
    int unstable = unstableModes();
    return "%s, %s%s, %s%s"
        .formatted(
            isFixed() ? "fixed" : "slow",
            unstable == 0 ? "stable" : unstable + " unstable mode",
            unstable > 1 ? "s" : "",
            starts == 1 ? "1 start" : starts + " starts",
            isOutlier() ? ", outlier" : "");
  }
}
