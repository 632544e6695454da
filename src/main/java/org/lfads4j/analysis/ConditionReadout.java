package org.lfads4j.analysis;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * How often the condition of a trial is told from numbers of it: by the nearest mean of a
 * condition, in five folds of trials of which each is told by the means of the others.
 *
 * @param told share of trials told rightly
 * @param error its standard error over trials
 * @param chance the share that is told by naming the most frequent condition
 */
record ConditionReadout(double told, double error, double chance) {
  private static final int FOLDS = 5;

  /**
   * Of trials, the mean over several draws of their numbers.
   *
   * @param draws each trials x columns
   * @param conditions one a trial
   */
  static ConditionReadout of(List<double[][]> draws, List<String> conditions) {
    List<String> labels = List.copyOf(new LinkedHashSet<>(conditions));
    int[] label = conditions.stream().mapToInt(labels::indexOf).toArray();
    int[] fold = folds(label, labels.size());
    double[] told = new double[label.length];
    for (double[][] rows : draws) {
      double[][][] means =
          IntStream.range(0, FOLDS)
              .mapToObj(f -> means(rows, label, labels.size(), i -> fold[i] != f))
              .toArray(double[][][]::new);
      for (int i = 0; i < told.length; i++) {
        told[i] += nearest(rows[i], means[fold[i]]) == label[i] ? 1.0 / draws.size() : 0;
      }
    }
    double mean = Arrays.stream(told).average().orElseThrow();
    double squares = Arrays.stream(told).map(x -> (x - mean) * (x - mean)).sum();
    long most =
        IntStream.range(0, labels.size())
            .mapToLong(c -> Arrays.stream(label).filter(each -> each == c).count())
            .max()
            .orElseThrow();
    return new ConditionReadout(
        mean, Math.sqrt(squares) / told.length, (double) most / told.length);
  }

  /** Whether more trials are told than by chance, by so many standard errors. */
  boolean isAboveChance(double errors) {
    return told > chance + errors * error;
  }

  /** The trials of each condition in turn, so that every fold has some of each. */
  private static int[] folds(int[] label, int labels) {
    int[] next = new int[labels];
    return Arrays.stream(label).map(c -> next[c]++ % FOLDS).toArray();
  }

  /** The mean of each condition over some trials; NaN where it has none of them. */
  private static double[][] means(double[][] rows, int[] label, int labels, IntPredicate isUsed) {
    double[][] means = new double[labels][rows[0].length];
    int[] counts = new int[labels];
    for (int i = 0; i < rows.length; i++) {
      if (isUsed.test(i)) {
        counts[label[i]]++;
        for (int k = 0; k < rows[i].length; k++) {
          means[label[i]][k] += rows[i][k];
        }
      }
    }
    for (int c = 0; c < labels; c++) {
      for (int k = 0; k < means[c].length; k++) {
        means[c][k] = counts[c] == 0 ? Double.NaN : means[c][k] / counts[c];
      }
    }
    return means;
  }

  private static int nearest(double[] row, double[][] means) {
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int c = 0; c < means.length; c++) {
      double distance = 0;
      for (int k = 0; k < row.length; k++) {
        distance += Math.pow(row[k] - means[c][k], 2);
      }
      if (distance < least) {
        best = c;
        least = distance;
      }
    }
    return best;
  }
}
