package org.lfads4j.inference;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lfads4j.config.Internal;
import org.lfads4j.config.PosteriorDraws;
import org.lfads4j.data.Cube;
import org.lfads4j.data.Grid;

/**
 * What the trained model says of each trial it was shown: averages over samples of the posterior,
 * or one pass of the posterior's means (hyperparameter {@code posterior_mean_kind}).
 *
 * @param source how these means were made
 * @param output the observation model's parameters, in the unit of the data
 * @param factors trials x bins x factors, no unit
 * @param generatorStates trials x bins x generator units, before dropout
 * @param initialConditions the initial condition's posterior, prior and the generator's start
 * @param inferredInputs absent when {@code c_co_dim} is 0
 * @param costs what each trial cost
 */
public record PosteriorMeans(
    Source source,
    Output output,
    Cube factors,
    Cube generatorStates,
    InitialConditions initialConditions,
    Optional<InferredInputs> inferredInputs,
    TrialCosts costs) {

  /**
   * The inferred inputs of a model that has them.
   *
   * @throws IllegalStateException if {@code c_co_dim} is 0
   */
  public InferredInputs requireInferredInputs() {
    return inferredInputs.orElseThrow(
        () ->
            new IllegalStateException(
                "inferred inputs must have a controller, got c_co_dim 0; train with withCoDim(1) or"
                    + " more"));
  }

  /**
   * How posterior means were made.
   *
   * @param kind {@code posterior_sample_and_average} or {@code posterior_push_mean}
   * @param samples samples averaged per trial; 1 when means are pushed
   * @param seconds wall-clock time it took
   * @param draws how the samples were drawn
   * @param relativeError the standard error of the output's means by which samples leave them
   *     uncertain, as a share of the means or, for Gaussian output, of the output's standard
   *     deviation: the root of its mean square over trials, bins and neurons. Estimated from how
   *     groups of samples differ: 128 a group if all are plain and sampling does not end at an
   *     error, else 32. Empty where there is one group, or none of a finite error
   */
  public record Source(
      String kind,
      int samples,
      double seconds,
      PosteriorDraws draws,
      OptionalDouble relativeError) {
    /** The kind of averages over samples. */
    public static final String SAMPLED = "posterior_sample_and_average";

    /** Of plain draws, with an error that is not known. */
    public Source(String kind, int samples, double seconds) {
      this(kind, samples, seconds, PosteriorDraws.PLAIN, OptionalDouble.empty());
    }

    /**
     * How the means of several sessions were made: the samples and the error those of the session
     * that has most, the seconds those of all.
     */
    public static Source of(List<Source> sessions) {
      Source first = sessions.get(0);
      return new Source(
          first.kind,
          sessions.stream().mapToInt(Source::samples).max().orElseThrow(),
          sessions.stream().mapToDouble(Source::seconds).sum(),
          first.draws,
          sessions.stream().flatMapToDouble(each -> each.relativeError.stream()).max());
    }

    /** Whether they are averages over samples. */
    public boolean isSampled() {
      return kind.equals(SAMPLED);
    }

    /** Such as {@code 96 antithetic samples a trial (standard error of the means 0.48 %)}. */
    public String words() {
      return "%d%s sample%s a trial%s"
          .formatted(
              samples,
              draws == PosteriorDraws.PLAIN ? "" : " " + draws.word(),
              samples == 1 ? "" : "s",
              relativeError.isPresent() ? " (standard error of the means " + percent() + ")" : "");
    }

    /** The relative error in percent, in two digits; a dash if it is not known. */
    public String percent() {
      return relativeError.isPresent()
          ? new BigDecimal(100 * relativeError.getAsDouble())
                  .round(new MathContext(2))
                  .toPlainString()
              + " %"
          : "-";
    }
  }

  /**
   * The observation model's parameters.
   *
   * @param mean trials x bins x neurons; expected counts per bin (Poisson) or the mean of the data
   *     (Gaussian)
   * @param variance Gaussian output only, in the square of the data's unit
   */
  public record Output(Cube mean, Optional<Cube> variance) {
    private static final double MS_PER_SECOND = 1000;

    /** Expected counts in bins of a width as rates: trials x bins x neurons, spikes/s. */
    public Cube ratesHz(double binMs) {
      return mean.map(perBin -> hz(perBin, binMs));
    }

    /** The rate of so many expected counts per bin, in spikes/s. */
    @Internal
    public static double hz(double perBin, double binMs) {
      return perBin * MS_PER_SECOND / binMs;
    }
  }

  /**
   * The initial condition of each trial.
   *
   * @param posteriorMean trials x ic_dim
   * @param posteriorVariance trials x ic_dim, the floor {@code c_ic_post_var_min} included
   * @param priorMean 1 x ic_dim
   * @param priorVariance 1 x ic_dim
   * @param generator trials x generator units, the state the generator starts from
   */
  public record InitialConditions(
      Grid posteriorMean,
      Grid posteriorVariance,
      Grid priorMean,
      Grid priorVariance,
      Grid generator) {}

  /**
   * The inputs that the controller inferred.
   *
   * @param mean trials x bins x inputs, the average of what drove the generator
   * @param posteriorMean trials x bins x inputs, the mean of the controller's Gaussian
   * @param posteriorVariance trials x bins x inputs, its variance, averaged over samples
   */
  public record InferredInputs(Cube mean, Cube posteriorMean, Cube posteriorVariance) {}

  /**
   * What each trial cost, in nats per trial (all bins and neurons).
   *
   * @param terms trials x 3: reconstruction (negative log-likelihood), KL of the initial condition,
   *     KL of the inferred inputs; averages over samples, unweighted
   * @param bounds trials x 2: negative evidence lower bound, negative importance-weighted bound
   */
  public record TrialCosts(Grid terms, Grid bounds) {}
}
