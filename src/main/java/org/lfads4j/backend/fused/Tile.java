package org.lfads4j.backend.fused;

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
}
