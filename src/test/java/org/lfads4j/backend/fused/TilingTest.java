package org.lfads4j.backend.fused;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tiles hold every row once, in order, and share out evenly. */
class TilingTest {
  @Test
  void tilesHoldEveryRowOnceInOrder() {
    for (int count = 1; count <= 700; count++) {
      Tiling tiling = Tiling.of(count);
      int next = 0;
      for (int i = 0; i < tiling.tiles(); i++) {
        Tile tile = tiling.tile(i);
        assertEquals(next, tile.first(), count + " rows");
        assertTrue(tile.count() > 0 && tile.rows() <= tiling.mostRows(), count + " rows");
        next += tile.count();
      }
      assertEquals(count, next);
    }
  }

  @Test
  void stripsHoldEveryTileOnceAndTheLastHoldsOne() {
    for (int count = 1; count <= 700; count++) {
      Tiling tiling = Tiling.of(count);
      int strips = tiling.strips();
      assertEquals(0, tiling.firstTile(0));
      assertEquals(tiling.tiles(), tiling.firstTile(strips));
      for (int strip = 0; strip < strips; strip++) {
        assertTrue(tiling.firstTile(strip) < tiling.firstTile(strip + 1), count + " rows");
      }
      if (tiling.tiles() < 200) {
        assertEquals(tiling.tiles() - 1, tiling.firstTile(strips - 1), count + " rows");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "256, 44, 40",
    "64, 12, 8",
    "16, 4, 0",
    "250, 42, 41",
    "6, 1, 1",
    "5, 1, 1",
    "3, 1, 0"
  })
  void twoThreadsGetTheSameNumberOfTiles(int count, int tiles, int large) {
    assertEquals(tiles, Tiling.of(count).tiles());
    assertEquals(large, Tiling.of(count).large());
  }
}
