package org.lfads4j.data;

import java.util.function.DoubleSupplier;

/**
 * Moves spikes by a few bins at random so that a model cannot learn their exact times
 * (hyperparameter {@code c_temporal_spike_jitter_width}). The original draws from {-w..w-1}, which
 * moves spikes half a bin early on average; here the draw is symmetric.
 */
public final class Jitter {
  private Jitter() {}

  /**
   * Every spike moved by a whole number of bins, uniform on {-width..width}, and reflected at both
   * ends of the trial until it lies inside. Each neuron keeps its number of spikes.
   *
   * @param countsTN one trial of whole counts, bin by bin, bins x neurons; left unchanged
   * @param neurons number of neurons
   * @param width farthest move in bins, >= 0; 0 copies
   * @param uniform01 numbers in [0, 1), one per spike, bin by bin, neuron by neuron
   * @return a new array, bins x neurons
   * @throws IllegalArgumentException if the width is negative or the counts do not divide into
   *     neurons
   */
  public static float[] jitter(float[] countsTN, int neurons, int width, DoubleSupplier uniform01) {
    if (width < 0) {
      throw new IllegalArgumentException("jitter width must be >= 0, got " + width);
    }
    if (neurons < 1 || countsTN.length % neurons != 0) {
      throw new IllegalArgumentException(
          "jitter must get bins x neurons counts, got %s for %s neurons"
              .formatted(countsTN.length, neurons));
    }
    int bins = countsTN.length / neurons;
    if (width == 0 || bins <= 1) {
      return countsTN.clone();
    }
    float[] moved = new float[countsTN.length];
    for (int i = 0; i < countsTN.length; i++) {
      for (int spike = 0; spike < countsTN[i]; spike++) {
        int offset = (int) Math.floor(uniform01.getAsDouble() * (2L * width + 1)) - width;
        moved[reflect(i / neurons + offset, bins) * neurons + i % neurons]++;
      }
    }
    return moved;
  }

  private static int reflect(int bin, int bins) {
    int period = 2 * (bins - 1);
    int inside = Math.floorMod(bin, period);
    return inside < bins ? inside : period - inside;
  }
}
