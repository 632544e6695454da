package org.lfads4j.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lfads4j.config.ProgramVersion;
import org.lfads4j.config.RunOptions;
import org.lfads4j.config.RunParams;
import org.lfads4j.config.StopRule;
import org.lfads4j.data.Trials;
import org.lfads4j.training.Outcome;

/**
 * A paragraph for the methods section of a paper: sentences that name the settings of a fit,
 * whether set or default, and leave out what was not used.
 */
final class Methods {
  private final FitSummary fit;
  private final RunParams params;
  private final RunOptions options;

  /** Of a fit. */
  Methods(FitSummary fit) {
    this.fit = fit;
    this.params = fit.params();
    this.options = fit.options();
  }

  /** One paragraph. */
  String paragraph() {
    return Stream.of(
            List.of(software(), recording(), output()),
            initialCondition(),
            inputs(),
            objective(),
            List.of(optimiser()),
            hiding(),
            List.of(learningRate(), stopping(), ending(), posterior(), computer()))
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
    return cited;
  }

  private String software() {
    return "Single-trial activity was inferred with LFADS ("
        + Reference.LFADS.cite()
        + "; "
        + Reference.LFADS_PREPRINT.cite()
        + "), a sequential variational autoencoder, in the implementation lfads4j"
        + ProgramVersion.number().map(number -> " " + number).orElse("")
        + ".";
  }

  private String recording() {
    List<Trials> sessions = fit.recordings();
    Trials first = sessions.get(0);
    int heldOut = sum(each -> each.heldOutNeurons().size());
    return (sessions.size() == 1
            ? "The recording (" + first.session() + ") held "
            : sessions.size()
                + " recordings ("
                + sessions.stream().map(each -> each.session()).collect(Collectors.joining(", "))
                + "), each with a read-in and a read-out of its own around the shared rest"
                + alignment()
                + ", held ")
        + count(sum(each -> each.trials()), "trial")
        + " of "
        + count(first.bins(), "bin")
        + " of "
        + number(first.binMs())
        + " ms and "
        + count(sum(each -> each.neurons()), "neuron")
        + (heldOut > 0 ? ", of which " + heldOut + " were hidden from the encoders" : "")
        + "; "
        + count(sum(each -> each.split().orElseThrow().train().length), "trial")
        + " trained the model and "
        + sum(each -> each.split().orElseThrow().valid().length)
        + " validated it.";
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
    return (fit.model().isGaussian()
            ? "Observations were Gaussian with means and variances that are affine, and"
                + " exponential of affine, in "
            : "Spike counts were Poisson with rates that are the exponential of an affine map of ")
        + count(params.factorsDim(), "factor")
        + ", themselves a linear map of a generator of "
        + params.genDim()
        + " gated recurrent units.";
  }

  private List<String> initialCondition() {
    if (!fit.model().hasIcEncoder()) {
      return List.of("The generator started every trial from one learned state.");
    }
    boolean whole = params.numStepsForGenIc() >= fit.recordings().get(0).bins();
    return List.of(
        "Each trial's initial condition had "
            + count(params.icDim(), "dimension")
            + " and was inferred by a bidirectional encoder of "
            + params.icEncDim()
            + " units per direction from "
            + (whole ? "the whole trial" : "the first " + count(params.numStepsForGenIc(), "bin"))
            + "; its prior was Gaussian with learned mean and "
            + initialVariance()
            + ", and "
            + number(params.icPostVarMin())
            + " was added to its posterior variance.");
  }

  private String initialVariance() {
    return params.icPriorVarMax() > params.icPriorVarMin()
        ? "a variance learned from "
            + number(params.icPriorVarScale())
            + " within "
            + number(params.icPriorVarMin())
            + " to "
            + number(params.icPriorVarMax())
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
    return "A controller of "
        + params.conDim()
        + " units inferred "
        + count(params.coDim(), "time-varying input")
        + " from a "
        + (params.doCausalController() ? "causal" : "bidirectional")
        + " encoding of "
        + params.ciEncDim()
        + (params.doCausalController() ? " units" : " units per direction")
        + ", delayed by "
        + count(params.controllerInputLag(), "bin")
        + (params.doFeedFactorsToController()
            ? ", and from the " + params.feedbackFactorsOrRates() + " of the bin before."
            : ".");
  }

  private String inputPrior() {
    return "The prior of the inputs was a first-order autoregressive process with "
        + (params.doTrainPriorArAtau() ? "a time constant learned from " : "a time constant of ")
        + count(params.priorArAtau(), "bin")
        + " and "
        + (params.doTrainPriorArNvar() ? "a noise variance learned from " : "a noise variance of ")
        + number(params.priorArNvar())
        + ".";
  }

  private List<String> objective() {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "The cost was the negative log-likelihood, the Kullback-Leibler divergence of the initial"
            + " condition (weight "
            + number(params.klIcWeight())
            + (fit.model().hasController()
                ? ") and of the inputs (weight " + number(params.klCoWeight())
                : "")
            + ") and an L2 penalty on the recurrent weights and biases of the generator (weight "
            + number(params.l2GenScale())
            + (fit.model().hasController()
                ? ") and the controller (weight " + number(params.l2ConScale())
                : "")
            + ").");
    if (params.coMeanCorrScale() > 0) {
      sentences.add(
          "Correlations between inputs were penalised with weight "
              + number(params.coMeanCorrScale())
              + ".");
    }
    sentences.add(
        "The divergences "
            + ramp(params.klStartStep(), params.klIncreaseSteps())
            + "; the L2 penalty "
            + ramp(params.l2StartStep(), params.l2IncreaseSteps())
            + ".");
    return sentences;
  }

  private static String ramp(int start, int steps) {
    String after = start > 0 ? " after " + count(start, "update") : "";
    return steps == 0
        ? "counted in full " + (start > 0 ? "after " + count(start, "update") : "from the start")
        : "grew linearly to full weight over " + count(steps, "update") + after;
  }

  private String optimiser() {
    return "Parameters were optimised with Adam ("
        + Reference.ADAM.cite()
        + "; decay rates 0.9 and 0.999, epsilon 0.1) on batches of "
        + count(
            Math.min(
                params.batchSize(),
                fit.recordings().stream()
                    .mapToInt(each -> each.split().orElseThrow().train().length)
                    .max()
                    .orElseThrow()),
            "trial")
        + ", with gradients clipped to a global norm of "
        + number(params.maxGradNorm())
        + (params.keepProb() < 1
            ? " and dropout that kept each value with probability " + number(params.keepProb())
            : " and without dropout")
        + (params.temporalSpikeJitterWidth() > 0
            ? "; training spikes were jittered by up to "
                + count(params.temporalSpikeJitterWidth(), "bin")
            : "")
        + ".";
  }

  private List<String> hiding() {
    List<String> sentences = new ArrayList<>();
    double dropped = options.hiding().coordinatedDropout();
    if (dropped > 0) {
      sentences.add(
          "Coordinated dropout ("
              + Reference.COORDINATED_DROPOUT.cite()
              + ") hid "
              + number(100 * dropped)
              + "% of the spike counts from the encoders in each step, and only these entered the"
              + " reconstruction cost.");
    }
    double sampled = options.hiding().sampleValidation();
    if (sampled > 0) {
      sentences.add(
          "Sample validation ("
              + Reference.COORDINATED_DROPOUT.cite()
              + ") hid "
              + number(100 * sampled)
              + "% of the spike counts throughout, and validation judged by these.");
    }
    return sentences;
  }

  private String learningRate() {
    return "The learning rate began at "
        + number(params.learningRateInit())
        + " and was multiplied by "
        + number(params.learningRateDecayFactor())
        + " when an epoch's training cost exceeded those of the "
        + count(params.learningRateNToCompare(), "epoch")
        + " before it.";
  }

  private String stopping() {
    StopRule rule = options.stopRule();
    List<String> limits = new ArrayList<>();
    limits.add("when the learning rate fell below " + number(params.learningRateStop()));
    rule.maxEpochs().ifPresent(epochs -> limits.add("after " + count(epochs, "epoch")));
    rule.timeLimit()
        .ifPresent(time -> limits.add("after " + count(time.toMillis() / 1000.0, "second")));
    rule.patience()
        .ifPresent(
            epochs ->
                limits.add("after " + count(epochs, "epoch") + " without a lower validation cost"));
    return "Training was to end "
        + String.join(" or ", limits)
        + (limits.size() > 1 ? ", whichever came first." : ".");
  }

  private String ending() {
    Outcome outcome = fit.outcome();
    return fit.training()
            .origin()
            .map(
                origin ->
                    "It went on from the state that another training had reached after "
                        + count(origin.epochs(), "epoch")
                        + ". ")
            .orElse("")
        + "It ended after "
        + count(outcome.epochs(), "epoch")
        + " because "
        + outcome.reason().sentence()
        + "; "
        + outcome
            .chosenBy()
            .map(
                objective ->
                    "the parameters are those of epoch "
                        + outcome.bestEpoch()
                        + ", which had the lowest "
                        + objective.phrase()
                        + " after both weights had grown to full.")
            .orElse("the parameters are those of the last epoch; validation did not choose.");
  }

  private String posterior() {
    return "Rates, factors and inputs are "
        + (params.posteriorMeanKind().equals("posterior_sample_and_average")
            ? "averages over "
                + count(params.numSamplesPosterior(), "sample")
                + " of each trial's posterior."
            : "what one pass of each trial's posterior means gives.");
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

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
