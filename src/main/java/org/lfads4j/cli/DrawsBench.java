package org.lfads4j.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.lfads4j.FittedLfads;
import org.lfads4j.Lfads;
import org.lfads4j.LfadsRun;
import org.lfads4j.backend.Backend;
import org.lfads4j.backend.Backends;
import org.lfads4j.config.PosteriorDraws;
import org.lfads4j.config.RunOptions;
import org.lfads4j.config.RunParams;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Trials;
import org.lfads4j.data.synthetic.ChaoticRnn;
import org.lfads4j.data.synthetic.Lorenz;
import org.lfads4j.inference.Posterior;
import org.lfads4j.inference.PosteriorMeans;
import org.lfads4j.inference.PosteriorProgress;
import org.lfads4j.training.Progress;

/** How far posterior means are off, by the number of samples and how they are drawn. */
final class DrawsBench {
  /** Of each trial, for the means that others are compared with. */
  static final int REFERENCE = 16_384;

  /** The page's default, whose error is to be reached by fewer samples. */
  static final int SAMPLES = 512;

  private static final int[] NUMBERS = {32, 64, 96, 160, 256, SAMPLES};
  private static final int TRIALS = 12;
  private static final int EPOCHS = 60;

  /** The seed of the reference; those that are compared have others. */
  private static final long REFERENCE_SEED = 1_000;

  /** Recordings that are generated, and how they are fitted. */
  enum Case {
    LORENZ("Lorenz system, 30 neurons, no inputs", run -> run.withCoDim(0)) {
      @Override
      Trials trials() {
        return Lorenz.trials(Lorenz.defaults().withRepeats(8).withVariation(0.15));
      }
    },
    CHAOTIC("chaotic network, 50 neurons, no inputs", run -> run.withCoDim(0).withFactorsDim(20)) {
      @Override
      Trials trials() {
        return ChaoticRnn.trials(ChaoticRnn.defaults().withConditions(40).withRepeats(10));
      }
    },
    PULSES("the same with a pulse a trial, 1 input", run -> run.withCoDim(1).withFactorsDim(20)) {
      @Override
      Trials trials() {
        return ChaoticRnn.trials(
            ChaoticRnn.defaults().withInputMagnitude(20).withConditions(40).withRepeats(10));
      }
    },
    FEW("Lorenz system, 10 neurons, 2 inputs", run -> run.withCoDim(2).withConDim(32)) {
      @Override
      Trials trials() {
        return Lorenz.trials(Lorenz.defaults().withNeurons(10).withRepeats(8).withVariation(0.15));
      }
    };

    private final String words;
    private final UnaryOperator<LfadsRun> settings;

    Case(String words, UnaryOperator<LfadsRun> settings) {
      this.words = words;
      this.settings = settings;
    }

    abstract Trials trials();
  }

  /**
   * What was measured on one fit.
   *
   * @param fit in words
   * @param meanHz the mean rate
   * @param ways one for each way of drawing
   */
  record Result(String fit, double meanHz, List<Way> ways) {}

  /**
   * One way of drawing.
   *
   * @param draws its name
   * @param errorsHz by number of samples, the root of the mean square over trials, bins, neurons
   *     and seeds
   * @param share of {@link #SAMPLES} plain samples that have their error
   * @param relative the same error of the most samples as a share of the rates
   * @param stated what the means themselves state of it
   */
  record Way(
      String draws, Map<Integer, Double> errorsHz, double share, double relative, double stated) {}

  /** The error of means in two units, and what they state of it. */
  private record Miss(double hz, double relative, double stated) {}

  /** Trains, and compares. */
  static Result run(Case which, int seeds) {
    LfadsRun run = which.settings.apply(Lfads.quick(which.trials())).withMaxEpochs(EPOCHS);
    FittedLfads fit = run.withProgress(Progress.NONE).train();
    Cube some = fit.trials().counts().selectTrials(IntStream.range(0, TRIALS).toArray());
    try (Backend backend = Backends.create(fit.model(), fit.options().execution())) {
      backend.set(fit.parameters());
      return new DrawsBench(backend, some, fit.trials().binMs()).result(which.words, seeds);
    }
  }

  private final Backend backend;
  private final Cube counts;
  private final double hz;
  private final float[] reference;

  private DrawsBench(Backend backend, Cube counts, double binMs) {
    this.backend = backend;
    this.counts = counts;
    this.hz = 1000 / binMs;
    this.reference = means(PosteriorDraws.STRATIFIED, REFERENCE, REFERENCE_SEED).rates.toArray();
  }

  /** Means, and the relative error that they state. */
  private record Means(Cube rates, double stated) {}

  private Means means(PosteriorDraws draws, int samples, long seed) {
    RunParams params = backend.spec().params().withNumSamplesPosterior(samples);
    RunOptions options = RunOptions.defaults().withPosteriorDraws(draws.word()).withSeed(seed);
    PosteriorMeans means =
        Posterior.means(
            backend,
            0,
            counts,
            Optional.empty(),
            params.withPosteriorMeanKind("posterior_sample_and_average"),
            options,
            PosteriorProgress.NONE);
    return new Means(means.output().mean(), means.source().relativeError().orElse(Double.NaN));
  }

  private Result result(String words, int seeds) {
    double sum = 0;
    for (float rate : reference) {
      sum += rate;
    }
    List<Way> ways = new ArrayList<>();
    double plain = 0;
    for (PosteriorDraws draws : PosteriorDraws.values()) {
      Map<Integer, Double> errors = new LinkedHashMap<>();
      double each = 0;
      Miss last = new Miss(0, 0, 0);
      for (int samples : NUMBERS) {
        last = error(draws, samples, seeds);
        errors.put(samples, last.hz);
        each += samples * last.hz * last.hz / NUMBERS.length;
      }
      if (draws == PosteriorDraws.PLAIN) {
        plain = each;
      }
      ways.add(new Way(draws.word(), errors, each / plain, last.relative, last.stated));
    }
    return new Result(words, hz * sum / reference.length, ways);
  }

  private Miss error(PosteriorDraws draws, int samples, int seeds) {
    double absolute = 0;
    double relative = 0;
    double stated = 0;
    for (int seed = 0; seed < seeds; seed++) {
      Means means = means(draws, samples, seed);
      float[] rates = means.rates.toArray();
      for (int i = 0; i < reference.length; i++) {
        double difference = (double) rates[i] - reference[i];
        absolute += difference * difference;
        relative += difference * difference / ((double) reference[i] * reference[i]);
      }
      stated += means.stated * means.stated;
    }
    double all = (double) seeds * reference.length;
    return new Miss(
        hz * Math.sqrt(absolute / all), Math.sqrt(relative / all), Math.sqrt(stated / seeds));
  }
}
