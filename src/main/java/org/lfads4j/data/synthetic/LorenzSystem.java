package org.lfads4j.data.synthetic;

/** The Lorenz equations and one step along them. */
final class LorenzSystem {
  private static final double SIGMA = 10;
  private static final double RHO = 28;
  private static final double BETA = 8 / 3.0;

  private LorenzSystem() {}

  /** The velocity of a state (x, y, z). */
  static double[] velocity(double[] s) {
    return new double[] {
      SIGMA * (s[1] - s[0]), s[0] * (RHO - s[2]) - s[1], s[0] * s[1] - BETA * s[2]
    };
  }

  /** One classical Runge-Kutta step of fourth order; a new state. */
  static double[] step(double[] s, double dt) {
    double[] k1 = velocity(s);
    double[] k2 = velocity(along(s, k1, dt / 2));
    double[] k3 = velocity(along(s, k2, dt / 2));
    double[] k4 = velocity(along(s, k3, dt));
    double[] out = new double[3];
    for (int i = 0; i < 3; i++) {
      out[i] = s[i] + dt / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
    }
    return out;
  }

  private static double[] along(double[] s, double[] velocity, double dt) {
    return new double[] {s[0] + dt * velocity[0], s[1] + dt * velocity[1], s[2] + dt * velocity[2]};
  }
}
