package org.lfads4j.backend.fused;

import java.util.Comparator;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/**
 * How the rows of a call are divided into tiles, and the tiles into strips. Each strip adds up its
 * gradients in one place. The division depends only on the number of rows, so sums do not depend on
 * the number of threads.
 *
 * @param count rows of the call
 * @param rows of a tile, padding included
 */
record Tiling(int count, int rows) {
  /** Rows that share one pass over the weights: as many as products take at once. */
  private static final int MOST_ROWS = 6;

  /** The same for a small call, whose few tiles would be hard to share evenly among threads. */
  private static final int MOST_ROWS_OF_FEW = 8;

  private static final int FEW = 64;

  private static final int MOST_STRIPS = 16;

  static Tiling of(int count) {
    int tiles = ceiling(count, count > FEW ? MOST_ROWS : MOST_ROWS_OF_FEW);
    return new Tiling(count, Plan.evenRows(ceiling(count, tiles)));
  }

  int tiles() {
    return ceiling(count, rows);
  }

  Tile tile(int index) {
    int first = index * rows;
    return new Tile(first, Math.min(rows, count - first), 1);
  }

  /** Runs something on every tile, on all threads, each in a workspace of its own. */
  void forEachTile(Workers workers, WorkspacePool workspaces, BiConsumer<Workspace, Tile> work) {
    workers.run(
        tiles(),
        i -> {
          Workspace w = workspaces.take(rows);
          work.accept(w, tile(i));
          workspaces.giveBack(w);
        });
  }

  int strips() {
    return Math.min(tiles(), MOST_STRIPS);
  }

  /** Strips by their work, the longest first, so that at the end no thread waits for long. */
  int[] longestFirst() {
    return IntStream.range(0, strips())
        .boxed()
        .sorted(Comparator.comparingInt(strip -> firstTile(strip) - firstTile(strip + 1)))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** The first tile of a strip; strips follow one another, and get shorter. */
  int firstTile(int strip) {
    int left = strips() - strip;
    int all = strips() * strips();
    return strip + (int) ((long) (tiles() - strips()) * (all - left * left) / all);
  }

  static int ceiling(int count, int part) {
    return (count + part - 1) / part;
  }
}
