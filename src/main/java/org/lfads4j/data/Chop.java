package org.lfads4j.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Cuts long trials into short overlapping ones. */
final class Chop {
  private Chop() {}

  static Trials of(Trials trials, int bins, int overlap) {
    requireFit(trials, bins, overlap);
    int[] starts = starts(trials.bins(), bins, bins - overlap);
    int[] sources =
        IntStream.range(0, trials.trials() * starts.length).map(w -> w / starts.length).toArray();
    int[] firsts = IntStream.range(0, sources.length).map(w -> starts[w % starts.length]).toArray();
    List<String> ids = new ArrayList<>();
    List<Piece> places = new ArrayList<>();
    for (int w = 0; w < sources.length; w++) {
      String id = trials.trialIds().get(sources[w]);
      ids.add(id + "-" + w % starts.length);
      places.add(new Piece(id, firsts[w]));
    }
    return trials.cut(
        new Windows(bins, sources, firsts),
        0,
        ids,
        trials.origin().of(new Pieces(bins, trials.bins(), places)));
  }

  private static void requireFit(Trials trials, int bins, int overlap) {
    if (bins < 1 || bins > trials.bins()) {
      throw new IllegalArgumentException(
          "chop must make pieces of 1 to " + trials.bins() + " bins, got " + bins);
    }
    if (overlap < 0 || overlap >= bins) {
      throw new IllegalArgumentException(
          "chop must overlap by 0 to " + (bins - 1) + " bins, got " + overlap);
    }
  }

  /** Equal steps; a last piece that would reach beyond the end begins earlier. */
  private static int[] starts(int sourceBins, int bins, int step) {
    int last = sourceBins - bins;
    int count = (int) ((last + step - 1L) / step) + 1;
    return IntStream.range(0, count).map(i -> (int) Math.min((long) i * step, last)).toArray();
  }
}
