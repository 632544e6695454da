package org.lfads4j.backend.fused;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.lfads4j.backend.NoiseKey;
import org.lfads4j.backend.RandomStream;
import org.lfads4j.backend.kernels.Rows;
import org.lfads4j.model.DropoutMask;
import org.lfads4j.model.Input;

/** The random numbers of a tile, written where they are used. */
final class TileNoise {
  private final Plan plan;
  private final NoiseKey key;
  private final Map<Input, DropoutMask> masks = new EnumMap<>(Input.class);

  TileNoise(Plan plan, NoiseKey key) {
    this.plan = plan;
    this.key = key;
    DropoutMask.of(plan.spec, plan.session).forEach(mask -> masks.put(mask.input(), mask));
  }

  /** Writes masks for the rows of a tile; does nothing where the model has no such mask. */
  void masks(Input input, Tile tile, BinRows out) {
    DropoutMask mask = masks.get(input);
    if (mask != null) {
      for (int r = 0; r < tile.count(); r++) {
        Rows all = out.all();
        rowMasks(
            mask,
            tile.first() + r,
            all.values(),
            out.bin(0).at(r),
            out.bin(0).rows() * all.stride());
      }
    }
  }

  /** The masks of the initial-condition code. */
  void codeMasks(Tile tile, Rows out) {
    for (int r = 0; r < tile.count(); r++) {
      rowMasks(masks.get(Input.IC_CODE_MASK), tile.first() + r, out.values(), out.at(r), 0);
    }
  }

  /**
   * Multiplies columns of a tile's rows by their masks.
   *
   * @param column the first of the columns
   * @param scratch room for the masks of one row
   */
  void drop(Input input, Tile tile, BinRows rows, int column, float[] scratch) {
    DropoutMask mask = masks.get(input);
    int units = mask.units();
    for (int r = 0; r < tile.count(); r++) {
      rowMasks(mask, tile.first() + r, scratch, 0, units);
      for (int t = 0; t < plan.bins; t++) {
        Rows bin = rows.bin(t);
        int at = bin.at(r) + column;
        for (int i = 0; i < units; i++) {
          bin.values()[at + i] *= scratch[t * units + i];
        }
      }
    }
  }

  private void rowMasks(DropoutMask mask, int row, float[] out, int at, int binStride) {
    key.stream(RandomStream.Use.of(mask))
        .masks(
            key.row(row),
            mask.isPerBin() ? plan.bins : 1,
            mask.units(),
            plan.spec.params().keepProb(),
            out,
            at,
            binStride);
  }

  /** Standard normals, row by row; zeros for rows beyond the tile. */
  void normals(RandomStream.Use use, Tile tile, int perRow, float[] out) {
    for (int r = 0; r < tile.count(); r++) {
      key.normals(use, tile.first() + r, out, r * perRow, perRow);
    }
    Arrays.fill(out, tile.count() * perRow, out.length, 0);
  }

  /** All masks of the decoder. */
  void decoderMasks(Tile tile, Workspace w) {
    masks(Input.CONTROLLER_FORWARD_MASK, tile, w.encodings.forwardMasks);
    masks(Input.CONTROLLER_REVERSE_MASK, tile, w.encodings.reverseMasks);
    masks(Input.FEEDBACK_MASK, tile, w.feedback.masks);
    masks(Input.GENERATOR_MASK, tile, w.generatorMasks);
  }
}
