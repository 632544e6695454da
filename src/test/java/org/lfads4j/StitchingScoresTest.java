package org.lfads4j;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lfads4j.analysis.RSquared;
import org.lfads4j.backend.Backend;
import org.lfads4j.backend.Backends;
import org.lfads4j.backend.ParameterValues;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Trials;
import org.lfads4j.data.synthetic.Between;
import org.lfads4j.data.synthetic.ChaoticRnn;
import org.lfads4j.data.synthetic.LorenzDatasets;
import org.lfads4j.model.ModelSpec;
import org.lfads4j.model.Names;
import org.lfads4j.model.ParameterInventory;
import org.lfads4j.model.SessionSpec;
import org.lfads4j.training.EpochRecord;
import org.lfads4j.training.Progress;
import org.lfads4j.training.SessionData;
import org.lfads4j.training.Trainer;

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
        .withMaxEpochs(Integer.getInteger("lfads4j.epochs", 600))
        .withTimeLimit(Duration.ofMinutes(Integer.getInteger("lfads4j.minutes", 15)));
  }

  @ParameterizedTest
  @CsvSource({"5, 2", "5, 5", "20, 5", "150, 40"})
  void oneModelWinsWhereDataAreFew(int conditions, int repeats) {
    List<Halves> sessions =
        ChaoticRnn.sessions(
                ChaoticRnn.defaults()
                    .withConditions(150)
                    .withRepeats(40)
                    .withNeurons(100)
                    .withConditions(conditions)
                    .withRepeats(repeats + UNSEEN),
                UNITS)
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
        "%d trials a session: R2 of rates of unseen trials %.3f in one model (%s, %.0f s), %.3f in"
            + " one each (%.0f s); correlation of factors between sessions %.3f%n",
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

  /** Training curves from this start and from the original's, which takes counts for log counts. */
  @Test
  void thisStartBeatsTheOriginals() {
    List<Trials> sessions =
        ChaoticRnn.sessions(
            ChaoticRnn.defaults()
                .withConditions(150)
                .withRepeats(40)
                .withNeurons(100)
                .withConditions(20)
                .withRepeats(5),
            UNITS);
    LfadsRun run = suited(Lfads.run(sessions), 100).withUseAlignmentMatrix(true).withMaxEpochs(40);
    ModelSpec spec = run.model();
    ParameterValues ours = ParameterValues.initial(ParameterInventory.of(spec), 0);
    ParameterValues originals = ours;
    for (SessionSpec session : spec.sessions()) {
      String layer = Names.logRates(session.name());
      double[] weights = ours.values(Names.weights(layer));
      double[] counts = session.outputBias().stream().mapToDouble(Math::exp).toArray();
      for (int i = 0; i < weights.length; i++) {
        weights[i] *= counts[i % counts.length];
      }
      originals = originals.with(Names.weights(layer), weights).with(Names.bias(layer), counts);
    }
    List<EpochRecord> here = curve(run, ours);
    List<EpochRecord> there = curve(run, originals);
    for (int epoch : new int[] {1, 2, 5, 10, 20, 40}) {
      double cost = here.get(epoch - 1).valid().reconstruction();
      double originalCost = there.get(epoch - 1).valid().reconstruction();
      System.out.printf(
          Locale.ROOT,
          "epoch %d: validation reconstruction %.2f nats/trial from this start, %.2f from the"
              + " original's%n",
          epoch,
          cost,
          originalCost);
      assertTrue(cost < originalCost, "epoch " + epoch);
    }
  }

  private static List<EpochRecord> curve(LfadsRun run, ParameterValues start) {
    try (Backend backend = Backends.create(run.model(), run.options().execution())) {
      backend.set(start);
      return Trainer.train(
              backend,
              run.recordings().stream()
                  .map(trials -> SessionData.of(trials, trials.split().orElseThrow()))
                  .toList(),
              run.options(),
              Progress.NONE)
          .log();
    }
  }

  /** The sessions of the run manager's example, in fewer trials. */
  @Test
  void alignedSessionsTakeFewerEpochsToTheSameCost() {
    LorenzDatasets.Options recipe =
        LorenzDatasets.Options.AS_CODED
            .withDatasets(3)
            .withConditions(65)
            .withRepeats(Between.exactly(5));
    List<Trials> sessions =
        IntStream.range(0, 3).mapToObj(k -> LorenzDatasets.dataset(recipe, k).rebin(20)).toList();
    LfadsRun run =
        Lfads.run(sessions)
            .withCoDim(0)
            .withFactorsDim(8)
            .withGenDim(64)
            .withIcEncDim(64)
            .withBatchSize(65)
            .withKlIncreaseSteps(30)
            .withL2IncreaseSteps(30)
            .withMaxEpochs(60);
    List<Double> with = costs(run.withUseAlignmentMatrix(true).train());
    List<Double> without = costs(run.train());
    double reached = without.stream().mapToDouble(c -> c).min().orElseThrow();
    int epochsWith = first(with, reached);
    int epochsWithout = first(without, reached);
    System.out.printf(
        Locale.ROOT,
        "Lorenz sessions: %.2f nats/trial of validation reconstruction after %d epochs without"
            + " alignment, after %d with; %.2f at the end with%n",
        reached,
        epochsWithout,
        epochsWith,
        with.get(with.size() - 1));
    assertTrue(epochsWith < epochsWithout);
  }

  private static List<Double> costs(FittedLfads fit) {
    return fit.log().stream().map(record -> record.valid().reconstruction()).toList();
  }

  /** The first epoch, from 1, whose cost is as low; beyond the last if none is. */
  private static int first(List<Double> costs, double reached) {
    for (int i = 0; i < costs.size(); i++) {
      if (costs.get(i) <= reached) {
        return i + 1;
      }
    }
    return costs.size() + 1;
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
