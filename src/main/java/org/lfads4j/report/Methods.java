package org.lfads4j.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.lfads4j.config.PosteriorDraws;
import org.lfads4j.config.ProgramVersion;
import org.lfads4j.config.RunOptions;
import org.lfads4j.config.RunParams;
import org.lfads4j.config.StopRule;
import org.lfads4j.data.Trials;
import org.lfads4j.inference.PosteriorMeans;
import org.lfads4j.population.Member;
import org.lfads4j.population.PopulationHistory;
import org.lfads4j.training.Attempt;
import org.lfads4j.training.Outcome;

/**
 * A paragraph for the methods section of a paper: sentences that name the settings of a fit,
 * whether set or default, and leave out what was not used.
 */
final class Methods {
  private static final int LONGEST_NUMBER = 8;
  private static final MathContext DIGITS = new MathContext(5);

  private final FitSummary fit;
  private final RunParams params;
  private final RunOptions options;

  /** Of a fit. */
  Methods(FitSummary fit) {
    this.fit = fit;
    this.params = fit.params();
    this.options = fit.options();
  }

  /**
   * One paragraph.
   *
   * @param posterior settings of posterior means
   * @param source how they were made; absent if they were not computed yet
   */
  String paragraph(RunParams posterior, Optional<PosteriorMeans.Source> source) {
    return Stream.of(
            List.of(software(), recording(), output()),
            initialCondition(),
            inputs(),
            objective(),
            List.of(optimiser()),
            hiding(),
            attempts(),
            population(),
            List.of(learningRate(), stopping(), ending(), posterior(posterior, source), computer()))
        .flatMap(List::stream)
        .collect(Collectors.joining(" "));
  }

  /** BibTeX entries of what the paragraph cites. */
  String bibtex() {
    return cited().stream().map(Reference::bibtex).collect(Collectors.joining("\n"));
  }

  private List<Reference> cited() {
    List<Reference> cited =
        new ArrayList<>(List.of(Reference.LFADS, Reference.LFADS_PREPRINT, Reference.ADAM));
    if (options.hiding().any()) {
      cited.add(Reference.COORDINATED_DROPOUT);
    }
    if (fit.population().isPresent()) {
      cited.add(Reference.AUTO_LFADS);
      cited.add(Reference.POPULATION_BASED_TRAINING);
    }
    return cited;
  }

  private String software() {
    return String.format(
        "Single-trial activity was inferred with LFADS (%s; %s), a sequential variational"
            + " autoencoder, in the implementation lfads4j%s.",
        Reference.LFADS.cite(),
        Reference.LFADS_PREPRINT.cite(),
        ProgramVersion.number().map(number -> " " + number).orElse(""));
  }

  private String recording() {
    List<Trials> sessions = fit.recordings();
    Trials first = sessions.get(0);
    int heldOut = sum(each -> each.heldOutNeurons().size());
    String held =
        sessions.size() == 1
            ? String.format("The recording (%s)", first.session())
            : String.format(
                "%s recordings (%s), each with a read-in and a read-out of its own around the"
                    + " shared rest%s,",
                sessions.size(), String.join(", ", fit.sessions()), alignment());
    return String.format(
        "%s held %s of %s of %s ms and %s%s; %s trained the model and %s validated it.",
        held,
        count(sum(Trials::trials), "trial"),
        count(first.bins(), "bin"),
        number(first.binMs()),
        count(sum(Trials::neurons), "neuron"),
        heldOut > 0 ? ", of which " + heldOut + " were hidden from the encoders" : "",
        count(sum(each -> each.split().orElseThrow().train().length), "trial"),
        sum(each -> each.split().orElseThrow().valid().length));
  }

  private String alignment() {
    return fit.model().sessions().get(0).alignment().isEmpty()
        ? ""
        : fit.aligned().map(aligned -> !aligned.isGiven()).orElse(false)
            ? ", the read-ins starting from principal components of condition averages over all"
                + " sessions ("
                + params.alignmentApproach()
                + ")"
            : ", the read-ins starting from matrices that came with the recordings";
  }

  private int sum(ToIntFunction<Trials> of) {
    return fit.recordings().stream().mapToInt(of).sum();
  }

  private String output() {
    return String.format(
        "%s %s, themselves a linear map of a generator of %s gated recurrent units.",
        fit.model().isGaussian()
            ? "Observations were Gaussian with means and variances that are affine, and"
                + " exponential of affine, in"
            : "Spike counts were Poisson with rates that are the exponential of an affine map of",
        count(params.factorsDim(), "factor"),
        params.genDim());
  }

  private List<String> initialCondition() {
    if (!fit.model().hasIcEncoder()) {
      return List.of("The generator started every trial from one learned state.");
    }
    boolean whole = params.numStepsForGenIc() >= fit.recordings().get(0).bins();
    return List.of(
        String.format(
            "Each trial's initial condition had %s and was inferred by a bidirectional encoder of"
                + " %s units per direction from %s; its prior was Gaussian with learned mean and"
                + " %s, and %s was added to its posterior variance.",
            count(params.icDim(), "dimension"),
            params.icEncDim(),
            whole ? "the whole trial" : "the first " + count(params.numStepsForGenIc(), "bin"),
            initialVariance(),
            number(params.icPostVarMin())));
  }

  private String initialVariance() {
    return params.icPriorVarMax() > params.icPriorVarMin()
        ? String.format(
            "a variance learned from %s within %s to %s",
            number(params.icPriorVarScale()),
            number(params.icPriorVarMin()),
            number(params.icPriorVarMax()))
        : "variance " + number(params.icPriorVarScale());
  }

  private List<String> inputs() {
    List<String> sentences = new ArrayList<>();
    if (fit.model().hasController()) {
      sentences.add(controller());
      sentences.add(inputPrior());
    } else {
      sentences.add("No inputs to the generator were inferred.");
    }
    if (params.extInputDim() > 0) {
      sentences.add(
          count(params.extInputDim(), "known input")
              + " went to the "
              + (params.injectExtInputToGen() ? "generator." : "encoders."));
    }
    return sentences;
  }

  private String controller() {
    return String.format(
        "A controller of %s units inferred %s from a %s encoding of %s units%s, delayed by %s%s.",
        params.conDim(),
        count(params.coDim(), "time-varying input"),
        params.doCausalController() ? "causal" : "bidirectional",
        params.ciEncDim(),
        params.doCausalController() ? "" : " per direction",
        count(params.controllerInputLag(), "bin"),
        params.doFeedFactorsToController()
            ? ", and from the " + params.feedbackFactorsOrRates() + " of the bin before"
            : "");
  }

  private String inputPrior() {
    return String.format(
        "The prior of the inputs was a first-order autoregressive process with a time constant"
            + " %s %s and a noise variance %s %s.",
        params.doTrainPriorArAtau() ? "learned from" : "of",
        count(params.priorArAtau(), "bin"),
        params.doTrainPriorArNvar() ? "learned from" : "of",
        number(params.priorArNvar()));
  }

  private List<String> objective() {
    List<String> sentences = new ArrayList<>();
    boolean controller = fit.model().hasController();
    sentences.add(
        String.format(
            "The cost was the negative log-likelihood, the Kullback-Leibler divergence of the"
                + " initial condition (weight %s)%s and an L2 penalty on the recurrent weights and"
                + " biases of the generator (weight %s)%s.",
            number(params.klIcWeight()),
            controller ? " and of the inputs (weight " + number(params.klCoWeight()) + ")" : "",
            number(params.l2GenScale()),
            controller ? " and the controller (weight " + number(params.l2ConScale()) + ")" : ""));
    if (params.coMeanCorrScale() > 0) {
      sentences.add(
          "Correlations between inputs were penalised with weight "
              + number(params.coMeanCorrScale())
              + ".");
    }
    sentences.add(
        String.format(
            "The divergences %s; the L2 penalty %s.",
            ramp(params.klStartStep(), params.klIncreaseSteps()),
            ramp(params.l2StartStep(), params.l2IncreaseSteps())));
    return sentences;
  }

  private static String ramp(int start, int steps) {
    String after = start > 0 ? " after " + count(start, "update") : "";
    return steps == 0
        ? "counted in full" + (start > 0 ? after : " from the start")
        : "grew linearly to full weight over " + count(steps, "update") + after;
  }

  private String optimiser() {
    IntStream training =
        fit.recordings().stream().mapToInt(each -> each.split().orElseThrow().train().length);
    int batch = Math.min(params.batchSize(), training.max().orElseThrow());
    int jitter = params.temporalSpikeJitterWidth();
    return String.format(
        "Parameters were optimised with Adam (%s; decay rates 0.9 and 0.999, epsilon %s) on"
            + " batches of %s, with gradients clipped to a global norm of %s and %s%s.",
        Reference.ADAM.cite(),
        number(options.adamEpsilon()),
        count(batch, "trial"),
        number(params.maxGradNorm()),
        params.keepProb() < 1
            ? "dropout that kept each value with probability " + number(params.keepProb())
            : "without dropout",
        jitter > 0 ? "; training spikes were jittered by up to " + count(jitter, "bin") : "");
  }

  private List<String> hiding() {
    List<String> sentences = new ArrayList<>();
    double dropped = options.hiding().coordinatedDropout();
    if (dropped > 0) {
      sentences.add(
          String.format(
              "Coordinated dropout (%s) hid %s%% of the spike counts from the encoders in each"
                  + " step, and only these entered the reconstruction cost.",
              Reference.COORDINATED_DROPOUT.cite(), number(100 * dropped)));
    }
    double sampled = options.hiding().sampleValidation();
    if (sampled > 0) {
      sentences.add(
          String.format(
              "Sample validation (%s) hid %s%% of the spike counts throughout, and validation"
                  + " judged by these.",
              Reference.COORDINATED_DROPOUT.cite(), number(100 * sampled)));
    }
    return sentences;
  }

  private List<String> attempts() {
    List<Attempt> others = fit.training().others();
    if (others.isEmpty()) {
      return List.of();
    }
    return List.of(
        String.format(
            "The model was also trained with other settings (%s); the one described here had the"
                + " lowest %s (%s, against %s).",
            others.stream().map(Attempt::settings).collect(Collectors.joining("; ")),
            options.validationObjective().phrase(),
            objective(fit.training().objective()),
            others.stream()
                .map(each -> objective(each.objective()))
                .collect(Collectors.joining(" and "))));
  }

  private static String objective(OptionalDouble value) {
    return value.isPresent() ? number(value.getAsDouble()) + " nats per trial" : "none";
  }

  private List<String> population() {
    return fit.population().map(this::population).map(List::of).orElse(List.of());
  }

  private String population(PopulationHistory history) {
    List<Member> last = history.last();
    long copies = history.members().stream().filter(Member::isCopy).count();
    return String.format(
        "These values of %s were found by population based training (%s; %s): %s trained side by"
            + " side for %s; after each, every model was compared with another one by its smoothed"
            + " %s, and in %s of %s comparisons the worse one went on from the parameters and the"
            + " optimiser's state of the better, with changed values. The model described here went"
            + " on from the best of the last generation.",
        last.get(0).values().keySet().stream()
            .map(Member::shownName)
            .collect(Collectors.joining(", ")),
        Reference.AUTO_LFADS.cite(),
        Reference.POPULATION_BASED_TRAINING.cite(),
        count(last.size(), "model"),
        count(history.generations().size(), "generation"),
        options.validationObjective().phrase(),
        copies,
        (history.generations().size() - 1) * last.size());
  }

  private String learningRate() {
    if (params.learningRateDecayFactor() == 1) {
      return "The learning rate was %s throughout.".formatted(number(params.learningRateInit()));
    }
    return String.format(
        "The learning rate began at %s and was multiplied by %s when an epoch's training cost"
            + " exceeded those of the %s before it.",
        number(params.learningRateInit()),
        number(params.learningRateDecayFactor()),
        count(params.learningRateNToCompare(), "epoch"));
  }

  private String stopping() {
    StopRule rule = options.stopRule();
    List<String> limits = new ArrayList<>();
    if (params.learningRateDecayFactor() < 1) {
      limits.add("when the learning rate fell below " + number(params.learningRateStop()));
    }
    rule.maxEpochs().ifPresent(epochs -> limits.add("after " + count(epochs, "epoch")));
    rule.timeLimit()
        .ifPresent(time -> limits.add("after " + count(time.toMillis() / 1000.0, "second")));
    rule.patience()
        .ifPresent(
            epochs ->
                limits.add(
                    "after "
                        + count(epochs, "epoch")
                        + " without a lower "
                        + options.validationObjective().phrase()));
    return "Training was to end "
        + String.join(" or ", limits)
        + (limits.size() > 1 ? ", whichever came first." : ".");
  }

  private String ending() {
    Outcome outcome = fit.outcome();
    String before =
        fit.training()
            .origin()
            .map(origin -> count(origin.epochs(), "epoch"))
            .map(
                "It went on from the state that another training had reached after %s. "::formatted)
            .orElse("");
    String kept =
        outcome
            .chosenBy()
            .map(
                objective ->
                    String.format(
                        "the parameters are those of epoch %s, which had the lowest %s after both"
                            + " weights had grown to full.",
                        outcome.bestEpoch(), objective.phrase()))
            .orElse("the parameters are those of the last epoch; validation did not choose.");
    return String.format(
        "%sIt ended after %s because %s; %s",
        before, count(outcome.epochs(), "epoch"), outcome.reason().sentence(), kept);
  }

  private String posterior(RunParams settings, Optional<PosteriorMeans.Source> source) {
    String means = params.coDim() > 0 ? "Rates, factors and inputs are " : "Rates and factors are ";
    boolean sampled =
        source
            .map(PosteriorMeans.Source::isSampled)
            .orElse(settings.posteriorMeanKind().equals(PosteriorMeans.Source.SAMPLED));
    return means
        + (sampled
            ? "averages over " + source.map(this::drawn).orElseGet(() -> toBeDrawn(settings))
            : "what one pass of each trial's posterior means gives.");
  }

  private String drawn(PosteriorMeans.Source source) {
    double wanted = options.posteriorError();
    double error = source.relativeError().orElse(Double.NaN);
    String below =
        error <= wanted ? ", below the " + percent(wanted) + " at which sampling was to end" : "";
    return fit.samples(source)
        + ofPosterior(source.draws())
        + "."
        + (Double.isNaN(error)
            ? ""
            : " " + "T" + standardError(source.percent()).substring(1) + below + ".");
  }

  /** Before there are means: what the settings say. */
  private String toBeDrawn(RunParams settings) {
    int most = settings.numSamplesPosterior();
    String ofPosterior = ofPosterior(options.posteriorDraws());
    double wanted = options.posteriorError();
    return wanted == 0
        ? count(most, "sample") + ofPosterior + "."
        : "samples%s: at most %s, and no more when %s."
            .formatted(ofPosterior, most, standardError(percent(wanted)));
  }

  private static String ofPosterior(PosteriorDraws draws) {
    return " of each trial's posterior"
        + (draws == PosteriorDraws.PLAIN ? "" : ", " + draws.phrase());
  }

  private String standardError(String percent) {
    return fit.model().isGaussian()
        ? "the standard error of the means is " + percent + " of the output's standard deviation"
        : "the standard error of the mean rates is " + percent;
  }

  private static String percent(double share) {
    return number(100 * share) + " %";
  }

  private String computer() {
    return String.format(
        Locale.ROOT,
        "Computations ran on the %s backend (%s; %s) in single precision, with seed %d.",
        fit.placement().backend(),
        fit.placement().engine(),
        fit.placement().device(),
        options.seed());
  }

  private static String count(double many, String of) {
    return number(many) + " " + of + (many == 1 ? "" : "s");
  }

  /** Values that were found and not chosen have many digits, of which a paper needs five. */
  private static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    String text = Double.toString(value);
    return text.length() <= LONGEST_NUMBER
        ? text
        : new BigDecimal(value).round(DIGITS).stripTrailingZeros().toString();
  }
}
