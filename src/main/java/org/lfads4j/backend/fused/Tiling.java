package org.lfads4j.backend.fused;

import java.util.function.BiConsumer;

/**
 * How the rows of a call are cut into tiles, and the tiles into strips, each of which adds up its
 * gradients in one place. Depends on the number of rows alone, so that sums do not depend on the
 * number of threads.
 *
 * <p>Tiles have as many rows as products take at once; the last ones are smaller, so that there is
 * an even number of tiles where that can be, and threads end together.
 *
 * @param count rows of the call
 * @param large how many tiles have {@link #LARGE} rows; those that follow have {@link #SMALL}
 */
record Tiling(int count, int large) {
  /** Rows that share one pass over the weights: as many as products take at once. */
  private static final int LARGE = 6;

  private static final int SMALL = 4;

  private static final int MOST_STRIPS = 16;

  static Tiling of(int count) {
    int rows = Plan.evenRows(count);
    int small = (LARGE - rows % LARGE) % LARGE / 2;
    int large = (rows - small * SMALL) / LARGE;
    boolean odd = (large + small) % 2 == 1;
    // Two large tiles hold as many rows as three small ones.
    return new Tiling(count, odd && large > 1 ? large - 2 : large);
  }

  /** Rows that a workspace has to hold. */
  int mostRows() {
    return large > 0 ? LARGE : SMALL;
  }

  int tiles() {
    return large + Math.max(0, ceiling(count - large * LARGE, SMALL));
  }

  Tile tile(int index) {
    int before = Math.min(index, large);
    int first = before * LARGE + (index - before) * SMALL;
    return new Tile(first, Math.min(index < large ? LARGE : SMALL, count - first), 1);
  }

  /** Runs something on every tile, on all threads, each in a workspace of its own. */
  void forEachTile(Workers workers, WorkspacePool workspaces, BiConsumer<Workspace, Tile> work) {
    workers.run(
        tiles(),
        i -> {
          Workspace w = workspaces.take(mostRows());
          Tile tile = tile(i);
          w.use(tile.rows());
          work.accept(w, tile);
          workspaces.giveBack(w);
        });
  }

  int strips() {
    return Math.min(tiles(), MOST_STRIPS);
  }

  /**
   * The first tile of a strip; strips follow one another, and get shorter, so that at the end no
   * thread waits for long.
   */
  int firstTile(int strip) {
    int left = strips() - strip;
    int all = strips() * strips();
    return strip + ceiling((tiles() - strips()) * (all - left * left), all);
  }

  static int ceiling(int count, int part) {
    return (count + part - 1) / part;
  }
}
