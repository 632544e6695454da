package org.lfads4j.backend.fused;

import java.util.Arrays;
import org.lfads4j.backend.NoiseKey;
import org.lfads4j.backend.RandomStream;
import org.lfads4j.backend.kernels.Rows;

/** The random numbers of a tile, written where they are used. */
final class TileNoise {
  private final Plan plan;
  private final NoiseKey key;
  private final double keepProbability;

  TileNoise(Plan plan, NoiseKey key, double keepProbability) {
    this.plan = plan;
    this.key = key;
    this.keepProbability = keepProbability;
  }

  /** Masks of so many units a bin, from a column of rows on. */
  void masks(RandomStream.Use use, Tile tile, int bins, int units, Rows out, int column, int rows) {
    RandomStream stream = key.stream(use);
    for (int r = 0; r < tile.count(); r++) {
      stream.masks(
          key.row(tile.first() + r),
          bins,
          units,
          keepProbability,
          out.values(),
          r * out.stride() + column,
          rows * out.stride());
    }
  }

  /** Masks of one row, bin after bin. */
  void rowMasks(RandomStream.Use use, int row, int bins, int units, float[] out) {
    key.stream(use).masks(key.row(row), bins, units, keepProbability, out, 0, units);
  }

  /** Standard normals, row by row; zeros for rows beyond the tile. */
  void normals(RandomStream.Use use, Tile tile, int perRow, float[] out) {
    RandomStream stream = key.stream(use);
    for (int r = 0; r < tile.count(); r++) {
      stream.normals(key.row(tile.first() + r), out, r * perRow, perRow);
    }
    Arrays.fill(out, tile.count() * perRow, out.length, 0);
  }

  /** All masks of the decoder. */
  void decoderMasks(Tile tile, Workspace w) {
    int rows = w.rows;
    int bins = plan.bins;
    if (plan.inputs > 0) {
      masks(
          RandomStream.Use.CONTROLLER_FORWARD_MASK,
          tile,
          bins,
          plan.ciEncoder,
          w.encodingMasks,
          0,
          rows);
    }
    if (plan.spec.hasReverseControllerEncoder()) {
      int column = plan.padded(plan.ciEncoder);
      masks(
          RandomStream.Use.CONTROLLER_REVERSE_MASK,
          tile,
          bins,
          plan.ciEncoder,
          w.encodingMasks,
          column,
          rows);
    }
    if (plan.feedback() > 0) {
      masks(RandomStream.Use.FEEDBACK_MASK, tile, bins, plan.feedback(), w.feedback.masks, 0, rows);
    }
    masks(RandomStream.Use.GENERATOR_MASK, tile, bins, plan.generator, w.generatorMasks, 0, rows);
  }
}
