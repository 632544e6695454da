package org.lfads4j.backend.fused;

import java.util.Arrays;
import org.lfads4j.backend.Batch;
import org.lfads4j.backend.kernels.Rows;
import org.lfads4j.model.Input;

/**
 * Which rows of a call a tile holds.
 *
 * @param first the first
 * @param count how many; the workspace's remaining rows take part with a weight of 0
 * @param samples rows for each trial, one after the other
 */
record Tile(int first, int count, int samples) {
  /** The trial that a row belongs to. */
  int trial(int row) {
    return (first + row) / samples;
  }

  /** Copies from a batch to columns of the tile's rows; the remaining rows become zero. */
  void copy(Batch batch, Input input, int bins, BinRows out, int column, int width) {
    for (int t = 0; t < bins; t++) {
      Rows bin = out.bin(t);
      for (int r = 0; r < count; r++) {
        batch.copy(input, t, trial(r), bin.values(), bin.at(r) + column);
      }
      for (int r = count; r < bin.rows(); r++) {
        int from = bin.at(r) + column;
        Arrays.fill(bin.values(), from, from + width, 0);
      }
    }
  }
}
