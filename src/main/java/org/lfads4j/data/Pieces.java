package org.lfads4j.data;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Long trials in overlapping pieces, and the way back.
 *
 * @param bins length of a piece
 * @param sourceBins length of the trials they come from
 * @param places one per piece
 */
record Pieces(int bins, int sourceBins, List<Piece> places) {
  Pieces {
    places = List.copyOf(places);
  }

  Pieces select(int[] trials) {
    return new Pieces(bins, sourceBins, Arrays.stream(trials).mapToObj(places::get).toList());
  }

  /** Long trials again, in the order in which the pieces first name them. */
  Cube merge(Cube cube) {
    if (cube.trials() != places.size() || cube.bins() != bins) {
      throw new IllegalArgumentException(
          "merge must be given the pieces' %s trials x %s bins, got %s x %s"
              .formatted(places.size(), bins, cube.trials(), cube.bins()));
    }
    List<String> sources = places.stream().map(Piece::trialId).distinct().toList();
    int size = Math.multiplyExact(sourceBins, cube.columns());
    float[] out = new float[Math.multiplyExact(sources.size(), size)];
    for (int s = 0; s < sources.size(); s++) {
      double[] blended = blend(sources.get(s), cube);
      for (int i = 0; i < size; i++) {
        out[s * size + i] = (float) blended[i];
      }
    }
    return Cube.adopt(sources.size(), sourceBins, cube.columns(), out);
  }

  private double[] blend(String source, Cube cube) {
    int[] own =
        IntStream.range(0, places.size())
            .filter(p -> places.get(p).trialId().equals(source))
            .boxed()
            .sorted(Comparator.comparingInt(p -> places.get(p).firstBin()))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] sums = new double[sourceBins * cube.columns()];
    double[] weights = new double[sourceBins];
    for (int i = 0; i < own.length; i++) {
      int first = places.get(own[i]).firstBin();
      int before = i == 0 ? 0 : overlap(own[i - 1], own[i]);
      int after = i == own.length - 1 ? 0 : overlap(own[i], own[i + 1]);
      for (int t = 0; t < bins; t++) {
        double weight = weight(t, before, after);
        weights[first + t] += weight;
        for (int c = 0; c < cube.columns(); c++) {
          sums[(first + t) * cube.columns() + c] += weight * cube.at(own[i], t, c);
        }
      }
    }
    return divided(source, sums, weights);
  }

  private int overlap(int piece, int next) {
    return Math.max(0, places.get(piece).firstBin() + bins - places.get(next).firstBin());
  }

  /** Rises by equal steps over the bins shared with the piece before, falls over those after. */
  private double weight(int bin, int before, int after) {
    double rise = (bin + 1.0) / (before + 1);
    double fall = (double) (bins - bin) / (after + 1);
    return Math.min(1, Math.min(rise, fall));
  }

  private static double[] divided(String source, double[] sums, double[] weights) {
    int columns = sums.length / weights.length;
    for (int t = 0; t < weights.length; t++) {
      if (weights[t] == 0) {
        throw new IllegalArgumentException(
            ("merge must have a piece for every bin, and has none for trial \"%s\" bin %s; "
                    + "merge before trials are selected")
                .formatted(source, t));
      }
      for (int c = 0; c < columns; c++) {
        sums[t * columns + c] /= weights[t];
      }
    }
    return sums;
  }
}
