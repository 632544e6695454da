package org.lfads4j.backend.fused;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Tiles hold every row once, in order; strips hold every tile once, and are worked on longest
 * first.
 */
class TilingTest {
  private static final int MOST = 700;

  @Test
  void tilesHoldEveryRowOnceInOrder() {
    for (int count = 1; count <= MOST; count++) {
      Tiling tiling = Tiling.of(count);
      int next = 0;
      for (int i = 0; i < tiling.tiles(); i++) {
        Tile tile = tiling.tile(i);
        assertEquals(next, tile.first(), count + " rows");
        assertTrue(tile.count() > 0 && tile.count() <= tiling.rows(), count + " rows");
        next += tile.count();
      }
      assertEquals(count, next);
    }
  }

  @Test
  void stripsHoldEveryTileOnce() {
    for (int count = 1; count <= MOST; count++) {
      Tiling tiling = Tiling.of(count);
      assertEquals(0, tiling.firstTile(0));
      assertEquals(tiling.tiles(), tiling.firstTile(tiling.strips()));
      for (int strip = 0; strip < tiling.strips(); strip++) {
        assertTrue(length(tiling, strip) > 0, count + " rows");
      }
    }
  }

  @Test
  void strips256RowsAreWorkedOnLongestFirst() {
    Tiling tiling = Tiling.of(256);
    int[] order = tiling.longestFirst();
    int[] lengths = IntStream.of(order).map(strip -> length(tiling, strip)).toArray();
    assertArrayEquals(new int[] {4, 4, 4, 4, 3, 3, 3, 3, 3, 2, 2, 2, 2, 2, 1, 1}, lengths);
    Arrays.sort(order);
    assertArrayEquals(IntStream.range(0, 16).toArray(), order);
  }

  private static int length(Tiling tiling, int strip) {
    return tiling.firstTile(strip + 1) - tiling.firstTile(strip);
  }
}
