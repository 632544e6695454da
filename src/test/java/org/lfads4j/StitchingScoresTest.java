package org.lfads4j;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lfads4j.analysis.RSquared;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Trials;
import org.lfads4j.data.synthetic.ChaoticRnn;

/**
 * One model over five sessions against one model each, on trials that nobody saw, by how many
 * trials a session has. Every session sees 20 other units of one chaotic network of 100 units.
 */
@Tag("slow")
class StitchingScoresTest {
  private static final int UNITS = 20;

  /** Trials of each condition that are kept for the end. */
  private static final int UNSEEN = 5;

  private static final double BIN_MS = 10;

  /** A session's trials to train on, and those of the same conditions kept for the end. */
  private record Halves(Trials known, Trials unseen) {
    static Halves of(Trials all, int conditions, int repeats) {
      int each = repeats + UNSEEN;
      int[] known = new int[conditions * repeats];
      int[] unseen = new int[conditions * UNSEEN];
      for (int c = 0; c < conditions; c++) {
        for (int r = 0; r < each; r++) {
          if (r < repeats) {
            known[c * repeats + r] = c * each + r;
          } else {
            unseen[c * UNSEEN + r - repeats] = c * each + r;
          }
        }
      }
      return new Halves(all.select(known), all.select(unseen));
    }
  }

  private static LfadsRun suited(LfadsRun run, int trials) {
    return run.withCoDim(0)
        .withFactorsDim(10)
        .withGenDim(64)
        .withIcEncDim(32)
        .withIcDim(32)
        .withKeepProb(0.8)
        .withKlIcWeight(0.5)
        .withBatchSize(Math.max(2, Math.min(64, trials / 4)))
        .withKlIncreaseSteps(200)
        .withL2IncreaseSteps(200)
        .withNumSamplesPosterior(32)
        .withPatience(100)
        .withMaxEpochs(600)
        .withTimeLimit(Duration.ofMinutes(Integer.getInteger("lfads4j.minutes", 15)));
  }

  @ParameterizedTest
  @CsvSource({"5, 2", "5, 5", "20, 5", "150, 40"})
  void oneModelWinsWhereDataAreFew(int conditions, int repeats) {
    List<Halves> sessions =
        ChaoticRnn.sessions(
                ChaoticRnn.Options.MULTISESSION.withTrials(conditions, repeats + UNSEEN), UNITS)
            .stream()
            .map(all -> Halves.of(all, conditions, repeats))
            .toList();
    int trials = conditions * repeats;
    FittedLfads stitched =
        suited(Lfads.run(sessions.stream().map(Halves::known).toList()), trials)
            .withUseAlignmentMatrix(true)
            .train();
    double together =
        sessions.stream()
            .mapToDouble(s -> score(s.unseen, stitched.apply(s.unseen)))
            .average()
            .orElseThrow();
    double agreement = agreement(stitched);
    double seconds = 0;
    double alone = 0;
    for (Halves session : sessions) {
      FittedLfads single = suited(Lfads.run(session.known), trials).train();
      alone += score(session.unseen, single.apply(session.unseen)) / sessions.size();
      seconds += single.outcome().seconds();
    }
    System.out.printf(
        Locale.ROOT,
        "%d trials a session: R2 of rates of unseen trials %.3f in one model (%s, %.0f s), %.3f in one"
            + " each (%.0f s); correlation of factors between sessions %.3f%n",
        trials,
        together,
        stitched.outcome(),
        stitched.outcome().seconds(),
        alone,
        seconds,
        agreement);
    if (trials <= 100) {
      assertTrue(together > alone, together + " against " + alone);
    }
    assertTrue(agreement > 0.8, "agreement " + agreement);
  }

  private static double score(Trials unseen, LfadsResults results) {
    Cube hz = results.posteriorMeans().output().mean().map(x -> x * 1000 / BIN_MS);
    return RSquared.of(unseen.truthHz().orElseThrow(), hz).uniformAverage();
  }

  /** Mean correlation, over pairs of sessions and factors, of condition-averaged factors. */
  private static double agreement(FittedLfads fit) {
    List<double[][]> averages = new ArrayList<>();
    for (String session : fit.sessions()) {
      averages.add(averages(fit.session(session)));
    }
    double sum = 0;
    int count = 0;
    for (int a = 0; a < averages.size(); a++) {
      for (int b = a + 1; b < averages.size(); b++) {
        for (int f = 0; f < averages.get(a).length; f++) {
          sum += correlation(averages.get(a)[f], averages.get(b)[f]);
          count++;
        }
      }
    }
    return sum / count;
  }

  /** By factor: conditions one after the other. */
  private static double[][] averages(LfadsResults results) {
    Cube factors = results.posteriorMeans().factors();
    List<String> labels = results.trials().conditions().orElseThrow();
    List<String> conditions = labels.stream().distinct().sorted().toList();
    double[][] out = new double[factors.columns()][conditions.size() * factors.bins()];
    for (int e = 0; e < factors.trials(); e++) {
      int c = conditions.indexOf(labels.get(e));
      for (int t = 0; t < factors.bins(); t++) {
        for (int f = 0; f < out.length; f++) {
          out[f][c * factors.bins() + t] += factors.at(e, t, f);
        }
      }
    }
    return out;
  }

  private static double correlation(double[] x, double[] y) {
    double mx = Arrays.stream(x).average().orElseThrow();
    double my = Arrays.stream(y).average().orElseThrow();
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - mx) * (y[i] - my);
      xx += (x[i] - mx) * (x[i] - mx);
      yy += (y[i] - my) * (y[i] - my);
    }
    return xy / Math.sqrt(xx * yy);
  }
}
