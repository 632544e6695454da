package org.lfads4j.dynamics;

import org.lfads4j.config.Internal;

/** How a state becomes that of the next bin while inputs are held: h(t + 1) = F(h(t)). */
@Internal
public interface UpdateMap {
  /** The number of units in a state. */
  int units();

  /** F(h). */
  double[] next(double[] state);

  /** The derivative of F at a state: row j has those of unit j. */
  double[][] jacobian(double[] state);

  /** The state that units move towards: where a gate slows them, farther away than F(h). */
  default double[] target(double[] state) {
    return next(state);
  }
}
